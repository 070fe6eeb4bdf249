package bleveindex

import (
	"sync"

	bleveapi "github.com/blevesearch/bleve_index_api"

	"tracuu/analyzers/viet"
	"tracuu/index"
	"tracuu/index/directive"
)

// wordTerms are the terms of all word fields of a document and its word
// sequence, made in one pass over the tokens. It is used again for other
// documents, since its maps and arrays are large: see reset.
type wordTerms struct {
	counts    []int32  // by code, how often a known word occurs
	known     []uint16 // codes of those that do
	others    map[string]int
	spelled   []string // terms of fieldSpelling
	pairs     []uint64 // by number of a pair, a bit where it occurs
	pairsSeen []int    // numbers of those that do
	sequence  sequenceWriter
	length    int // words, noise included
	noisy     bool
}

var wordTermsPool = sync.Pool{New: func() any {
	return &wordTerms{
		counts: make([]int32, len(table.words)), others: map[string]int{},
		pairs:    make([]uint64, maxPairs/64+1),
		sequence: sequenceWriter{own: map[string]int{}},
	}
}}

func newWordTerms() *wordTerms { return wordTermsPool.Get().(*wordTerms) }

// release hands it on to another document.
func (w *wordTerms) release() {
	for _, code := range w.known {
		w.counts[code] = 0
	}
	for _, pair := range w.pairsSeen {
		w.pairs[pair/64] = 0
	}
	clear(w.others)
	w.known, w.pairsSeen, w.spelled = w.known[:0], w.pairsSeen[:0], w.spelled[:0]
	w.sequence.reset()
	w.length, w.noisy = 0, false
	wordTermsPool.Put(w)
}

func (w *wordTerms) section(s index.Section, tokens []viet.Token) {
	if len(tokens) == 0 {
		return
	}
	w.length += len(tokens)
	switch {
	case s.Noise:
		w.noisy = true
		w.sequence.mark(markNoise)
	case s.Aside():
		w.sequence.mark(markAside)
	default:
		w.sequence.mark(markSection)
	}
	before := uint8(0) // common number of the word before it in a sentence
	for i, token := range tokens {
		if i > 0 && token.Gap == viet.GapSentence {
			w.sequence.mark(markSentence)
			before = 0
		}
		now := w.word(token)
		if before != 0 && now != 0 {
			w.pair(pairNumber(before, now))
		}
		before = now
	}
}

// word notes a word and gives its common number.
func (w *wordTerms) word(token viet.Token) uint8 {
	code, known := table.code(token.Exact, token.Folded)
	if !known {
		w.other(token)
		return common.numbers[token.Folded]
	}
	w.sequence.known(code)
	if w.counts[code] == 0 {
		w.known = append(w.known, code)
	}
	w.counts[code]++
	return table.common[code]
}

func (w *wordTerms) pair(number int) {
	if bit := uint64(1) << (number % 64); w.pairs[number/64]&bit == 0 {
		w.pairs[number/64] |= bit
		w.pairsSeen = append(w.pairsSeen, number)
	}
}

// other notes a word that the table does not know.
func (w *wordTerms) other(token viet.Token) {
	w.others[token.Exact]++
	if fresh := w.sequence.other(token.Exact, token.Folded); fresh && token.Exact != token.Folded {
		w.spelled = append(w.spelled, spellingTerm(token.Exact, token.Folded))
	}
}

// knownOnce is taken from the frequency of known words. A segment spends two
// bytes on a frequency and one on none, and most words stand once in a document.
// Not so for other words, since a term with a single document of frequency 1
// takes no postings at all.
const knownOnce = 1

// fields are the word fields of the index.
func (w *wordTerms) fields() []bleveapi.Field {
	words := make(bleveapi.TokenFrequencies, len(w.known)+len(w.others))
	for _, code := range w.known {
		words[table.words[code]] = frequency(int(w.counts[code]) - knownOnce)
	}
	for word, n := range w.others {
		words[word] = frequency(n)
	}
	spelled := make(bleveapi.TokenFrequencies, len(w.spelled))
	for _, term := range w.spelled {
		spelled[term] = frequency(1)
	}
	pairs := make(bleveapi.TokenFrequencies, len(w.pairsSeen))
	for _, number := range w.pairsSeen {
		pairs[common.terms[number]] = frequency(0)
	}
	return []bleveapi.Field{
		&termsField{name: fieldExact, terms: words},
		&termsField{name: fieldSpelling, terms: spelled},
		&termsField{name: fieldPairs, terms: pairs},
	}
}

// tokenizers are used again because they remember the words they met.
var tokenizers = sync.Pool{New: func() any { return viet.NewTokenizer() }}

// readDocument reads what is indexed of a directive. The caller releases the
// terms.
func readDocument(d *directive.Directive, families *index.Families) (*wordTerms, *index.Analysis) {
	tokenizer := tokenizers.Get().(*viet.Tokenizer)
	defer tokenizers.Put(tokenizer)
	a := index.Analyse(d, families, tokenizer)
	words := newWordTerms()
	for i, s := range a.Sections {
		words.section(s, a.Tokens[i])
	}
	return words, &a
}

// newDocument turns a directive into what scorch indexes.
func newDocument(d *directive.Directive, families *index.Families) *indexDocument {
	words, read := readDocument(d, families)
	keys, values := newCounter(16), newCounter(16)
	addValues(values, keys, &read.Facts, words.length)
	if words.noisy {
		keys.add(string(rune(tagNoisy)))
	}
	head := make(bleveapi.TokenFrequencies, len(read.Head))
	for _, key := range read.Head {
		head[key] = frequency(0)
	}
	fields := append(words.fields(), &termsField{name: fieldHead, terms: head},
		keys.field(fieldKeys, 0), values.field(fieldFacts, bleveapi.DocValues))
	sequence := words.sequence.bytes()
	words.release()
	return &indexDocument{id: d.ID, shown: shownOf(d), sequence: sequence, fields: fields}
}
