package bleveindex

// anchor is the word of a row by which it is looked for where its words may have
// any accents: the one whose spellings are soonest looked for as bytes. Its
// neighbours are read only where it stands. It serves for documents none of whose
// own words has a role.
type anchor struct {
	roles     *roles
	words     int      // of the row
	at        int      // of the word in it
	spellings []uint16 // codes, among others that the word does not allow
}

// What looking for a spelling costs, in the time that going through a document by
// bytes takes: that, and looking at the places where its rarest byte stands. Beyond
// the dearest, following all words is as fast.
const (
	anchorHits    = 135
	dearestAnchor = 30
)

// newAnchor chooses the word, if the roles are of the whole row; nil for none that
// pays.
func newAnchor(r *roles, whole bool) *anchor {
	best, lowest := -1, float64(dearestAnchor)
	for at, w := range r.words {
		cost := 0.
		for _, code := range table.variants[w.Folded] {
			if r.allow(at, code) {
				cost += 1 + anchorHits*knownNeedles[code].share()
			}
		}
		if cost < lowest {
			best, lowest = at, cost
		}
	}
	if best < 0 || !whole {
		return nil
	}
	return &anchor{roles: r, words: len(r.words), at: best, spellings: table.variants[r.words[best].Folded]}
}

// allow reports whether a known word may be the i-th of the row.
func (r *roles) allow(i int, code uint16) bool {
	bits, _, _ := r.of(int(code))
	return bits>>i&1 == 1
}

// knownNeedles look for each known word, by code.
var knownNeedles = func() []needle {
	out := make([]needle, len(table.words))
	for code := range out {
		out[code] = newNeedle(appendCode(nil, uint16(code)))
	}
	return out
}()

// holds reports whether the row stands in a stream; if clean, outside noise.
func (a *anchor) holds(stream []byte, clean bool) bool {
	for _, code := range a.spellings {
		if !a.roles.allow(a.at, code) {
			continue
		}
		n := &knownNeedles[code]
		for start := n.next(stream, 0); start >= 0; start = n.next(stream, start+1) {
			if end, ok := a.row(stream, start); ok && !(clean && inNoise(stream[:end])) {
				return true
			}
		}
	}
	return false
}

// row reports whether the other words stand around the anchor, and where the row
// ends.
func (a *anchor) row(stream []byte, start int) (end int, ok bool) {
	end = start
	for i := a.at; i < a.words; i++ {
		size := a.is(i, stream[end:])
		if size == 0 {
			return 0, false
		}
		end += size
	}
	for i := a.at - 1; i >= 0; i-- {
		size := sizeBefore(stream, start)
		if start -= size; size == 0 || a.is(i, stream[start:]) == 0 {
			return 0, false
		}
	}
	return end, true
}

// is gives the size of the code that a stream begins with if it is of the i-th
// word, else 0.
func (a *anchor) is(i int, stream []byte) int {
	if len(stream) == 0 {
		return 0
	}
	word, size := nextWord(stream)
	if size == 0 || word < 0 {
		return 0
	}
	if bits, _, ok := a.roles.of(word); !ok || bits>>i&1 == 0 {
		return 0
	}
	return size
}
