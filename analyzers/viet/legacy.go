package viet

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// Encoding is one of the ways Vietnamese was written in bytes before Unicode.
type Encoding int

// The encodings Decode knows. VPS, another one, cannot be told from them and is
// never guessed.
const (
	Unknown     Encoding = iota // none of these, or not told apart
	Windows1258                 // code page 1258: letters with loose tone marks
	TCVN3                       // TCVN 5712:1993, the ABC fonts (.VnTime)
	VISCII                      // RFC 1456
	VNI                         // the VNI fonts: two characters for a marked letter
)

// legacyEncodings are the encodings Detect tries.
var legacyEncodings = [...]Encoding{Windows1258, TCVN3, VISCII, VNI}

// String returns the usual name of the encoding.
func (e Encoding) String() string {
	switch e {
	case Windows1258:
		return "windows-1258"
	case TCVN3:
		return "TCVN3"
	case VISCII:
		return "VISCII"
	case VNI:
		return "VNI"
	}
	return "unknown"
}

// Decode turns bytes of an encoding into Unicode text, composed. With Unknown
// the bytes are taken for UTF-8. What the encoding does not define becomes
// U+FFFD.
//
// Some fonts (.VnTimeH) draw small letters as capitals. Small letters with marks
// become capitals where those beside them are; text typed in small letters
// throughout comes out so.
func Decode(enc Encoding, b []byte) string {
	s := decode(enc, b)
	if enc == TCVN3 {
		s = raiseCapitals(s)
	}
	return s
}

func decode(enc Encoding, b []byte) string {
	switch enc {
	case Windows1258:
		var s strings.Builder
		for _, c := range b {
			s.WriteRune(charmap.Windows1258.DecodeByte(c))
		}
		return Compose(s.String())
	case TCVN3:
		return Compose(decodeTCVN(b))
	case VISCII:
		return Compose(decodeTable(b, visciiTable))
	case VNI:
		return Compose(decodeVNIFont(b))
	}
	return strings.ToValidUTF8(string(b), "\uFFFD")
}

// DecodeText is Decode for text that is Unicode in name only: each character
// stands for the byte it has in windows-1252, as when text in a font of its own
// encoding is copied out of a document (Céng hoµ for Cộng hoà). Characters that
// windows-1252 does not have stay as they are.
func DecodeText(enc Encoding, s string) string {
	if enc == Unknown {
		return s
	}
	var out strings.Builder
	run := make([]byte, 0, len(s))
	flush := func() {
		if len(run) > 0 {
			out.WriteString(decode(enc, run))
			run = run[:0]
		}
	}
	for i, r := range s {
		if c, ok := byteOf(r); ok {
			run = append(run, c)
			continue
		}
		flush()
		_, n := utf8.DecodeRuneInString(s[i:])
		out.WriteString(s[i : i+n])
	}
	flush()
	if enc == TCVN3 {
		return raiseCapitals(out.String())
	}
	return out.String()
}

// byteOf returns the byte a character has in windows-1252 or Latin-1.
func byteOf(r rune) (byte, bool) {
	if c, ok := charmap.Windows1252.EncodeRune(r); ok {
		return c, true
	}
	return byte(r), 0x80 <= r && r < 0xA0
}

var (
	tcvnTable   = byteTable(tcvnHigh, tcvnControls)
	visciiTable = byteTable(visciiHigh, visciiControls)
)

// byteTable is the character of each byte.
func byteTable(high string, controls map[byte]rune) *[256]rune {
	var table [256]rune
	for c := range rune(0x80) {
		table[c] = c
	}
	at := 0x80
	for _, r := range high {
		table[at] = r
		at++
	}
	for c, r := range controls {
		table[c] = r
	}
	return &table
}

func decodeTable(b []byte, table *[256]rune) string {
	var s strings.Builder
	for _, c := range b {
		s.WriteRune(table[c])
	}
	return s.String()
}

// decodeTCVN decodes bytes that follow either the whole standard or only its
// fonts. They differ in 0x80 to 0x9F, where the standard has capital letters
// and the fonts have punctuation; only a word in capitals has the letters.
func decodeTCVN(b []byte) string {
	var s strings.Builder
	for i, c := range b {
		if isPunctuation1252(c) && !inCapitals(b, i) {
			s.WriteRune(charmap.Windows1252.DecodeByte(c))
		} else {
			s.WriteRune(tcvnTable[c])
		}
	}
	return s.String()
}

// isPunctuation1252 reports whether a byte is a quotation mark, dash, ellipsis
// or bullet in windows-1252.
func isPunctuation1252(c byte) bool {
	return c == 0x84 || c == 0x85 || 0x91 <= c && c <= 0x97
}

// inCapitals reports whether the byte at i, read as a letter of TCVN, stands in
// a syllable in capitals, of two letters or more. Doubtful bytes at either end of the word may be left
// out: they may be the quotation marks round it.
func inCapitals(b []byte, i int) bool {
	const reach = maxSyllable
	from, to := i, i+1
	for from > 0 && i-from < reach && isTCVNWord(b[from-1]) {
		from--
	}
	for to < len(b) && to-i < reach && isTCVNWord(b[to]) {
		to++
	}
	inFrom, inTo := from, to
	for inFrom < i && isPunctuation1252(b[inFrom]) {
		inFrom++
	}
	for inTo > i+1 && isPunctuation1252(b[inTo-1]) {
		inTo--
	}
	for _, part := range [][]byte{b[from:to], b[inFrom:to], b[from:inTo], b[inFrom:inTo]} {
		word := decodeTable(part, tcvnTable)
		if len(part) > 1 && word == strings.ToUpper(word) && IsSyllable(word) {
			return true
		}
	}
	return false
}

func isTCVNWord(c byte) bool { return c != 0xA0 && unicode.IsLetter(tcvnTable[c]) }

// decodeVNIFont decodes the two-character letters of the VNI fonts.
func decodeVNIFont(b []byte) string {
	var s strings.Builder
	for i := 0; i < len(b); i++ {
		r := charmap.Windows1252.DecodeByte(b[i])
		if single, ok := vniSingles[r]; ok {
			r = single
		}
		if i+1 < len(b) && b[i+1] >= 0x80 {
			if marked, ok := putVNIMark(r, b[i+1]); ok {
				r = marked
				i++
			}
		}
		s.WriteRune(r)
	}
	return s.String()
}

// putVNIMark puts the mark that a byte stands for on a letter.
func putVNIMark(r rune, mark byte) (rune, bool) {
	m, ok := vniMarkOf[unicode.ToLower(charmap.Windows1252.DecodeByte(mark))]
	if !ok {
		return 0, false
	}
	l, ok := split[r]
	if !ok || l.tone != Ngang {
		return 0, false
	}
	l.tone = m.tone
	if m.quality != plain {
		if l.quality != plain {
			return 0, false
		}
		l.quality = m.quality
	}
	return l.rune(l.upper)
}

var vniSingles, vniMarkOf = vniTables()

// vniTables makes maps of the constants that describe VNI.
func vniTables() (map[rune]rune, map[rune]vniMark) {
	singles := map[rune]rune{}
	letters := []rune(vniLetter)
	for i, r := range []rune(vniSingle) {
		singles[r] = letters[i]
		singles[unicode.ToUpper(r)] = unicode.ToUpper(letters[i])
	}
	marks := map[rune]vniMark{}
	for i, r := range []rune(vniMarks) {
		marks[r] = vniMarked[i]
	}
	return singles, marks
}
