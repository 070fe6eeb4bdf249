package index_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"tracuu/analyzers/viet"
	"tracuu/index"
	"tracuu/index/directive"
)

// marked prints a fragment with its marks in brackets.
func marked(f index.Fragment) string {
	text, at := "", 0
	for _, m := range f.Marks {
		text += f.Text[at:m.Start] + "[" + f.Text[m.Start:m.End] + "]"
		at = m.End
	}
	return text + f.Text[at:]
}

func TestFragments(t *testing.T) {
	for _, row := range []struct {
		name, query, text string
		want              []string
	}{
		{"row", "tổ covid", "Các tổ họp. Các Tổ Covid - 19 họp.", []string{"Các [tổ] họp. Các [Tổ] [Covid] - 19 họp."}},
		{"phrase", `"tổ covid"`, "Các tổ họp. Covid. Tổ Covid họp.", []string{"[Tổ] [Covid] họp."}},
		{"right accents", "khống chế", "Không chế được. Đã khống chế.", []string{"Không [chế] được. Đã [khống] [chế]."}},
		{"other accents", "khống chế", "Để không chế dịch.", []string{"Để [không] [chế] dịch."}},
		{"no accents", "khong che", "Để khống chế dịch.", []string{"Để [khống] [chế] dịch."}},
		{"number", "16/CT-TTg", "Thực hiện Chỉ thị số 16 / CT - TTG.", []string{"Thực hiện Chỉ thị số [16 / CT - TTG]."}},
		{"excluded", "dịch -tổ", "tổ dịch", []string{"tổ [dịch]"}},
		{"either", "tổ OR dịch", "tổ dịch", []string{"[tổ] [dịch]"}},
		{"letters", "phòng", "phòng phong", []string{"[phòng] phong"}},
		{"quotes", "5K", "nguyên tắc “5K”.", []string{"nguyên tắc “[5K]”."}},
		{"nothing", "vắng", "tổ dịch", nil},
		{"no words", `loai:"công văn"`, "công văn", nil},
	} {
		d := directive.Directive{Text: row.text}
		got := index.Fragments(&d, mustParse(t, row.query), index.DefaultFragments)
		var texts []string
		for _, f := range got {
			texts = append(texts, marked(f))
		}
		if strings.Join(texts, " | ") != strings.Join(row.want, " | ") {
			t.Errorf("%s:\n got %q\nwant %q", row.name, texts, row.want)
		}
	}
}

// TestFragmentsOfALongText finds what stands early and what stands late only in a
// text that goes on for megabytes, at the right place.
func TestFragmentsOfALongText(t *testing.T) {
	for _, filler := range []string{"giấy ", "ấ", "x\n"} {
		half := strings.Repeat(filler, 3<<19/len(filler))
		text := "Tổ Covid họp. " + half + " cuối " + half + " Tổ Covid nghỉ. Mục tiêu kép."
		d := directive.Directive{Text: text, Title: "Thông báo về tổ Covid"}
		for _, row := range []struct{ query, want string }{
			{"covid", "Thông báo về tổ [Covid] | Tổ [Covid] họp."},
			{"cuối", "[cuối]"},
			{`"mục tiêu kép"`, "[Mục] [tiêu] [kép]"},
		} {
			var got []string
			for _, f := range index.Fragments(&d, mustParse(t, row.query), 3) {
				if f.Field == "text" && text[f.Start:f.Start+len(f.Text)] != f.Text {
					t.Errorf("%s: the fragment at %d is %q", row.query, f.Start, f.Text)
				}
				got = append(got, marked(f))
			}
			for i, want := range strings.Split(row.want, " | ") {
				if i >= len(got) || !strings.Contains(got[i], want) {
					t.Errorf("%q…, %s: %.300q, want %q", filler, row.query, got, want)
				}
			}
		}
	}
}

