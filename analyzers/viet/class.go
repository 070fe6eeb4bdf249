package viet

import (
	"unicode"
	"unicode/utf8"
)

// class says what a character does to the text it stands in.
type class uint8

const (
	spaceClass     class = iota // joins: the words on both sides follow each other
	hyphenClass                 // joins, but starts an item of a list at the start of a line
	letterClass                 // part of a word
	digitClass                  // part of a word
	markClass                   // belongs to the letter before
	ignorableClass              // invisible inside a word
	clauseClass                 // ends a clause: comma, slash, brackets, symbols, damage
	stopClass                   // full stop or colon: ends a sentence if space follows
	sentenceClass               // ends a sentence wherever it stands
	lineClass                   // ends a line
)

// isWord reports whether a character of the class can be part of a token.
func (c class) isWord() bool { return letterClass <= c && c <= ignorableClass }

var asciiClass = asciiClasses()

// asciiClasses is the class of each ASCII character. Bytes from 0x80 on never
// stand alone in UTF-8; they are looked up by character.
func asciiClasses() (table [utf8.RuneSelf]class) {
	for c := range table {
		switch {
		case 'a' <= c|0x20 && c|0x20 <= 'z':
			table[c] = letterClass
		case '0' <= c && c <= '9':
			table[c] = digitClass
		case c > ' ' && c < 0x7f:
			table[c] = clauseClass
		}
	}
	set := func(chars string, to class) {
		for i := range len(chars) {
			table[chars[i]] = to
		}
	}
	set("\n\r\f\v", lineClass)
	set("-_*+", hyphenClass)
	set("\"'`", spaceClass)
	set(".:", stopClass)
	set(";!?", sentenceClass)
	return table
}

// classOf returns the class of any character. U+FFFD, which also stands for an
// invalid byte, ends a clause: what stood there is lost, so the words on both
// sides are two words.
func classOf(r rune) class {
	switch {
	case r < utf8.RuneSelf:
		return asciiClass[r]
	case r < 0x300:
		return latinClass(r)
	case r < 0x370:
		if r == 0x34F {
			return ignorableClass
		}
		return markClass
	case 0x1E00 <= r && r < 0x1F00:
		return letterClass
	}
	return otherClass(r)
}

// latinClass is classOf for U+0080 to U+02FF.
func latinClass(r rune) class {
	switch r {
	case 0x85:
		return lineClass
	case 0xA0, '«', '»', '¨', '´', '¸', '¯':
		return spaceClass
	case 0xAD:
		return ignorableClass
	case '·':
		return hyphenClass
	case '×', '÷':
		return clauseClass
	case 'µ':
		return letterClass
	}
	if r >= 0xC0 && r < 0x2B0 {
		return letterClass
	}
	if r >= 0x2B0 {
		return spaceClass // modifier letters: spacing accents and apostrophes
	}
	return clauseClass
}

// otherClass is classOf for what is neither ASCII nor Latin.
func otherClass(r rune) class {
	switch r {
	case 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF:
		return ignorableClass
	case 0x2028, 0x2029:
		return lineClass
	case '…', '。', '｡':
		return sentenceClass
	case 0x2212, 0xFE63, '•', '▪', '■', '●', '○', '►', '◦', '⁃', '\uf0b7', '\uf02d':
		return hyphenClass
	case utf8.RuneError:
		return clauseClass
	}
	if narrowed := narrow(r); narrowed != r {
		return asciiClass[narrowed]
	}
	switch {
	case 0x1160 <= r && r < 0x1200: // the rest of a decomposed syllable of Hangul
		return markClass
	case unicode.IsLetter(r):
		return letterClass
	case unicode.IsMark(r):
		return markClass
	case unicode.IsDigit(r):
		return digitClass
	case unicode.Is(unicode.Pd, r):
		return hyphenClass
	case unicode.IsSpace(r), unicode.In(r, unicode.Pi, unicode.Pf, unicode.Cf, unicode.Sk), '‚' <= r && r <= '„':
		return spaceClass
	}
	return clauseClass
}
