package bleveindex

import (
	"github.com/RoaringBitmap/roaring/v2"

	"tracuu/index"
)

// ranked is what a query tree makes of one segment: the documents that match,
// and for each tier those that reach it or a higher one. A document that
// matches without reaching any tier has TierNone, as index.Rank gives it to
// field terms and exclusions.
//
// The sets may lie in mapped memory and may be one another: they are never
// changed, only combined into new ones.
type ranked struct {
	match *roaring.Bitmap
	reach [tierCount]*roaring.Bitmap // reach[t] for t from lowestTier; falling with t
}

const (
	lowestTier = index.TierFolded
	tierCount  = index.TierNumber + 1
)

// unranked are documents that match and reach no tier.
func unranked(match *roaring.Bitmap) ranked {
	r := ranked{match: match}
	for t := lowestTier; t < tierCount; t++ {
		r.reach[t] = emptySet
	}
	return r
}

// level are documents that all have one tier.
func level(match *roaring.Bitmap, tier index.Tier) ranked {
	r := unranked(match)
	for t := lowestTier; t <= tier; t++ {
		r.reach[t] = match
	}
	return r
}

var emptySet = roaring.New()

// tier of a document that matches.
func (r *ranked) tier(doc uint32) index.Tier {
	for t := tierCount - 1; t >= lowestTier; t-- {
		if r.reach[t].Contains(doc) {
			return t
		}
	}
	return index.TierNone
}

// noTier are the documents that match without reaching a tier.
func (r *ranked) noTier() *roaring.Bitmap { return minus(r.match, r.reach[lowestTier]) }

// both gives each document the lower of its tiers, but TierNumber where either
// is; a side without a tier leaves the other's.
func both(a, b ranked) ranked {
	out := ranked{match: intersect(a.match, b.match)}
	aFree, bFree := a.noTier(), b.noTier()
	neither := intersect(aFree, bFree)
	own := intersect(out.match, union(a.reach[index.TierNumber], b.reach[index.TierNumber]))
	for t := lowestTier; t < tierCount; t++ {
		lower := intersect(union(a.reach[t], aFree), union(b.reach[t], bFree))
		out.reach[t] = union(minus(lower, neither), own)
	}
	return out
}

// either gives each document the higher of its tiers.
func either(a, b ranked) ranked {
	out := ranked{match: union(a.match, b.match)}
	for t := lowestTier; t < tierCount; t++ {
		out.reach[t] = union(a.reach[t], b.reach[t])
	}
	return out
}

// The operations below return an operand where the other adds nothing, which
// saves most of the copying.

func intersect(a, b *roaring.Bitmap) *roaring.Bitmap {
	switch {
	case a == b || a.IsEmpty():
		return a
	case b.IsEmpty():
		return b
	}
	return roaring.And(a, b)
}

func union(a, b *roaring.Bitmap) *roaring.Bitmap {
	switch {
	case a == b || b.IsEmpty():
		return a
	case a.IsEmpty():
		return b
	}
	return roaring.Or(a, b)
}

// unionOf is the union of some sets.
func unionOf(sets []*roaring.Bitmap) *roaring.Bitmap {
	switch len(sets) {
	case 0:
		return emptySet
	case 1:
		return sets[0]
	}
	return roaring.FastOr(sets...)
}

func minus(a, b *roaring.Bitmap) *roaring.Bitmap {
	switch {
	case a == b:
		return emptySet
	case a.IsEmpty() || b.IsEmpty():
		return a
	}
	return roaring.AndNot(a, b)
}
