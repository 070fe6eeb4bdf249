package directive

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"tracuu/index/indextest/labelled"
)

// findings are texts with the symbols in them, in canonical form.
var findings = []struct {
	text string
	want []string
}{
	{"thực hiện Công văn số 107 - CV/ BDVTU ngày 06/8/2021", []string{"107-CV/BDVTU"}},
	{"các Chỉ thị số 15/CT-TTg, 16/CT-TTg và 19/CT-TTg của Thủ tướng", []string{"15/CT-TTg", "16/CT-TTg", "19/CT-TTg"}},
	{"số 15, 16 và 19/CT-TTg", []string{"19/CT-TTg"}},
	{"Chỉ thị số 11/CT-UBND, ngày 30/7/2020 và Công điện số 07/CĐ-UBND, ngày 02/8/2020", []string{"11/CT-UBND", "07/CĐ-UBND"}},
	{"Kết luận số 21- KL/TW, ngày 25/10/2021", []string{"21-KL/TW"}},
	{"Công điện số 02-CD/TU, ngày 08/01/2021", []string{"02-CD/TU"}},
	{"Nghị định số\n78/2025/NĐ-CP ngày\n01/4/2025 của Chính phủ", []string{"78/2025/NĐ-CP"}},
	{"Quyết định số 599/QĐ-TTgngày 17 tháng 4", []string{"599/QĐ-TTg"}},
	{"Thông tư số68/2015/TT-BTNMTngày 22", []string{"68/2015/TT-BTNMT"}},
	{"Thông tư số25/2021/TT-BGDĐTcủa Bộ Giáo dục", []string{"25/2021/TT-BGDĐT"}},
	{"Nghị định 140/2018/NĐ-CPhết hiệu lực", []string{"140/2018/NĐ-CP"}},
	{"Tờ trình số 409\n/TTr-SVHTTDL ngày", []string{"409/TTr-SVHTTDL"}},
	{"CHỈ THỊ SỐ 27/CT-TTG NGÀY 01", []string{"27/CT-TTg"}},
	{"Nghị định số 15/2020/NĐ-CP1 ngày", []string{"15/2020/NĐ-CP"}},
	{"Luật số 51/2005/QH112 và", []string{"51/2005/QH11"}},
	{"theo Nghị định 64/CP của Chính phủ", []string{"64/CP"}},
	{"công văn số 619/TTg", []string{"619/TTg"}},
	{"văn bản số 1442/UBND-KGVX ngày 2/8; số 1443/UBND-KGVX", []string{"1442/UBND-KGVX", "1443/UBND-KGVX"}},
	{"Văn bản số 919-CV/VPTW/nb ngày", []string{"919-CV/VPTW/nb"}},
	{"16/CT-TTg - UBND tỉnh yêu cầu", []string{"16/CT-TTg"}},
	{"16/CT-TTg -UBND", []string{"16/CT-TTg"}},
	{"Thong tu so 30-2013-TT-BCT.doc", []string{"30/2013/TT-BCT"}},
	{"|107-CV/BDVTU|", []string{"107-CV/BDVTU"}},
	{"Số:107-CV/BDVTU", []string{"107-CV/BDVTU"}},
	{"16/ct-ttg giãn cách", []string{"16/CT-TTg"}},
	{"so 107-cv/bdvtu", []string{"107-CV/BDVTU"}},
	{"Nghị quyết số 66.4/2025/NQ-CP ngày", []string{"66.4/2025/NQ-CP"}},
	{"Quyết định số 1.234/QĐ-UBND", []string{"1.234/QĐ-UBND"}},
	{"- Luật Điện lực số 61/2024/QH15", []string{"61/2024/QH15"}},
	{"CHI CỤC\nSố: 250/HQVSIP Bình Dương", []string{"250/HQVSIP"}},
	{"Thông tư liên bộ số 30/TTLB", []string{"30/TTLB"}},
	{"250/HQVSIP", []string{"250/HQVSIP"}},
	{"619/TTg", []string{"619/TTg"}},

	{"Nghị quyết số 1261NQ-CP", nil},
	{"Nghị quyết số 126NQ-CP", []string{"126/NQ-CP"}},
	{"Nghị định số 27/NĐCP", []string{"27/NĐ-CP"}},
	{"NQ51/2001/QH10 và QĐ66-QĐ/TW", []string{"51/2001/QH10", "66-QĐ/TW"}},
	{"Nghị định43/2011/NĐ-CP", []string{"43/2011/NĐ-CP"}},
	{"Thông tư 01/2021/TT-BYT-BTC, 02/2021/TT-BYT; 2028/QĐ-NHNN", []string{"01/2021/TT-BYT-BTC", "02/2021/TT-BYT", "2028/QĐ-NHNN"}},
	{"Công văn số lO7-CV/BDVTU", []string{"107-CV/BDVTU"}},
	{"gio16/CT-TTg", nil},
	{"Nghị định số 25/CP, 26/CP và số 27/CP; tờ 28/CP", []string{"25/CP", "26/CP", "27/CP"}},
	{"91 -CV/TU", []string{"91-CV/TU"}},
	{"(16/CT-TTg);[17/CT-TTg]", []string{"16/CT-TTg", "17/CT-TTg"}},
	{"năm học 2020/2021 - KH, 50/50-CP, TT34-2018, PL02-A", nil},
	{"16/09/2022", nil},
	{"giai đoạn 2021-2025", nil},
	{"Covid-19 và Covid - 19, COVID-19/SARS-CoV-2", nil},
	{"QCVN 102:2016/BTTTT; TCVN 6096-2010/BYT; ISO 9001-2015/TC-QA", nil},
	{"Mẫu số 01/CKNS-BC, 02/CKNS-BC ban hành", nil},
	{"Mẫu 02-IV/KSHN, Biểu số 01c/TTKHVU, Mẫu B5-PHNC", nil},
	{"Tờ khai quyết toán thuế TNDN số 03/TNDN", nil},
	{"Phụ lục số 02-TT/BTC", nil},
	{"các Mẫu số 04a-ĐK/TSC, 04i-ĐK/TSC, 06a-ĐK/TSC và 07-ĐK/TSC", nil},
	{"thư: abc107-cv@haiduong.gov.vn, 107/ubnd-kt@x.vn", nil},
	{"điện thoại 0220.3852.123, 0220-385-212, 0912/345/678", nil},
	{"tỷ lệ 3/4, bản đồ 1/500, 24/24 giờ, 60 km/h, 5/7 ngày, 12/ngày, 10/KH", nil},
	{"1200 đến 1500m/s, 500m3/s, 3 tấn/ha - năm", nil},
	{"100\n- Thu tiền\n2 - Bảng mã\n20\n- CV/TU", nil},
	{"https://vbpl.vn/van-ban/16/ct-ttg và a.vn/2021/QD-UBND.html", nil},
	{"xe 34A-12345, lô A8-A9, F0, 5K, 15K-3", nil},
	{"ĐẾN Số: 4648 Ngày: 9/8/2021", nil},
	{"từ 08h00-17h00 ngày 5/8, 95- dưới 100%", nil},
	{"tháng 8/2021-QUÝ III", nil},
}

