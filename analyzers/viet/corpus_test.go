package viet

import (
	"strings"
	"testing"

	"tracuu/index/indextest/labelled"
)

// sharedCorpus returns texts of the codification of law, up to limit bytes; none where
// it is not here.
func sharedCorpus(tb testing.TB, limit int) (texts []string) {
	tb.Helper()
	if _, err := labelled.Find("corpus", "phapdien.jsonl.gz"); err != nil {
		tb.Log(err)
		return nil
	}
	for doc := range labelled.Rows[struct{ Text string }](tb, "corpus", "phapdien.jsonl.gz") {
		if texts = append(texts, doc.Text); len(doc.Text) >= limit {
			break
		}
		limit -= len(doc.Text)
	}
	return texts
}

// TestSyllablesOfCorpus counts the spellings with vowels, in small letters and
// with a Vietnamese mark, that parse: nearly all occurrences in real text must.
func TestSyllablesOfCorpus(t *testing.T) {
	texts := sharedCorpus(t, 8<<20)
	if texts == nil {
		t.Skip("without the corpus there is nothing to count")
	}
	counts := map[string]int{}
	for _, text := range texts {
		for _, tok := range Tokenize(text) {
			if w := text[tok.Start:tok.End]; tok.Marked && w == strings.ToLower(w) && strings.ContainsAny(tok.Folded, "aeiouy") {
				counts[tok.Exact]++
			}
		}
	}
	var spellings, parsed, occurrences, covered int
	for w, n := range counts {
		spellings++
		occurrences += n
		if IsSyllable(w) {
			parsed++
			covered += n
		} else if n > 20 {
			t.Logf("%6d %s", n, w)
		}
	}
	t.Logf("%d of %d spellings, %d of %d occurrences parse", parsed, spellings, covered, occurrences)
	if float64(covered) < 0.999*float64(occurrences) {
		t.Errorf("only %d of %d occurrences parse", covered, occurrences)
	}
}

func BenchmarkTokenize(b *testing.B) {
	texts := sharedCorpus(b, 16<<20)
	if texts == nil {
		for _, text := range seeds(b) {
			texts = append(texts, text)
		}
	}
	size := 0
	docs := make([][]byte, len(texts))
	for i, text := range texts {
		docs[i] = []byte(text)
		size += len(text)
	}
	b.SetBytes(int64(size))
	b.ReportAllocs()
	tokenizer := NewTokenizer()
	var tokens []Token
	for b.Loop() {
		for _, doc := range docs {
			tokens = tokenizer.Append(tokens[:0], doc)
		}
	}
}

// BenchmarkTokenizeUnseen is the slow path: a tokenizer that knows no words.
func BenchmarkTokenizeUnseen(b *testing.B) {
	var words strings.Builder
	for _, text := range seeds(b) {
		words.WriteString(text)
	}
	text := []byte(words.String())
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		NewTokenizer().Append(nil, text)
	}
}
