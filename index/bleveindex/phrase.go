package bleveindex

import (
	"bytes"
	"math/bits"
)

// phraseFinder looks for one phrase in word sequences, one document after
// another; it is not for concurrent use.
type phraseFinder struct {
	words []phraseWord
	head  int         // words followed as bits, at most 64; the rest is compared after them
	hash  [256]uint64 // bit i of hash[h] when word i has hash h
	roles []uint64    // for each word id of the document, bit i where it matches word i
	// entries are the document's words by id, kept only for words beyond head or
	// if keep is set.
	entries []entry
	keep    bool
}

// entry is a word of a sequence.
type entry struct {
	keys []byte
	both bool // both keys stand there
}

const headWords = 64

func newPhraseFinder(words []phraseWord) *phraseFinder {
	f := &phraseFinder{words: words, head: min(len(words), headWords)}
	for i, w := range words[:f.head] {
		f.hash[hashKey(w.Folded)] |= 1 << i
	}
	return f
}

// holds reports whether the words stand in a row in the sequence; if clean,
// outside noise.
func (f *phraseFinder) holds(sequence []byte, clean bool) (bool, error) {
	stream, all, err := f.readWords(sequence)
	if err != nil || !all {
		return false, err
	}
	// Bit i of running says that words[0..i] stand in a row up to here.
	running, last, inNoise := uint64(0), uint64(1)<<(f.head-1), false
	for len(stream) > 0 {
		id, n := uint64(stream[0]), 1
		if id >= 0x80 { // in line: this loop is where phrases spend their time
			id, n = uvarint(stream)
		}
		if n <= 0 || id >= uint64(len(f.roles)) {
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
		running = (running<<1 | 1) & f.roles[id]
		if running&last != 0 && !(clean && inNoise) && f.follows(stream) {
			return true, nil
		}
	}
	return false, nil
}

// follows reports whether the stream goes on with the words beyond the head.
func (f *phraseFinder) follows(stream []byte) bool {
	for _, w := range f.words[f.head:] {
		id, n := uvarint(stream)
		if n <= 0 || id < firstWord || id >= uint64(len(f.entries)) || !w.matches(f.entries[id]) {
			return false
		}
		stream = stream[n:]
	}
	return true
}

// readWords fills roles from the list of words and returns the rest of the
// sequence. It reports whether all words of the head are in the list.
func (f *phraseFinder) readWords(b []byte) (stream []byte, all bool, err error) {
	count, n := uvarint(b)
	if n <= 0 || count > uint64(len(b)) {
		return nil, false, errSequence
	}
	b = b[n:]
	f.roles = append(f.roles[:0], make([]uint64, firstWord)...)
	f.entries = append(f.entries[:0], make([]entry, firstWord)...)
	seen := uint64(0)
	for range count {
		if len(b) == 0 {
			return nil, false, errSequence
		}
		size, n := uint64(b[0]), 1
		if size >= 0x80 {
			size, n = uvarint(b)
		}
		if n <= 0 || size>>1 >= uint64(len(b)-n) {
			return nil, false, errSequence
		}
		hash, end := b[n], n+1+int(size>>1)
		e := entry{keys: b[n+1 : end], both: size&1 == 1}
		role := uint64(0)
		if f.hash[hash] != 0 {
			role = f.role(e, f.hash[hash])
		}
		f.roles = append(f.roles, role)
		if f.keep || f.head < len(f.words) {
			f.entries = append(f.entries, e)
		}
		seen |= role
		b = b[end:]
	}
	return b, seen == ^uint64(0)>>(headWords-f.head), nil
}

// role compares an entry with the candidates of the head.
func (f *phraseFinder) role(e entry, candidates uint64) uint64 {
	role := uint64(0)
	for ; candidates != 0; candidates &= candidates - 1 {
		if i := bits.TrailingZeros64(candidates); f.words[i].matches(e) {
			role |= 1 << i
		}
	}
	return role
}

// split gives the key with accents, and the one without where it stands there.
func (e entry) split() (exact, folded []byte) {
	if !e.both {
		return e.keys, nil
	}
	exact, folded, _ = bytes.Cut(e.keys, []byte(keySeparator))
	return exact, folded
}
