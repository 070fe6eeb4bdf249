package copies_test

import (
	"fmt"
	"strings"

	"tracuu/index/copies"
	"tracuu/index/directive"
)

func Example() {
	text := strings.Repeat("Đề nghị các đơn vị báo cáo kết quả phòng, chống dịch bệnh trước ngày cuối tháng. ", 4)
	index, held := copies.NewIndex(), copies.Held{}
	for id, number := range map[string]string{"a": "16/UBND-VP", "b": "16/UBND-VP", "next month": "17/UBND-VP"} {
		held[id] = copies.Read(&directive.Directive{Number: number, Text: text})
		index.Put(id, held[id], held)
	}
	fmt.Println(index.Families())
	// Output: [[a b]]
}
