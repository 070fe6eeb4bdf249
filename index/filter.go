package index

import (
	"slices"

	"tracuu/index/directive"
)

// FilterSet is Filters read, ready to be asked of many documents.
type FilterSet struct {
	clauses  []clause
	missing  []Field
	from, to directive.Date
}

// clause is one filter: any of its criteria, or none of them.
type clause struct {
	field Field
	any   []Criterion
	not   bool
}

// NewFilterSet reads filters. Families may be nil.
func NewFilterSet(f Filters, families *Families) FilterSet {
	set := FilterSet{missing: f.Missing, from: f.From, to: f.To}
	for _, w := range f.Where {
		c := clause{field: w.Field, not: w.Not}
		for _, condition := range w.Any {
			c.any = append(c.any, condition.Criterion(w.Field, families))
		}
		set.clauses = append(set.clauses, c)
	}
	return set
}

// Without is the set without what it says on the field of a facet, so that a
// facet shows the values that could be chosen instead.
func (s FilterSet) Without(facet Facet) FilterSet {
	field := facet.Field()
	out := FilterSet{from: s.from, to: s.to}
	if field == FieldIssued {
		out.from, out.to = directive.Date{}, directive.Date{}
	}
	for _, c := range s.clauses {
		if c.field != field {
			out.clauses = append(out.clauses, c)
		}
	}
	if !slices.Contains(s.missing, field) {
		out.missing = s.missing
	}
	return out
}

// Field is the field of filters that a facet counts.
func (f Facet) Field() Field {
	switch f {
	case FacetYear, FacetMonth:
		return FieldIssued
	}
	return Field(f)
}

// Matches reports whether a document meets all filters but the bounds of the
// date of issue.
func (s FilterSet) Matches(f *Facts, look Lookups) bool {
	if len(s.missing) > 0 && !slices.ContainsFunc(s.missing, func(field Field) bool { return !f.Has[field] }) {
		return false
	}
	for _, c := range s.clauses {
		if c.holds(f, look) == c.not {
			return false
		}
	}
	return true
}

func (c clause) holds(f *Facts, look Lookups) bool {
	for _, want := range c.any {
		if want.Matches(f, look) {
			return true
		}
	}
	return false
}

// Bounded reports whether the date of issue is bounded.
func (s FilterSet) Bounded() bool { return !s.from.IsZero() || !s.to.IsZero() }

// Days are the bounds of the date of issue in days since 1970-01-01, inclusive,
// the widest possible where there is none.
func (s FilterSet) Days() (first, last int32) {
	return boundDays(s.from, s.to)
}

func boundDays(from, to directive.Date) (first, last int32) {
	const never = 1 << 30
	first, last = -never, never
	if !from.IsZero() {
		first = from.First()
	}
	if !to.IsZero() {
		last = to.Last()
	}
	return first, last
}

// Dated reports whether a date of issue lies within the bounds: its span
// overlaps them. An unknown date lies only within no bounds.
func (s FilterSet) Dated(issued directive.Date) bool { return within(issued, s.from, s.to) }

func within(issued, from, to directive.Date) bool {
	if from.IsZero() && to.IsZero() {
		return true
	}
	first, last := boundDays(from, to)
	return !issued.IsZero() && issued.First() <= last && issued.Last() >= first
}

// Holds reports whether a field term of a text holds for a document.
func (w Where) Holds(f *Facts, look Lookups, families *Families) bool {
	if w.Filter.Field == "" {
		return within(f.Issued, w.From, w.To)
	}
	return NewFilterSet(Filters{Where: []Filter{w.Filter}}, families).Matches(f, look)
}

// NumberKey is the key that a document must have, among Facts.Own for its own
// number or Facts.Mentioned for one in its text.
func (n Number) NumberKey() directive.NumberKey { return n.Symbol.Key() }
