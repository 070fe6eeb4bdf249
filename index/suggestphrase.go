package index

import "slices"

const (
	suggestedPhrases = 3
	longestPhrase    = 6 // words of a text that is completed to a phrase
)

// Phrases completes the text to rows of words that the texts of the documents
// have, the likeliest first: accents are put where none were typed, and the last
// word is one that often follows. After gives the words that follow a word and
// start, accents aside, with letters, the commonest first. A text of one word
// gives none, nor one that has what is no word in it.
func (c Completion) Phrases(v Vocabulary, after func(word, letters string) []string) [][]Word {
	if len(c.rows) == 0 || !c.open {
		return nil
	}
	typed := c.rows[0]
	last := len(typed) - 1
	if last < 1 || len(typed) > longestPhrase || slices.ContainsFunc(typed, func(w Word) bool { return !isWordKey(w.Folded) }) {
		return nil
	}
	var out [][]Word
	for _, head := range spelledHeads(v, typed[:last]) {
		for _, next := range after(head[last-1].Exact, typed[last].Folded) {
			if len(out) == suggestedPhrases {
				return out
			}
			if !functionWords[next] {
				out = append(out, append(head[:last:last], showWord(next)))
			}
		}
	}
	return out
}

// spelledHeads spells the complete words, which may lack accents.
func spelledHeads(v Vocabulary, words []Word) [][]Word {
	marked := slices.ContainsFunc(words, func(w Word) bool { return w.Marked })
	b := beam{vocabulary: v, marked: marked, trusting: true, shares: map[[2]string]float64{}}
	var out [][]Word
	for _, p := range b.spell(words)[:1] {
		head := make([]Word, len(words))
		for i, c := range p.choices {
			head[i] = showWord(c.spelling.Exact)
		}
		out = append(out, head)
	}
	return out
}

// showWord is a word by its exact key, as it is to be shown.
func showWord(exact string) Word {
	w := Word{Text: readable(exact), Exact: exact, Folded: foldKeyOf(exact)}
	w.Marked = w.Exact != w.Folded
	return w
}

func foldKeyOf(exact string) string { return foldedKey(wordsOf(exact)) }

// ShowWords joins words as they are to be shown.
func ShowWords(words []Word) string { return wordsText(words) }
