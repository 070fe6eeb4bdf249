package bleveindex

import (
	"container/heap"

	"github.com/RoaringBitmap/roaring/v2"

	"tracuu/index"
)

// byTier offers documents tier by tier, from the highest, until the page is
// full: most searches never score the lower tiers.
func (s *search) byTier(first *best) error {
	var lower [tierCount][]found // whose tier turned out to be lower than possible
	for tier := tierCount - 1; tier >= index.TierNone; tier-- {
		waiting := &queue{order: s.plan.Order, items: lower[tier]}
		for _, a := range s.answers {
			if !a.open && s.passed(tier) {
				continue
			}
			err := s.scored(a, intersect(a.match, a.only(tier)), func(f found) { waiting.items = append(waiting.items, f) })
			if err != nil {
				return err
			}
		}
		if err := s.offerTier(first, waiting, tier, &lower); err != nil {
			return err
		}
		if first.full() {
			return nil
		}
	}
	return nil
}

// passed reports whether a whole tier stands on earlier pages.
func (s *search) passed(tier index.Tier) bool { return s.after != nil && tier > s.after.Last.Tier }

// settleAtOnce is how many documents are settled together.
const settleAtOnce = 32

// offerTier offers the documents of one tier in their order, settling them on
// the way, until the page is full. What belongs to a lower tier goes there.
func (s *search) offerTier(first *best, waiting *queue, tier index.Tier, lower *[tierCount][]found) error {
	heap.Init(waiting)
	for waiting.Len() > 0 && !first.full() {
		next := waiting.take(settleAtOnce)
		if err := s.settle(next); err != nil {
			return err
		}
		for _, f := range next {
			if f.tier == tier {
				s.offer(first, f)
			} else {
				lower[f.tier] = append(lower[f.tier], f)
			}
		}
	}
	return nil
}

// settle finds the true tiers of documents where they were left open.
func (s *search) settle(docs []found) error {
	sets := map[*answer]*roaring.Bitmap{}
	for _, f := range docs {
		if f.settled {
			continue
		}
		if sets[f.answer] == nil {
			sets[f.answer] = roaring.New()
		}
		sets[f.answer].Add(f.doc)
	}
	for a, set := range sets {
		e := s.evaluator(a.segment)
		e.among, e.settle = set, true
		r, err := e.rank(s.plan.Text.Root)
		if err != nil {
			return err
		}
		for i, f := range docs {
			if f.answer == a && !f.settled {
				docs[i].tier, docs[i].settled = r.tier(f.doc), true
				docs[i].key.Tier = s.keyTier(docs[i].tier)
			}
		}
	}
	return nil
}

// keyTier is the tier in the key of a document: none where tiers do not order.
func (s *search) keyTier(tier index.Tier) index.Tier {
	if s.plan.Order != index.ByRelevance {
		return index.TierNone
	}
	return s.plan.Mode.OrderTier(tier)
}

// queue hands out documents in their order.
type queue struct {
	order index.Sort
	items []found
}

func (q *queue) Len() int           { return len(q.items) }
func (q *queue) Less(i, j int) bool { return q.order.Compare(q.items[i].key, q.items[j].key) < 0 }
func (q *queue) Swap(i, j int)      { q.items[i], q.items[j] = q.items[j], q.items[i] }
func (q *queue) Push(x any)         { q.items = append(q.items, x.(found)) }
func (q *queue) Pop() any {
	last := q.items[len(q.items)-1]
	q.items = q.items[:len(q.items)-1]
	return last
}

func (q *queue) take(n int) []found {
	out := make([]found, 0, min(n, q.Len()))
	for len(out) < n && q.Len() > 0 {
		out = append(out, heap.Pop(q).(found))
	}
	return out
}
