package bleveindex

import "tracuu/index"

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

// is reports whether it is a word of a document, whose own words are given.
func (w phraseWord) is(word int, own []entry) bool {
	exact, folded, ok := keysOf(word, own)
	return ok && (exact == w.Exact || !w.exact && folded == w.Folded)
}
