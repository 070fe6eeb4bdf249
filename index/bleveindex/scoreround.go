package bleveindex

import (
	"math"

	"github.com/RoaringBitmap/roaring/v2"

	"tracuu/index"
)

// fewMatches is up to how many documents of a segment are all scored in the first
// round of a question.
const fewMatches = 4 * rescored

// firstRound offers the documents of the n-th segment by their rough scores. Of many
// only those get one that can be among the best, which sets alone tell: which words
// and pairs a document has bounds its score from both sides.
func (q *questionScorer) firstRound(n int, a *answer, again *best) error {
	among := a.match
	if among.GetCardinality() > fewMatches {
		var err error
		if among, err = q.mayBeAmong(n, a, again); err != nil {
			return err
		}
	}
	r, err := q.rough(n, a, among)
	if err == nil {
		q.tops(n, a, r, again, func(f found) { again.offer(f) })
	}
	return err
}

// mayBeAmong are the documents of an answer that can be among the best: those whose
// highest possible score is not below what as many others reach at least, and those
// whose own number stands in the question.
func (q *questionScorer) mayBeAmong(n int, a *answer, again *best) (*roaring.Bitmap, error) {
	room := roomFor(a.segment)
	defer room.release()
	b := roughBounds{segmentRoom: room, scorer: q.scorer, lengths: a.segment.lengths}
	if err := q.weighRough(n, a, &b); err != nil {
		return nil, err
	}
	room.set.fill(a.match)
	reached := room.reached(rescored, b.least)
	if again.full() {
		reached = max(reached, again.kept[0].key.Score)
	}
	own := intersect(a.ranked.reach[index.TierNumber], a.match)
	return union(own, b.from(reached)), nil
}

// roughBounds are bounds of the rough scores of a segment's documents: the weights
// of the words and pairs that each has, as sums of units, those of pairs and numbers
// also apart. A word adds to a score what it weighs times at least what it would by
// standing once, and less than if it stood without end; pairs and numbers are there
// or not.
type roughBounds struct {
	*segmentRoom
	scorer  *scorer
	lengths []int32
	terms   int
	unit    float64
}

// weighRough adds up what counts in the rough score of the documents of the n-th
// segment. Weights are rounded up.
func (q *questionScorer) weighRough(n int, a *answer, b *roughBounds) error {
	pairs, weights := q.roughest(), 0.0
	for _, w := range q.rare {
		weights += w.folded
	}
	for _, p := range pairs {
		weights += p.roughWeight(q.view.documents)
	}
	for _, number := range q.numbers {
		weights += number.weight
	}
	b.start(len(q.rare)+len(pairs)+len(q.numbers), weights)
	for _, p := range pairs {
		p.fill(n, b.set, b.other)
		b.add(b.pairs, p.roughWeight(q.view.documents))
	}
	for _, number := range q.numbers {
		b.set.fill(number.docs[n])
		b.add(b.pairs, number.weight)
	}
	for _, w := range q.rare {
		docs, err := a.segment.folded(w.Folded)
		if err != nil {
			return err
		}
		b.set.fill(docs)
		b.add(b.sums, w.folded)
	}
	for i, four := range b.pairs {
		b.sums[i] += four
	}
	return nil
}

// start makes room for terms of some weight in all.
func (b *roughBounds) start(terms int, weights float64) {
	b.terms, b.unit = terms, weights/float64(laneMost-terms)
	clear(b.sums)
	clear(b.pairs)
}

// add adds a weight for the documents of b.set.
func (b *roughBounds) add(to lanes, weight float64) {
	if weight > 0 {
		to.add(b.set, uint16(math.Ceil(weight/b.unit)))
	}
}

// A bound in floating point may differ from a sum of many scores in its last digits.
const boundRounding = 1e-9

// once is what a term adds that stands once in a document, as a part of the most that
// it can add.
func (b *roughBounds) once(doc uint32) float64 { return 1 / (1 + b.scorer.norm(b.lengths[doc])) }

// least is a score that a document has at least.
func (b *roughBounds) least(doc uint32) float64 {
	return (saturation + 1) * b.unit * b.once(doc) * float64(int(b.sums.of(doc))-b.terms) * (1 - boundRounding)
}

// most is a score that a document has at most.
func (b *roughBounds) most(doc uint32) float64 {
	pairs := float64(b.pairs.of(doc))
	words := float64(b.sums.of(doc)) - pairs
	return (saturation + 1) * b.unit * (words + b.once(doc)*pairs) * (1 + boundRounding)
}

// from are the documents of b.set that may have a score or more.
func (b *roughBounds) from(score float64) *roaring.Bitmap {
	sum := 0.0 // that a document must have, since nothing adds more than the most of a word
	if most := (saturation + 1) * b.unit * (1 + boundRounding); most > 0 {
		sum = score / most
	}
	var docs []uint32
	b.withSum(sum, func(doc uint32) {
		if b.most(doc) >= score {
			docs = append(docs, doc)
		}
	})
	out := roaring.New()
	out.AddMany(docs)
	return out
}