func TestFindSymbols(t *testing.T) {
	for _, row := range findings {
		for _, form := range []norm.Form{norm.NFC, norm.NFD} {
			text := form.String(row.text)
			var got []string
			for _, f := range FindSymbols(text) {
				got = append(got, f.Symbol.String())
				if f.Raw != text[f.Start:f.End] {
					t.Errorf("%q: raw %q is not the text of its span", text, f.Raw)
				}
			}
			if !reflect.DeepEqual(got, row.want) {
				t.Errorf("%q (form %d): %v, want %v", row.text, form, got, row.want)
			}
		}
	}
}

func TestFindSymbolsNamesItsRepairs(t *testing.T) {
	for text, want := range map[string][]string{
		"107-CV/BDVTU":      nil,
		"107 - CV/BDVTU":    {"spacing"},
		"42/QÐ-UBND":        {"d-stroke"},
		"42/QD-UBND":        {"d-stroke"},
		"16/CT-TTG":         {"case"},
		"1O7–CV/BDVTU":      {"separator", "digit"},
		"15/2020/NĐ-СР":     {"look-alike"},
		"15/2020/NĐ-CP1":    {"footnote"},
		"**107**-CV/BDVTU":  {"silent-mark"},
		"09/2014/UBTVQHI3":  {"digit"},
		"51/2005/QH112":     {"footnote"},
		"138-CV/\u200bĐUK.": {"silent-mark"},
	} {
		found := FindSymbols(text)
		if len(found) != 1 {
			t.Errorf("%q: %d found", text, len(found))
			continue
		}
		var got []string
		for _, r := range found[0].Repairs {
			got = append(got, r.Rule)
			if r.Raw != found[0].Raw || r.Repaired != found[0].Symbol.String() || r.Field != "number" {
				t.Errorf("%q: repair %+v", text, r)
			}
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%q: repairs %v, want %v", text, got, want)
		}
	}
}

