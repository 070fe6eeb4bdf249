package bleveindex

import (
	"cmp"
	"slices"

	"github.com/RoaringBitmap/roaring/v2"

	"tracuu/index"
)

// rough calls use with the documents that an answer has in the n-th segment and
// their rough scores.
func (q *questionScorer) rough(n int, a *answer, use func(found)) error {
	if a.match.IsEmpty() {
		return nil
	}
	docs := a.match.ToArray()
	scores := make([]float64, len(docs))
	for _, w := range q.rare {
		if err := q.ctx.Err(); err != nil {
			return err
		}
		if err := q.scorer.addWord(a.segment, w, docs, a.match, scores); err != nil {
			return err
		}
	}
	for _, p := range q.roughest() {
		if err := q.ctx.Err(); err != nil {
			return err
		}
		q.addSet(a, p.docs[n], pairShare*index.Weight(q.view.documents, p.found), docs, scores)
	}
	for _, number := range q.numbers {
		q.addSet(a, number.docs[n], number.weight, docs, scores)
	}
	for i, doc := range docs {
		tier := q.tier(a, doc)
		key := index.SortKey{Tier: q.plan.Mode.OrderTier(tier), Score: scores[i], ID: a.segment.ids[doc]}
		use(found{answer: a, part: n, doc: doc, tier: tier, settled: !a.open, key: key})
	}
	return nil
}

// roughest are the rarest pairs, which the rough score counts.
func (q *questionScorer) roughest() []*wordPair {
	if len(q.pairs) <= roughPairs {
		return q.pairs
	}
	pairs := slices.Clone(q.pairs)
	slices.SortStableFunc(pairs, func(a, b *wordPair) int { return cmp.Compare(a.found, b.found) })
	return pairs[:roughPairs]
}

// addSet adds a weight to the scores of the documents of a set, as for a term
// that occurs once.
func (q *questionScorer) addSet(a *answer, set *roaring.Bitmap, weight float64, docs []uint32, scores []float64) {
	if weight == 0 {
		return
	}
	at := 0
	for it := intersect(set, a.match).Iterator(); it.HasNext(); {
		doc := it.Next()
		for docs[at] < doc {
			at++
		}
		scores[at] += weight * q.scorer.saturate(1, float64(a.segment.lengths[doc]))
	}
}
