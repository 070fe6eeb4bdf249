package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"tracuu/analyzers/viet"
	"tracuu/index/directive"
)

// columnGap is how many blanks in a row part two columns of a printed page. Fewer
// occur in justified text.
const columnGap = 4

// lineReach is how many bytes are read as one line. No printed line comes near it;
// a text without line ends is read in pieces of this length, so that no step on a
// line works on all of it.
const lineReach = 16 << 10

// splitLines cuts a text into its printed lines and the cells of its table rows.
// Lines without a letter or digit (rules, empty cells) are dropped; the line after
// one is marked as standing behind a gap.
func splitLines(text string) []line {
	lines := make([]line, 0, 16+len(text)/60)
	gap := true
	for start := 0; start <= len(text); {
		end := start + lineLength(text[start:])
		for end-start > lineReach {
			piece := pieceEnd(text, start)
			lines, gap = splitCells(lines, text, start, piece, gap)
			start = piece
		}
		lines, gap = splitCells(lines, text, start, end, gap)
		if end < len(text) && text[end] == '\f' {
			gap = true
		}
		if end+1 < len(text) && text[end] == '\r' && text[end+1] == '\n' {
			end++
		}
		if end >= len(text) {
			break
		}
		_, size := utf8.DecodeRuneInString(text[end:])
		start = end + size
	}
	return joinWraps(lines)
}

// lineLength is the length of the first line of a text, without its end.
func lineLength(text string) int {
	if end := strings.IndexAny(text, "\n\r\f"); end >= 0 {
		text = text[:end]
	}
	if end := strings.Index(text, "\u2028"); end >= 0 {
		return end
	}
	return len(text)
}

// pieceEnd is where the piece that starts at start ends, in a line that is longer
// than lineReach: behind its last blank, or else between two letters.
func pieceEnd(text string, start int) int {
	end := start + lineReach
	for !utf8.RuneStart(text[end]) {
		end--
	}
	if at := strings.LastIndexAny(text[start:end], " \t"); at > 0 {
		return start + at + 1
	}
	return end
}

// joinWraps puts together what a narrow column broke after its first word: "Kính"
// and "gửi: …", "Hà" and "Nội, ngày …", a bullet and its item. Lines in capitals
// stay, since letterheads are read word by word.
func joinWraps(lines []line) []line {
	out := lines[:0]
	for i := range lines {
		l := lines[i]
		n := len(out)
		if n > 0 && out[n-1].text == "-" && l.gap {
			n--
			out = out[:n]
		}
		if n > 0 && !l.gap && !l.cell && isWrapStart(out[n-1].text) && goesOn(&out[n-1], &l) {
			prev := &out[n-1]
			prev.End = l.End
			prev.text += " " + l.text
			prev.fold += " " + l.fold
			continue
		}
		out = append(out, l)
	}
	if n := len(out); n > 0 && out[n-1].text == "-" {
		out = out[:n-1]
	}
	return out
}

// goesOn reports whether a line goes on what a single syllable started: with a small
// letter, the rest of a province's name, or the given name behind a family name.
func goesOn(start, next *line) bool {
	if start.text == "-" || !isUpperStart(next.text) {
		return true
	}
	first, _, _ := strings.Cut(next.fold, " ")
	if _, ok := known().at([]string{start.fold, strings.Trim(first, ",.;")}, isProvince); ok {
		return true
	}
	return familyNames[start.fold] != "" && len(strings.Fields(next.text)) <= 3 && isPersonName(start.text+" "+next.text)
}

func isLoneBullet(s string) bool { return s == "-" || s == "–" || s == "•" || s == "+" }

// isWrapStart reports whether a line is a single capitalised syllable, or a bullet.
func isWrapStart(text string) bool {
	if text == "-" {
		return true
	}
	text = strings.TrimPrefix(text, "- ")
	if len(text) > 14 || strings.ContainsAny(text, " .,;:") || !isUpperStart(text) {
		return false
	}
	return text != strings.ToUpper(text) && viet.IsSyllable(strings.ToLower(text))
}

