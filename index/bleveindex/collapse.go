package bleveindex

import (
	"errors"

	"github.com/RoaringBitmap/roaring/v2"

	"tracuu/index"
	"tracuu/index/copies"
)

// relative is a match that has copies among the matches.
type relative struct {
	found
	copies.Member
}

// collapse hides the copies among the matches: of each family the best in the
// order of the search stays, and every document whose id was given. All matches
// are looked at whatever page is asked for, so that pages neither skip a family nor
// show it twice. It gives the number of those that stay.
func (s *search) collapse() (stay int, err error) {
	groups, err := s.relatives()
	if err != nil {
		return 0, err
	}
	if err := s.placeAll(groups); err != nil {
		return 0, err
	}
	hidden := map[*answer]*roaring.Bitmap{}
	for _, group := range groups {
		best := group[0]
		for _, r := range group[1:] {
			if s.plan.Order.Compare(r.key, best.key) < 0 {
				best = r
			}
		}
		for _, r := range group {
			if r.Named || r == best {
				continue
			}
			if hidden[r.answer] == nil {
				hidden[r.answer] = roaring.New()
			}
			hidden[r.answer].Add(r.doc)
		}
	}
	for _, a := range s.answers {
		if hidden[a] != nil {
			a.match = minus(a.match, hidden[a])
		}
		stay += int(a.match.GetCardinality())
	}
	return stay, nil
}

// relatives are the matches of each family that has several.
func (s *search) relatives() (map[uint32][]*relative, error) {
	groups := map[uint32][]*relative{}
	var failed error
	err := s.engine.withCopies(func(f *copyFamilies) {
		for _, a := range s.answers {
			of, err := f.of(a.segment)
			if err != nil {
				failed = err
				return
			}
			for it := intersect(a.match, of.docs).Iterator(); it.HasNext(); {
				doc := it.Next()
				m := of.member[doc]
				r := &relative{found: found{answer: a, doc: doc, settled: !a.open}, Member: m}
				r.key.ID = a.segment.ids[doc]
				groups[m.Family] = append(groups[m.Family], r)
			}
		}
	})
	for family, group := range groups {
		if len(group) < 2 {
			delete(groups, family)
		}
	}
	return groups, errors.Join(err, failed)
}

// placeAll gives each relative its place in the order.
func (s *search) placeAll(groups map[uint32][]*relative) error {
	var all []*relative
	for _, group := range groups {
		all = append(all, group...)
	}
	switch {
	case len(all) == 0:
	case s.plan.Order != index.ByRelevance:
		for _, r := range all {
			r.key = s.columnKey(r.answer.segment, r.doc)
		}
	case s.plan.Mode == index.ModeQuestion:
		return s.placeByScore(all)
	default:
		for _, a := range s.answers {
			if err := s.placeByTier(a, all); err != nil {
				return err
			}
		}
	}
	return nil
}

// placeByTier scores the relatives of one answer and settles their tiers.
func (s *search) placeByTier(a *answer, all []*relative) error {
	set := roaring.New()
	var mine []*relative
	for _, r := range all {
		if r.answer == a {
			mine = append(mine, r)
			set.Add(r.doc)
		}
	}
	if len(mine) == 0 {
		return nil
	}
	docs, scores, err := s.scored(a.segment, set)
	if err != nil {
		return err
	}
	score := make(map[uint32]float64, len(docs))
	for i, doc := range docs {
		score[doc] = scores[i]
	}
	settled := make([]found, len(mine))
	for i, r := range mine {
		r.tier = s.tier(a, r.doc)
		r.key.Tier, r.key.Score = s.plan.Mode.OrderTier(r.tier), score[r.doc]
		settled[i] = r.found
	}
	if err := s.settle(settled); err != nil {
		return err
	}
	for i, r := range mine {
		r.found = settled[i]
	}
	return nil
}

// placeByScore orders all matches of a question, for the score of a document
// depends on which others are scored again.
func (s *search) placeByScore(all []*relative) error {
	matches := 0
	for _, a := range s.answers {
		matches += int(a.match.GetCardinality())
	}
	ranked, after := &best{n: matches, order: s.plan.Order}, s.after
	s.after = nil
	err := s.byScore(ranked)
	s.after = after
	if err != nil {
		return err
	}
	keys := make(map[string]index.SortKey, matches)
	for _, f := range ranked.kept {
		keys[f.key.ID] = f.key
	}
	for _, r := range all {
		r.key = keys[r.key.ID]
	}
	return nil
}

// addCopies tells the copies of each hit, matches or not.
func (s *search) addCopies(hits []index.Hit) error {
	return s.engine.withCopies(func(f *copyFamilies) {
		for i := range hits {
			hits[i].Copies = f.copies(hits[i].Directive.ID, s.visible)
		}
	})
}
