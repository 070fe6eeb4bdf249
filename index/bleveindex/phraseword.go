package bleveindex

import (
	"tracuu/analyzers/viet"
	"tracuu/index"
)

// phraseWord is one word of a query with the key that counts: the one with
// accents if exact, else the one without.
type phraseWord struct {
	index.Word
	exact bool
}

// exactWords are the words of a query as the exact tiers compare them: a word
// typed with marks by its accents, one typed without by any.
func exactWords(words []index.Word) []phraseWord {
	out := make([]phraseWord, len(words))
	for i, w := range words {
		out[i] = phraseWord{Word: w, exact: w.Marked}
	}
	return out
}

// foldedWords are the words of a query with any accents.
func foldedWords(words []index.Word) []phraseWord {
	out := make([]phraseWord, len(words))
	for i, w := range words {
		out[i] = phraseWord{Word: w}
	}
	return out
}

// phraseWords are the words of a quoted phrase, where either all accents count
// or none do.
func phraseWords(p index.Phrase) []phraseWord {
	out := make([]phraseWord, len(p.Words))
	for i, w := range p.Words {
		out[i] = phraseWord{Word: w, exact: p.Accents}
	}
	return out
}

func (w phraseWord) key() string {
	if w.exact {
		return w.Exact
	}
	return w.Folded
}

// field is where the word's postings are.
func (w phraseWord) field() string {
	if w.exact {
		return fieldExact
	}
	return fieldFolded
}

// matches compares with an entry of a word sequence.
func (w phraseWord) matches(e entry) bool {
	exact, folded := e.split()
	switch {
	case w.exact:
		return string(exact) == w.Exact
	case e.both:
		return string(folded) == w.Folded
	}
	return string(exact) == w.Folded || viet.Fold(string(exact)) == w.Folded
}
