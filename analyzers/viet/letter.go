package viet

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Tone is one of the six tones of a Vietnamese syllable.
type Tone uint8

// The tones, in the order dictionaries list them.
const (
	Ngang Tone = iota // level: no mark
	Huyền             // falling: grave accent
	Sắc               // rising: acute accent
	Hỏi               // dipping: hook above
	Ngã               // broken: tilde
	Nặng              // heavy: dot below
)

// String returns the Vietnamese name of the tone, in lower case.
func (t Tone) String() string {
	return [...]string{"ngang", "huyền", "sắc", "hỏi", "ngã", "nặng"}[t%6]
}

// quality is the mark that makes another vowel of a base letter.
type quality uint8

const (
	plain      quality = iota
	circumflex         // â ê ô
	breve              // ă
	horn               // ơ ư
)

var (
	toneMarks    = [...]string{"", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323"}
	qualityMarks = [...]string{"", "\u0302", "\u0306", "\u031b"}
)

// letter is a letter taken apart. For a letter Vietnamese does not have, or one
// that carries marks no Vietnamese letter carries together, other holds the
// composed original and base only tells what it would fold to.
type letter struct {
	base       rune // lower case; đ is a base of its own
	quality    quality
	tone       Tone
	upper      bool
	marked     bool   // the source had at least one Vietnamese mark
	other      string // in the case of the source
	digit      bool
	start, end int // bytes of the source
}

// joinKey is what a composed Vietnamese vowel is made of.
type joinKey struct {
	base    rune
	quality quality
	tone    Tone
}

var joined, split = vowelTables()

// vowelTables builds the two directions between composed vowels and their
// parts, from the twelve vowel letters and the six tones.
func vowelTables() (map[joinKey]rune, map[rune]letter) {
	qualities := map[rune][]quality{
		'a': {plain, circumflex, breve}, 'e': {plain, circumflex}, 'i': {plain},
		'o': {plain, circumflex, horn}, 'u': {plain, horn}, 'y': {plain},
	}
	join := make(map[joinKey]rune, 72)
	apart := make(map[rune]letter, 146)
	for base, qs := range qualities {
		for _, q := range qs {
			for tone := Ngang; tone <= Nặng; tone++ {
				r, _ := utf8.DecodeRuneInString(norm.NFC.String(string(base) + qualityMarks[q] + toneMarks[tone]))
				join[joinKey{base, q, tone}] = r
				l := letter{base: base, quality: q, tone: tone, marked: q != plain || tone != Ngang}
				apart[r] = l
				l.upper = true
				apart[unicode.ToUpper(r)] = l
			}
		}
	}
	// The Icelandic eth and the African D look like đ and are typed for it.
	for _, r := range "đðɖ" {
		apart[r] = letter{base: 'đ', marked: true}
		apart[unicode.ToUpper(r)] = letter{base: 'đ', upper: true, marked: true}
	}
	return join, apart
}

// rune returns the composed letter, in the case asked for; false if it is not a
// letter Vietnamese has.
func (l *letter) rune(upper bool) (rune, bool) {
	r := l.base
	if l.quality != plain || l.tone != Ngang {
		var ok bool
		if r, ok = joined[joinKey{l.base, l.quality, l.tone}]; !ok {
			return 0, false
		}
	}
	if upper {
		r = unicode.ToUpper(r)
	}
	return r, true
}

// appendTo writes the letter, composed, in lower case or as it was.
func (l *letter) appendTo(b []byte, keepCase bool) []byte {
	if l.other != "" {
		if keepCase {
			return append(b, l.other...)
		}
		return append(b, strings.ToLower(l.other)...)
	}
	r, _ := l.rune(l.upper && keepCase)
	return utf8.AppendRune(b, r)
}

// addMark puts a combining mark on the letter. It reports false for a mark that
// Vietnamese does not have or a second one of a kind.
func (l *letter) addMark(mark rune) bool {
	q, t := quality(plain), Ngang
	switch mark {
	case 0x0300, 0x0340:
		t = Huyền
	case 0x0301, 0x0341:
		t = Sắc
	case 0x0309:
		t = Hỏi
	case 0x0303:
		t = Ngã
	case 0x0323:
		t = Nặng
	case 0x0302:
		q = circumflex
	case 0x0306:
		q = breve
	case 0x031b:
		q = horn
	default:
		return false
	}
	l.marked = true
	if q != plain {
		if l.quality != plain {
			return false
		}
		l.quality = q
		return true
	}
	if l.tone != Ngang {
		return false
	}
	l.tone = t
	return true
}

// nextLetter takes apart the letter or digit at the start of s, with the
// combining marks that follow it. Ignorable characters between a letter and
// its marks are passed over. n is the number of bytes taken.
func nextLetter(s []byte) (l letter, n int) {
	r, n := utf8.DecodeRune(s)
	r = narrow(r)
	known := true
	if 'a' <= r && r <= 'z' {
		l.base = r
	} else if 'A' <= r && r <= 'Z' {
		l.base, l.upper = r|0x20, true
	} else if l, known = split[r]; !known {
		l = letter{base: unicode.ToLower(r), upper: unicode.IsUpper(r)}
		known = r < 0x80
	}
	first := r
	for n < len(s) && s[n] >= 0x80 {
		m, size := markAfterIgnorables(s[n:])
		if size == 0 {
			break
		}
		n += size
		known = l.addMark(m) && known
	}
	if unicode.IsDigit(first) {
		return letter{base: first, digit: true}, n
	}
	if known {
		if _, ok := l.rune(false); ok {
			return l, n
		}
	}
	l.other = composed(first, s[:n])
	l.marked = hasMark(l.other)
	return l, n
}

// hasMark reports whether s, which is no letter of Vietnamese, carries a mark
// that Vietnamese uses: é does in any word, ü does not.
func hasMark(s string) bool {
	var l letter
	for _, r := range norm.NFD.String(s) {
		l.addMark(r)
	}
	return l.marked
}

// markAfterIgnorables finds a combining mark at the start of s, perhaps after
// ignorable characters; size is 0 if there is none.
func markAfterIgnorables(s []byte) (mark rune, size int) {
	for size < len(s) {
		r, n := utf8.DecodeRune(s[size:])
		size += n
		switch classOf(r) {
		case markClass:
			return r, size
		case ignorableClass:
		default:
			return 0, 0
		}
	}
	return 0, 0
}

// composed is the NFC form of a letter with its marks, without ignorables.
func composed(first rune, s []byte) string {
	b := utf8.AppendRune(make([]byte, 0, len(s)), first)
	_, n := utf8.DecodeRune(s)
	for _, r := range string(s[n:]) {
		if classOf(r) == markClass {
			b = utf8.AppendRune(b, r)
		}
	}
	return string(norm.NFC.Bytes(b))
}

// narrow turns a fullwidth character (U+FF01 to U+FF5E) into its ASCII one.
func narrow(r rune) rune {
	if 0xFF01 <= r && r <= 0xFF5E {
		return r - 0xFEE0
	}
	return r
}
