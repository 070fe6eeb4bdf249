package bleveindex

import "sync"

// segmentRoom is room to work in with every document of a segment, used again by
// other searches and for other segments. What it holds at first is of no meaning.
type segmentRoom struct {
	set, other  docBits
	sums, pairs lanes
}

var segmentRooms = sync.Pool{New: func() any { return &segmentRoom{} }}

// roomFor lends room for the documents of a segment; release gives it back.
func roomFor(s *segmentView) *segmentRoom {
	r, words := segmentRooms.Get().(*segmentRoom), (len(s.ids)+63)/64
	if cap(r.set) < words {
		*r = segmentRoom{
			set: make(docBits, words), other: make(docBits, words),
			sums: make(lanes, words*64/lanesInWord), pairs: make(lanes, words*64/lanesInWord),
		}
	}
	r.set, r.other = r.set[:words], r.other[:words]
	r.sums, r.pairs = r.sums[:lanesOf(r.set)], r.pairs[:lanesOf(r.set)]
	return r
}

func (r *segmentRoom) release() { segmentRooms.Put(r) }
