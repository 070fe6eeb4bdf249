package bleveindex

import "sync"

// contender is a document of a tier with its score, small since there may be one
// for each document of the collection.
type contender struct {
	score   float64
	doc     uint32
	answer  uint32 // number of the answer
	settled bool   // the tier is true
}

// waiting hands out contenders in their order, the highest score first, ties by
// id: a heap, for most of them never have their turn.
type waiting struct {
	answers []*answer
	items   []contender
}

var waitingPool = sync.Pool{New: func() any { return &waiting{} }}

// reset empties the queue of an earlier tier or search and starts it with some.
func (w *waiting) reset(answers []*answer, first []contender) {
	w.answers, w.items = answers, append(w.items[:0], first...)
}

// release keeps the memory for another search, and nothing of this one.
func (w *waiting) release() {
	w.answers = nil
	waitingPool.Put(w)
}

func (w *waiting) before(a, b *contender) bool {
	if a.score != b.score {
		return a.score > b.score
	}
	return w.answers[a.answer].segment.ids[a.doc] < w.answers[b.answer].segment.ids[b.doc]
}

// order makes a heap of the items.
func (w *waiting) order() {
	for i := len(w.items)/2 - 1; i >= 0; i-- {
		w.sink(i)
	}
}

// take removes the first of the items.
func (w *waiting) take() contender {
	first, last := w.items[0], len(w.items)-1
	w.items[0] = w.items[last]
	w.items = w.items[:last]
	w.sink(0)
	return first
}

// lower moves what is not settled to those that wait for the tier below.
func (w *waiting) lower(below []contender) []contender {
	left := w.items[:0]
	for _, c := range w.items {
		if c.settled {
			left = append(left, c)
			continue
		}
		c.settled = true
		below = append(below, c)
	}
	w.items = left
	w.order()
	return below
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
