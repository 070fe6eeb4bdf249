package docfile

import "testing"

// Each piece of text of a document of LibreOffice is read once, and what is not
// its text is not.
func TestODT(t *testing.T) {
	for _, tt := range []struct{ name, body, want string }{
		{"what was deleted", `<text:tracked-changes><text:changed-region><text:deletion><text:p>bỏ</text:p></text:deletion></text:changed-region></text:tracked-changes><text:p>giữ<text:change/></text:p>`, "giữ\n"},
		{"notes of readers", `<text:p>a<office:annotation><dc:creator>B</dc:creator><text:p>ghi chú</text:p></office:annotation>b</text:p>`, "ab\n"},
		{"footnotes", `<text:p>Theo<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>xem</text:p></text:note-body></text:note> do</text:p>`, "Theo[1] do\n[1] xem\n"},
		{"spaces, tabs, breaks", `<text:p>a<text:s text:c="3"/>b<text:tab/>c<text:line-break/>d<text:soft-page-break/>e</text:p>`, "a   b\tc\nde\n"},
		{"text boxes", `<text:p>x<draw:frame><draw:text-box><text:p>KHẨN</text:p></draw:text-box></draw:frame><draw:g><draw:custom-shape><text:p>ĐẾN</text:p></draw:custom-shape></draw:g></text:p>`, "x\nKHẨN\nĐẾN\n"},
		{"how it is said", `<text:p><text:ruby><text:ruby-base>viết</text:ruby-base><text:ruby-text>đọc</text:ruby-text></text:ruby></text:p>`, "viết\n"},
		{"hidden", `<text:p>a<text:hidden-text text:string-value="x">ẩn</text:hidden-text>b</text:p>`, "ab\n"},
		{"sections and headings", `<text:section><text:p>trong</text:p></text:section><text:h text:outline-level="1">Chương I</text:h>`, "trong\nChương I\n"},
		{"contents once", `<text:table-of-content><text:table-of-content-source><text:index-title-template>Mẫu</text:index-title-template></text:table-of-content-source><text:index-body><text:index-title><text:p>Mục lục</text:p></text:index-title><text:p>Điều 1<text:tab/>2</text:p></text:index-body></text:table-of-content>`, "Mục lục\nĐiều 1\t2\n"},
		{"fields show results", `<text:p><text:date>06/8/2021</text:date> <text:bookmark-ref>15/CT</text:bookmark-ref> <text:a>liên kết</text:a></text:p>`, "06/8/2021 15/CT liên kết\n"},
		{"cells that are covered", `<table:table><table:table-header-rows><table:table-row><table:table-cell><text:p>STT</text:p></table:table-cell><table:covered-table-cell><text:p>che</text:p></table:covered-table-cell></table:table-row></table:table-header-rows></table:table>`, "STT\n"},
	} {
		if d := one(t, "a", odtOf(t, tt.body)); d.Err != nil || d.Text != tt.want {
			t.Errorf("%s: %q, %v, want %q", tt.name, d.Text, d.Err, tt.want)
		}
	}
}
