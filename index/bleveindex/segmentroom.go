package bleveindex

import (
	"math/bits"
	"slices"
	"sync"
)

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
		r.set, r.other = make(docBits, words), make(docBits, words)
		r.sums, r.pairs = make(lanes, lanesOf(r.set)), make(lanes, lanesOf(r.set))
	}
	r.set, r.other = r.set[:words], r.other[:words]
	r.sums, r.pairs = r.sums[:lanesOf(r.set)], r.pairs[:lanesOf(r.set)]
	return r
}

func (r *segmentRoom) release() { segmentRooms.Put(r) }

// highest calls use with documents of r.set with the highest sums: at least n, if
// there are as many, and not many times more.
func (r *segmentRoom) highest(n int, use func(doc uint32)) {
	const step = 32 // sums that are counted together
	var counts [laneMost/step + 1]int
	for i, word := range r.set {
		for ; word != 0; word &= word - 1 {
			counts[r.sums.of(uint32(i*64+bits.TrailingZeros64(word)))/step]++
		}
	}
	sum, found := len(counts), 0
	for found < n && sum > 0 {
		sum--
		found += counts[sum]
	}
	used := 0
	r.withSum(float64(sum*step), func(doc uint32) {
		if used < 4*n {
			use(doc)
		}
		used++
	})
}

// reached is a score that n documents of r.set reach: the n-th of those that documents
// with the highest sums have at least; 0 where too few have any.
func (r *segmentRoom) reached(n int, atLeast func(doc uint32) float64) float64 {
	var least []float64
	r.highest(n, func(doc uint32) { least = append(least, atLeast(doc)) })
	if len(least) < n {
		return 0
	}
	slices.Sort(least)
	return least[len(least)-n]
}

// withSum calls use with the documents of r.set that have a sum or more. r.other is
// used up.
func (r *segmentRoom) withSum(sum float64, use func(doc uint32)) {
	r.narrow(sum)
	r.other.each(use)
}

// narrow makes r.other the documents of r.set that have a sum or more.
func (r *segmentRoom) narrow(sum float64) {
	r.sums.atLeast(uint16(max(0, min(laneMost, sum))), r.other)
	for i := range r.other {
		r.other[i] &= r.set[i]
	}
}
