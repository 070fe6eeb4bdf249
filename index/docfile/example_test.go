package docfile_test

import (
	"context"
	"fmt"

	"tracuu/index/docfile"
)

func Example() {
	page := []byte(`<html><nav><a href="/">Trang chủ</a></nav>
		<p>Số: 12/CT-UBND</p><p>CHỈ&nbsp;THỊ<br>về phòng cháy</p></html>`)
	for d := range docfile.Read(context.Background(), "12.txt", page, docfile.Options{}) {
		fmt.Println(d.Format)
		fmt.Print(d.Text)
		for _, r := range d.Noise {
			fmt.Println(r.Kind, d.Text[r.Start:r.End])
		}
	}
	// Output:
	// html
	// Trang chủ
	//
	// Số: 12/CT-UBND
	//
	// CHỈ THỊ
	// về phòng cháy
	// navigation Trang chủ
}
