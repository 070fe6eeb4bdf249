package server

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"slices"
	"time"

	"github.com/gorilla/mux"

	"tracuu/index"
	"tracuu/server/api"
)

// search answers GET /v1/search. What was answered before is answered again while
// nothing is written; its took_ms is then that of the search that was made.
func (s *Server) search(w http.ResponseWriter, r *http.Request) error {
	values, err := parameters(r)
	if err != nil {
		return err
	}
	query, view, bad := api.DecodeQuery(values)
	if len(bad) > 0 {
		return api.BadParams(bad...)
	}
	began := time.Now()
	state, done, err := s.unchangedSearch(w, r, s.scope(r), query, view)
	if done || err != nil {
		return err
	}
	if before, known := s.answers.find(state.tag); known {
		s.queries.add(query, &index.Results{Total: before.total})
		s.metrics.search(query, time.Since(began), nil)
		send(w, http.StatusOK, "application/json", before.body)
		return nil
	}
	answer, err := s.found(r, query, view)
	if err != nil {
		return err
	}
	return encoded(answer, func(body []byte) {
		if answer.Generation == state.generation {
			s.answers.keep(state.generation, remembered{tag: state.tag, body: bytes.Clone(body), total: answer.Total})
		}
		send(w, http.StatusOK, "application/json", body)
	})
}

// found is the answer to a search within the caller's scope. Scores are left out of
// it where something is hidden: they are measured over all documents.
func (s *Server) found(r *http.Request, query index.Query, view api.Presentation) (*api.SearchResponse, error) {
	scope := s.scope(r)
	results, err := s.find(r.Context(), scope, query)
	if err != nil {
		return nil, err
	}
	s.queries.add(query, results)
	view.NoScores = s.presentation(r).NoScores
	answer := api.NewSearchResponse(results, view)
	if answer.Ghosts, err = s.missed(r, query, results); err != nil {
		return nil, err
	}
	if view.Offsets == api.UTF16 {
		var texts map[string]string
		if view.NeedsTexts() {
			if texts, err = s.texts(r.Context(), scope, results.Hits); err != nil {
				return nil, err
			}
		}
		answer.ToUTF16(texts)
	}
	return answer, nil
}

// presentation is how hits are shown to the caller, where it asks for nothing else.
func (s *Server) presentation(r *http.Request) api.Presentation {
	return api.Presentation{NoScores: len(s.scope(r).Forced) > 0}
}

// unchangedSearch answers 304 when nothing was written since the caller made
// this search. The validator is weak: took_ms differs between equal answers.
func (s *Server) unchangedSearch(w http.ResponseWriter, r *http.Request, scope index.Scope, q index.Query, view api.Presentation) (state, bool, error) {
	canonical, err := api.EncodeQuery(q, view)
	if err != nil {
		return state{}, false, err
	}
	return s.unchangedSince(w, r, scope, r.URL.Path+"?"+canonical.Encode())
}

// texts are the texts of the hits, by id.
func (s *Server) texts(ctx context.Context, scope index.Scope, hits []index.Hit) (map[string]string, error) {
	ids := make([]string, len(hits))
	for i := range hits {
		ids[i] = hits[i].Directive.ID
	}
	held, err := s.engine.Get(ctx, scope, ids...)
	if err != nil {
		return nil, err
	}
	out := make(map[string]string, len(held))
	for id, d := range held {
		out[id] = d.Text
	}
	return out, nil
}

// facet answers GET /v1/facets/{name}: one way to count what a search finds.
func (s *Server) facet(w http.ResponseWriter, r *http.Request) error {
	name := index.Facet(mux.Vars(r)["name"])
	if !slices.Contains(api.Facets(), name) {
		return api.NewProblem(http.StatusNotFound, api.CodeNoSuchRoute, fmt.Sprintf("the facets are %v", api.Facets()))
	}
	values, err := parameters(r)
	if err != nil {
		return err
	}
	query, bad := api.DecodeCounts(values)
	if len(bad) > 0 {
		return api.BadParams(bad...)
	}
	query.Facets = []index.Facet{name}
	scope := s.scope(r)
	if _, done, err := s.unchangedSearch(w, r, scope, query, api.Presentation{}); done || err != nil {
		return err
	}
	results, err := s.find(r.Context(), scope, query)
	if err != nil {
		return err
	}
	return writeJSON(w, http.StatusOK, api.NewFacetResponse(name, results))
}
