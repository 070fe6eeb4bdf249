package directive

import (
	"unicode"
	"unicode/utf8"

	"tracuu/analyzers/viet"
)

// pieceKind says what stands beside a number in a date.
type pieceKind int

const (
	pieceNone pieceKind = iota // nothing: an end of the text
	pieceNumber
	pieceWord
	pieceMark // punctuation
)

// piece is a number, a word or a run of punctuation beside a place of a text,
// past white space.
type piece struct {
	kind       pieceKind
	start, end int
	raw        string
	word       string // folded, of a word
	number     int    // of a number of at most four digits, else -1
	mark       byte   // of a single mark: / - . or their look-alikes
}

// isShort reports whether the piece is a number of one or two digits.
func (p piece) isShort() bool {
	return p.kind == pieceNumber && p.end-p.start <= 2
}

// isDateMark reports whether the piece may stand between day, month and year.
func (p piece) isDateMark() bool { return p.mark != 0 }

// isBlank reports whether the piece may stand for a number that was not filled in
// or not read: dots, or a few letters.
func (p piece) isBlank() bool {
	return p.kind == pieceMark && p.mark == 0 || p.kind == pieceMark && p.mark == '.' || p.kind == pieceWord && p.end-p.start <= 6
}

// maxPiece bounds a piece and the white space before it, in bytes.
const maxPiece = 64

// pieceBefore reads the piece that ends before byte i. A comma is passed over:
// "tháng 8, năm 2021".
func pieceBefore(text string, i int) piece {
	low := max(0, i-maxPiece)
	for i > low {
		r, n := utf8.DecodeLastRuneInString(text[:i])
		if !unicode.IsSpace(r) && r != ',' {
			break
		}
		i -= n
	}
	end, kind := i, pieceNone
	for i > low {
		r, n := utf8.DecodeLastRuneInString(text[:i])
		k := kindOfRune(r)
		if kind != pieceNone && k != kind || k == pieceNone {
			break
		}
		kind = k
		i -= n
	}
	return newPiece(text, kind, i, end)
}

// pieceAfter reads the piece that starts after byte i.
func pieceAfter(text string, i int) piece {
	high := min(len(text), i+maxPiece)
	for i < high {
		r, n := utf8.DecodeRuneInString(text[i:])
		if !unicode.IsSpace(r) && r != ',' {
			break
		}
		i += n
	}
	start, kind := i, pieceNone
	for i < high {
		r, n := utf8.DecodeRuneInString(text[i:])
		k := kindOfRune(r)
		if kind != pieceNone && k != kind || k == pieceNone {
			break
		}
		kind = k
		i += n
	}
	return newPiece(text, kind, start, i)
}

func kindOfRune(r rune) pieceKind {
	switch {
	case r >= '0' && r <= '9':
		return pieceNumber
	case unicode.IsLetter(r), unicode.Is(unicode.Mn, r):
		return pieceWord
	case unicode.IsSpace(r), r == ',':
		return pieceNone
	}
	return pieceMark
}

func newPiece(text string, kind pieceKind, start, end int) piece {
	p := piece{kind: kind, start: start, end: end, raw: text[start:end], number: -1}
	switch kind {
	case pieceWord:
		if end-start <= 16 {
			p.word = viet.Fold(p.raw)
		}
	case pieceNumber:
		if end-start <= 4 {
			p.number, _ = allDigits(p.raw)
		}
	case pieceMark:
		switch ch := charAt(text, start); {
		case ch.size != end-start:
		case ch.class == slash:
			p.mark = '/'
		case ch.class == hyphen:
			p.mark = '-'
		case ch.class == dot:
			p.mark = '.'
		}
	}
	return p
}