func TestFindSymbolsInSeeds(t *testing.T) {
	want := map[string][]string{
		"000": {"107-CV/BDVTU"},
		"001": {"02-CD/TU", "04-CD/TU", "121-CV/HU"},
		"002": {"91-CV/TU"},
		"003": {"700-CV/BDVTU", "3275-CV/BDVTW", "11/CT-UBND", "07/CĐ-UBND"},
		"004": {"138-CV/ĐUK", "21-KL/TW"},
	}
	files, _ := filepath.Glob("../../testdata/directives/*.txt")
	if len(files) != len(want) {
		t.Fatalf("%d seed files, want %d", len(files), len(want))
	}
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		seen := map[string]bool{}
		var got []string
		for _, f := range FindSymbols(string(text)) {
			if s := f.Symbol.String(); !seen[s] {
				seen[s] = true
				got = append(got, s)
			}
		}
		id, _, _ := strings.Cut(filepath.Base(name), "_")
		if !reflect.DeepEqual(got, want[id]) {
			t.Errorf("%s: %v, want %v", id, got, want[id])
		}
	}
}

// labelledText is a document with the numbers that stand in it.
type labelledText struct {
	File       string
	Number     string
	References []struct {
		Number string
		Doubt  bool
	}
}

// TestFindSymbolsOnLabelled prints precision and recall over labelled documents.
// It judges nothing: the documents are not part of the project.
func TestFindSymbolsOnLabelled(t *testing.T) {
	var hits, missed, extra int
	for doc := range labelled.Rows[labelledText](t, "gold", "gold.jsonl") {
		text, err := os.ReadFile(labelled.Path(t, "gold", doc.File))
		if err != nil {
			t.Fatal(err)
		}
		h, m, x := compareLabels(t, doc, string(text))
		hits, missed, extra = hits+h, missed+m, extra+x
	}
	t.Logf("hits %d, missed %d, extra %d: precision %.3f, recall %.3f", hits, missed, extra,
		float64(hits)/float64(hits+extra), float64(hits)/float64(hits+missed))
}

func compareLabels(t *testing.T, doc labelledText, text string) (hits, missed, extra int) {
	found := map[NumberKey]FoundSymbol{}
	for _, f := range FindSymbols(text) {
		found[f.Symbol.Key()] = f
	}
	wanted := map[NumberKey]bool{}
	label := func(printed string) {
		sym, err := ParseSymbol(printed)
		if err != nil {
			if printed != "" {
				t.Logf("%s: label %q: %v", doc.File, printed, err)
			}
			return
		}
		if wanted[sym.Key()] {
			return
		}
		wanted[sym.Key()] = true
		if _, ok := found[sym.Key()]; ok {
			hits++
		} else {
			missed++
			t.Logf("%s: missed %s", doc.File, sym)
		}
	}
	label(doc.Number)
	for _, r := range doc.References {
		label(r.Number)
	}
	for key, f := range found {
		if !wanted[key] {
			extra++
			t.Logf("%s: extra %s (%q)", doc.File, f.Symbol, f.Raw)
		}
	}
	return hits, missed, extra
}

func FuzzFindSymbols(f *testing.F) {
	for _, row := range findings {
		f.Add(row.text)
		f.Add(norm.NFD.String(row.text))
	}
	f.Fuzz(func(t *testing.T, text string) {
		last := 0
		for _, s := range FindSymbols(text) {
			if s.Start < last || s.End <= s.Start || s.End > len(text) || s.Raw != text[s.Start:s.End] {
				t.Fatalf("span %v after %d in %q", s.Span, last, text)
			}
			last = s.End
			again, err := ParseSymbol(s.Symbol.String())
			if err != nil || again.Key() != s.Symbol.Key() {
				t.Fatalf("%q prints as %q: %v, key %s", s.Raw, s.Symbol, err, again.Key())
			}
			if utf8.ValidString(text) && !utf8.ValidString(s.Raw) {
				t.Fatalf("%q is cut inside a character", s.Raw)
			}
		}
	})
}
