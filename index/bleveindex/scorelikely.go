package bleveindex

import (
	"math"
	"slices"

	"github.com/RoaringBitmap/roaring/v2"

	"tracuu/index"
)

// From how many documents of a tier on, and from which part of its segment on, it pays
// to tell beforehand which of them can be on the page.
const (
	manyMatches = 512
	manyShare   = 64
)

// likely are the documents of a set of one tier that can be among the n best of it; the
// others are put to wait without a score. The words of a head tell: each adds there
// what it weighs, while standing more often in a text adds but part of that.
func (s *search) likely(a *answer, set *roaring.Bitmap, n int, waiting *waiting) (*roaring.Bitmap, error) {
	if s.after != nil || set.GetCardinality() < max(manyMatches, uint64(len(a.segment.ids)/manyShare)) {
		return set, nil
	}
	scorer, err := s.scores()
	if err != nil {
		return nil, err
	}
	b := headBounds{segmentRoom: roomFor(a.segment), scorer: scorer, lengths: a.segment.lengths}
	defer b.release()
	if err := b.weigh(a.segment, set); err != nil {
		return nil, err
	}
	bound := b.reached(n, b.atLeast)
	if bound <= b.most+b.unit { // documents without any word in their heads can reach as much
		return set, nil
	}
	likely := b.from(bound)
	rest := minus(set, likely)
	if !rest.IsEmpty() {
		at := slices.Index(s.answers, a)
		waiting.rest = append(waiting.rest, unscored{answer: uint32(at), docs: rest, bound: bound})
	}
	return likely, nil
}

// contendRest scores the documents that wait without a score, if one of them may be the
// next of its tier.
func (s *search) contendRest(first *best, waiting *waiting, tier index.Tier) error {
	if len(waiting.rest) == 0 || waiting.next() || s.beaten(first, tier, waiting.bound()) {
		return nil
	}
	rest := waiting.rest
	waiting.rest = nil
	for _, r := range rest {
		if err := s.contend(first, waiting, tier, r.answer, r.docs); err != nil {
			return err
		}
	}
	waiting.order()
	return nil
}

// headBounds are bounds of the scores of documents by what the words in their heads
// add, as sums of units.
type headBounds struct {
	*segmentRoom
	scorer  *scorer
	lengths []int32
	terms   int
	unit    float64
	least   float64 // what the words weigh that all the documents have
	most    float64 // what all words add at most outside heads
}

// weigh adds up the words in the heads of a set of documents, which becomes b.set.
func (b *headBounds) weigh(seg *segmentView, set *roaring.Bitmap) error {
	weights := 0.0
	for _, w := range b.scorer.words {
		weights += w.exact + w.folded
	}
	b.terms = len(b.scorer.words)
	b.unit = headShare * weights / float64(laneMost-b.terms)
	b.most = (saturation + 1) * weights
	clear(b.sums)
	for _, w := range b.scorer.words {
		if err := b.present(seg, set, w); err != nil {
			return err
		}
		weight := b.scorer.headWeight(w)
		if weight == 0 {
			continue
		}
		heads, err := seg.docs(fieldHead, []byte(w.Folded))
		if err != nil {
			return err
		}
		b.set.fill(heads)
		b.sums.add(b.set, uint16(math.Ceil(weight/b.unit)))
	}
	b.set.fill(set)
	return nil
}

// present notes what a word weighs if all documents of a set have it.
func (b *headBounds) present(seg *segmentView, set *roaring.Bitmap, w scoreWord) error {
	for _, part := range []struct {
		word   phraseWord
		weight float64
	}{{phraseWord{w.Word, true}, w.exact}, {phraseWord{w.Word, false}, w.folded}} {
		if part.weight == 0 {
			continue
		}
		docs, err := seg.word(part.word)
		if err != nil {
			return err
		}
		if docs.AndCardinality(set) == set.GetCardinality() {
			b.least += part.weight
		}
	}
	return nil
}

// atLeast is a score that a document has at least.
func (b *headBounds) atLeast(doc uint32) float64 {
	heads := b.unit * float64(int(b.sums.of(doc))-b.terms)
	once := (saturation + 1) / (1 + b.scorer.norm(b.lengths[doc]))
	return (heads + once*b.least) * (1 - boundRounding)
}

// from are the documents of b.set that may have a score or more.
func (b *headBounds) from(score float64) *roaring.Bitmap {
	b.narrow((score*(1-boundRounding) - b.most) / b.unit)
	return roaring.FromDense(b.other, true)
}
