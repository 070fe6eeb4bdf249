package docfile

import (
	"path/filepath"
	"strings"
	"testing"
)

// fuzzReader tries a reader with files of its format, and with pieces of them.
func fuzzReader(f *testing.F, read func(t *testing.T, data []byte) []byte, seeds ...string) {
	for _, seed := range seeds {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		file := read(t, data)
		for d := range Read(t.Context(), "a", file, Options{Limits: Limits{Unpacked: 1 << 20, Parts: 200}, Tools: &Tools{}}) {
			checkDocument(t, d)
			last := -1
			for _, at := range d.PageStarts {
				if at <= last || at > len(d.Text) {
					t.Errorf("pages %v of %d bytes", d.PageStarts, len(d.Text))
				}
				last = at
			}
		}
	})
}

func asItIs(_ *testing.T, data []byte) []byte { return data }

func fileOf(f *testing.F, name string) string {
	return string(readFile(f, filepath.Join(office, name)))
}

func FuzzDOCX(f *testing.F) {
	fuzzReader(f, func(t *testing.T, data []byte) []byte { return docxOf(t, string(data)) },
		paragraphs("Tỉnh ủy"), "<w:tbl><w:tr><w:tc>"+paragraphs("a")+"</w:tc></w:tr></w:tbl>", `<w:p><w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:br w:type="page"/></w:r></w:p>`,
		`<w:p><w:pPr><w:sectPr><w:type w:val="x"/></w:sectPr></w:pPr></w:p><w:sectPr/>`, `<mc:AlternateContent><mc:Choice/></mc:AlternateContent>`)
}

func FuzzODT(f *testing.F) {
	fuzzReader(f, func(t *testing.T, data []byte) []byte { return odtOf(t, string(data)) },
		`<text:p>Tỉnh<text:s text:c="3"/><text:soft-page-break/></text:p>`, `<text:list><text:list-item text:start-value="3"><text:p>a</text:p></text:list-item></text:list>`,
		`<table:table><table:table-row><table:table-cell table:number-columns-repeated="9"/></table:table-row></table:table>`, `<text:p><text:note><text:note-body><text:p>x</text:p></text:note-body></text:note></text:p>`)
}

func FuzzRTF(f *testing.F) {
	fuzzReader(f, asItIs, fileOf(f, "font-abc.rtf"), `{\rtf1\trowd\intbl\itap2 1\nestcell\cell\row{\*\footnote x}{\header a}\u-10179?\bin3 }`, `{\rtf1{\listtext 1.\tab}a{\upr{x}{\*\ud{y}}}\'f1\~}`)
}

func FuzzXLSX(f *testing.F) {
	fuzzReader(f, func(t *testing.T, data []byte) []byte {
		return zipped(t, "xl/workbook.xml", `<workbook xmlns:r="r"><sheets><sheet name="S" r:id="r1"/></sheets></workbook>`,
			"xl/_rels/workbook.xml.rels", `<R><Relationship Id="r1" Type="x/worksheet" Target="worksheets/sheet1.xml"/></R>`,
			"xl/styles.xml", `<s><cellXfs><xf numFmtId="14"/></cellXfs></s>`, "xl/worksheets/sheet1.xml", "<worksheet>"+string(data)+"</worksheet>")
	}, `<row r="1"><c r="A1" t="str"><v>Số ký hiệu</v></c><c t="str"><v>Trích yếu</v></c></row><row><c t="str"><v>1/TB</v></c><c s="0"><v>44413</v></c></row><mergeCell ref="A1:B2"/>`)
}

func FuzzMail(f *testing.F) {
	fuzzReader(f, asItIs, fileOf(f, "thu.eml")[:3000], mailTop+"Content-Type: multipart/mixed; boundary=b\n\n--b\n\nx\n--b--\n", mailTop+"\nx")
}

func FuzzZIP(f *testing.F) {
	fuzzReader(f, asItIs, string(nestedZIP(&testing.T{}, 1)), string(gzipped(&testing.T{}, "Tỉnh ủy")), fileOf(f, "font-abc.docx"), fileOf(f, "so-van-ban-di.xlsx"))
}

func FuzzDOC(f *testing.F) {
	fuzzReader(f, asItIs, fileOf(f, "font-abc.doc"), string(compoundWith("WordDocument")))
}

func FuzzDay(f *testing.F) {
	f.Add("ngày 5 tháng 8 năm 2021")
	f.Fuzz(func(t *testing.T, cell string) {
		if got, err := readDay(cell); err == nil && len(strings.Trim(got.(string), "0123456789-")) > 0 {
			t.Errorf("%q: %v", cell, got)
		}
	})
}

// BenchmarkRead reads one document of each format, of some 600 words.
func BenchmarkRead(b *testing.B) {
	for _, name := range []string{"quyet-dinh.docx", "quyet-dinh.odt", "quyet-dinh.rtf", "quyet-dinh.doc", "002_c68a764c8ea9b0f3.docx", "so-van-ban-di.xlsx", "thu.eml", "ho-so.zip", "../../directives/002_c68a764c8ea9b0f3.txt", "../trang-web.html"} {
		data := readFile(b, filepath.Join(office, name))
		b.Run(filepath.Base(name), func(b *testing.B) {
			b.SetBytes(int64(len(data)))
			b.ReportAllocs()
			b.RunParallel(func(pb *testing.PB) {
				for pb.Next() {
					for d := range Read(b.Context(), name, data, Options{}) {
						if d.Err != nil {
							b.Error(d.Err)
						}
					}
				}
			})
		})
	}
}
