package bleveindex

import (
	_ "embed"
	"strings"

	bleveapi "github.com/blevesearch/bleve_index_api"

	"tracuu/analyzers/viet"
)

// Vietnamese is written in a closed set of syllables, so nearly all words of
// nearly all documents are among a few thousand. Those have codes, by which
// word sequences spell them, pairs of the commonest are told apart, and the
// spellings that differ only in accents are known without asking an index.

//go:embed words.txt
var wordData string

// table has the known words by code.
var table = newWordTable(wordData)

// commonWords are the words, the commonest first, of which two in a row are
// indexed as one term: a phrase of rarer ones leaves so few documents that
// reading their word sequences is cheaper than more terms. Measured over
// recombined legal text: with 300, the median phrase of three words has 3 % of
// the documents to check, with 200 it has 6 %, with none 24 %; the terms take a
// sixth of the text.
const commonWords = 150

// wordTable is the list of known words.
type wordTable struct {
	words    []string            // exact keys by code
	folded   []string            // by code
	codes    map[string]uint16   // by exact key
	variants map[string][]uint16 // codes by folded key
	pairs    string              // the terms of two common words, pairSlot bytes each
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
			t.codes[word] = code
			t.variants[folded] = append(t.variants[folded], code)
		}
	}
	pairs := make([]byte, commonWords*commonWords*pairSlot)
	for first := range commonWords {
		for second := range commonWords {
			slot := pairs[pairNumber(uint16(first), uint16(second))*pairSlot:][:0]
			appendCode(appendCode(slot, uint16(first)), uint16(second))
		}
	}
	t.pairs = string(pairs)
	return t
}

// code is the code of a word, if it is known with these keys.
func (t *wordTable) code(exact, folded string) (uint16, bool) {
	code, ok := t.codes[exact]
	return code, ok && t.folded[code] == folded
}

// paired reports whether two words in a row are a term.
func paired(first, second uint16) bool { return first < commonWords && second < commonWords }

// pairSlot is the room for the term of a pair: the codes of its words as they
// stand in a word sequence.
const pairSlot = 4

func pairNumber(first, second uint16) int { return int(first)*commonWords + int(second) }

// pairTerm is the term of a pair by its number.
func (t *wordTable) pairTerm(number int) string {
	first, second := number/commonWords, number%commonWords
	return t.pairs[number*pairSlot:][:codeSize(uint16(first))+codeSize(uint16(second))]
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
