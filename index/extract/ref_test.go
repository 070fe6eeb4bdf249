package extract

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"tracuu/index/directive"
)

// seedTexts reads the five seed documents.
func seedTexts(t testing.TB) map[string]string {
	paths, _ := filepath.Glob("../../testdata/directives/*.txt")
	if len(paths) == 0 {
		t.Fatal("no seed documents")
	}
	texts := map[string]string{}
	for _, p := range paths {
		data, err := os.ReadFile(p)
		if err != nil {
			t.Fatal(err)
		}
		texts[filepath.Base(p)[:3]] = string(data)
	}
	return texts
}

// TestSeedReferences holds the references of the seed documents: every cited
// document with its date and issuer, none of the stamps, the link list apart.
func TestSeedReferences(t *testing.T) {
	want := map[string][]string{
		"000": nil,
		"001": {
			"Công điện 02-CĐ/TU 2021-01-08 Ban Thường vụ Tỉnh ủy implements",
			"Công điện 04-CĐ/TU 2021-01-28 Ban Thường vụ Tỉnh ủy implements",
			"Công văn 121-CV/HU 2021-01-14 Ban Thường vụ Huyện ủy implements",
		},
		"002": nil,
		"003": {
			"Công văn 3275-CV/BDVTW 2020-08-06 Ban Dân vận Trung ương implements",
			"Chỉ thị 11/CT-UBND 2020-07-30 Ủy ban nhân dân tỉnh cites",
			"Công điện 07/CĐ-UBND 2020-08-02 Ủy ban nhân dân tỉnh cites",
		},
		"004": {
			"Công văn 138-CV/ĐUK 2021-05-25 Đảng ủy Khối các cơ quan tỉnh Hải Dương implements",
			"Kết luận 21-KL/TW 2021-10-25 Ban Chấp hành Trung ương Đảng implements navigation",
		},
	}
	for name, text := range seedTexts(t) {
		var got []string
		for _, ref := range Read(Input{Text: text}).References {
			row := fmt.Sprintf("%s %s %s %s %s", ref.Type, ref.Number, ref.Date, ref.Issuer, ref.Relation)
			if ref.Navigation {
				row += " navigation"
			}
			got = append(got, row)
		}
		if !slices.Equal(got, want[name]) {
			t.Errorf("%s: got\n%s\nwant\n%s", name, strings.Join(got, "\n"), strings.Join(want[name], "\n"))
		}
	}
}

// TestSpans holds every reference's span to its number: the surface lies inside
// the text on rune bounds and holds the digits of the number.
func TestSpans(t *testing.T) {
	for name, text := range seedTexts(t) {
		doc := &document{text: text, lexicon: newLexicon()}
		doc.body.End = len(text)
		for _, ref := range references(doc) {
			surface := text[ref.Start:ref.End]
			if plain(surface) != ref.Text {
				t.Errorf("%s: span of %s is %q, text %q", name, ref.Number, surface, ref.Text)
			}
			digits := strings.TrimLeft(ref.Number, "0")
			if digits = digits[:strings.IndexAny(digits, "-/")]; !strings.Contains(surface, digits) {
				t.Errorf("%s: surface %q lacks the number %s", name, surface, ref.Number)
			}
		}
	}
}

// TestNoiseCitesNothing: a stamp cites nothing, a link list is marked, and a
// document cited in both the text and a link list counts as cited.
func TestNoiseCitesNothing(t *testing.T) {
	text := "Căn cứ Chỉ thị số 15/CT-TTg;\n\nThông báo số 99/TB-VP\n\nChỉ thị số 15/CT-TTg ngày 27/3/2020\nKết luận số 21-KL/TW"
	doc := &document{text: text, lexicon: newLexicon()}
	doc.body.End = len(text)
	stamp, links := strings.Index(text, "Thông báo"), strings.LastIndex(text, "Chỉ thị")
	doc.noise = []directive.Noise{
		{Span: directive.Span{Start: stamp, End: links - 1}, Kind: directive.NoiseStamp},
		{Span: directive.Span{Start: links, End: len(text)}, Kind: directive.NoiseNavigation},
	}
	refs := references(doc)
	if len(refs) != 2 {
		t.Fatalf("got %+v, want two references", refs)
	}
	if refs[0].Number != "15/CT-TTg" || refs[0].Navigation || refs[0].Start != strings.Index(text, "Chỉ thị") {
		t.Errorf("got %+v, want the citation in the text", refs[0])
	}
	if refs[1].Number != "21-KL/TW" || !refs[1].Navigation {
		t.Errorf("got %+v, want a link", refs[1])
	}
}

