package web

import (
	"maps"
	"net/url"
	"slices"

	"tracuu/index"
	"tracuu/server/api"
)

// Asked is a search as a page's address asks for it.
type Asked struct {
	Query index.Query
	Typed string // in the box, even where it could not be read
	Bad   []api.ParamError
}

// pageParams are the parameters of a search that an address of a page may have; what
// else stands in one (a tag of a mail program) is passed over.
var pageParams = func() []string {
	unused := []string{"facets", "facet_limit", "fields", "offsets", "refine", "limit"}
	return slices.DeleteFunc(api.SearchParams(), func(name string) bool { return slices.Contains(unused, name) })
}()

// facetRows is how many values of each facet a page asks for: a histogram wants all
// years, lists are cut when they are shown.
const facetRows = 120

// ReadSearch reads the address of a search page. Parameters that cannot be used are
// told in Bad and left out: a person gets the page all the same.
func ReadSearch(values url.Values) Asked {
	known := url.Values{}
	for name, list := range values {
		if slices.Contains(pageParams, name) {
			known[name] = slices.Clone(list)
		}
	}
	apart := known.Get("collapse") == "off"
	known.Del("collapse")
	a := Asked{Typed: known.Get("q")}
	query, _, bad := api.DecodeQuery(known)
	for len(bad) > 0 && len(known) > 0 {
		a.Bad = append(a.Bad, bad...)
		for _, b := range bad {
			delete(known, b.Param)
		}
		query, _, bad = api.DecodeQuery(known)
	}
	a.Query = query
	a.Query.Collapse = !apart
	a.Query.Facets = []index.Facet{
		index.FacetIssuer, index.FacetLevel, index.FacetType, index.FacetYear, index.FacetKeyword,
		index.FacetUrgency, index.FacetCites,
	}
	if narrow(a.Query.Filters) {
		a.Query.Facets = append(a.Query.Facets, index.FacetMonth)
	}
	a.Query.FacetLimit = facetRows
	return a
}

// home reports whether this is the first page, which asks for nothing.
func (a *Asked) home(v Visit) bool {
	return v.path == "/" && a.Query.Text.Root == nil && a.Query.Cursor == ""
}

// narrow reports whether the dates are bounded to few enough years to show months.
func narrow(f index.Filters) bool {
	return !f.From.IsZero() && !f.To.IsZero() && f.To.Year-f.From.Year < 3
}

// address is the page of a search.
func address(q index.Query) string {
	values := parameters(q)
	if len(values) == 0 {
		return "/search"
	}
	return "/search?" + values.Encode()
}

// parameters are those of the page of a search, without what every page asks.
func parameters(q index.Query) url.Values {
	apart := !q.Collapse
	q.Facets, q.FacetLimit, q.Refine, q.Collapse = nil, 0, 0, false
	values, err := api.EncodeQuery(q, api.Presentation{})
	if err != nil { // no search that came from an address gets here
		values = url.Values{}
	}
	if apart {
		values.Set("collapse", "off")
	}
	return values
}

// firstPage is the search from its start.
func firstPage(q index.Query) index.Query {
	q.Cursor = ""
	q.Filters.Where = slices.Clone(q.Filters.Where)
	return q
}

// toggled is the search with a condition added to its filter on a field, or without
// it where it is there.
func toggled(q index.Query, field index.Field, not bool, c index.Condition) index.Query {
	q = firstPage(q)
	for i, f := range q.Filters.Where {
		if f.Field != field || f.Not != not {
			continue
		}
		f.Any = slices.Clone(f.Any)
		if at := slices.Index(f.Any, c); at >= 0 {
			f.Any = slices.Delete(f.Any, at, at+1)
		} else {
			f.Any = append(f.Any, c)
		}
		q.Filters.Where[i] = f
		if len(f.Any) == 0 {
			q.Filters.Where = slices.Delete(q.Filters.Where, i, i+1)
		}
		return q
	}
	q.Filters.Where = append(q.Filters.Where, index.Filter{Field: field, Not: not, Any: []index.Condition{c}})
	return q
}

// chosenIn reports whether a search has a condition.
func chosenIn(q index.Query, field index.Field, c index.Condition) bool {
	return slices.ContainsFunc(q.Filters.Where, func(f index.Filter) bool {
		return f.Field == field && !f.Not && slices.Contains(f.Any, c)
	})
}

// typed is the search with another text in its box.
func typed(q index.Query, text string) index.Query {
	q = firstPage(q)
	parsed, err := index.Parse(text)
	if err != nil {
		return q
	}
	q.Text = parsed
	return q
}

// hidden are the inputs of a form that keeps a search but for some parameters.
func hidden(q index.Query, but ...string) []field {
	values := parameters(firstPage(q))
	var out []field
	for _, name := range slices.Sorted(maps.Keys(values)) {
		if !slices.Contains(but, name) {
			for _, v := range values[name] {
				out = append(out, field{name, v})
			}
		}
	}
	return out
}

// field is an input of a form.
type field struct{ Name, Value string }
