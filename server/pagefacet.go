package server

import (
	"net/http"

	"tracuu/server/api"
	"tracuu/server/web"
)

// facetPage answers GET /search/loc: all values of a facet of a search.
func (s *Server) facetPage(w http.ResponseWriter, r *http.Request) error {
	asked, ok := web.ReadFacet(r.URL.Query())
	if !ok {
		return api.BadParams(api.ParamError{Param: "theo", Reason: "is no facet"})
	}
	results, err := s.find(r.Context(), s.scope(r), asked.Query)
	if err != nil {
		return err
	}
	return s.pages.Facet(w, s.visit(w, r), asked, results.Facets[asked.Facet])
}
