package bleveindex

import (
	"sync"

	bleveapi "github.com/blevesearch/bleve_index_api"

	"tracuu/analyzers/viet"
	"tracuu/index"
	"tracuu/index/directive"
)

// wordTerms are the terms of all word fields of a document and its word
// sequence, made in one pass over the tokens.
type wordTerms struct {
	exact, folded      *counter
	pairs, pairsFolded *counter
	sequence           *sequenceWriter
	length             int // words, noise included
	noisy              bool
	pair               []byte
}

func newWordTerms() *wordTerms {
	return &wordTerms{
		exact: newCounter(256), folded: newCounter(256),
		pairs: newCounter(512), pairsFolded: newCounter(512),
		sequence: newSequenceWriter(),
	}
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
	for i, token := range tokens {
		w.exact.add(token.Exact)
		w.folded.add(token.Folded)
		if i > 0 {
			w.after(tokens[i-1], token)
		}
		w.sequence.word(token.Exact, token.Folded)
	}
}

// after notes two neighbours: that a sentence ends between them, or the pair
// they make.
func (w *wordTerms) after(before, token viet.Token) {
	if token.Gap == viet.GapSentence {
		w.sequence.mark(markSentence)
		return
	}
	if !paired(before.Folded, token.Folded) {
		return
	}
	w.pair = pairTerm(w.pair, before.Exact, token.Exact)
	w.pairs.addBytes(w.pair)
	w.pair = pairTerm(w.pair, before.Folded, token.Folded)
	w.pairsFolded.addBytes(w.pair)
}

// tokenizers are used again because they remember the words they met.
var tokenizers = sync.Pool{New: func() any { return viet.NewTokenizer() }}

// readDocument reads what is indexed of a directive.
func readDocument(d *directive.Directive, families *index.Families) (*wordTerms, index.Facts) {
	tokenizer := tokenizers.Get().(*viet.Tokenizer)
	defer tokenizers.Put(tokenizer)
	a := index.Analyse(d, families, tokenizer)
	words := newWordTerms()
	for i, s := range a.Sections {
		words.section(s, a.Tokens[i])
	}
	return words, a.Facts
}

// newDocument turns a directive into what scorch indexes.
func newDocument(d *directive.Directive, families *index.Families) *indexDocument {
	words, facts := readDocument(d, families)
	keys, values := newCounter(16), newCounter(16)
	addValues(values, keys, &facts, words.length)
	if words.noisy {
		keys.add(string(rune(tagNoisy)))
	}
	shown := newCounter(2)
	addShown(shown, d)
	const uncounted = bleveapi.SkipFreqNorm
	return &indexDocument{id: d.ID, fields: []bleveapi.Field{
		words.exact.field(fieldExact, 0),
		words.folded.field(fieldFolded, 0),
		words.pairs.field(fieldPairs, uncounted),
		words.pairsFolded.field(fieldPairsFld, uncounted),
		keys.field(fieldKeys, uncounted),
		values.field(fieldFacts, uncounted|bleveapi.DocValues),
		shown.field(fieldShown, uncounted|bleveapi.DocValues),
		&storedField{name: fieldSequence, value: words.sequence.bytes()},
	}}
}
