package web

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"tracuu/index/directive"
)

// TestCiteForms has citations as the two sets of rules, and the documents that follow
// them, write them.
func TestCiteForms(t *testing.T) {
	for _, row := range []struct {
		d            directive.Directive
		state, party string
	}{
		{directive.Directive{Type: "Nghị định", Number: "30/2020/NĐ-CP", Issuer: "Chính phủ", Issued: day(2020, 3, 5), Title: "Về công tác văn thư"},
			"Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư",
			"Nghị định số 30/2020/NĐ-CP, ngày 05/3/2020 của Chính phủ về công tác văn thư"},
		{directive.Directive{Type: "Quy định", Number: "66-QĐ/TW", Issuer: "Ban Bí thư", Issued: day(2017, 2, 6), Title: "Về thể loại, thẩm quyền ban hành và thể thức văn bản của Đảng"},
			"Quy định số 66-QĐ/TW ngày 06 tháng 02 năm 2017 của Ban Bí thư về thể loại, thẩm quyền ban hành và thể thức văn bản của Đảng",
			"Quy định số 66-QĐ/TW, ngày 06/02/2017 của Ban Bí thư về thể loại, thẩm quyền ban hành và thể thức văn bản của Đảng"},
		{directive.Directive{Type: "Công văn", Number: "107-CV/BDVTU", Issuer: "Ban Dân vận Tỉnh ủy Hải Dương", Issued: day(2021, 12, 16), Title: "V/v thành lập  Tổ Covid-19\ncộng đồng"},
			"Công văn số 107-CV/BDVTU ngày 16 tháng 12 năm 2021 của Ban Dân vận Tỉnh ủy Hải Dương về việc thành lập Tổ Covid-19 cộng đồng",
			"Công văn số 107-CV/BDVTU, ngày 16/12/2021 của Ban Dân vận Tỉnh ủy Hải Dương về việc thành lập Tổ Covid-19 cộng đồng"},
		{directive.Directive{Type: "Luật", Number: "03/2007/QH12", Issuer: "Quốc hội", Issued: day(2007, 11, 21), Title: "Phòng, chống bệnh truyền nhiễm"}, "Luật Phòng, chống bệnh truyền nhiễm", ""},
		{directive.Directive{Type: "Bộ luật", Number: "45/2019/QH14", Title: "BỘ LUẬT Lao động"}, "Bộ luật Lao động", ""},
		{directive.Directive{Type: "Luật", Number: "45/2013/QH13", Issued: directive.Date{Year: 2013}}, "Luật số 45/2013/QH13 năm 2013", "Luật số 45/2013/QH13, năm 2013"},
		{directive.Directive{Type: "Kế hoạch", Issuer: "Sở Y tế", Issued: directive.Date{Year: 2021, Month: 1}}, "Kế hoạch tháng 01 năm 2021 của Sở Y tế", "Kế hoạch, tháng 01 năm 2021 của Sở Y tế"},
		{directive.Directive{Number: "5/X"}, "Số 5/X", "Số 5/X"},
	} {
		forms := citeForms(&row.d)
		if forms[0].Text != row.state || (row.party == "") != (len(forms) == 1) || row.party != "" && forms[1].Text != row.party {
			t.Errorf("%q\nwant\n%q\n%q", forms, row.state, row.party)
		}
	}
	if forms := citeForms(&directive.Directive{Title: "Về hè"}); forms != nil {
		t.Errorf("a document without type and number: %q", forms)
	}
}

func TestSubject(t *testing.T) {
	for title, want := range map[string]string{
		"Về giãn cách": " về giãn cách", "Về Tổ Covid": " về Tổ Covid", "V/v hè": " về việc hè", "v/v: hè": " về việc hè",
		"Quy định chi tiết": " quy định chi tiết", "Hải Dương phòng dịch": " Hải Dương phòng dịch", "Giao Sở Y tế": " giao Sở Y tế",
		"COVID-19": " COVID-19", "VỀ VIỆC HÈ": " VỀ VIỆC HÈ", "Đề án": " đề án", "Ổn định dân cư": " ổn định dân cư", "": "",
	} {
		if got := subject(title); got != want {
			t.Errorf("%q: %q, want %q", title, got, want)
		}
	}
}

func ExampleDocumentPath() {
	fmt.Println(DocumentPath("bdv/107 hải dương"))
	// Output: /van-ban/bdv%2F107%20h%E1%BA%A3i%20d%C6%B0%C6%A1ng
}

func FuzzCiteForms(f *testing.F) {
	f.Add("Công văn", "5-CV/TU", "Tỉnh ủy", "V/v hè", 2021, 2, 3)
	f.Add("Luật", "", "", "luật  Đất đai", 0, 0, 0)
	f.Add("", "5", "", "Về", -1, 99, -5)
	f.Fuzz(func(t *testing.T, kind, number, issuer, title string, year, month, day int) {
		for _, s := range []string{kind, number, issuer, title} {
			if !utf8.ValidString(s) {
				return
			}
		}
		d := directive.Directive{Type: directive.Kind(kind), Number: number, Issuer: issuer, Title: title, Issued: directive.Date{Year: year, Month: month, Day: day}}
		for _, form := range citeForms(&d) {
			if !utf8.ValidString(form.Text) || strings.TrimSpace(form.Text) == "" && strings.TrimSpace(kind+number) != "" {
				t.Fatalf("%q", form.Text)
			}
		}
	})
}
