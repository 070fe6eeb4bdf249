package viet

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Fold drops what readers who type without accents leave out: it returns s in
// lower case, without marks, with d for đ, fullwidth characters as ASCII and
// invisible characters removed. Spaces and punctuation stay. Use FoldKey to
// ignore differences of spelling and punctuation as well.
func Fold(s string) string {
	for i := range len(s) {
		if c := s[i]; c >= utf8.RuneSelf || 'A' <= c && c <= 'Z' {
			return string(appendFolded(make([]byte, 0, len(s)), s))
		}
	}
	return s
}

// Key returns the exact keys of the tokens of s, joined by single spaces.
func Key(s string) string {
	return joinKeys(s, func(t Token) string { return t.Exact })
}

// FoldKey returns the folded keys of the tokens of s, joined by single spaces:
// two texts with the same FoldKey read the same, accents aside.
func FoldKey(s string) string {
	return joinKeys(s, func(t Token) string { return t.Folded })
}

func joinKeys(s string, key func(Token) string) string {
	var b strings.Builder
	for i, t := range Tokenize(s) {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(key(t))
	}
	return b.String()
}

// Compose returns s in composed form (NFC) with the order of marks repaired,
// which NFC alone does not do, and with Đ for its look-alike U+00D0. Case and
// the place of the tone stay as they were; invalid bytes too.
func Compose(s string) string {
	if isComposed(s) {
		return s
	}
	b := make([]byte, 0, len(s))
	for i := 0; i < len(s); {
		if s[i] < utf8.RuneSelf && (i+1 == len(s) || s[i+1] < utf8.RuneSelf) {
			b = append(b, s[i])
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		end := i + n
		for end < len(s) {
			r, n := utf8.DecodeRuneInString(s[end:])
			if classOf(r) != markClass {
				break
			}
			end += n
		}
		b = appendComposed(b, r, s[i:end])
		i = end
	}
	return string(b)
}

// appendComposed writes the character first, given with the marks after it.
func appendComposed(b []byte, first rune, s string) []byte {
	if classOf(first) != letterClass || narrow(first) != first || len(s) > maxKey {
		return norm.NFC.AppendString(b, s)
	}
	l, _ := nextLetter([]byte(s))
	return l.appendTo(b, true)
}

// isComposed reports whether Compose surely has nothing to do, as for nearly all
// text: s has no loose marks and no look-alikes of đ.
func isComposed(s string) bool {
	for _, r := range s {
		if r < 0x300 && r != 'ð' && r != 'Ð' && r != 'ɖ' && r != 'Ɖ' {
			continue
		}
		if r < 0x1EA0 || r >= 0x1F00 && (r < 0x2010 || r > 0x2026) {
			return false
		}
	}
	return true
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// latinFold spells letters that have no decomposition in ASCII.
var latinFold = map[rune]string{
	'ø': "o", 'ł': "l", 'ħ': "h", 'ŧ': "t", 'ı': "i",
	'æ': "ae", 'œ': "oe", 'ß': "ss", 'þ': "th",
}

// appendFolded writes s folded.
func appendFolded(b []byte, s string) []byte {
	for _, r := range s {
		if r < utf8.RuneSelf {
			b = append(b, lowerASCII(byte(r)))
			continue
		}
		if at := r - foldedFrom; r >= foldedFrom && int(at) < len(folded) && folded[at] != 0 {
			b = append(b, folded[at])
			continue
		}
		b = appendFoldedRune(b, r)
	}
	return b
}

// folded is what the letters of Vietnamese fold to, from U+00C0 on; 0 where
// there is none.
var folded = foldedLetters()

const foldedFrom = 0xC0

func foldedLetters() (table [0x1F00 - foldedFrom]byte) {
	for r, l := range split {
		switch {
		case r < foldedFrom:
		case l.base == 'đ':
			table[r-foldedFrom] = 'd'
		default:
			table[r-foldedFrom] = byte(l.base)
		}
	}
	return table
}

// appendFoldedRune writes a character that is no vowel of Vietnamese.
func appendFoldedRune(b []byte, r rune) []byte {
	if classOf(r) == ignorableClass {
		return b
	}
	if r == utf8.RuneError {
		return utf8.AppendRune(b, r)
	}
	for _, part := range norm.NFD.String(string(unicode.ToLower(narrow(r)))) {
		if unicode.IsMark(part) {
			continue
		}
		if ascii, ok := latinFold[part]; ok {
			b = append(b, ascii...)
		} else {
			b = utf8.AppendRune(b, part)
		}
	}
	return b
}

func lowerASCII(c byte) byte {
	if 'A' <= c && c <= 'Z' {
		return c | 0x20
	}
	return c
}
