package indextest

import (
	"context"
	"slices"
	"time"

	"tracuu/index"
)

// found is a document that matches the text.
type found struct {
	doc     *document
	tier    index.Tier
	score   float64
	partial bool
}

// search is one search on its way.
type search struct {
	engine  *Memory
	scope   index.Scope
	graph   index.Graph
	query   index.Query
	plan    index.Plan
	filters index.FilterSet
	matches []found // of the text, before filters
}

// Search implements index.Searcher.
func (m *Memory) Search(ctx context.Context, scope index.Scope, q index.Query) (*index.Results, error) {
	began := time.Now()
	m.mu.RLock()
	defer m.mu.RUnlock()
	if err := m.check(ctx); err != nil {
		return nil, err
	}
	m = m.bounded(scope)
	decoded, keys, err := q.Decode(m.known)
	if err != nil {
		return nil, err
	}
	plan := index.NewPlan(decoded, m.families).WithDecoded(keys)
	results, err := m.find(scope, q, plan)
	if err != nil {
		return nil, err
	}
	probe := &search{engine: m, scope: scope, plan: plan}
	if err := plan.Advise(results, probe); err != nil {
		return nil, err
	}
	if err := plan.Refine(results, probe); err != nil {
		return nil, err
	}
	results.Took = time.Since(began)
	return results, nil
}

// find carries out the plan of q.
func (m *Memory) find(scope index.Scope, q index.Query, plan index.Plan) (*index.Results, error) {
	s := &search{engine: m, scope: scope, graph: m.graph, query: q, plan: plan}
	s.filters = index.NewFilterSet(s.plan.Filters, m.families)
	s.match()
	results := &index.Results{
		Generation: m.generation, Interpreted: s.plan.Interpreted, Total: index.Total{Relation: "eq"},
		Facets: map[index.Facet]index.FacetCounts{},
	}
	hits := s.filter(results)
	if err := s.page(results, hits); err != nil {
		return nil, err
	}
	for _, facet := range q.Facets {
		results.Facets[facet] = s.facet(facet)
	}
	return results, nil
}

// match ranks every document within scope against the text.
func (s *search) match() {
	question := s.weigh()
	for _, d := range s.engine.sorted() {
		f := found{doc: d}
		m := matched{s.engine, d, s.graph}
		var ok bool
		if s.plan.Mode == index.ModeQuestion {
			ok = question.match(&f, m)
		} else {
			f.tier, ok = index.Rank(s.plan.Text.Root, m)
		}
		if ok {
			s.matches = append(s.matches, f)
		}
	}
}

// filter keeps what meets the filters, and counts.
func (s *search) filter(r *index.Results) []found {
	var kept []found
	for _, f := range s.matches {
		facts := &f.doc.analysis.Facts
		if !s.filters.Matches(facts, s.lookups(f.doc)) {
			continue
		}
		if facts.Issued.IsZero() {
			r.Undated++
		}
		if !s.filters.Dated(facts.Issued) {
			continue
		}
		if f.partial {
			r.Total.Partial++
		} else {
			r.Total.Value++
		}
		kept = append(kept, f)
	}
	return kept
}

// facet counts the values of what meets all filters but those of the facet's
// own field.
func (s *search) facet(facet index.Facet) index.FacetCounts {
	others := s.filters.Without(facet)
	counter := index.NewFacetCounter()
	for _, f := range s.matches {
		facts := &f.doc.analysis.Facts
		if others.Matches(facts, s.lookups(f.doc)) && others.Dated(facts.Issued) {
			counter.Add(facts.FacetValues(facet))
		}
	}
	return counter.Counts(s.query.FacetLimit)
}

// page sorts, skips to the cursor and fills the hits.
func (s *search) page(r *index.Results, kept []found) error {
	hash := s.query.Hash(s.scope)
	var after *index.SortKey
	if s.query.Cursor != "" {
		cursor, err := index.DecodeCursor(s.query.Cursor, hash)
		if err != nil {
			return err
		}
		after = &cursor.Last
		r.Changed = cursor.Generation != r.Generation && !s.plan.Order.Stable()
	}
	compare := func(a, b found) int { return s.plan.Order.Compare(s.key(a), s.key(b)) }
	slices.SortFunc(kept, compare)
	families := s.copyFamilies()
	if s.query.Collapse {
		kept = collapse(kept, families)
		r.Total.Families = len(kept)
	}
	if after != nil {
		kept = slices.DeleteFunc(kept, func(f found) bool { return s.plan.Order.Compare(s.key(f), *after) <= 0 })
	}
	limit := s.query.PageSize()
	for _, f := range kept[:min(limit, len(kept))] {
		h := s.hit(f)
		if s.query.Collapse {
			h.Copies = copiesOf(families, h.Directive.ID)
		}
		r.Hits = append(r.Hits, h)
	}
	if n := len(r.Hits); n > 0 && n < len(kept) {
		r.Next = index.Cursor{Last: s.key(kept[n-1]), Query: hash, Generation: r.Generation}.Encode()
	}
	return nil
}

func (s *search) key(f found) index.SortKey {
	issued := f.doc.directive.Issued
	return index.SortKey{
		Tier: s.plan.Mode.OrderTier(f.tier), Score: f.score, Day: issued.First(), Undated: issued.IsZero(),
		CitedBy: s.citedBy(f), Arrival: f.doc.arrival, ID: f.doc.directive.ID,
	}
}

func (s *search) citedBy(f found) int {
	if s.graph == nil {
		return 0
	}
	return s.graph.CitedBy(f.doc.directive.ID)
}

// has tells whether a hit has a word, with any accents.
func (s *search) has(f found) func(index.Word) bool {
	return func(w index.Word) bool { return matched{engine: s.engine, doc: f.doc}.Word(w, false) }
}

func (s *search) hit(f found) index.Hit {
	d := f.doc.directive
	if s.query.Bare {
		h := index.Hit{Score: f.score, Tier: f.tier}
		h.Directive.ID = d.ID
		return h
	}
	h := index.Hit{
		Directive: d, Score: f.score, Tier: f.tier, Why: index.Why(&d, f.tier, s.plan, s.has(f)),
		Fragments: index.Fragments(&d, s.plan.Text, index.DefaultFragments),
		Cites:     len(f.doc.analysis.Facts.Cites), CitedBy: s.citedBy(f),
		Added: f.doc.added, Updated: f.doc.change.At,
	}
	h.Directive.Text = ""
	return h
}
