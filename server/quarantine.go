package server

import (
	"errors"
	"math"
	"net/http"

	"tracuu/index"
	"tracuu/server/api"
)

// quarantined answers GET /v1/quarantine: what is held back for its mark of
// secrecy, without the texts.
func (s *Server) quarantined(w http.ResponseWriter, r *http.Request) error {
	settings, err := readSettings(r, "after", "limit")
	if err != nil {
		return err
	}
	limit := settings.number("limit", api.DefaultChanges, 1, api.MaxChanges)
	if err := settings.err(); err != nil {
		return err
	}
	list, err := s.quarantineList(r, settings.values.Get("after"), int(limit))
	if err != nil {
		return err
	}
	w.Header().Set("Cache-Control", "no-store")
	return writeJSON(w, http.StatusOK, list)
}

// quarantineList is a page of what is held back within the caller's scope.
func (s *Server) quarantineList(r *http.Request, after string, limit int) (*api.QuarantineResponse, error) {
	list, err := s.engine.Quarantined(r.Context(), s.scope(r), after, limit+1)
	if err != nil {
		return nil, err
	}
	total, err := s.quarantinedTotal(r)
	if err != nil {
		return nil, err
	}
	return api.NewQuarantineResponse(list, limit, total), nil
}

// quarantinedTotal counts what is held back within the caller's scope.
func (s *Server) quarantinedTotal(r *http.Request) (int, error) {
	scope := s.scope(r)
	if len(scope.Forced) > 0 {
		list, err := s.engine.Quarantined(r.Context(), scope, "", math.MaxInt)
		return len(list), err
	}
	status, err := s.engine.Status(r.Context())
	return status.Quarantined, err
}

// release answers POST /v1/quarantine/{id}/release: opens a document, in the name
// of somebody and for a reason.
func (s *Server) release(w http.ResponseWriter, r *http.Request) error {
	id, by, err := correction(r)
	if err != nil {
		return err
	}
	var request api.ReleaseRequest
	if err := s.readRequest(r, &request); err != nil {
		return err
	}
	edit, err := s.engine.Release(r.Context(), s.scope(r), id, by, request.Why)
	if errors.Is(err, index.ErrNoReason) {
		return badBody("a release needs a reason", api.ParamError{Param: "why", Reason: "is empty"})
	}
	if err != nil {
		return err
	}
	return s.corrected(w, r, id, edit)
}
