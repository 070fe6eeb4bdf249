package index

import (
	"slices"
	"strings"

	"tracuu/analyzers/viet"
)

// writing knows how words are written in a few texts.
type writing struct {
	texts  []string
	tokens [][]viet.Token
}

// shownBytes is how much of a text is read to see how a phrase is written.
const shownBytes = 16 << 10

func newWriting(texts []string) *writing {
	w := &writing{}
	for _, text := range texts {
		text = text[:runeStart(text, shownBytes)]
		w.texts, w.tokens = append(w.texts, text), append(w.tokens, tokenize(text))
	}
	return w
}

// phrase writes words, given by their exact keys, as the texts do most often,
// with what stands between them; as offices do where no text has them.
func (w *writing) phrase(words []string) string {
	met := map[string]int{}
	for i, tokens := range w.tokens {
		for start := 0; start+len(words) <= len(tokens); start++ {
			row := tokens[start : start+len(words)]
			if rowIs(row, words) {
				met[tidy(w.texts[i][row[0].Start:row[len(row)-1].End], row)]++
			}
		}
	}
	if len(met) > 0 {
		return commonest(met)
	}
	out := make([]string, len(words))
	for i, word := range words {
		out[i] = readable(word)
	}
	return strings.Join(out, " ")
}

func rowIs(row []viet.Token, words []string) bool {
	for i, t := range row {
		if t.Exact != words[i] || i > 0 && t.Gap == viet.GapSentence {
			return false
		}
	}
	return true
}

// tidy makes one line of what was cut from a text; capitals throughout are those
// of a heading, unless they abbreviate.
func tidy(text string, row []viet.Token) string {
	text = viet.Compose(strings.Join(strings.Fields(text), " "))
	spelled := !slices.ContainsFunc(row, func(t viet.Token) bool { return !viet.IsSyllable(t.Exact) })
	if spelled && text == strings.ToUpper(text) {
		return strings.ToLower(text)
	}
	return text
}
