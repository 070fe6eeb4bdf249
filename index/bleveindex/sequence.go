package bleveindex

import (
	"encoding/binary"
	"errors"

	"tracuu/analyzers/viet"
)

// A sequence is a document's words in order: a list of its distinct words, each
// once, and then a number for every word of the text, with marks where a
// sentence or a section begins. Pairs of words answer most phrases; a sequence
// settles those that pairs cannot, some twenty times faster than reading the
// text again.
//
//	uvarint n, n × (uvarint length, bytes), then for each word: uvarint id+firstWord,
//	or one of the marks below
const (
	markSentence = 0 // no phrase runs across it
	markSection  = 1 // a section begins, no noise
	markNoise    = 2 // a section of noise begins
	firstWord    = 3
)

// keySeparator stands between the two keys of a word where both are written.
const keySeparator = "\x00"

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

// word adds a word by its keys. The key without accents is written only where
// it does not follow from the other.
func (w *sequenceWriter) word(exact, folded string) {
	id, ok := w.ids[exact]
	if !ok {
		id = uint64(len(w.ids)) + firstWord
		w.ids[exact] = id
		entry := exact
		if viet.Fold(exact) != folded {
			entry = exact + keySeparator + folded
		}
		w.words = binary.AppendUvarint(w.words, uint64(len(entry)))
		w.words = append(w.words, entry...)
	}
	w.stream = binary.AppendUvarint(w.stream, id)
}

func (w *sequenceWriter) bytes() []byte {
	b := binary.AppendUvarint(make([]byte, 0, len(w.words)+len(w.stream)+3), uint64(len(w.ids)))
	return append(append(b, w.words...), w.stream...)
}

var errSequence = errors.New("bleveindex: damaged word sequence")

// sequenceReader looks for phrases in sequences. It is used for one document
// after another and not concurrently.
type sequenceReader struct {
	entries [][]byte // the document's words by id
	roles   []uint64 // for each id, bit i where it matches word i of the phrase
}

// headWords is how many words of a phrase are followed as bits; of a longer one
// the rest is compared where these stand in a row.
const headWords = 64

// holds reports whether the words stand in a row in the sequence; if clean,
// outside noise.
func (r *sequenceReader) holds(sequence []byte, words []phraseWord, clean bool) (bool, error) {
	head := words[:min(len(words), headWords)]
	stream, ok, err := r.readWords(sequence, head)
	if err != nil || !ok {
		return false, err
	}
	// Bit i of running says that words[0..i] stand in a row up to here.
	running, last, inNoise := uint64(0), uint64(1)<<(len(head)-1), false
	for len(stream) > 0 {
		id, n := uvarint(stream)
		if n <= 0 || id >= uint64(len(r.roles)) {
			return false, errSequence
		}
		stream = stream[n:]
		if id < firstWord {
			running = 0
			if id != markSentence {
				inNoise = id == markNoise
			}
			continue
		}
		running = (running<<1 | 1) & r.roles[id]
		if running&last != 0 && !(clean && inNoise) && r.follows(stream, words[len(head):]) {
			return true, nil
		}
	}
	return false, nil
}

// follows reports whether the stream goes on with the words.
func (r *sequenceReader) follows(stream []byte, words []phraseWord) bool {
	for _, w := range words {
		if len(stream) == 0 {
			return false
		}
		id, n := uvarint(stream)
		if n <= 0 || id < firstWord || id >= uint64(len(r.entries)) || !w.matches(r.entries[id]) {
			return false
		}
		stream = stream[n:]
	}
	return true
}

// readWords fills entries and roles from the list of words and returns the rest
// of the sequence. It reports false when some word of the phrase is not in the
// list.
func (r *sequenceReader) readWords(b []byte, words []phraseWord) ([]byte, bool, error) {
	count, n := binary.Uvarint(b)
	if n <= 0 || count > uint64(len(b)) {
		return nil, false, errSequence
	}
	b = b[n:]
	r.entries = append(r.entries[:0], make([][]byte, firstWord)...)
	r.roles = append(r.roles[:0], make([]uint64, firstWord)...)
	seen := uint64(0)
	for range count {
		size, n := binary.Uvarint(b)
		if n <= 0 || size > uint64(len(b)-n) {
			return nil, false, errSequence
		}
		entry, role := b[n:n+int(size)], uint64(0)
		b = b[n+int(size):]
		for i := range words {
			if words[i].matches(entry) {
				role |= 1 << i
			}
		}
		r.entries, r.roles = append(r.entries, entry), append(r.roles, role)
		seen |= role
	}
	return b, seen == ^uint64(0)>>(headWords-len(words)), nil
}

// uvarint is binary.Uvarint with the common short case in line.
func uvarint(b []byte) (uint64, int) {
	if b[0] < 0x80 {
		return uint64(b[0]), 1
	}
	return binary.Uvarint(b)
}
