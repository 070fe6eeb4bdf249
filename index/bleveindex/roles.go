package bleveindex

// roles tell for each word of a document which words of a row in a query it
// may be: bit i stands for the row's i-th word, of at most headWords.
type roles struct {
	words []phraseWord
	slots []uint16         // by code, where in bits and exact it is; 0 for none
	short [leadByte]uint64 // the bits of the words with one byte, by that byte
	bits  []uint64         // by slot
	exact []uint64         // by slot, the bits of words that have the very accents
	hash  [256]uint64
	// Of the document that is read: its own words, and their roles.
	entries         []entry
	own, ownOfExact []uint64
	anyOwn          bool // some of its own words have a role
}

const headWords = 64

func newRoles(words []phraseWord) *roles {
	r := &roles{words: words, slots: make([]uint16, len(table.words)), bits: make([]uint64, 1), exact: make([]uint64, 1)}
	for i, w := range words {
		r.hash[hashKey(w.Folded)] |= 1 << i
		for _, code := range table.variants[w.Folded] {
			exact := table.words[code] == w.Exact
			if w.exact && !exact {
				continue
			}
			r.add(code, 1<<i, exact)
		}
	}
	return r
}

func (r *roles) add(code uint16, bit uint64, exact bool) {
	slot := r.slots[code]
	if slot == 0 {
		slot = uint16(len(r.bits))
		r.slots[code], r.bits, r.exact = slot, append(r.bits, 0), append(r.exact, 0)
	}
	r.bits[slot] |= bit
	if code < shorts {
		r.short[firstByte+code] |= bit
	}
	if exact {
		r.exact[slot] |= bit
	}
}

// read takes the document's own words and returns the words of its sequence.
func (r *roles) read(sequence []byte) (stream []byte, err error) {
	if r.entries, stream, err = readEntries(r.entries[:0], sequence); err != nil {
		return nil, err
	}
	r.own, r.ownOfExact, r.anyOwn = r.own[:0], r.ownOfExact[:0], false
	for _, e := range r.entries {
		bits, exact := uint64(0), uint64(0)
		if candidates := r.hash[e.hash]; candidates != 0 {
			bits, exact = r.compare(e, candidates)
			r.anyOwn = r.anyOwn || bits != 0
		}
		r.own, r.ownOfExact = append(r.own, bits), append(r.ownOfExact, exact)
	}
	return stream, nil
}

func (r *roles) compare(e entry, candidates uint64) (bits, exact uint64) {
	keyExact, keyFolded := e.split()
	for i, w := range r.words {
		bit := uint64(1) << i
		if candidates&bit == 0 || w.Folded != keyFolded {
			continue
		}
		if w.Exact == keyExact {
			bits, exact = bits|bit, exact|bit
		} else if !w.exact {
			bits |= bit
		}
	}
	return bits, exact
}

// skip gives the length of the marks and known words at the beginning of a stream that
// have no role: nearly all of a document.
func (r *roles) skip(stream []byte) (length int) {
	for length < len(stream) {
		first := stream[length]
		if first < leadByte {
			if r.short[first] != 0 {
				return length
			}
			length++
			continue
		}
		if first >= ownByte || length+1 >= len(stream) || stream[length+1] < firstByte {
			return length
		}
		code := shorts + (int(first)-leadByte)*values + int(stream[length+1]) - firstByte
		if code >= len(r.slots) || r.slots[code] != 0 {
			return length
		}
		length += 2
	}
	return length
}

// of gives the roles of a word, and those it has with the very accents. It
// reports false for a word that cannot be.
func (r *roles) of(word int) (bits, exact uint64, ok bool) {
	if word < len(r.slots) {
		slot := r.slots[word]
		return r.bits[slot], r.exact[slot], true
	}
	if word -= firstOwn; word >= 0 && word < len(r.own) {
		return r.own[word], r.ownOfExact[word], true
	}
	return 0, 0, false
}
