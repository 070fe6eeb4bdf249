package index

import (
	"strings"

	"tracuu/analyzers/viet"
)

// The prices of changing a word, in nats.
const (
	accentsForgotten = 0.0 // no word of the query has accents
	accentsLacking   = 2.0 // others have some, this one has none
	accentsWrong     = 4.0 // as scanners lose them: không chế for khống chế
	soundsAlike      = 4.5 // trống for chống: one sound in part of the country
	letterWrong      = 6.5
	toneWrong        = 1.0 // besides, where another word has another tone
)

const maxSpelledBytes = 16 // longer words are not spelled otherwise

// accentPrice is that of other accents on a word.
func (b *beam) accentPrice(w Word) float64 {
	switch {
	case w.Marked:
		return accentsWrong
	case b.marked:
		return accentsLacking
	}
	return accentsForgotten
}

// tonePrice is that of another tone on another word: who types tr for ch still
// hears the tone.
func (b *beam) tonePrice(w Word, s Spelling) float64 {
	if !w.Marked {
		return 0
	}
	typed, ok := viet.ParseSyllable(w.Exact)
	other, also := viet.ParseSyllable(s.Exact)
	if ok && also && typed.Tone == other.Tone {
		return 0
	}
	return toneWrong
}

// misspelling is a folded word that another one may be meant for.
type misspelling struct {
	folded string
	price  float64
}

// alike are the spellings of one sound, or of sounds that much of the country
// does not tell apart, at the start of a syllable and at its end.
var alike = struct{ onsets, codas [][]string }{
	onsets: [][]string{
		{"tr", "ch"}, {"s", "x"}, {"d", "gi", "r", "v"}, {"l", "n"}, {"c", "k", "q"}, {"g", "gh"}, {"ng", "ngh"}, {"h", "kh"},
	},
	codas: [][]string{{"n", "ng", "nh"}, {"c", "t", "ch"}, {"i", "y"}, {"o", "u"}, {"m", "n"}},
}

// misspellings are the words one change away, those that sound alike first. A
// word of two letters is too short for a wrong letter to be told.
func misspellings(word string) []misspelling {
	seen := map[string]bool{word: true}
	var out []misspelling
	add := func(folded string, price float64) {
		if folded != "" && !seen[folded] {
			seen[folded] = true
			out = append(out, misspelling{folded, price})
		}
	}
	for _, group := range alike.onsets {
		swap(group, word, strings.CutPrefix, func(rest, with string) { add(with+rest, soundsAlike) })
	}
	for _, group := range alike.codas {
		swap(group, word, strings.CutSuffix, func(rest, with string) { add(rest+with, soundsAlike) })
	}
	if len(word) > 2 {
		oneLetter(word, func(folded string) { add(folded, letterWrong) })
	}
	return out
}

// swap calls use with what is left of the word without the longest member of the
// group that it has there, and each of the others.
func swap(group []string, word string, cut func(s, part string) (string, bool), use func(rest, with string)) {
	longest := ""
	for _, part := range group {
		if _, has := cut(word, part); has && len(part) > len(longest) {
			longest = part
		}
	}
	rest, _ := cut(word, longest)
	if longest == "" || rest == "" {
		return
	}
	for _, other := range group {
		if other != longest {
			use(rest, other)
		}
	}
}

const letters = "abcdefghijklmnopqrstuvwxyz"

// oneLetter calls use with each word that has one letter less, two neighbours
// exchanged, another letter or one more.
func oneLetter(word string, use func(string)) {
	for i := range len(word) {
		use(word[:i] + word[i+1:])
		if i+1 < len(word) {
			use(word[:i] + word[i+1:i+2] + word[i:i+1] + word[i+2:])
		}
		for j := range len(letters) {
			use(word[:i] + letters[j:j+1] + word[i+1:])
		}
	}
	for i := range len(word) + 1 {
		for j := range len(letters) {
			use(word[:i] + letters[j:j+1] + word[i:])
		}
	}
}
