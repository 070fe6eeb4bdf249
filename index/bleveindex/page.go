package bleveindex

import (
	"math"
	"slices"

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
	dates, last := s.plan.Order != index.MostCited, int64(math.MaxInt64) // of a full page, as dayIn
	for _, a := range s.answers {
		use := func(doc uint32) bool {
			if dates && a.segment.dayIn(s.plan.Order, doc) > last {
				return false // no key need be made
			}
			f := found{answer: a, doc: doc, key: s.columnKey(a.segment, doc)}
			if s.after != nil && s.plan.Order.Compare(f.key, s.after.Last) <= 0 {
				return true
			}
			out, dropped := first.offer(f)
			if dates && first.full() {
				last = first.kept[0].answer.segment.dayIn(s.plan.Order, first.kept[0].doc)
			}
			return !dropped || out.answer != f.answer || out.doc != f.doc
		}
		if err := s.inOrder(a, first.n, use); err != nil {
			return err
		}
	}
	for i, f := range first.kept {
		first.kept[i].tier = s.tier(f.answer, f.doc)
		first.kept[i].settled = !f.answer.open
	}
	return nil
}

// inOrder calls use for the matches of a segment: where it pays in the order of
// their dates until use says that no later one is of interest, else all of them.
func (s *search) inOrder(a *answer, wanted int, use func(doc uint32) bool) error {
	if s.plan.Order != index.MostCited && walks(a, wanted) {
		return s.walk(a, use)
	}
	seen := 0
	it := a.match.ManyIterator()
	var block [256]uint32
	for n := it.NextMany(block[:]); n > 0; n = it.NextMany(block[:]) {
		if seen += n; seen%4096 < n {
			if err := s.ctx.Err(); err != nil {
				return err
			}
		}
		for _, doc := range block[:n] {
			use(doc)
		}
	}
	return nil
}

// walks reports whether a segment's documents by date are likely to bring the
// page before all matches were looked at.
func walks(a *answer, wanted int) bool {
	matches, documents := int(a.match.GetCardinality()), len(a.segment.ids)
	return matches > 0 && wanted*documents/matches < matches
}

// walk goes through the documents of a segment by date, from where the page
// before ended.
func (s *search) walk(a *answer, use func(doc uint32) bool) error {
	order := a.segment.byDate(s.plan.Order)
	if s.after != nil {
		start, _ := slices.BinarySearchFunc(order, s.after.Last, func(doc uint32, last index.SortKey) int {
			return s.plan.Order.Compare(s.columnKey(a.segment, doc), last)
		})
		order = order[start:]
	}
	for i, doc := range order {
		if i%4096 == 0 && s.ctx.Err() != nil {
			return s.ctx.Err()
		}
		if a.match.Contains(doc) && !use(doc) {
			return nil
		}
	}
	return nil
}

func (s *search) columnKey(segment *segmentView, doc uint32) index.SortKey {
	if s.plan.Order == index.MostCited {
		return index.SortKey{ID: segment.ids[doc], CitedBy: s.citedBy(segment.ids[doc])}
	}
	return segment.dateKey(doc)
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
