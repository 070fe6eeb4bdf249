package bleveindex

import (
	"github.com/RoaringBitmap/roaring/v2"

	"tracuu/index"
)

// page finds the documents of the page that is asked for, and whether others
// follow.
func (s *search) page() (page []found, more bool, err error) {
	limit := s.plan.Query.PageSize()
	if limit == 0 {
		return nil, false, nil
	}
	first := &best{n: limit + 1, order: s.plan.Order}
	switch {
	case s.plan.Order != index.ByRelevance:
		err = s.byColumn(first)
	case s.plan.Mode == index.ModeQuestion:
		err = s.byScore(first)
	default:
		err = s.byTier(first)
	}
	if err != nil {
		return nil, false, err
	}
	page = first.sorted()
	if len(page) > limit {
		page, more = page[:limit], true
	}
	return page, more, s.settle(page)
}

// scored calls use for each document of a set, with its score.
func (s *search) scored(a *answer, set *roaring.Bitmap, use func(found)) error {
	if set.IsEmpty() {
		return nil
	}
	docs := set.ToArray()
	scores, err := s.scorer.score(s.ctx, a.segment, docs, set)
	if err != nil {
		return err
	}
	for i, doc := range docs {
		tier := s.tier(a, doc)
		key := index.SortKey{Tier: s.plan.Mode.OrderTier(tier), Score: scores[i], ID: a.segment.ids[doc]}
		use(found{answer: a, doc: doc, tier: tier, settled: !a.open, key: key})
	}
	return nil
}

// tier of a document that matches; one that has only some of a question's words
// is of TierSome.
func (s *search) tier(a *answer, doc uint32) index.Tier {
	tier := a.ranked.tier(doc)
	if tier == index.TierNone && s.plan.Mode == index.ModeQuestion {
		return index.TierSome
	}
	return tier
}

// only are the documents of exactly one tier.
func (a *answer) only(tier index.Tier) *roaring.Bitmap {
	switch {
	case tier == index.TierNumber:
		return a.ranked.reach[tier]
	case tier >= lowestTier:
		return minus(a.ranked.reach[tier], a.ranked.reach[tier+1])
	case tier == index.TierNone:
		return minus(a.ranked.match, a.ranked.reach[lowestTier])
	}
	return emptySet
}

// byColumn orders by dates or counts, which are there for every document.
func (s *search) byColumn(first *best) error {
	for _, a := range s.answers {
		it := a.match.ManyIterator()
		var block [256]uint32
		for n := it.NextMany(block[:]); n > 0; n = it.NextMany(block[:]) {
			if err := s.ctx.Err(); err != nil {
				return err
			}
			for _, doc := range block[:n] {
				s.offer(first, found{answer: a, doc: doc, key: s.columnKey(a.segment, doc)})
			}
		}
	}
	for i, f := range first.kept {
		first.kept[i].tier = s.tier(f.answer, f.doc)
		first.kept[i].settled = !f.answer.open
	}
	return nil
}

func (s *search) columnKey(segment *segmentView, doc uint32) index.SortKey {
	key := index.SortKey{ID: segment.ids[doc]}
	switch s.plan.Order {
	case index.MostCited:
		key.CitedBy = s.citedBy(key.ID)
	default:
		key.Undated = segment.undated(doc)
		if !key.Undated {
			key.Day = segment.first[doc]
		}
	}
	return key
}

// offer puts a document forward for the page, unless it stood on an earlier
// one.
func (s *search) offer(first *best, f found) {
	if s.after == nil || s.plan.Order.Compare(f.key, s.after.Last) > 0 {
		first.offer(f)
	}
}

// citedBy counts the documents within scope that cite one, 0 without a graph.
func (s *search) citedBy(id string) int {
	if s.graph == nil {
		return 0
	}
	return s.graph.CitedBy(id)
}
