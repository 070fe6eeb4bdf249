package bleveindex

import (
	"encoding/binary"
	"errors"

	"tracuu/analyzers/viet"
)

// A sequence is a document's words in order: a list of its distinct words, each
// once, and then a number for every word of the text, with marks where a
// sentence or a section begins. It settles what pairs of words cannot, many
// times faster than reading the text again.
//
//	uvarint n, n × entry, then for each word uvarint id+firstWord, or a mark
//
// An entry is uvarint length×2, one byte hashed from the key without accents,
// and the key with accents. Where the former does not follow from the latter
// the length is odd and both stand there, keySeparator between them.
const (
	markSentence = 0 // no phrase runs across it
	markSection  = 1 // a section begins, no noise
	markNoise    = 2 // a section of noise begins
	markAside    = 3 // a section begins that is no noise and no text: number, issuer
	firstWord    = 4
)

const keySeparator = "\x00"

var errSequence = errors.New("bleveindex: damaged word sequence")

// sequenceWriter builds a sequence word by word.
type sequenceWriter struct {
	ids    map[string]uint64
	words  []byte
	stream []byte
}

func newSequenceWriter() *sequenceWriter {
	return &sequenceWriter{ids: make(map[string]uint64, 256)}
}

func (w *sequenceWriter) mark(m uint64) { w.stream = binary.AppendUvarint(w.stream, m) }

func (w *sequenceWriter) word(exact, folded string) {
	id, ok := w.ids[exact]
	if !ok {
		id = uint64(len(w.ids)) + firstWord
		w.ids[exact] = id
		entry, both := exact, uint64(0)
		if viet.Fold(exact) != folded {
			entry, both = exact+keySeparator+folded, 1
		}
		w.words = binary.AppendUvarint(w.words, uint64(len(entry))<<1|both)
		w.words = append(w.words, hashKey(folded))
		w.words = append(w.words, entry...)
	}
	w.stream = binary.AppendUvarint(w.stream, id)
}

func (w *sequenceWriter) bytes() []byte {
	b := binary.AppendUvarint(make([]byte, 0, len(w.words)+len(w.stream)+3), uint64(len(w.ids)))
	return append(append(b, w.words...), w.stream...)
}

// hashKey makes one byte of a key without accents, which rules out nearly all
// words before any letters are compared.
func hashKey(folded string) byte {
	h := uint32(2166136261) // FNV-1a
	for i := range len(folded) {
		h = (h ^ uint32(folded[i])) * 16777619
	}
	return byte(h ^ h>>8 ^ h>>16 ^ h>>24)
}

// uvarint is binary.Uvarint with the common short case in line.
func uvarint(b []byte) (uint64, int) {
	if len(b) > 0 && b[0] < 0x80 {
		return uint64(b[0]), 1
	}
	return binary.Uvarint(b)
}
