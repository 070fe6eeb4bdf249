package bleveindex

import (
	"github.com/RoaringBitmap/roaring/v2"

	"tracuu/index"
)

// carried adds up what the words and numbers of a question weigh that each document
// of a segment has, and tells which documents qualify. Weights are added in lanes,
// rounded down; documents whose sums are too near to the share that it takes are added
// up again as they are, so that the answer is that of index.Qualifies.
type carried struct {
	room  *segmentRoom
	total float64
	unit  float64 // of a lane, in weight
	terms []carriedTerm
}

type carriedTerm struct {
	docs   *roaring.Bitmap
	weight float64
}

// newCarried adds up in the first lanes of a room.
func newCarried(room *segmentRoom, total float64) *carried {
	clear(room.sums)
	return &carried{room: room, total: total, unit: total / laneMost}
}

// add adds the weight of a term for the documents that have it.
func (c *carried) add(docs *roaring.Bitmap, weight float64) {
	if weight <= 0 || docs.IsEmpty() {
		return
	}
	c.terms = append(c.terms, carriedTerm{docs, weight})
	c.room.set.fill(docs)
	c.room.sums.add(c.room.set, uint16(weight/c.unit))
}

// qualify are the documents that carry enough.
func (c *carried) qualify() *roaring.Bitmap {
	if len(c.terms) == 0 {
		return emptySet
	}
	// A sum in lanes is less than one for each term below the true one.
	enough := index.QualifyingShare * c.total / c.unit
	certain, possible := c.room.set, c.room.other
	c.room.sums.atLeast(uint16(enough)+2, certain)
	c.room.sums.atLeast(uint16(max(1, int(enough)-len(c.terms)-1)), possible)
	for i := range possible {
		possible[i] &^= certain[i]
	}
	possible.each(func(doc uint32) {
		sum := 0.0
		for _, term := range c.terms {
			if term.docs.Contains(doc) {
				sum += term.weight
			}
		}
		if index.Qualifies(sum, c.total) {
			certain[doc/64] |= 1 << (doc % 64)
		}
	})
	return roaring.FromDense(certain, true)
}
