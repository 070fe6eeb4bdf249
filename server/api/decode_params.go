package api

import (
	"errors"
	"slices"

	"tracuu/index"
	"tracuu/index/directive"
)

func (d *decoder) text(values []string) {
	v, ok := d.one(values)
	if !ok {
		return
	}
	text, err := index.Parse(v)
	var unread *index.QueryError
	switch {
	case errors.As(err, &unread):
		d.errs = append(d.errs, ParamError{Param: d.name, Reason: unread.Reason, Offset: &unread.Offset})
	case err != nil:
		d.bad("%v", err)
	default:
		d.query.Text = text
	}
}

func (d *decoder) from(values []string) { d.query.Filters.From = d.date(values) }
func (d *decoder) to(values []string)   { d.query.Filters.To = d.date(values) }

func (d *decoder) date(values []string) directive.Date {
	v, ok := d.one(values)
	if !ok {
		return directive.Date{}
	}
	date, err := parseDate(v)
	if err != nil {
		d.bad("%q is no date: %v", shorten(v), err)
	}
	return date
}

// parseDate reads an ISO date and gives the reason alone when it is none.
func parseDate(s string) (directive.Date, error) {
	date, err := directive.ParseDate(s)
	var unread *directive.DateError
	if errors.As(err, &unread) {
		err = errors.New(unread.Reason)
	}
	return date, err
}

func (d *decoder) checkBounds() {
	from, to := d.query.Filters.From, d.query.Filters.To
	if !from.IsZero() && !to.IsZero() && from.First() > to.Last() {
		d.name = "to"
		d.bad("%s is before from, %s", to, from)
	}
}

// missingFields are the fields whose absence can be asked for.
var missingFields = []index.Field{
	index.FieldIssued, index.FieldIssuer, index.FieldNumber, index.FieldType, index.FieldTitle, index.FieldProvince,
	index.FieldPlace, index.FieldSigner, index.FieldLevel, index.FieldUrgency, index.FieldCites, index.FieldKeyword,
}

func (d *decoder) missing(values []string) {
	for _, name := range items(values) {
		if field := index.Field(name); slices.Contains(missingFields, field) {
			d.query.Filters.Missing = append(d.query.Filters.Missing, field)
		} else {
			d.bad("%q is no field that can be missing", shorten(name))
		}
	}
}

func (d *decoder) match(values []string)  { d.query.MatchAll = d.choice(values, "all") == "all" }
func (d *decoder) expand(values []string) { d.query.Literal = d.choice(values, "on", "off") == "off" }
func (d *decoder) collapse(values []string) {
	d.query.Collapse = d.choice(values, "off", "copies") == "copies"
}

func (d *decoder) sort(values []string) {
	d.query.Sort = index.Sort(d.choice(values,
		string(index.ByRelevance), string(index.Newest), string(index.Oldest), string(index.MostCited), string(index.Added)))
}

func (d *decoder) limit(values []string) {
	if n, ok := d.number(values, 0, index.MaxLimit); ok {
		d.query.Limit = n
	}
}

func (d *decoder) facetLimit(values []string) {
	if n, ok := d.number(values, 1, index.MaxFacetLimit); ok {
		d.query.FacetLimit = n
	}
}

func (d *decoder) refine(values []string) {
	if n, ok := d.number(values, 0, index.MaxRefinements); ok {
		d.query.Refine = n
	}
}

func (d *decoder) cursor(values []string) { d.query.Cursor, _ = d.one(values) }

// Facets lists the facets that a URL can name.
func Facets() []index.Facet {
	return []index.Facet{
		index.FacetIssuer, index.FacetType, index.FacetProvince, index.FacetLevel, index.FacetYear,
		index.FacetMonth, index.FacetKeyword, index.FacetUrgency, index.FacetCites,
	}
}

func (d *decoder) facets(values []string) {
	for _, name := range items(values) {
		if facet := index.Facet(name); slices.Contains(Facets(), facet) {
			d.query.Facets = append(d.query.Facets, facet)
		} else {
			d.bad("there is no facet %q", shorten(name))
		}
	}
}

func (d *decoder) fields(values []string) {
	for _, name := range items(values) {
		switch {
		case name == "text":
			d.bad("the text is never in a hit: ask /v1/directives/{id}/text")
		case hitFieldByName(name) == nil:
			d.bad("there is no field %q of a hit", shorten(name))
		default:
			d.view.Fields = append(d.view.Fields, name)
		}
	}
	d.query.Bare = len(d.view.Fields) > 0 && !slices.ContainsFunc(d.view.Fields, func(name string) bool {
		return !slices.Contains(bareFields, name)
	})
}

// bareFields are the fields of a bare hit, for which no document is read.
var bareFields = []string{"id", "score", "tier"}

func (d *decoder) offsets(values []string) {
	if v := d.choice(values, string(UTF8), string(UTF16)); v != "" {
		d.view.Offsets = Offsets(v)
	}
}
