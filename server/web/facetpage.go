package web

import (
	"net/http"
	"net/url"
	"slices"
	"strings"

	"tracuu/analyzers/viet"
	"tracuu/index"
)

// FacetPath is the page of all values of a facet.
const FacetPath = "/search/loc"

// The parameters of that page, beside those of the search.
const (
	facetParam  = "theo"
	siftedParam = "tim"
)

// facetTitles name the facets that have a page of all their values.
var facetTitles = map[index.Facet]string{
	index.FacetIssuer: "Cơ quan ban hành", index.FacetType: "Loại văn bản", index.FacetKeyword: "Từ khóa",
	index.FacetUrgency: "Độ khẩn", index.FacetCites: "Văn bản được viện dẫn",
}

func facetAddress(q index.Query, facet index.Facet) string {
	values := parameters(firstPage(q))
	values.Set(facetParam, string(facet))
	return FacetPath + "?" + values.Encode()
}

// FacetAsked is the page of all values of a facet as its address asks for it.
type FacetAsked struct {
	Asked
	Facet  index.Facet
	Sifted string // only values with these words
}

// ReadFacet reads the address of the page of a facet; false where it names none.
func ReadFacet(values url.Values) (FacetAsked, bool) {
	a := FacetAsked{Asked: ReadSearch(values), Facet: index.Facet(values.Get(facetParam)), Sifted: strings.TrimSpace(values.Get(siftedParam))}
	a.Query = firstPage(a.Query)
	a.Query.Sort, a.Query.Limit = "", 0
	a.Query.Facets, a.Query.FacetLimit = []index.Facet{a.Facet}, index.MaxFacetLimit
	_, ok := facetTitles[a.Facet]
	return a, ok
}

// facetPage is what its template shows.
type facetPage struct {
	FacetAsked
	Title  string
	Hidden []field
	Rows   []facetRow
	Limit  int    // values that are listed at most
	Other  int    // documents of values beyond them
	As     string // the search for the words as they were typed, beyond the list
	Back   string
}

// Facet answers with all values of a facet, as far as they are counted.
func (p *Pages) Facet(w http.ResponseWriter, v Visit, a FacetAsked, counts index.FacetCounts) error {
	field := a.Facet.Field()
	shown := a.Query
	shown.Facets, shown.FacetLimit, shown.Limit = nil, 0, index.NoLimit
	page := facetPage{FacetAsked: a, Title: v.Lang.Say(facetTitles[a.Facet]), Limit: index.MaxFacetLimit, Other: counts.Other, Back: address(shown)}
	page.Hidden = append(hidden(shown), hiddenField(facetParam, string(a.Facet)))
	words := strings.Fields(viet.FoldKey(a.Sifted))
	for _, row := range counts.Rows {
		have := " " + viet.FoldKey(row.Value)
		if slices.ContainsFunc(words, func(word string) bool { return !strings.Contains(have, " "+word) }) {
			continue
		}
		c := index.Condition{Value: row.Value}
		if a.Facet == index.FacetIssuer {
			c = issuerCondition(row)
		}
		page.Rows = append(page.Rows, facetRow{
			Text: row.Value, Count: row.Count, URL: linked(c.Value, toggled(shown, field, false, c)), Chosen: chosenIn(shown, field, c),
		})
	}
	if a.Sifted != "" && counts.Other > 0 {
		page.As = address(toggled(shown, field, false, index.ParseCondition(field, a.Sifted)))
	}
	return p.write(w, http.StatusOK, "facet", frame{Visit: v, Title: page.Title, Box: a.Typed, Page: page})
}

func hiddenField(name, value string) field { return field{name, value} }
