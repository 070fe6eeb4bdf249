package index

import "unicode/utf8"

// Most words of a text begin with other letters than those that are asked for. A
// glance passes over them without a hash.

// beginBit is the bit of the second letter of a word, 0 for none. A y may be an i.
func beginBit(c byte) uint64 {
	if c == 'y' {
		c = 'i'
	}
	return 1 << (c & 63)
}

// mayBegin reports whether a word that is asked for begins with the letter c, of some
// size, that stands at a place.
func (g *glance) mayBegin(text string, i int, c byte, size int) bool {
	seconds := g.begins[c]
	if seconds == 0 || i+size >= len(text) {
		return seconds != 0
	}
	next := text[i+size]
	second := asciiFolded[next&0x7F]
	if next >= utf8.RuneSelf {
		if second, _ = foldedAt(text, i+size); second <= foldedMark {
			return true // an accent apart, which rules nothing out, or punctuation
		}
	}
	return seconds&beginBit(second) != 0
}

// pass goes over a word that nobody asks for and gives where it ends, or reports false
// where that takes a closer look.
func pass(text string, i int) (end int, ok bool) {
	for ; i < len(text); i++ {
		switch wordBytes[text[i]] {
		case betweenWords:
			return i, true
		case closerLook:
			return i, false
		}
	}
	return i, true
}

// What a byte is to a word.
const (
	inWord byte = iota
	betweenWords
	closerLook // a digit, which may begin another word, or the first byte of what may be punctuation
)

// wordBytes tells it for each byte: of letters of Vietnamese none takes three bytes but
// those from U+1E00 on.
var wordBytes = func() (kinds [256]byte) {
	for b := range kinds {
		switch {
		case b >= '0' && b <= '9', b == 0xC2, b >= 0xE2:
			kinds[b] = closerLook
		case b < utf8.RuneSelf && asciiFolded[b] <= foldedMark:
			kinds[b] = betweenWords
		}
	}
	return kinds
}()
