package copies

import (
	"fmt"
	"strings"
	"testing"
)

// monthly is a report on a web page, with neither number nor date.
func monthly(cases, tests int, school string) string {
	return menu + fmt.Sprintf(`Kết quả phòng, chống dịch bệnh
Trong tháng toàn huyện ghi nhận %d ca mắc, lấy %d mẫu xét nghiệm, các xã và thị trấn đã thực hiện nghiêm việc khai báo y tế, cách ly tại nhà,
kiểm tra người từ nơi khác về địa phương, tuyên truyền để nhân dân đeo khẩu trang, khử khuẩn, giữ khoảng cách khi tiếp xúc, không tụ tập đông người.
Các trường %s tổ chức dạy học trực tuyến; các chợ bố trí người đo thân nhiệt; trạm y tế trực đủ ngày đêm để tiếp nhận thông tin của người dân.
`, cases, tests, school)
}

// Reports of two months that say the same but for their figures are two documents;
// the same figures in words that were read a little wrong are one.
func TestFiguresTellReportsApart(t *testing.T) {
	first := readLetter(monthly(12, 450, "học"))
	for _, row := range []struct {
		text string
		want bool
	}{
		{monthly(12, 450, "hoc"), true},
		{monthly(31, 980, "hoc"), false},
		{monthly(12, 980, "hoc"), false},
		{strings.Replace(monthly(12, 450, "hoc"), "khử khuẩn", "khu khuân", 1), true},
	} {
		other := readLetter(row.text)
		if got := compare(&first, &other).strength > 0; got != row.want {
			t.Errorf("one document %v, want %v:\n%s", got, row.want, row.text)
		}
	}
}
