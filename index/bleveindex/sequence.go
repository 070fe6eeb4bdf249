package bleveindex

import (
	"encoding/binary"
	"errors"
)

// A sequence is a document's words in order, 1.4 bytes each. It settles what
// pairs of words cannot, many times faster than reading the text again.
//
//	uvarint n, n × entry, then for each word its code, or a mark
//
// The entries are the words that the table does not know. Each is uvarint
// length×2, one byte hashed from the key without accents, and the key with
// accents. Where the former does not follow from the latter the length is odd
// and both stand there, keySeparator between them.
//
// A code is one byte for the commonest words and two for the others, of which
// the first is leadByte or more, so that a code tells its length and a run of
// codes can be searched as bytes: see aligned. Nothing but a mark has the value
// of a mark, in any place.
const (
	markSentence = 0 // no phrase runs across it
	markSection  = 1 // a section begins, no noise
	markNoise    = 2 // a section of noise begins
	markAside    = 3 // a section begins that is no noise and no text: number, issuer
	firstByte    = 4 // of the words with one byte

	leadByte = 192 // from here on another byte belongs to it
	ownByte  = 248 // a word of the document's own, by its place in the list
	farByte  = 254 // the same where the list is very long, with two more pairs of bytes
	moreByte = 255 // leads those pairs

	values   = 256 - firstByte                    // of a byte that follows
	shorts   = leadByte - firstByte               // words with one byte
	maxKnown = shorts + (ownByte-leadByte)*values // words that codes can tell apart
	nearOwn  = (farByte - ownByte) * values       // words of a document's own with two bytes
	maxOwn   = nearOwn + values*values*values     // words of a document's own at all
	firstOwn = 1 << 16                            // above all codes: what tells own words from known ones
)

const keySeparator = "\x00"

var errSequence = errors.New("bleveindex: damaged word sequence")

// appendCode appends the code of a known word.
func appendCode(b []byte, code uint16) []byte {
	if code < shorts {
		return append(b, byte(firstByte+code))
	}
	code -= shorts
	return append(b, byte(leadByte+code/values), byte(firstByte+code%values))
}

// appendOwn appends the code of a document's own word.
func appendOwn(b []byte, n int) []byte {
	if n < nearOwn {
		return append(b, byte(ownByte+n/values), byte(firstByte+n%values))
	}
	n -= nearOwn
	return append(b, farByte, byte(firstByte+n/values/values),
		moreByte, byte(firstByte+n/values%values), moreByte, byte(firstByte+n%values))
}

// nextWord reads one code. A word is its code, or firstOwn and its place in the
// document's own list; a mark is the complement of its number. The size is 0
// for what is damaged.
func nextWord(b []byte) (word, size int) {
	first := int(b[0])
	switch {
	case first < firstByte:
		return ^first, 1
	case first < leadByte:
		return first - firstByte, 1
	case len(b) < 2 || b[1] < firstByte:
		return 0, 0
	case first < ownByte:
		return shorts + (first-leadByte)*values + int(b[1]) - firstByte, 2
	case first < farByte:
		return firstOwn + (first-ownByte)*values + int(b[1]) - firstByte, 2
	case first == moreByte || len(b) < 6 || b[2] != moreByte || b[4] != moreByte || b[3] < firstByte || b[5] < firstByte:
		return 0, 0
	}
	n := (int(b[1])-firstByte)*values + int(b[3]) - firstByte
	return firstOwn + nearOwn + n*values + int(b[5]) - firstByte, 6
}

// aligned reports whether a code begins at a place of a stream where the bytes
// of one were found. Bytes from leadByte on that stand before it in a row are
// pairs of a lead and what follows it, unless the place is in the middle of one.
func aligned(stream []byte, at int) bool {
	before := at
	for before > 0 && stream[before-1] >= leadByte {
		before--
	}
	return (at-before)%2 == 0
}

// sizeBefore is the size of the code that ends at a place where one does, 0 at the
// beginning. The bytes from leadByte on that stand in a row before its last byte are
// pairs, and an odd one is its lead.
func sizeBefore(stream []byte, end int) int {
	if end == 0 {
		return 0
	}
	first := end - 1
	for first > 0 && stream[first-1] >= leadByte {
		first--
	}
	return 1 + (end-1-first)%2
}

// sequenceWriter builds a sequence word by word.
type sequenceWriter struct {
	own    map[string]int // by exact key
	words  []byte
	stream []byte
}

func (w *sequenceWriter) reset() {
	clear(w.own)
	w.words, w.stream = w.words[:0], w.stream[:0]
}

func (w *sequenceWriter) mark(m byte) { w.stream = append(w.stream, m) }

func (w *sequenceWriter) known(code uint16) { w.stream = appendCode(w.stream, code) }

// other appends a word that the table does not know and reports whether it is
// new.
func (w *sequenceWriter) other(exact, folded string) bool {
	n, ok := w.own[exact]
	if !ok {
		n = min(len(w.own), maxOwn-1)
		w.own[exact] = n
		w.words = appendEntry(w.words, exact, folded)
	}
	w.stream = appendOwn(w.stream, n)
	return !ok
}

func (w *sequenceWriter) bytes() []byte {
	b := binary.AppendUvarint(make([]byte, 0, len(w.words)+len(w.stream)+3), uint64(len(w.own)))
	return append(append(b, w.words...), w.stream...)
}

// uvarint is binary.Uvarint with the common short case in line.
func uvarint(b []byte) (uint64, int) {
	if len(b) > 0 && b[0] < 0x80 {
		return uint64(b[0]), 1
	}
	return binary.Uvarint(b)
}