// TestRepairsAreRecorded: a repair names what stood in the text and the rule.
func TestRepairsAreRecorded(t *testing.T) {
	doc := &document{text: "Thực hiện Công điện số 02-CD/TU của Ban Thường vụ Tỉnh ủy", lexicon: newLexicon()}
	doc.body.End = len(doc.text)
	references(doc)
	for _, r := range doc.out.Repairs {
		if r.Field == "references" && r.Raw == "02-CD/TU" && r.Repaired == "02-CĐ/TU" && r.Rule != "" {
			return
		}
	}
	t.Errorf("got repairs %+v", doc.out.Repairs)
}

// TestTypeConflict: type word and symbol that disagree are both kept, and flagged.
func TestTypeConflict(t *testing.T) {
	for text, conflict := range map[string]bool{
		"Chỉ thị số 17/CĐ-UBND":                 true,
		"Công điện số 17/CĐ-UBND":               false,
		"Chương trình hành động số 10-CTr/TU":   false,
		"công văn số 4952/CT-CS của Cục Thuế":   false,
		"Quy định số 294-QĐ/TW":                 false,
		"Công văn số 3129/TTr-SNV":              true,
		"Bộ luật Lao động số 45/2019/QH14":      false,
		"Báo cáo thẩm tra số 429/BC-UBPLTP15":   false,
		"Thông tư liên tịch số 2/2010/TTLT-BTC": false,
	} {
		doc := &document{text: text, lexicon: newLexicon()}
		doc.body.End = len(text)
		refs := references(doc)
		if len(refs) != 1 || refs[0].Type == "" {
			t.Errorf("%s: got %+v", text, refs)
		}
		if got := len(doc.out.Problems) == 1; got != conflict {
			t.Errorf("%s: problems %+v, want a conflict: %v", text, doc.out.Problems, conflict)
		}
	}
}

func FuzzReferences(f *testing.F) {
	for _, text := range seedTexts(f) {
		f.Add(text, "107-CV/BDVTU")
	}
	paths, _ := filepath.Glob("../../testdata/extract/refs/*.txt")
	for _, p := range paths {
		if data, err := os.ReadFile(p); err == nil {
			f.Add(string(data), "16/CT-TTg")
		}
	}
	f.Add("số 15, 16 và 19/CT-TTg \xff Luật sửa đổi, bổ sung", "")
	f.Fuzz(func(t *testing.T, text, own string) {
		text = strings.ToValidUTF8(text, "�")
		doc := &document{text: text, lexicon: newLexicon()}
		doc.body.End = len(text)
		doc.out.Number = own
		for _, ref := range references(doc) {
			if ref.Start < 0 || ref.End > len(text) || ref.Start >= ref.End {
				t.Fatalf("span [%d,%d) of %d bytes", ref.Start, ref.End, len(text))
			}
			if !utf8.ValidString(text[ref.Start:ref.End]) || ref.Number == "" && ref.Title == "" {
				t.Fatalf("reference %+v", ref)
			}
		}
	})
}

func BenchmarkReferences(b *testing.B) {
	for name, text := range map[string]string{"seed003": seedTexts(b)["003"], "scripts": scriptText(b)} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				doc := &document{text: text, lexicon: newLexicon()}
				doc.body.End = len(text)
				references(doc)
			}
		})
	}
}

// scriptText is a text dense with citations.
func scriptText(tb testing.TB) string {
	data, err := os.ReadFile("../../testdata/extract/refs/full.txt")
	if err != nil {
		tb.Fatal(err)
	}
	return string(data)
}
