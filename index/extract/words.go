package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"tracuu/analyzers/viet"
	"tracuu/index/directive"
)

// word is one blank-separated piece of a line. Letterheads wrap anywhere, so
// bodies and titles are read from the stream of words and not from lines.
type word struct {
	directive.Span
	text string // as printed, without markdown marks
	fold string // letters and digits at the core, without case and marks
	line int    // index in document.lines
	edges
}

// words cuts the lines with the given indexes into words.
func (d *document) words(indexes []int) []word {
	var ws []word
	for _, i := range indexes {
		ws = d.appendWords(ws, d.lines[i].Span, i)
	}
	return ws
}

func (d *document) appendWords(ws []word, span directive.Span, index int) []word {
	text := d.text
	for at := span.Start; at < span.End; {
		r, size := utf8.DecodeRuneInString(text[at:span.End])
		if unicode.IsSpace(r) {
			at += size
			continue
		}
		end := at
		for end < span.End {
			if c := text[end]; c > ' ' && c < utf8.RuneSelf && c != '*' {
				end++
				continue
			}
			r, size = utf8.DecodeRuneInString(text[end:span.End])
			if unicode.IsSpace(r) || end > at && strings.HasPrefix(text[end:span.End], "****") {
				break
			}
			end += size
		}
		if f := d.lexicon.form(text[at:end]); f.size > 0 {
			ws = append(ws, word{Span: directive.Span{Start: at + f.lead, End: at + f.lead + f.size}, text: f.text, line: index, fold: f.fold, edges: f.edges})
		}
		at = end
	}
	return ws
}

// joinWords is the text of words with single spaces.
func joinWords(ws []word) string {
	var b strings.Builder
	for i, w := range ws {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(w.text)
	}
	return b.String()
}

// spanOf covers words from the first to the last.
func spanOf(ws []word) directive.Span {
	if len(ws) == 0 {
		return directive.Span{}
	}
	return directive.Span{Start: ws[0].Start, End: ws[len(ws)-1].End}
}

// isUpper reports whether a text is set in capitals: at least two capital letters
// and no more than one small letter in five.
func isUpper(s string) bool {
	var c caseCount
	c.add(s)
	return c.isUpper()
}

// fitsCapitals reports whether a word can stand in a text set in capitals: isUpper,
// but for a number or a word of one letter too.
func fitsCapitals(word string) bool {
	c := caseCount{upper: 2}
	c.add(word)
	return c.isUpper()
}

// isMarkedCapital reports whether a text is one capital letter with its marks, which
// is a word ("Ý KIẾN" may wrap behind it); one without is mostly a scanner's.
func isMarkedCapital(s string) bool {
	s = viet.Compose(s)
	r, n := utf8.DecodeRuneInString(s)
	return n == len(s) && r >= utf8.RuneSelf && unicode.IsUpper(r)
}

// caseCount counts capital and small letters.
type caseCount struct{ upper, lower int }

func (c *caseCount) add(s string) {
	for _, r := range s {
		switch {
		case r >= 'a' && r <= 'z':
			c.lower++
		case unicode.IsUpper(r):
			c.upper++
		case unicode.IsLower(r):
			c.lower++
		}
	}
}

func (c *caseCount) isUpper() bool { return c.upper >= 2 && c.lower*4 <= c.upper }

// squash drops everything but letters and digits of a folded text, so that words
// which a scanner glued together or apart compare equal.
func squash(fold string) string {
	var b strings.Builder
	b.Grow(len(fold))
	for _, r := range fold {
		if isWordRune(r) {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// near reports whether two folded words differ by no more than a scanner's
// error: one letter in words of four and more, two from eight on.
func near(a, b string) bool {
	if a == b {
		return true
	}
	limit := 0
	switch n := min(len(a), len(b)); {
	case n >= 8:
		limit = 2
	case n >= 4:
		limit = 1
	}
	return limit > 0 && editDistance(a, b, limit) <= limit
}

// editDistance is the Levenshtein distance of two strings in bytes, or more than
// limit as soon as it must exceed it.
func editDistance(a, b string, limit int) int {
	if len(a)-len(b) > limit || len(b)-len(a) > limit {
		return limit + 1
	}
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(a); i++ {
		diagonal, best := row[0], i
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := diagonal
			if a[i-1] != b[j-1] {
				cost++
			}
			diagonal = row[j]
			row[j] = min(cost, row[j]+1, row[j-1]+1)
			best = min(best, row[j])
		}
		if best > limit {
			return limit + 1
		}
	}
	return row[len(b)]
}
