package bleveindex

import (
	"math/bits"

	"github.com/RoaringBitmap/roaring/v2"
)

// docBits is a set of documents of a segment as a bit for each.
type docBits []uint64

// fill makes it the documents of a set.
func (b docBits) fill(set *roaring.Bitmap) {
	clear(b)
	set.WriteDenseTo(b)
}

// each calls use with the documents in order.
func (b docBits) each(use func(doc uint32)) {
	for i, word := range b {
		for ; word != 0; word &= word - 1 {
			use(uint32(i*64 + bits.TrailingZeros64(word)))
		}
	}
}

// lanes hold a number for each document of a segment, four in a word of the
// machine, so that a set of documents is added to four at a time: the sums of some
// weights over a hundred thousand documents take some thirty microseconds a set,
// where going through its documents takes ten times as long. The numbers are weights
// in some unit; in all they stay below laneMost.
type lanes []uint64

const (
	lanesInWord = 4
	laneBits    = 16
	laneMask    = 1<<laneBits - 1
	laneMost    = 1<<(laneBits-1) - 1 // a number has no more bits, so that the highest is free to compare
	laneOnes    = 0x0001000100010001
	laneHighs   = laneOnes << (laneBits - 1)
)

// lanesOf is the length of the lanes beside a set.
func lanesOf(b docBits) int { return len(b) * 64 / lanesInWord }

// laneSpread has for four documents as bits the words that have 1 in their lanes.
var laneSpread = func() (spread [16]uint64) {
	for four := range spread {
		for i := range lanesInWord {
			spread[four] |= uint64(four>>i&1) << (i * laneBits)
		}
	}
	return spread
}()

// add adds n for each document of a set.
func (l lanes) add(set docBits, n uint16) {
	by := laneSpread
	for i := range by {
		by[i] *= uint64(n)
	}
	for i, word := range set {
		if word == 0 {
			continue
		}
		for own := l[i*16 : i*16+16]; len(own) > 0; own = own[1:] {
			own[0] += by[word&15]
			word >>= 4
		}
	}
}

// of is the number of a document.
func (l lanes) of(doc uint32) uint16 {
	return uint16(l[doc/lanesInWord] >> (doc % lanesInWord * laneBits) & laneMask)
}

// atLeast puts the documents with n or more into a set.
func (l lanes) atLeast(n uint16, out docBits) {
	// The highest bit of a lane, set before n is taken from it, survives where the
	// number was not below n.
	const gather = 1<<48 | 1<<33 | 1<<18 | 1<<3 // brings bits 0, 16, 32, 48 to 48–51
	by := uint64(n) * laneOnes
	for i := range out {
		word := uint64(0)
		for j, four := range l[i*16 : i*16+16] {
			high := ((four | laneHighs) - by) & laneHighs >> (laneBits - 1)
			word |= high * gather >> 48 & 15 << (4 * j)
		}
		out[i] = word
	}
}