// splitCells adds the cells of one printed line to lines. It reports whether the
// next line stands behind a gap.
func splitCells(lines []line, text string, start, end int, gap bool) ([]line, bool) {
	cells := 0
	for from := start; from <= end; {
		to, next := nextCell(text, from, end)
		border := next > to
		if l, ok := newLine(text, from, to); ok {
			l.gap, l.cell, l.column = gap || cells > 0, border || cells > 0, cells
			lines = append(lines, l)
			gap = false
		} else if span := trimSpan(text, from, to); isLoneBullet(text[span.Start:span.End]) {
			lines = append(lines, line{Span: span, text: "-", fold: "-", gap: gap})
			gap = false
		} else {
			gap = true
		}
		if border {
			gap = true
			cells++
		}
		if !border {
			break
		}
		from = next
	}
	return lines, gap
}

// nextCell is the end of the cell that starts at from, and where the one after
// it starts; both are end where there is none.
func nextCell(text string, from, end int) (to, next int) {
	blanks := 0
	for i := from; i < end; i++ {
		switch text[i] {
		case '|':
			return i, i + 1
		case '\t':
			return i, i + 1
		case ' ':
			blanks++
			continue
		}
		if blanks >= columnGap && strings.TrimSpace(text[from:i]) != "" && !leftBlank(text[from:i]) {
			return i - blanks, i
		}
		blanks = 0
	}
	return end, end
}

// leftBlank reports whether a text breaks off where a form is left to be filled in
// by hand: "Số:", "ngày", "tháng".
func leftBlank(s string) bool {
	s = strings.TrimRight(s, " .…_:")
	for _, w := range []string{"Số", "số", "ngày", "tháng", "năm", "Ngày"} {
		if strings.HasSuffix(s, w) {
			return true
		}
	}
	return false
}

// newLine trims blanks and markdown marks off text[from:to]. It fails where no
// letter or digit is left.
func newLine(text string, from, to int) (line, bool) {
	span := trimSpan(text, from, to)
	raw := text[span.Start:span.End]
	if !strings.ContainsFunc(raw, isWordRune) {
		return line{}, false
	}
	clean := viet.Compose(cleanText(raw))
	return line{Span: span, text: clean, fold: viet.Fold(clean)}, true
}

func isWordRune(r rune) bool {
	return isLetter(r) || r >= '0' && r <= '9' || r >= utf8.RuneSelf && unicode.IsDigit(r)
}

// isLetter is unicode.IsLetter, at once for the letters of Vietnamese: those of
// ASCII and Latin Extended Additional.
func isLetter(r rune) bool {
	switch {
	case r < utf8.RuneSelf:
		return r|0x20 >= 'a' && r|0x20 <= 'z'
	case r >= 0x1EA0 && r < 0x1F00:
		return true
	}
	return unicode.IsLetter(r)
}

// trimSpan narrows a span to what is left without blanks, emphasis and heading
// marks at its edges. A bullet stays: it is what tells items apart.
func trimSpan(text string, from, to int) directive.Span {
	for from < to {
		r, size := utf8.DecodeRuneInString(text[from:to])
		if !isEdge(r) && r != '#' && r != '>' {
			break
		}
		from += size
	}
	for from < to {
		r, size := utf8.DecodeLastRuneInString(text[from:to])
		if !isEdge(r) && r != '|' {
			break
		}
		to -= size
	}
	return directive.Span{Start: from, End: to}
}

func isEdge(r rune) bool {
	return unicode.IsSpace(r) || r == '*' || r == '_' || r == '\\' || isInvisible(r)
}

func isInvisible(r rune) bool {
	return r == '\u00ad' || r == '\u034f' || r >= '\u200b' && r <= '\u200d' || r == '\u2060' || r == '\ufeff'
}

// cleanText is a line as a reader would say it: without emphasis marks and
// invisible letters, each run of blanks one space.
func cleanText(s string) string {
	if isClean(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	blank := false
	for i, r := range s {
		switch {
		case unicode.IsSpace(r), r == '*' && strings.HasPrefix(s[i:], "****"):
			blank = true
			continue
		case r == '*' || isInvisible(r):
			continue
		case r == '_' && strings.HasPrefix(s[i:], "__") || r == '_' && i > 0 && s[i-1] == '_':
			continue
		}
		if blank && b.Len() > 0 {
			b.WriteByte(' ')
		}
		blank = false
		b.WriteRune(r)
	}
	return b.String()
}

func isClean(s string) bool {
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '*' || c < ' ' || c == 0xad || c == 0xe2 || c == 0xc2 || c == 0xef:
			return false
		case c == '_' && i > 0 && s[i-1] == '_', c == ' ' && i > 0 && s[i-1] == ' ':
			return false
		}
	}
	return true
}
