package bleveindex

import (
	"math"
	"slices"
	"sync"

	"github.com/RoaringBitmap/roaring/v2"
)

// contender is a document of a tier with its score, small since there may be one
// for each document of the collection.
type contender struct {
	score   float64
	doc     uint32
	answer  uint32 // number of the answer
	settled bool   // the tier is true
}

// waiting hands out contenders in their order, the highest score first, ties by
// id: a heap of those that come soon, for most of them never have their turn.
type waiting struct {
	answers []*answer
	items   []contender
	later   []contender // with lower scores than all items
	rest    []unscored
}

// unscored are documents of an answer without a score yet, each below a bound.
type unscored struct {
	answer uint32
	docs   *roaring.Bitmap
	bound  float64
}

// lowered are documents whose tier turned out, or is taken, to be lower than possible.
type lowered struct {
	items []contender
	rest  []unscored
}

var waitingPool = sync.Pool{New: func() any { return &waiting{} }}

// reset empties the queue of an earlier tier or search and starts it with some.
func (w *waiting) reset(answers []*answer, first lowered) {
	w.answers, w.items, w.later, w.rest = answers, append(w.items[:0], first.items...), w.later[:0], first.rest
}

// release keeps the memory for another search, and nothing of this one.
func (w *waiting) release() {
	w.answers, w.rest = nil, nil
	waitingPool.Put(w)
}

// bound is below which the documents without a score lie.
func (w *waiting) bound() float64 {
	bound := math.Inf(-1)
	for _, r := range w.rest {
		bound = max(bound, r.bound)
	}
	return bound
}

// next reports whether an item is the next of all, those without a score included.
func (w *waiting) next() bool { return len(w.items) > 0 && w.items[0].score >= w.bound() }

func (w *waiting) before(a, b *contender) bool {
	if a.score != b.score {
		return a.score > b.score
	}
	return w.answers[a.answer].segment.ids[a.doc] < w.answers[b.answer].segment.ids[b.doc]
}

// How many items come soon, about, and from how many on the others are set apart.
const (
	soonItems  = 1 << 10
	manyItems  = 4 * soonItems
	soonSample = 256
)

// order makes a heap of the items.
func (w *waiting) order() {
	w.items = append(w.items, w.later...)
	w.later = w.later[:0]
	if len(w.items) > manyItems {
		w.setApart()
	}
	for i := len(w.items)/2 - 1; i >= 0; i-- {
		w.sink(i)
	}
}

// setApart leaves the items with the highest scores, told by a sample, and makes the
// others wait for later.
func (w *waiting) setApart() {
	var sample [soonSample]float64
	for i := range sample {
		sample[i] = w.items[i*len(w.items)/soonSample].score
	}
	slices.Sort(sample[:])
	lowest := sample[soonSample-1-soonSample*soonItems/len(w.items)]
	soon := w.items[:0]
	for _, c := range w.items {
		if c.score >= lowest {
			soon = append(soon, c)
		} else {
			w.later = append(w.later, c)
		}
	}
	w.items = soon
}

// take removes the first of the items.
func (w *waiting) take() contender {
	first, last := w.items[0], len(w.items)-1
	w.items[0] = w.items[last]
	w.items = w.items[:last]
	if w.sink(0); last == 0 {
		w.order()
	}
	return first
}

// lower moves what is not settled to those that wait for the tier below.
func (w *waiting) lower(below *lowered) {
	below.items = slices.Grow(below.items, len(w.items)+len(w.later))
	left := w.items[:0]
	for _, items := range [][]contender{w.items, w.later} {
		for _, c := range items {
			if c.settled {
				left = append(left, c)
				continue
			}
			c.settled = true
			below.items = append(below.items, c)
		}
	}
	w.rest = slices.DeleteFunc(w.rest, func(r unscored) bool {
		if open := w.answers[r.answer].open; open {
			below.rest = append(below.rest, r)
			return true
		}
		return false
	})
	w.items, w.later = left, w.later[:0]
	w.order()
}

func (w *waiting) sink(i int) {
	for {
		child := 2*i + 1
		if child >= len(w.items) {
			return
		}
		if next := child + 1; next < len(w.items) && w.before(&w.items[next], &w.items[child]) {
			child = next
		}
		if !w.before(&w.items[child], &w.items[i]) {
			return
		}
		w.items[i], w.items[child] = w.items[child], w.items[i]
		i = child
	}
}
