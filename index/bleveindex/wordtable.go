package bleveindex

import (
	_ "embed"
	"strings"

	bleveapi "github.com/blevesearch/bleve_index_api"

	"tracuu/analyzers/viet"
)

// Vietnamese is written in a closed set of syllables, so nearly all words of
// nearly all documents are among a few thousand. Those have codes, by which
// word sequences spell them, and the spellings that differ only in accents are known without asking an index.

//go:embed words.txt
var wordData string

// table has the known words by code.
var table = newWordTable(wordData)

// wordTable is the list of known words.
type wordTable struct {
	words    []string            // exact keys by code
	folded   []string            // by code
	codes    map[string]uint16   // by exact key
	variants map[string][]uint16 // codes by folded key
	common   []uint8             // by code, the number of its folded key in common
}

func newWordTable(data string) *wordTable {
	t := &wordTable{codes: map[string]uint16{}, variants: map[string][]uint16{}}
	for line := range strings.Lines(data) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		for _, word := range strings.Fields(line) {
			code, folded := uint16(len(t.words)), viet.Fold(word)
			t.words, t.folded = append(t.words, word), append(t.folded, folded)
			t.common = append(t.common, common.numbers[folded])
			t.codes[word] = code
			t.variants[folded] = append(t.variants[folded], code)
		}
	}
	return t
}

// code is the code of a word, if it is known with these keys.
func (t *wordTable) code(exact, folded string) (uint16, bool) {
	code, ok := t.codes[exact]
	return code, ok && t.folded[code] == folded
}

// frequencies are what an index takes for a term that occurs so often. They are
// shared by all terms and documents: of an entry in bleveapi.TokenFrequencies
// scorch reads the term from the key.
var frequencies = func() (out [256]*bleveapi.TokenFreq) {
	for n := range out {
		out[n] = &bleveapi.TokenFreq{}
		out[n].SetFrequency(n)
	}
	return out
}()

func frequency(n int) *bleveapi.TokenFreq {
	if n < len(frequencies) {
		return frequencies[n]
	}
	f := &bleveapi.TokenFreq{}
	f.SetFrequency(n)
	return f
}
