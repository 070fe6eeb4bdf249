package index

import (
	"cmp"
	"slices"

	"tracuu/index/directive"
)

// Advice is what a search says beyond its hits: how the query might have been
// meant, and what stands in the way of more.
type Advice struct {
	DidYouMean []Proposal
	Without    []Removal  // filters, where little was found; the most helpful first
	Dropped    []Omission // words, where little was found; the most helpful first
}

// Removal is a filter of the query and what would be found without it.
type Removal struct {
	// Filter is the parameter's name as in an address: type, not.type, from, to,
	// missing.
	Filter string   `json:"filter"`
	Values []string `json:"values"` // of the filter, as in an address
	Count  int      `json:"count"`  // documents found without it
}

// Omission is words of the query and what would be found without them.
type Omission struct {
	Words []string `json:"words"` // left out
	Query string   `json:"query"` // what is left, in the query language
	Count int      `json:"count"` // documents that it finds
}

const (
	// FewResults is how many documents a search must find for its words and
	// filters to be left unquestioned.
	FewResults   = 3
	mostAdvised  = 64 // words of a text that are asked after misspellings, at most
	maxRemovals  = 5
	maxOmissions = 3
)

// Probe is one state of a collection, within the scope of a search, to ask
// further searches of while advice is worked out.
type Probe interface {
	// Vocabulary is that of the collection.
	Vocabulary() (Vocabulary, error)
	// Find answers a query without advice and refinements.
	Find(q Query) (*Results, error)
}

// Advise fills in the advice of a search's first page. The results must have
// all else. A query for no or for
// bare hits gets none.
func (p Plan) Advise(r *Results, probe Probe) error {
	if p.Query.Cursor != "" || p.Query.PageSize() == 0 || p.Query.Bare {
		return nil
	}
	found := r.Total.Value + r.Total.Partial
	a := adviser{plan: p, found: found, find: func(q Query) (*Results, error) {
		q.Limit, q.Facets, q.Refine, q.Cursor = 0, nil, 0, ""
		return probe.Find(q)
	}}
	if found < FewResults {
		if err := a.removals(&r.Advice); err != nil {
			return err
		}
		if err := a.omissions(&r.Advice); err != nil {
			return err
		}
	}
	if !p.mayBeMisspelt(r, found) {
		return nil
	}
	vocabulary, err := probe.Vocabulary()
	if err != nil {
		return err
	}
	s := speller{
		vocabulary: vocabulary, find: a.find, query: p.Query, poor: found < FewResults,
		tiers: p.Mode == ModeTiers, found: found, shown: shownSpellings(r.Hits),
	}
	r.Advice.DidYouMean, err = s.propose()
	return err
}

// mayBeMisspelt spares the work where the words as typed stand side by side in
// what was found, with all their accents.
func (p Plan) mayBeMisspelt(r *Results, found int) bool {
	if p.Mode == ModeAll || p.Query.Literal {
		return false
	}
	unmarked, words := true, 0 // as one types who types no accents
	p.Query.Text.Positive(func(n Node) {
		for _, w := range nodeWords(n) {
			words++
			unmarked = unmarked && !w.Marked
		}
	})
	if words == 0 || words > mostAdvised {
		return false
	}
	asTyped := slices.ContainsFunc(r.Hits, func(h Hit) bool { return h.Tier >= TierExactPhrase })
	return found < FewResults || unmarked || !asTyped && p.Mode == ModeTiers
}

// shownSpellings are the ways in which the words of the fragments are written.
func shownSpellings(hits []Hit) map[string]string {
	var texts []string
	for _, h := range hits {
		for _, f := range h.Fragments {
			texts = append(texts, f.Text)
		}
	}
	return spellingsIn(texts)
}

// adviser undoes one part of a query at a time.
type adviser struct {
	plan  Plan
	found int
	find  func(Query) (*Results, error)
}

// count is what a query finds.
func (a *adviser) count(q Query) (int, error) {
	r, err := a.find(q)
	if err != nil {
		return 0, err
	}
	return r.Total.Value + r.Total.Partial, nil
}

// removals undoes the filters, those typed among them.
func (a *adviser) removals(out *Advice) error {
	base := a.plan.Query
	base.Filters = a.plan.Filters
	base.Text = Text{Source: base.Text.Source, Root: (&Plan{}).lift(base.Text.Root)}
	try := func(name string, values []string, filters Filters) error {
		q := base
		q.Filters = filters
		n, err := a.count(q)
		if err == nil && n > a.found {
			out.Without = append(out.Without, Removal{Filter: name, Values: values, Count: n})
		}
		return err
	}
	for i, f := range base.Filters.Where {
		without := base.Filters
		without.Where = slices.Delete(slices.Clone(without.Where), i, i+1)
		if err := try(f.parameter(), f.printed(), without); err != nil {
			return err
		}
	}
	if len(base.Filters.Missing) > 0 {
		without := base.Filters
		without.Missing = nil
		if err := try("missing", printedFields(base.Filters.Missing), without); err != nil {
			return err
		}
	}
	if err := a.bounds(base.Filters, try); err != nil {
		return err
	}
	slices.SortStableFunc(out.Without, func(x, y Removal) int {
		return cmp.Or(cmp.Compare(y.Count, x.Count), cmp.Compare(x.Filter, y.Filter))
	})
	out.Without = out.Without[:min(len(out.Without), maxRemovals)]
	return nil
}

// bounds undoes the bounds of the date, one at a time.
func (a *adviser) bounds(filters Filters, try func(string, []string, Filters) error) error {
	if !filters.From.IsZero() {
		without := filters
		without.From = directive.Date{}
		if err := try("from", []string{filters.From.String()}, without); err != nil {
			return err
		}
	}
	if !filters.To.IsZero() {
		without := filters
		without.To = directive.Date{}
		return try("to", []string{filters.To.String()}, without)
	}
	return nil
}

// parameter is the name of a filter in an address.
func (f Filter) parameter() string {
	if f.Not {
		return "not." + string(f.Field)
	}
	return string(f.Field)
}

// printed are the conditions of a filter as they stand in an address.
func (f Filter) printed() []string {
	out := make([]string, len(f.Any))
	for i, c := range f.Any {
		out[i] = c.String()
	}
	return out
}

func printedFields(fields []Field) []string {
	out := make([]string, len(fields))
	for i, field := range fields {
		out[i] = string(field)
	}
	return out
}
