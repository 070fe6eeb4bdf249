package server

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"tracuu/index"
	"tracuu/index/citation"
	"tracuu/index/directive"
	"tracuu/server/api"
)

// citedByFilters are the parameters of a search that also narrow who cites a
// document.
var citedByFilters = []string{"issuer", "type", "province", "level", "from", "to", "sort", "limit", "cursor", "offsets"}

// citedByRequest is a question about who cites a document.
type citedByRequest struct {
	id      string
	query   index.Query // filters, order, page
	states  []citation.State
	offsets api.Offsets
}

func readCitedBy(r *http.Request, id string) (citedByRequest, error) {
	in := citedByRequest{id: id}
	values, err := parameters(r)
	if err != nil {
		return in, err
	}
	var bad []api.ParamError
	for _, state := range values["state"] {
		switch s := citation.State(state); s {
		case citation.Resolved, citation.Ambiguous, citation.Conflict:
			in.states = append(in.states, s)
		default:
			bad = append(bad, api.ParamError{Param: "state", Reason: "is none of resolved, ambiguous, conflict"})
		}
	}
	known := url.Values{}
	for name, list := range values {
		switch {
		case slices.Contains(citedByFilters, name):
			known[name] = list
		case name != "state":
			bad = append(bad, api.ParamError{Param: strings.ToValidUTF8(name, "\uFFFD"), Reason: "unknown parameter"})
		}
	}
	query, view, more := api.DecodeQuery(known)
	if query.Sort == index.ByRelevance {
		bad = append(bad, api.ParamError{Param: "sort", Reason: "is none of newest, oldest, most-cited"})
	}
	if bad = append(bad, more...); len(bad) > 0 {
		slices.SortFunc(bad, func(a, b api.ParamError) int { return strings.Compare(a.Param, b.Param) })
		return in, api.BadParams(bad...)
	}
	if len(in.states) == 0 {
		in.states = []citation.State{citation.Resolved}
	}
	slices.Sort(in.states)
	in.query, in.offsets = query, view.Offsets
	if in.query.Sort == "" {
		in.query.Sort = index.Newest
	}
	return in, nil
}

// hash tells requests apart whose cursors must not be mixed.
func (in *citedByRequest) hash(scope index.Scope) string {
	return fmt.Sprintf("%s %q %q", in.query.Hash(scope), in.id, in.states)
}

// citedBy answers GET /v1/directives/{id}/cited-by: who cites a document.
func (s *Server) citedBy(w http.ResponseWriter, r *http.Request) error {
	id, err := pathID(r)
	if err != nil {
		return err
	}
	in, err := readCitedBy(r, id)
	if err != nil {
		return err
	}
	if _, err := s.held(r); err != nil {
		return err
	}
	return s.atDesk(w, r, func(desk *desk) (any, error) { return desk.citedBy(r.Context(), in) })
}

// citer is a citing document on its way to a page.
type citer struct {
	citation.Citer
	key index.SortKey
}

// citedBy gives one page of the documents that cite one.
func (k *desk) citedBy(ctx context.Context, in citedByRequest) (*api.CitedByResponse, error) {
	var after *index.SortKey
	if in.query.Cursor != "" {
		cursor, err := index.DecodeCursor(in.query.Cursor, in.hash(k.scope))
		if err != nil {
			return nil, err
		}
		after = &cursor.Last
	}
	list, err := k.citers(ctx, in)
	if err != nil {
		return nil, err
	}
	order := in.query.Sort
	slices.SortFunc(list, func(a, b citer) int { return order.Compare(a.key, b.key) })
	answer := &api.CitedByResponse{Total: len(list), Citing: []api.Citing{}, Offsets: in.offsets}
	if after != nil {
		list = slices.DeleteFunc(list, func(c citer) bool { return order.Compare(c.key, *after) <= 0 })
	}
	page := list[:min(in.query.PageSize(), len(list))]
	if n := len(page); n > 0 && n < len(list) {
		answer.Next = index.Cursor{Last: page[n-1].key, Query: in.hash(k.scope)}.Encode()
	}
	answer.Citing, err = k.citing(ctx, page, in.offsets)
	return answer, err
}

// citers are the citing documents that meet the filters, with their places in the
// order.
func (k *desk) citers(ctx context.Context, in citedByRequest) ([]citer, error) {
	known := map[string]citation.Citer{}
	var ids []string
	for _, c := range k.graph.Citers(in.id, k.visible, in.states...) {
		known[c.ID] = c
		ids = append(ids, c.ID)
	}
	filters := index.NewFilterSet(in.query.Filters, nil)
	var list []citer
	err := k.each(ctx, ids, func(d *directive.Directive) {
		facts := index.NewFacts(d, nil)
		if !filters.Matches(&facts, noLookups{}) || !filters.Dated(facts.Issued) {
			return
		}
		key := index.SortKey{ID: d.ID, Day: d.Issued.First(), Undated: d.Issued.IsZero()}
		if in.query.Sort == index.MostCited {
			key = index.SortKey{ID: d.ID, CitedBy: k.edges.CitedBy(d.ID)}
		}
		list = append(list, citer{known[d.ID], key})
	})
	return list, err
}

// noLookups are for filters that the facts of a document decide.
type noLookups struct{}

func (noLookups) Phrase(index.Phrase) bool { return false }
func (noLookups) Cites(string) bool        { return false }

// citing renders the documents of a page, each with the sentence that cites.
func (k *desk) citing(ctx context.Context, page []citer, offsets api.Offsets) ([]api.Citing, error) {
	known := map[string]citation.Citer{}
	ids := make([]string, len(page))
	for i, c := range page {
		ids[i], known[c.ID] = c.ID, c.Citer
	}
	out := []api.Citing{}
	err := k.each(ctx, ids, func(d *directive.Directive) {
		c := known[d.ID]
		row := api.Citing{Head: k.head(d), State: string(c.State), Relation: c.Relation, Count: c.Count}
		for i := range d.References {
			if c.Is(&d.References[i]) {
				row.Sentence = api.NewSentence(d.Text, d.References[i].Span)
			}
		}
		if offsets == api.UTF16 {
			row.ToUTF16(d.Text)
		}
		out = append(out, row)
	})
	return out, err
}
