package indextest

import "tracuu/index"

var _ index.Sampler = (*search)(nil)

// Sample implements index.Sampler with the first of the matches in order of id.
func (s *search) Sample() ([]index.Sampled, error) {
	all := s.plan.Query
	all.Limit, all.Cursor = index.MaxLimit, ""
	found, err := s.engine.find(s.scope, all, s.plan)
	if err != nil {
		return nil, err
	}
	var out []index.Sampled
	for _, h := range found.Hits {
		d := s.engine.docs[h.Directive.ID]
		out = append(out, index.Sampled{ID: h.Directive.ID, Prose: d.analysis.Prose()})
	}
	return out, nil
}

// CountRow implements index.Sampler.
func (s *search) CountRow(words []string) (count int, exact bool, err error) {
	all := s.plan.Query
	all.Limit, all.Cursor = index.MaxLimit, ""
	for {
		found, err := s.engine.find(s.scope, all, s.plan)
		if err != nil {
			return 0, false, err
		}
		for _, h := range found.Hits {
			if s.engine.docs[h.Directive.ID].analysis.Prose().Has(words) {
				count++
			}
		}
		if found.Next == "" {
			return count, true, nil
		}
		all.Cursor = found.Next
	}
}

// Texts implements index.Sampler.
func (s *search) Texts(ids []string) ([]string, error) {
	var out []string
	for _, id := range ids {
		out = append(out, index.ShownText(&s.engine.docs[id].directive))
	}
	return out, nil
}
