package api

import (
	"bytes"
	"slices"
	"time"

	"tracuu/index"
)

// SearchResponse is the answer to a search.
type SearchResponse struct {
	Total       index.Total                      `json:"total"`
	Undated     int                              `json:"undated"`
	Generation  uint64                           `json:"generation"`
	TookMS      float64                          `json:"took_ms"`
	Offsets     Offsets                          `json:"offsets"`
	Changed     bool                             `json:"changed,omitempty"`
	Interpreted index.Interpreted                `json:"interpreted"`
	Hits        []Hit                            `json:"hits"`
	Facets      map[index.Facet][]index.FacetRow `json:"facets"`
	FacetsOther map[index.Facet]int              `json:"facets_other"`
	DidYouMean  []index.Proposal                 `json:"did_you_mean"`
	Without     []index.Removal                  `json:"without"`
	Dropped     []index.Omission                 `json:"dropped"`
	Refinements []index.Refinement               `json:"refinements"`
	Ghosts      []Ghost                          `json:"ghosts"` // where nothing is found: what is cited under its numbers or words, and not held
	Next        string                           `json:"next,omitempty"`
}

// NewSearchResponse renders results with the fields of view. Positions are in
// bytes, whatever view asks, until ToUTF16 converts them.
func NewSearchResponse(results *index.Results, view Presentation) *SearchResponse {
	out := &SearchResponse{
		Total: results.Total, Undated: results.Undated, Generation: results.Generation,
		TookMS: millis(results.Took), Offsets: UTF8, Changed: results.Changed,
		Interpreted: listedInterpreted(results.Interpreted),
		Hits:        make([]Hit, len(results.Hits)),
		Facets:      map[index.Facet][]index.FacetRow{},
		FacetsOther: map[index.Facet]int{},
		DidYouMean:  listed(results.Advice.DidYouMean), Without: listed(results.Advice.Without),
		Dropped: listed(results.Advice.Dropped), Refinements: listed(results.Refinements),
		Ghosts: []Ghost{}, Next: results.Next,
	}
	columns := view.columns()
	for i, hit := range results.Hits {
		out.Hits[i] = Hit{Hit: hit, columns: columns}
	}
	for facet, counts := range results.Facets {
		out.Facets[facet] = listed(counts.Rows)
		out.FacetsOther[facet] = counts.Other
	}
	return out
}

// AppendJSON appends the answer's JSON to b, faster than encoding/json would.
func (r *SearchResponse) AppendJSON(b []byte) ([]byte, error) {
	type frame SearchResponse // without this method and without hits
	head := frame(*r)
	head.Hits = []Hit{}
	start := len(b)
	b, err := appendAny(slices.Grow(b, 1024*(1+len(r.Hits))), head)
	if err != nil {
		return nil, err
	}
	// No string can hold these bytes, for its quotes would be escaped.
	const empty = `"hits":[]`
	at := start + bytes.LastIndex(b[start:], []byte(empty)) + len(empty) - 1
	rest := bytes.Clone(b[at:])
	b = b[:at]
	for i := range r.Hits {
		if i > 0 {
			b = append(b, ',')
		}
		if b, err = r.Hits[i].append(b); err != nil {
			return nil, err
		}
	}
	return append(b, rest...), nil
}

// MarshalJSON serves encoding/json.
func (r *SearchResponse) MarshalJSON() ([]byte, error) { return r.AppendJSON(nil) }

// Results is the answer as an engine gives it, the inverse of NewSearchResponse.
// Positions must be in bytes.
func (r *SearchResponse) Results() *index.Results {
	out := &index.Results{
		Total: r.Total, Undated: r.Undated, Generation: r.Generation,
		Took:        time.Duration(r.TookMS * float64(time.Millisecond)),
		Interpreted: r.Interpreted, Next: r.Next, Changed: r.Changed,
		Advice:      index.Advice{DidYouMean: r.DidYouMean, Without: r.Without, Dropped: r.Dropped},
		Refinements: r.Refinements,
	}
	for _, hit := range r.Hits {
		out.Hits = append(out.Hits, hit.Hit)
	}
	if len(r.Facets) > 0 {
		out.Facets = map[index.Facet]index.FacetCounts{}
	}
	for facet, rows := range r.Facets {
		out.Facets[facet] = index.FacetCounts{Rows: rows, Other: r.FacetsOther[facet]}
	}
	return out
}

// millis is a duration in milliseconds, to the microsecond.
func millis(d time.Duration) float64 { return float64(d.Microseconds()) / 1e3 }

func listedInterpreted(in index.Interpreted) index.Interpreted {
	in.Words, in.Phrases, in.Numbers = listed(in.Words), listed(in.Phrases), listed(in.Numbers)
	in.Excluded, in.Filters = listed(in.Excluded), listed(in.Filters)
	in.Decoded = listed(in.Decoded)
	in.Expanded = slices.Clone(listed(in.Expanded))
	for i := range in.Expanded {
		in.Expanded[i].Also = listed(in.Expanded[i].Also)
	}
	return in
}

// FacetResponse is the answer about one facet.
type FacetResponse struct {
	Facet      index.Facet      `json:"facet"`
	Rows       []index.FacetRow `json:"rows"`
	Other      int              `json:"other"`
	Total      index.Total      `json:"total"`
	Undated    int              `json:"undated"`
	Generation uint64           `json:"generation"`
	TookMS     float64          `json:"took_ms"`
}

// NewFacetResponse renders one facet of results.
func NewFacetResponse(facet index.Facet, results *index.Results) *FacetResponse {
	counts := results.Facets[facet]
	return &FacetResponse{
		Facet: facet, Rows: listed(counts.Rows), Other: counts.Other, Total: results.Total,
		Undated: results.Undated, Generation: results.Generation, TookMS: millis(results.Took),
	}
}
