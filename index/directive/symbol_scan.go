package directive

import (
	"unicode"
	"unicode/utf8"
)

// class is what a character may be in a symbol.
type class uint8

const (
	other  class = iota
	upper        // A–Z, Đ, Ư
	lower        // a–z, đ, ư
	digit        // 0–9
	marked       // a letter with a tone or quality mark: part of a word, never of a code
	slash        // / and its look-alikes
	hyphen       // - and its look-alikes
	space        // space, tab, no-break space
	newline
	amp
	dot
	silent // characters without width and markdown marks, read over
)

// rules that a spelling broke; each is named in a Repair.
type repairRules uint8

const (
	repairSpacing repairRules = 1 << iota
	repairHyphen
	repairStroke
	repairCase
	repairDigit
	repairLetter
	repairMark
	repairFootnote
)

// repairNames are the rules in the order of their bits.
var repairNames = [...]string{"spacing", "separator", "d-stroke", "case", "digit", "look-alike", "silent-mark", "footnote"}

// char is one character of a symbol: what it is, the letter it stands for, its
// length in bytes and the rules that reading it so needs.
type char struct {
	class class
	r     rune
	size  int
	rules repairRules
}

var asciiClass = func() (t [128]class) {
	for c := range t {
		switch {
		case c >= '0' && c <= '9':
			t[c] = digit
		case c >= 'A' && c <= 'Z':
			t[c] = upper
		case c >= 'a' && c <= 'z':
			t[c] = lower
		}
	}
	t['/'], t['\\'], t['-'], t['_'] = slash, slash, hyphen, hyphen
	t[' '], t['\t'], t['\n'], t['\r'] = space, space, newline, newline
	t['&'], t['.'], t['*'], t['`'] = amp, dot, silent, silent
	return t
}()

// charAt reads the character at byte i; past the end it is other of length 0.
func charAt(s string, i int) char {
	if i >= len(s) {
		return char{}
	}
	c := s[i]
	if c >= utf8.RuneSelf {
		return wideCharAt(s, i)
	}
	ch := char{class: asciiClass[c], r: rune(c), size: 1}
	switch ch.class {
	case upper, lower:
		return withMarks(s, i, ch)
	case slash, hyphen:
		if c == '\\' || c == '_' {
			ch.rules = repairHyphen
		}
	}
	return ch
}

// withMarks joins a letter with the combining marks after it (NFD): the horn
// makes U an Ư, every other mark makes it a letter that codes do not have.
func withMarks(s string, i int, ch char) char {
	for i+ch.size+1 < len(s) && s[i+ch.size] >= 0xCC && s[i+ch.size] <= 0xCD {
		r, n := utf8.DecodeRuneInString(s[i+ch.size:])
		if !unicode.Is(unicode.Mn, r) {
			break
		}
		ch.size += n
		switch {
		case r == '\u031B' && ch.r == 'U':
			ch.r, ch.rules = 'Ư', ch.rules|repairLetter
		case r == '\u031B' && ch.r == 'u':
			ch.r, ch.rules = 'ư', ch.rules|repairLetter
		case r == '\u034F':
		default:
			ch.class = marked
		}
	}
	return ch
}

// lookAlikes are Cyrillic capitals that typists and OCR put for Latin ones.
var lookAlikes = map[rune]rune{
	'А': 'A', 'В': 'B', 'С': 'C', 'Е': 'E', 'Н': 'H', 'І': 'I', 'К': 'K', 'М': 'M', 'О': 'O', 'Р': 'P', 'Т': 'T', 'Х': 'X', 'У': 'Y',
}

func wideCharAt(s string, i int) char {
	r, n := utf8.DecodeRuneInString(s[i:])
	ch := char{r: r, size: n}
	switch r {
	case 'Đ', 'Ư':
		ch.class = upper
	case 'đ', 'ư':
		ch.class = lower
	case 'Ð', 'Ɖ':
		ch.class, ch.r, ch.rules = upper, 'Đ', repairStroke
	case 'ð':
		ch.class, ch.r, ch.rules = lower, 'đ', repairStroke
	case '‐', '‑', '‒', '–', '—', '―', '−', '﹣', '﹘':
		ch.class, ch.rules = hyphen, repairHyphen
	case '∕', '⁄':
		ch.class, ch.rules = slash, repairHyphen
	case '\u00a0', '\u2007', '\u2009', '\u202f', '\u3000':
		ch.class = space
	case '\u00ad', '\u200b', '\u200c', '\u200d', '\u2060', '\ufeff', '\u034f':
		ch.class = silent
	case '\u2028', '\u2029', '\u0085':
		ch.class = newline
	default:
		return wideLetter(s, i, ch)
	}
	if ch.class == upper || ch.class == lower {
		return withMarks(s, i, ch)
	}
	return ch
}

// wideLetter reads the letters that look like, or are forms of, Latin ones.
func wideLetter(s string, i int, ch char) char {
	switch {
	case ch.r >= '！' && ch.r <= '～':
		narrow := ch.r - '！' + '!'
		ch.class, ch.r, ch.rules = asciiClass[narrow], narrow, repairLetter
		if ch.class == silent {
			ch.class = other
		}
	case lookAlikes[ch.r] != 0:
		ch.class, ch.r, ch.rules = upper, lookAlikes[ch.r], repairLetter
	case unicode.IsLetter(ch.r):
		ch.class = marked
	}
	return ch
}

// separator is what stands between two groups of a symbol.
type separator struct {
	kind    class // slash or hyphen; space or other where there is no mark
	before  bool  // white space before the mark
	after   bool  // white space after it
	broken  bool  // a line break before the mark
	wrapped bool  // a line break after it
	end     int
	rules   repairRules
}

// tight reports whether no white space stands round the mark.
func (s separator) tight() bool { return !s.before && !s.after }

// separatorAt reads white space, at most one mark, and white space again. Each
// side may hold one line break, since printed lines wrap there.
func separatorAt(s string, i int) separator {
	var sep separator
	i, sep.before, sep.broken, sep.rules = blankAt(s, i)
	ch := charAt(s, i)
	if ch.class != slash && ch.class != hyphen {
		if sep.before {
			sep.kind = space
		}
		sep.end = i
		return sep
	}
	sep.kind = ch.class
	sep.rules |= ch.rules
	var rules repairRules
	sep.end, sep.after, sep.wrapped, rules = blankAt(s, i+ch.size)
	sep.rules |= rules
	return sep
}

// maxBlank bounds the white space inside a symbol, in characters.
const maxBlank = 4

// blankAt reads over white space and silent characters from byte i.
func blankAt(s string, i int) (end int, any, broken bool, rules repairRules) {
	for range maxBlank {
		ch := charAt(s, i)
		switch ch.class {
		case newline:
			if broken && ch.r == '\n' && s[i-1] != '\r' {
				return i, any, broken, rules
			}
			any, broken = true, true
			rules |= repairSpacing
		case space:
			any = true
			rules |= repairSpacing
		case silent:
			rules |= repairMark
		default:
			return i, any, broken, rules
		}
		i += ch.size
	}
	return i, any, broken, rules
}
