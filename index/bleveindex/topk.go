package bleveindex

import (
	"container/heap"

	"tracuu/index"
)

// found is one document of an answer with the keys it is ordered by.
type found struct {
	answer  *answer
	part    int // of a question: the number of the segment
	doc     uint32
	tier    index.Tier // as index.Rank gives it, or the highest possible
	settled bool       // the tier is true
	key     index.SortKey
}

// best keeps the first n documents of an order and forgets the rest.
type best struct {
	n     int
	order index.Sort
	kept  []found // a heap with the last of them on top
}

func (b *best) Len() int           { return len(b.kept) }
func (b *best) Less(i, j int) bool { return b.order.Compare(b.kept[j].key, b.kept[i].key) < 0 }
func (b *best) Swap(i, j int)      { b.kept[i], b.kept[j] = b.kept[j], b.kept[i] }
func (b *best) Push(x any)         { b.kept = append(b.kept, x.(found)) }
func (b *best) Pop() any {
	last := b.kept[len(b.kept)-1]
	b.kept = b.kept[:len(b.kept)-1]
	return last
}

// offer puts a document forward; it gives back the one that is left out.
func (b *best) offer(f found) (out found, dropped bool) {
	switch {
	case len(b.kept) < b.n:
		heap.Push(b, f)
		return found{}, false
	case b.n > 0 && b.order.Compare(f.key, b.kept[0].key) < 0:
		out, b.kept[0] = b.kept[0], f
		heap.Fix(b, 0)
		return out, true
	}
	return f, true
}

// full reports whether a later document can only push out another.
func (b *best) full() bool { return len(b.kept) == b.n }

// sorted empties the heap, first document first.
func (b *best) sorted() []found {
	out := make([]found, len(b.kept))
	for i := len(out) - 1; i >= 0; i-- {
		out[i] = heap.Pop(b).(found)
	}
	return out
}
