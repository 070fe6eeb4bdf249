package indextest

import (
	"slices"
	"strings"

	"tracuu/index"
)

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
	slices.SortFunc(out, func(a, b index.Sampled) int { return strings.Compare(a.ID, b.ID) })
	return out, nil
}

// Texts implements index.Sampler.
func (s *search) Texts(ids []string) ([]string, error) {
	var out []string
	for _, id := range ids {
		out = append(out, index.ShownText(&s.engine.docs[id].directive))
	}
	return out, nil
}
