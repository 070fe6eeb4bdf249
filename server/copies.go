package server

import (
	"net/http"

	"tracuu/server/api"
)

// copies answers GET /v1/directives/{id}/copies: the other members of the
// document's family.
func (s *Server) copies(w http.ResponseWriter, r *http.Request) error {
	if err := noParameters(r); err != nil {
		return err
	}
	id, err := pathID(r)
	if err != nil {
		return err
	}
	list, err := s.engine.Copies(r.Context(), s.scope(r), id)
	if err != nil {
		return err
	}
	return writeValidated(w, r, api.CopiesResponse{Count: len(list), Copies: list})
}
