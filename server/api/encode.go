package api

import (
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strconv"

	"tracuu/index"
	"tracuu/index/directive"
)

// ErrNoURL means that a search says more than the parameters of a URL can: two
// filters on one field that must both hold, or a value that would be read as
// something else.
var ErrNoURL = errors.New("the search cannot be written as a URL")

// EncodeQuery writes a search as URL parameters, leaving out what is default.
// DecodeQuery reads them back as the same search, with filters in the order of
// SearchParams. A negative Limit is the default one.
func EncodeQuery(q index.Query, view Presentation) (url.Values, error) {
	if err := expressible(q); err != nil {
		return nil, fmt.Errorf("encode query: %w", err)
	}
	values := url.Values{}
	for _, p := range params {
		for _, v := range p.encode(&q, &view) {
			values.Add(p.name, v)
		}
	}
	return values, nil
}

// expressible finds what a URL cannot say.
func expressible(q index.Query) error {
	seen := map[string]bool{}
	for _, f := range q.Filters.Where {
		name := filterName(f.Field, f.Not)
		switch {
		case !slices.Contains(filterFields, f.Field):
			return fmt.Errorf("%w: no parameter filters by %q", ErrNoURL, f.Field)
		case seen[name]:
			return fmt.Errorf("%w: two filters %s", ErrNoURL, name)
		case len(f.Any) == 0:
			return fmt.Errorf("%w: filter %s without a value", ErrNoURL, name)
		}
		seen[name] = true
		for _, c := range f.Any {
			if printCondition(f.Field, c) == "" {
				return fmt.Errorf("%w: %s=%q", ErrNoURL, name, c.Value)
			}
		}
	}
	return nil
}

func encodeFilter(q *index.Query, field index.Field, not bool) []string {
	var out []string
	for _, f := range q.Filters.Where {
		if f.Field == field && f.Not == not {
			for _, c := range f.Any {
				out = append(out, printCondition(field, c))
			}
		}
	}
	return out
}

// optional is a value, or nothing where it is the default.
func optional(value string, given bool) []string {
	if !given {
		return nil
	}
	return []string{value}
}

func encodeText(q *index.Query, _ *Presentation) []string {
	text := q.Text.Source
	if text == "" && q.Text.Root != nil { // a tree that nobody typed
		text = q.Text.String()
	}
	return optional(text, text != "")
}

func encodeFrom(q *index.Query, _ *Presentation) []string { return encodeDate(q.Filters.From) }
func encodeTo(q *index.Query, _ *Presentation) []string   { return encodeDate(q.Filters.To) }

func encodeDate(d directive.Date) []string { return optional(d.String(), !d.IsZero()) }

func encodeMissing(q *index.Query, _ *Presentation) []string { return words(q.Filters.Missing) }

func encodeMatch(q *index.Query, _ *Presentation) []string  { return optional("all", q.MatchAll) }
func encodeExpand(q *index.Query, _ *Presentation) []string { return optional("off", q.Literal) }

func encodeCollapse(q *index.Query, _ *Presentation) []string {
	return optional("copies", q.Collapse)
}

func encodeSort(q *index.Query, _ *Presentation) []string {
	return optional(string(q.Sort), q.Sort != "")
}

func encodeLimit(q *index.Query, _ *Presentation) []string {
	return optional(strconv.Itoa(q.Limit), q.Limit >= 0 && q.Limit != index.DefaultLimit)
}

func encodeCursor(q *index.Query, _ *Presentation) []string {
	return optional(q.Cursor, q.Cursor != "")
}

func encodeFacets(q *index.Query, _ *Presentation) []string { return words(q.Facets) }

func encodeFacetLimit(q *index.Query, _ *Presentation) []string {
	return optional(strconv.Itoa(q.FacetLimit), q.FacetLimit > 0)
}

func encodeRefine(q *index.Query, _ *Presentation) []string {
	return optional(strconv.Itoa(q.Refine), q.Refine > 0)
}

func encodeFields(q *index.Query, view *Presentation) []string {
	if q.Bare && len(view.Fields) == 0 {
		return bareFields
	}
	return words(view.Fields)
}

func encodeOffsets(_ *index.Query, view *Presentation) []string {
	return optional(string(view.Offsets), view.Offsets == UTF16)
}

func words[S ~string](list []S) []string {
	out := make([]string, len(list))
	for i, s := range list {
		out[i] = string(s)
	}
	return out
}