// TestFragmentsDecomposed marks the same words in decomposed letters.
func TestFragmentsDecomposed(t *testing.T) {
	text := seedText(t, "002")
	query := mustParse(t, "khống chế dịch bệnh")
	plain := index.Fragments(&directive.Directive{Text: norm.NFC.String(text)}, query, 3)
	decomposed := index.Fragments(&directive.Directive{Text: norm.NFD.String(text)}, query, 3)
	words := func(fragments []index.Fragment) (out string) {
		for _, f := range fragments {
			for _, m := range f.Marks {
				out += norm.NFC.String(f.Text[m.Start:m.End]) + " "
			}
		}
		return out
	}
	if words(decomposed) == "" || !strings.HasPrefix(words(plain), words(decomposed)[:len("không chế ")]) {
		t.Errorf("marks are %q, decomposed %q", words(plain), words(decomposed))
	}
	checkFragments(t, directive.Directive{Text: norm.NFD.String(text)}, query)
}

// TestFragmentsFar shows that words far apart come in different fragments, in
// the order of the text.
func TestFragmentsFar(t *testing.T) {
	filler := strings.Repeat("Câu này không có gì. ", 40)
	d := directive.Directive{Text: filler + "Đây là tổ. " + filler + "Đây là covid. " + filler}
	got := index.Fragments(&d, mustParse(t, "covid tổ"), 3)
	if len(got) != 2 || !strings.Contains(marked(got[0]), "[tổ]") || !strings.Contains(marked(got[1]), "[covid]") {
		t.Fatalf("fragments are %+v", got)
	}
	checkFragments(t, d, mustParse(t, "covid tổ"))
}

// checkFragments holds what is true of all fragments.
func checkFragments(t *testing.T, d directive.Directive, query index.Text) {
	t.Helper()
	asked := map[string]bool{}
	query.Positive(func(n index.Node) {
		switch n := n.(type) {
		case index.Run:
			for _, w := range n.Words {
				asked[w.Folded] = true
			}
		case index.Phrase:
			for _, w := range n.Words {
				asked[w.Folded] = true
			}
		}
	})
	for _, f := range index.Fragments(&d, query, index.DefaultFragments) {
		if f.Field == "text" && (f.Start < 0 || f.Start+len(f.Text) > len(d.Text) || d.Text[f.Start:f.Start+len(f.Text)] != f.Text) {
			t.Fatalf("fragment at %d is not in the text: %q", f.Start, f.Text)
		}
		if len(f.Text) > 260 || utf8.ValidString(d.Text) && !utf8.ValidString(f.Text) {
			t.Fatalf("fragment of %d bytes: %q", len(f.Text), f.Text)
		}
		end := 0
		for _, m := range f.Marks {
			if m.Start < end || m.End <= m.Start || m.End > len(f.Text) {
				t.Fatalf("marks %v of %q", f.Marks, f.Text)
			}
			end = m.End
			word := viet.Tokenize(f.Text[m.Start:m.End])
			if len(word) == 1 && !asked[word[0].Folded] {
				t.Fatalf("marked %q, asked %v", f.Text[m.Start:m.End], asked)
			}
		}
		if len(f.Marks) == 0 {
			t.Fatalf("a fragment without marks: %q", f.Text)
		}
	}
}

func TestFragmentsNoise(t *testing.T) {
	text := "Đầu tổ covid trang. Thân tổ. Cuối tổ covid."
	at := strings.Index(text, " Thân")
	d := directive.Directive{Text: text, Noise: []directive.Noise{{Span: directive.Span{Start: 0, End: at}}}}
	got := index.Fragments(&d, mustParse(t, "tổ covid"), 3)
	if len(got) != 1 || got[0].Start < at {
		t.Errorf("fragments are %+v", got)
	}
}

func FuzzFragments(f *testing.F) {
	for _, row := range [][2]string{
		{"tổ covid", "Các Tổ Covid - 19 họp."}, {`"a b"`, "a b a. b"}, {"e\u0301 -x", "e\u0301 é e"}, {"\xff", "\xff a \ufffd"},
		{"a", strings.Repeat("a ", 500)}, {"16/CT-TTg", "số 16/CT-TTg"},
	} {
		f.Add(row[0], row[1], 3, 9)
	}
	f.Fuzz(func(t *testing.T, query, text string, start, end int) {
		parsed, err := index.Parse(query)
		if err != nil {
			return
		}
		d := directive.Directive{Text: text, Noise: []directive.Noise{{Span: directive.Span{Start: start, End: end}}}}
		checkFragments(t, d, parsed)
	})
}
