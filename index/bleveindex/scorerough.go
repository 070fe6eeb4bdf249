package bleveindex

import (
	"cmp"
	"slices"

	"github.com/RoaringBitmap/roaring/v2"

	"tracuu/index"
)

// roughScores are the documents that an answer has in one segment and their rough
// scores.
type roughScores struct {
	docs   []uint32
	scores []float64
}

// rough scores some of the documents that an answer has in the n-th segment.
func (q *questionScorer) rough(n int, a *answer, set *roaring.Bitmap) (roughScores, error) {
	docs := set.ToArray()
	scores := make([]float64, len(docs))
	for _, w := range q.rare {
		if err := q.ctx.Err(); err != nil {
			return roughScores{}, err
		}
		if err := q.scorer.addWord(a.segment, w, docs, set, scores); err != nil {
			return roughScores{}, err
		}
	}
	for _, p := range q.roughest() {
		if err := q.ctx.Err(); err != nil {
			return roughScores{}, err
		}
		q.addSet(a, p.among(n, set), p.roughWeight(q.view.documents), docs, scores)
	}
	for _, number := range q.numbers {
		q.addSet(a, intersect(number.docs[n], set), number.weight, docs, scores)
	}
	return roughScores{docs, scores}, nil
}

// tops calls use with the documents of the n-th segment that may stand among the
// best that are kept: those of the tier of a number, and else those with a score
// that is not lower than all kept.
func (q *questionScorer) tops(n int, a *answer, r roughScores, kept *best, use func(found)) {
	own := a.ranked.reach[index.TierNumber]
	numbered := !own.IsEmpty()
	for i, doc := range r.docs {
		if kept.full() && r.scores[i] < kept.kept[0].key.Score && !(numbered && own.Contains(doc)) {
			continue
		}
		use(q.roughly(n, a, doc, r.scores[i]))
	}
}

// roughly is a document with its rough score.
func (q *questionScorer) roughly(n int, a *answer, doc uint32, score float64) found {
	tier := q.tier(a, doc)
	key := index.SortKey{Tier: q.plan.Mode.OrderTier(tier), Score: score, ID: a.segment.ids[doc]}
	return found{answer: a, part: n, doc: doc, tier: tier, settled: !a.open, key: key}
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

// addSet adds a weight to the scores of the documents of a set, which are among docs,
// as for a term that occurs once.
func (q *questionScorer) addSet(a *answer, set *roaring.Bitmap, weight float64, docs []uint32, scores []float64) {
	if weight == 0 {
		return
	}
	at, all := 0, len(docs) == len(a.segment.ids)
	it := set.ManyIterator()
	var block [256]uint32
	for n := it.NextMany(block[:]); n > 0; n = it.NextMany(block[:]) {
		for _, doc := range block[:n] {
			if all {
				at = int(doc)
			}
			for docs[at] < doc {
				at++
			}
			scores[at] += weight * q.scorer.saturate(1, a.segment.lengths[doc])
		}
	}
}
