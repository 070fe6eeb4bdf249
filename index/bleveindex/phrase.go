package bleveindex

// phraseFinder looks for one phrase in word sequences, one document after
// another; it is not for concurrent use.
type phraseFinder struct {
	words  []phraseWord
	head   int    // words followed as bits, at most headWords; the rest is compared after them
	needle needle // the codes of all words, where each can only be one
	roles  *roles // made at first use, and
	anchor *anchor
}

func newPhraseFinder(words []phraseWord) *phraseFinder {
	return &phraseFinder{words: words, head: min(len(words), headWords), needle: newNeedle(codesOf(words))}
}

// codesOf spells a phrase as a sequence does, nil if that is not the only way.
func codesOf(words []phraseWord) []byte {
	var b []byte
	for _, w := range words {
		code, known := table.code(w.Exact, w.Folded)
		if !known || !w.exact {
			return nil
		}
		b = appendCode(b, code)
	}
	return b
}

// holds reports whether the words stand in a row in the sequence; if clean, outside
// noise.
func (f *phraseFinder) holds(sequence []byte, clean bool) (bool, error) {
	stream, err := skipEntries(sequence)
	if err != nil {
		return false, err
	}
	return f.among(sequence, stream, clean)
}

// among is holds where it is known what of a sequence follows the document's own
// words.
func (f *phraseFinder) among(sequence, stream []byte, clean bool) (bool, error) {
	if f.needle.codes != nil {
		if found := f.needle.in(stream); !found || !clean {
			return found, nil
		}
	}
	if f.roles == nil {
		f.roles = newRoles(f.words[:f.head])
		f.anchor = newAnchor(f.roles, f.head == len(f.words))
	}
	stream, err := f.roles.read(sequence)
	if err != nil {
		return false, err
	}
	if f.anchor != nil && !f.roles.anyOwn {
		return f.anchor.holds(stream, clean), nil
	}
	return f.follow(stream, clean)
}

// follow goes through the words of a document. Phrases without accents spend
// their time here.
func (f *phraseFinder) follow(stream []byte, clean bool) (bool, error) {
	// Bit i of running says that words[0..i] stand in a row up to here. A mark has
	// no bits, so that nothing runs across it.
	running, last := uint64(0), uint64(1)<<(f.head-1)
	for at := 0; at < len(stream); {
		var bits uint64
		if first := stream[at]; first < leadByte {
			bits = f.roles.short[first]
			at++
		} else {
			word, n := nextWord(stream[at:])
			var ok bool
			if bits, _, ok = f.roles.of(word); !ok || n == 0 {
				return false, errSequence
			}
			at += n
		}
		running = (running<<1 | 1) & bits
		if running&last != 0 && !(clean && inNoise(stream[:at])) && f.goesOn(stream[at:]) {
			return true, nil
		}
	}
	return false, nil
}

// inNoise reports whether words end in a section of noise.
func inNoise(stream []byte) bool {
	for i := len(stream) - 1; i >= 0; i-- {
		if mark := stream[i]; mark < firstByte && mark != markSentence {
			return mark == markNoise
		}
	}
	return false
}

// goesOn reports whether the stream has the words beyond the head next.
func (f *phraseFinder) goesOn(stream []byte) bool {
	for _, w := range f.words[f.head:] {
		if len(stream) == 0 {
			return false
		}
		word, n := nextWord(stream)
		if n == 0 || word < 0 || !w.is(word, f.roles.entries) {
			return false
		}
		stream = stream[n:]
	}
	return true
}
