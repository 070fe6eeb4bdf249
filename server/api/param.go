package api

import (
	"net/url"
	"slices"

	"tracuu/index"
)

// Bounds of what a URL may ask, beside those of package index.
const (
	MaxValueBytes   = 1 << 10 // of one filter value
	MaxFilterValues = 200     // of all filters of one search
)

// param is one URL parameter: how it is read into a search and how it is
// written back. A parameter that only shapes a page (pageOnly) is unknown where
// documents are merely counted.
type param struct {
	name     string
	pageOnly bool
	decode   func(d *decoder, values []string)
	encode   func(q *index.Query, view *Presentation) []string
}

// params is every parameter of a search, in the order in which links show them.
var params = slices.Concat(
	[]param{{name: "q", decode: (*decoder).text, encode: encodeText}},
	filterParams(),
	[]param{
		{name: "from", decode: (*decoder).from, encode: encodeFrom},
		{name: "to", decode: (*decoder).to, encode: encodeTo},
		{name: "missing", decode: (*decoder).missing, encode: encodeMissing},
		{name: "match", decode: (*decoder).match, encode: encodeMatch},
		{name: "expand", decode: (*decoder).expand, encode: encodeExpand},
		{name: "collapse", pageOnly: true, decode: (*decoder).collapse, encode: encodeCollapse},
		{name: "sort", pageOnly: true, decode: (*decoder).sort, encode: encodeSort},
		{name: "limit", pageOnly: true, decode: (*decoder).limit, encode: encodeLimit},
		{name: "cursor", pageOnly: true, decode: (*decoder).cursor, encode: encodeCursor},
		{name: "facets", pageOnly: true, decode: (*decoder).facets, encode: encodeFacets},
		{name: "facet_limit", decode: (*decoder).facetLimit, encode: encodeFacetLimit},
		{name: "refine", pageOnly: true, decode: (*decoder).refine, encode: encodeRefine},
		{name: "fields", pageOnly: true, decode: (*decoder).fields, encode: encodeFields},
		{name: "offsets", pageOnly: true, decode: (*decoder).offsets, encode: encodeOffsets},
	},
)

// NotPrefix before the name of a filter excludes what the filter selects.
const NotPrefix = "not."

// filterFields are the fields that a URL can filter by, each as NAME= and as
// not.NAME=.
var filterFields = []index.Field{
	index.FieldIssuer, index.FieldType, index.FieldProvince, index.FieldLevel,
	index.FieldNumber, index.FieldCites, index.FieldKeyword, index.FieldUrgency,
}

func filterParams() []param {
	var out []param
	for _, not := range []bool{false, true} {
		for _, field := range filterFields {
			out = append(out, param{
				name:   filterName(field, not),
				decode: func(d *decoder, values []string) { d.filter(field, not, values) },
				encode: func(q *index.Query, _ *Presentation) []string { return encodeFilter(q, field, not) },
			})
		}
	}
	return out
}

func filterName(field index.Field, not bool) string {
	if not {
		return NotPrefix + string(field)
	}
	return string(field)
}

// SearchParams names every parameter of a search.
func SearchParams() []string { return names(func(param) bool { return true }) }

// CountParams names the parameters of a request that counts documents without
// listing them (a facet on its own): the text, the filters and facet_limit.
func CountParams() []string { return names(func(p param) bool { return !p.pageOnly }) }

func names(keep func(param) bool) []string {
	var out []string
	for _, p := range params {
		if keep(p) {
			out = append(out, p.name)
		}
	}
	return out
}

// DecodeQuery reads the parameters of a search. The errors come in the order of
// the parameters' names; with any, the query must not be used. A limit that is
// not given is index.DefaultLimit.
func DecodeQuery(values url.Values) (index.Query, Presentation, []ParamError) {
	d := decode(values, func(param) bool { return true })
	return d.query, d.view, d.errs
}

// DecodeCounts reads the parameters of CountParams. The query asks for no hits.
func DecodeCounts(values url.Values) (index.Query, []ParamError) {
	d := decode(values, func(p param) bool { return !p.pageOnly })
	d.query.Limit = 0
	return d.query, d.errs
}
