package extract

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"tracuu/analyzers/viet"
	"tracuu/index/directive"
)

// tokenKind says what a token of a view is.
type tokenKind uint8

const (
	wordToken  tokenKind = iota // a run of letters
	digitToken                  // a run of ASCII digits
	markToken                   // one sign of punctuation
)

// gap is what separates a token from the one before it.
type gap uint8

const (
	gapNone  gap = iota
	gapBlank     // blanks, or markdown marks only
	gapLine      // one line break: wrapped text, or a new item of a list
	gapBreak     // an empty line, the edge of a table cell, a page break
)

// token is one word, number or mark of a view. A word keeps its folded form in
// fold, the others their own text.
type token struct {
	directive.Span
	fold  string
	kind  tokenKind
	gap   gap
	upper bool // a word whose first letter is a capital
	// opensKind is set for a word that a type word may start with.
	opensKind bool
}

// view is a text as citations see it: a row of tokens in which wrapped lines,
// markdown marks and accents are out of the way. Offsets stay those of the text.
type view struct {
	text   string
	tokens []token
}

// newView cuts text into tokens.
func newView(text string, lexicon *lexicon) *view {
	v := &view{text: text, tokens: lexicon.tokens[:0]}
	if want := len(text)/4 + 8; cap(v.tokens) < want {
		v.tokens = make([]token, 0, want)
	}
	between := gapBreak
	for at := 0; at < len(text); {
		end, kind, ok := scanToken(text, at)
		if !ok {
			end, between = scanGap(text, at, between)
			at = end
			continue
		}
		t := token{Span: directive.Span{Start: at, End: end}, kind: kind, gap: between, fold: text[at:end]}
		if kind == wordToken {
			r, _ := utf8.DecodeRuneInString(t.fold)
			f := lexicon.fold(t.fold)
			t.fold, t.opensKind, t.upper = f.text, f.opensKind, unicode.IsUpper(r)
		}
		v.tokens = append(v.tokens, t)
		at, between = end, gapNone
	}
	lexicon.tokens = v.tokens
	return v
}

// scanToken finds the token that starts at a byte, if one does.
func scanToken(text string, at int) (end int, kind tokenKind, ok bool) {
	switch c := text[at]; {
	case c >= '0' && c <= '9':
		for end = at + 1; end < len(text) && text[end] >= '0' && text[end] <= '9'; end++ {
		}
		return end, digitToken, true
	case c < utf8.RuneSelf && !isASCIILetter(c):
		skipped := c <= ' ' || c == '*' || c == '_' || c == '#' || c == '|'
		return at + 1, markToken, !skipped
	}
	r, size := utf8.DecodeRuneInString(text[at:])
	if !isLetter(r) {
		return at + size, markToken, !unicode.IsSpace(r) && !ignorable(r)
	}
	for end = at + size; end < len(text); end += size {
		r, size = utf8.DecodeRuneInString(text[end:])
		if !isLetter(r) && !unicode.IsMark(r) && !ignorable(r) {
			break
		}
	}
	return end, wordToken, true
}

// scanGap consumes one byte run that separates tokens and widens the gap.
func scanGap(text string, at int, g gap) (int, gap) {
	switch text[at] {
	case '\n':
		if g >= gapLine {
			return at + 1, gapBreak
		}
		return at + 1, gapLine
	case '|', '\f':
		return at + 1, gapBreak
	}
	_, size := utf8.DecodeRuneInString(text[at:])
	return at + size, max(g, gapBlank)
}

func isASCIILetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// ignorable reports the invisible signs that web copies leave inside words.
func ignorable(r rune) bool {
	switch r {
	case 0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0x034F:
		return true
	}
	return false
}

// at is the index of the first token that ends after a byte offset.
func (v *view) at(offset int) int {
	return sort.Search(len(v.tokens), func(i int) bool { return v.tokens[i].End > offset })
}

// fold is the folded text of token i, "" outside the text.
func (v *view) fold(i int) string {
	if i < 0 || i >= len(v.tokens) {
		return ""
	}
	return v.tokens[i].fold
}

// is reports whether the tokens from i on are these folded words, with no break
// among them.
func (v *view) is(i int, words ...string) bool {
	for k, w := range words {
		if v.fold(i+k) != w || k > 0 && v.tokens[i+k].gap == gapBreak {
			return false
		}
	}
	return true
}

// isAny reports whether token i is one of the folded words.
func (v *view) isAny(i int, words ...string) bool {
	f := v.fold(i)
	for _, w := range words {
		if f == w {
			return f != ""
		}
	}
	return false
}

// joined reports whether token i follows the one before it in the same run of
// text.
func (v *view) joined(i int) bool {
	return i > 0 && i < len(v.tokens) && v.tokens[i].gap != gapBreak
}

// lower is token i as printed, in lower case and composed.
func (v *view) lower(i int) string {
	if i < 0 || i >= len(v.tokens) {
		return ""
	}
	t := v.tokens[i]
	return strings.ToLower(viet.Compose(v.text[t.Start:t.End]))
}

// upper reports whether token i is a word with a capital.
func (v *view) upper(i int) bool {
	return i >= 0 && i < len(v.tokens) && v.tokens[i].upper
}

// endsSentence reports whether a sentence ends between tokens i-1 and i.
func (v *view) endsSentence(i int) bool {
	if i <= 0 || i >= len(v.tokens) || v.tokens[i].gap == gapBreak {
		return true
	}
	t := v.tokens[i]
	switch v.tokens[i-1].fold {
	case ";", "!", "?":
		return true
	case ".":
		return t.gap != gapNone && (t.upper || t.kind != wordToken || t.gap == gapLine)
	}
	return t.gap == gapLine && t.kind == markToken && strings.ContainsAny(t.fold, "-+•–")
}

// words is the text of tokens [i, j) with blanks collapsed and markdown marks
// taken out.
func (v *view) words(i, j int) string {
	if i >= j {
		return ""
	}
	return plain(v.text[v.tokens[i].Start:v.tokens[j-1].End])
}

// plain collapses blanks and takes markdown marks and invisible signs out.
func plain(s string) string {
	var b strings.Builder
	blank := false
	for _, r := range s {
		switch {
		case unicode.IsSpace(r) || r == '|':
			blank = true
		case r == '*' || r == '_' || ignorable(r):
		default:
			if blank && b.Len() > 0 {
				b.WriteByte(' ')
			}
			blank = false
			b.WriteRune(r)
		}
	}
	return b.String()
}
