package index

import (
	"strings"
	"unicode"

	"tracuu/analyzers/viet"
	"tracuu/index/directive"
)

// maxPassage is how far a passage reaches on either side of what it is about, in
// bytes.
const maxPassage = 300

// Passage gives the sentence of a text in which a span stands, with marks for
// those of spans that lie in it, in order and without overlap. What reaches too
// far is cut between words. A span that lies outside the text is about nothing.
func Passage(text string, about directive.Span, spans ...directive.Span) Fragment {
	f := Fragment{Field: SectionBody, Marks: []directive.Span{}}
	if about.Start < 0 || about.Start > about.End || about.End > len(text) {
		return f
	}
	start, end := sentenceAround(text, about)
	f.Start, f.Text = start, text[start:end]
	marked := start
	for _, s := range spans {
		if s.Start >= marked && s.Start < s.End && s.End <= end {
			f.Marks = append(f.Marks, directive.Span{Start: s.Start - start, End: s.End - start})
			marked = s.End
		}
	}
	return f
}

// sentenceAround finds the sentence or sentences that a span stands in, by the
// words around it.
func sentenceAround(text string, about directive.Span) (start, end int) {
	from, to := runeStart(text, max(about.Start-maxPassage, 0)), runeStart(text, min(about.End+maxPassage, len(text)))
	start, end = about.Start, max(to, about.End)
	tokens := viet.Tokenize(text[from:end])
	for i, t := range tokens {
		at := from + t.Start
		begins := t.Gap == viet.GapSentence && (i > 0 || from == 0)
		switch {
		case at <= about.Start && (begins || i == 1 && from > 0 && start == about.Start):
			start = at // or the first whole word
		case at >= about.End && begins:
			return start, trimmed(text, start, at)
		case i == len(tokens)-1 && end < len(text) && at >= about.End:
			end = at // the last word may be cut
		}
	}
	return start, trimmed(text, start, end)
}

// trimmed is the end of text[start:end] without white space behind it.
func trimmed(text string, start, end int) int {
	return start + len(strings.TrimRightFunc(text[start:end], unicode.IsSpace))
}
