package bleveindex

import (
	"slices"

	"github.com/RoaringBitmap/roaring/v2"

	"tracuu/index"
)

// byTier offers documents tier by tier, from the highest, until the page is
// full: most searches never score the lower tiers.
func (s *search) byTier(first *best) error {
	var lower [tierCount]lowered
	waiting := waitingPool.Get().(*waiting)
	defer waiting.release()
	for tier := tierCount - 1; tier >= index.TierNone; tier-- {
		waiting.reset(s.answers, lower[tier])
		for n, a := range s.answers {
			set := intersect(a.match, a.only(tier))
			if set.IsEmpty() || s.passed(tier) && !(a.open && byRow(tier)) {
				continue
			}
			set, err := s.likely(a, set, first.n+settleFirst, waiting)
			if err != nil {
				return err
			}
			if err := s.contend(first, waiting, tier, uint32(n), set); err != nil {
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

// contend scores documents of a tier and puts them forward.
func (s *search) contend(first *best, waiting *waiting, tier index.Tier, answer uint32, set *roaring.Bitmap) error {
	a := s.answers[answer]
	docs, scores, err := s.scored(a.segment, set)
	if err != nil {
		return err
	}
	open := a.open && byRow(tier)
	for i, doc := range docs {
		c := contender{score: scores[i], doc: doc, answer: answer, settled: !open}
		if open || !s.beaten(first, tier, c.score) {
			s.await(first, waiting, tier, c)
		}
	}
	return nil
}

// byRow reports whether it takes words in a row to reach a tier. The others are
// certain wherever tiers are open: a document that falls goes one tier down.
func byRow(tier index.Tier) bool {
	return tier == index.TierExactPhrase || tier == index.TierFoldedPhrase
}

// await offers a document of a tier at once where the tier is true, and else
// lets it wait, for what stands before it may fall to a lower tier.
func (s *search) await(first *best, w *waiting, tier index.Tier, c contender) {
	if c.settled {
		s.offer(first, s.found(c, tier))
		return
	}
	w.items = append(w.items, c)
}

// beaten reports whether a full page has only better documents than one of a
// tier with a score.
func (s *search) beaten(first *best, tier index.Tier, score float64) bool {
	if !first.full() || len(first.kept) == 0 {
		return false
	}
	worst, own := &first.kept[0].key, s.plan.Mode.OrderTier(tier)
	return worst.Tier > own || worst.Tier == own && worst.Score > score
}

// found is a contender with the key that it is ordered by.
func (s *search) found(c contender, tier index.Tier) found {
	a := s.answers[c.answer]
	key := index.SortKey{Tier: s.plan.Mode.OrderTier(tier), Score: c.score, ID: a.segment.ids[c.doc]}
	return found{answer: a, doc: c.doc, tier: tier, settled: c.settled, key: key}
}

// passed reports whether a whole tier stands on earlier pages.
func (s *search) passed(tier index.Tier) bool { return s.after != nil && tier > s.after.Last.Tier }

// How many documents are settled together: few at first, which mostly fill the
// page, then more and more, where hardly any has its words in a row.
const (
	settleFirst  = 32
	settleAtMost = 512
)

// mostSettled bounds the documents of a tier that are settled, in their order.
// What stands behind them is taken not to have its words in a row: who looks for
// a rare row among common words quotes it. See index.Tier.
const mostSettled = 2048

// offerTier offers the waiting documents of one tier in their order, settling
// them on the way, until no other can come onto the page. What belongs to a
// lower tier goes there.
func (s *search) offerTier(first *best, waiting *waiting, tier index.Tier, lower *[tierCount]lowered) error {
	waiting.order()
	var next []found
	settled := 0
	for group := settleFirst; ; group = min(2*group, settleAtMost) {
		if err := s.contendRest(first, waiting, tier); err != nil {
			return err
		}
		if len(waiting.items) == 0 || s.beaten(first, tier, waiting.items[0].score) {
			return nil
		}
		next = next[:0]
		for len(next) < group && waiting.next() {
			c := waiting.take()
			if !c.settled {
				settled++
			}
			next = append(next, s.found(c, tier))
			if settled == mostSettled {
				waiting.lower(&lower[tier-1])
			}
		}
		if err := s.settle(next); err != nil {
			return err
		}
		for i := range next {
			f := &next[i]
			if f.tier == tier {
				s.offer(first, *f)
				continue
			}
			lower[f.tier].items = append(lower[f.tier].items, contender{score: f.key.Score, doc: f.doc, answer: uint32(slices.Index(s.answers, f.answer)), settled: true})
		}
	}
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

// scored are the documents of a set of a segment, in order, each with its score.
func (s *search) scored(segment *segmentView, set *roaring.Bitmap) ([]uint32, []float64, error) {
	scorer, err := s.scores()
	if err != nil {
		return nil, nil, err
	}
	docs := set.ToArray()
	scores, err := scorer.score(s.ctx, segment, docs, set)
	if err == nil {
		err = scorer.addHead(segment, docs, set, scores)
	}
	return docs, scores, err
}
