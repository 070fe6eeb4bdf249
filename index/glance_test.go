package index

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"tracuu/analyzers/viet"
	"tracuu/index/directive"
)

// Words that are one to the analyzer are one to a glance, and others are not.
func TestGlanceHashesWordsAsTheAnalyzerDoes(t *testing.T) {
	words := strings.Fields("lý lí Lý quản quỹ quĩ quy qui hoà hòa HÒA thúy thuý thúi kỹ kĩ ki my mỹ y ý yêu city ti ty tỷ tỉ đất dat đạt dật 5k qh14 covid ủy uỷ úy")
	for _, a := range words {
		for _, b := range words {
			x, y := viet.Tokenize(a)[0], viet.Tokenize(b)[0]
			foldedA, exactA := hashWord(a)
			foldedB, exactB := hashWord(b)
			if (foldedA == foldedB) != (x.Folded == y.Folded) || (exactA == exactB) != (x.Exact == y.Exact) {
				t.Errorf("%s and %s: hashes %t %t, keys %q %q", a, b, foldedA == foldedB, exactA == exactB, x.Exact, y.Exact)
			}
		}
		folded, exact := hashWord(a)
		key := viet.Tokenize(a)[0]
		keyFolded, _ := hashWord(key.Folded)
		_, keyExact := hashWord(key.Exact)
		if folded != keyFolded || exact != keyExact {
			t.Errorf("%s has another hash than its keys %q and %q", a, key.Exact, key.Folded)
		}
	}
}

// seeds are the texts that come with the project.
func seeds(t *testing.T) (texts []string) {
	t.Helper()
	paths, err := filepath.Glob("../testdata/directives/*.txt")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no seeds: %v", err)
	}
	for _, path := range paths {
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		texts = append(texts, string(b))
	}
	return texts
}

// A glance leads to the fragments that reading every word does, for nearly all words
// of a text, alone and in rows.
func TestGlanceFindsTheSameFragments(t *testing.T) {
	asked, same := 0, 0
	for _, text := range seeds(t) {
		d := directive.Directive{Text: text}
		tokens := viet.Tokenize(text)
		for i := 0; i+9 < len(tokens); i += 17 {
			for _, n := range []int{1, 2, 4, 9} {
				typed := text[tokens[i].Start:tokens[i+n-1].End]
				query, err := Parse(typed)
				if err != nil {
					t.Fatal(err)
				}
				asked++
				if got, want := Fragments(&d, query, DefaultFragments), fragmentsRead(&d, query); reflect.DeepEqual(got, want) {
					same++
				}
			}
		}
	}
	t.Logf("%d of %d", same, asked)
	if float64(same) < .97*float64(asked) {
		t.Errorf("%d of %d queries give the same fragments", same, asked)
	}
}

// fragmentsRead are the fragments when every word is read.
func fragmentsRead(d *directive.Directive, text Text) (out []Fragment) {
	s := newSpotter(text)
	s.readPart(Sections(d), &bench{tokenizer: viet.NewTokenizer()})
	s.settle()
	for _, w := range s.best(DefaultFragments) {
		out = append(out, s.fragment(w))
	}
	return out
}

// A title that does not stand in the text has no offset, and is read whole all the
// same where several of its words are near one another.
func TestGlanceAtTitleThatDoesNotStandInTheText(t *testing.T) {
	query, err := Parse("phòng chống dịch khẩn cấp")
	if err != nil {
		t.Fatal(err)
	}
	for gap := 10; gap < 400; gap += 30 {
		between := strings.Repeat("và ", gap)
		d := directive.Directive{Title: "Về phòng, " + between + "chống " + between + "dịch", Text: "Kính gửi: các sở."}
		if got, want := Fragments(&d, query, DefaultFragments), fragmentsRead(&d, query); !reflect.DeepEqual(got, want) {
			t.Errorf("gap of %d words: %+v, want %+v", gap, got, want)
		}
	}
}

// A cutter carries nothing from one document to the next.
func TestCutterOfManyDocuments(t *testing.T) {
	query, err := Parse(`phòng chống dịch "ủy ban nhân dân" tổ 12`)
	if err != nil {
		t.Fatal(err)
	}
	texts := append(seeds(t), "Phòng, chống dịch.", "phong chong dich", "")
	cutter := NewCutter(query)
	for range 2 {
		for _, text := range texts {
			d := directive.Directive{Text: text}
			if got, want := cutter.Fragments(&d, DefaultFragments), Fragments(&d, query, DefaultFragments); !reflect.DeepEqual(got, want) {
				t.Errorf("%.40q: %+v, want %+v", text, got, want)
			}
		}
	}
}

// What is taken for the end of a sentence before a fragment is one to the analyzer.
func TestLastSentence(t *testing.T) {
	for _, c := range []struct{ text, from string }{
		{"Căn cứ Luật. Ủy ban nhân dân", " Ủy ban nhân dân"},
		{"KT. Chủ tịch TP. HCM", "KT. Chủ tịch TP. HCM"},
		{"TUQ. Giám đốc", "TUQ. Giám đốc"},
		{"mục 3. Phần thứ", "mục 3. Phần thứ"},
		{"lúc 7:30 ngày 29.4 các sở", "lúc 7:30 ngày 29.4 các sở"},
		{"Nơi nhận: như trên", " như trên"},
		{"một; hai", " hai"},
	} {
		if at := lastSentence(c.text, 0, len(c.text)); c.text[at:] != c.from {
			t.Errorf("%q: from %q, want %q", c.text, c.text[at:], c.from)
		}
	}
}
