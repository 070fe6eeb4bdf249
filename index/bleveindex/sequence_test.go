package bleveindex

import (
	"testing"

	"tracuu/analyzers/viet"
	"tracuu/index"
)

func sequenceOf(text string) []byte {
	w := newWordTerms()
	w.section(index.Section{Name: index.SectionBody, Text: text}, viet.Tokenize(text))
	return w.sequence.bytes()
}

func wordsIn(text string) []index.Word {
	var out []index.Word
	for _, token := range viet.Tokenize(text) {
		out = append(out, index.Word{Exact: token.Exact, Folded: token.Folded, Marked: token.Marked})
	}
	return out
}

func TestPhraseFinder(t *testing.T) {
	long := "một hai ba bốn năm sáu bảy tám chín mười "
	for len(viet.Tokenize(long)) < 3*headWords {
		long += long
	}
	for _, row := range []struct {
		text, phrase  string
		exact, folded bool
	}{
		{"phòng, chống dịch", "phòng chống", true, true},
		{"phòng, chống dịch", "phong chong", false, true},
		{"phòng. Chống dịch", "phòng chống", false, false},
		{"chống phòng", "phòng chống", false, false},
		{"từ từ rồi", "từ từ từ", false, false},
		{"a b a b c", "a b c", true, true},
		{long, long, true, true},
		{long, long + " nữa", false, false},
		{"lạ " + long, long, true, true},
		{"", "phòng", false, false},
	} {
		for _, way := range []struct {
			name  string
			words []phraseWord
			want  bool
		}{
			{"exact", phraseWords(index.Phrase{Words: wordsIn(row.phrase), Accents: true}), row.exact},
			{"folded", foldedWords(wordsIn(row.phrase)), row.folded},
		} {
			got, err := newPhraseFinder(way.words).holds(sequenceOf(row.text), false)
			if err != nil || got != way.want {
				t.Errorf("%s %.40q in %.40q: %v, %v; want %v", way.name, row.phrase, row.text, got, err, way.want)
			}
		}
	}
}

// FuzzSequence reads damaged sequences: whatever the bytes, there is an answer
// or an error.
func FuzzSequence(f *testing.F) {
	f.Add(sequenceOf("phòng, chống dịch. Khẩn cấp"), "phòng chống")
	f.Add([]byte{}, "a")
	f.Add([]byte{1, 2, 0, 'a', 3, 3, 200}, "a a")
	f.Fuzz(func(t *testing.T, sequence []byte, phrase string) {
		words := foldedWords(wordsIn(phrase))
		if len(words) == 0 {
			return
		}
		finder := newPhraseFinder(words)
		holds, err := finder.holds(sequence, true)
		if holds && err != nil {
			t.Errorf("an answer and an error: %v", err)
		}
		counts, err := newScoredRow(wordsIn(phrase)[:min(len(words), headWords)]).read(sequence, true)
		if err == nil && len(counts) != min(len(words), headWords) {
			t.Errorf("%d words are counted of %d", len(counts), len(words))
		}
	})
}

// FuzzTokens holds that what is written of a text is found in it.
func FuzzTokens(f *testing.F) {
	for _, s := range []string{"phòng, chống dịch", "TƯ T.Ư ð ﬁ résumé 1.234,5 COVID19", "İstanbul ß Ǆ", "\u0301a"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		words := wordsIn(text)
		for _, token := range words {
			for _, exact := range []bool{true, false} {
				finder := newPhraseFinder([]phraseWord{{Word: token, exact: exact}})
				if holds, err := finder.holds(sequenceOf(text), false); err != nil || !holds {
					t.Fatalf("%q: the word %+v is not found (%v)", text, token, err)
				}
			}
		}
	})
}
