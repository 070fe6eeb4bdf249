package directive

import (
	"unicode"
	"unicode/utf8"
)

// group is one run of letters and digits of a symbol: a type code, a body, a unit.
type group struct {
	text    string // with look-alikes read, case as printed
	end     int
	rules   repairRules
	uppers  int
	letters int
	digits  int
}

// maxGroup bounds a group in bytes; the longest real ones are about thirty.
const maxGroup = 48

// groupAt reads the group at byte i. A group is what codes are made of: capitals
// with at most a few small letters among them (CTr, SNgV, SoNNMT), digits after
// them, "&" between them; or small letters throughout, as people type queries. It
// ends before a word glued to it (NĐ-CPngày), and a word is none.
func groupAt(s string, i int) (group, bool) {
	var buf [maxGroup]byte
	b := buf[:0]
	g := group{end: i}
	run := smallRun{}
	for len(b) < maxGroup-utf8.UTFMax {
		ch := charAt(s, g.end)
		switch ch.class {
		case upper:
			run = smallRun{}
			g.uppers++
			g.letters++
		case lower:
			if run.n == 0 {
				run.start, run.bytes, run.rules = g.end, len(b), g.rules
			}
			run.n++
			g.letters++
		case digit:
			if g.letters == 0 {
				return group{}, false
			}
			if run.n > 2 && g.uppers > 0 {
				return g.cut(s, b, run)
			}
			run = smallRun{}
			g.digits++
		case marked:
			if run.n > 0 && g.uppers > 0 {
				return g.cut(s, b, run)
			}
			return g.cutAt(b, ch.r)
		case amp:
			if next := charAt(s, g.end+1); g.uppers == 0 || next.class != upper {
				return g.finish(s, b, run)
			}
		case dot:
			if next := charAt(s, g.end+1); g.letters != 1 || g.uppers != 1 || next.class != upper {
				return g.finish(s, b, run)
			}
		case silent:
			if next := charAt(s, g.end+ch.size); ch.size == 1 || next.class != upper && next.class != lower {
				return g.finish(s, b, run)
			}
			g.rules |= repairMark
			g.end += ch.size
			continue
		default:
			return g.finish(s, b, run)
		}
		b = utf8.AppendRune(b, ch.r)
		g.rules |= ch.rules
		g.end += ch.size
	}
	return group{}, false
}

// smallRun is the latest run of small letters in a group: where it starts in the
// text and in the group.
type smallRun struct {
	n, start, bytes int
	rules           repairRules
}

// finish ends a group at a character that belongs to no code.
func (g group) finish(s string, b []byte, run smallRun) (group, bool) {
	if run.n > 2 && g.uppers > 0 {
		return g.cut(s, b, run)
	}
	g.text = string(b)
	return g, g.plausible()
}

// cutAt ends a group before a marked letter: a small one begins a word glued to
// the group (QĐ-BTNMTvề has v first, but QĐ-BTCở has not), a capital one shows
// that the whole is a word.
func (g group) cutAt(b []byte, r rune) (group, bool) {
	if !unicode.IsLower(r) {
		return group{}, false
	}
	g.text = string(b)
	return g, g.uppers >= 2 && g.plausible()
}

// cut ends a group before the word glued to it, but keeps the small letter that
// belongs to the code: TTgngày is TTg and ngày.
func (g group) cut(s string, b []byte, run smallRun) (group, bool) {
	g.rules, g.end = run.rules, run.start
	g.letters -= run.n
	g.text = string(b[:run.bytes])
	for extra := 1; extra <= 2 && run.bytes+extra <= len(b); extra++ {
		longer := string(b[:run.bytes+extra])
		if knownExactly(longer) {
			g.text = longer
			g.letters += extra
			for range extra {
				g.end += charAt(s, g.end).size
			}
			break
		}
	}
	return g, g.uppers >= 2 && g.plausible()
}

// knownExactly reports whether a table has the code or body in just this case.
func knownExactly(s string) bool {
	if c, ok := canonical(codeByFold, s); ok && c == s {
		return true
	}
	c, ok := canonical(orgByFold, s)
	return ok && c == s
}

// plausible tells codes from words by their letters: at least two capitals, or
// one with nothing but digits (C41, V), small letters only, or a known type code
// in whatever case.
func (g group) plausible() bool {
	if g.letters == 0 {
		return false
	}
	if g.uppers >= 2 || g.uppers == g.letters || g.uppers == 0 {
		return true
	}
	_, known := canonical(codeByFold, g.text) // Ctr, Qđ
	return known
}
