package server

import (
	_ "embed"
	"net/http"

	"tracuu/server/api"
)

// health answers GET /healthz: the process is alive.
func (s *Server) health(w http.ResponseWriter, _ *http.Request) error {
	return writeJSON(w, http.StatusOK, map[string]string{"status": "ok"})
}

// ready answers GET /readyz: 200 once searches may be relied on, else 503, with
// how far the first pass over the folders is.
func (s *Server) ready(w http.ResponseWriter, r *http.Request) error {
	status, err := s.engine.Status(r.Context())
	if err != nil {
		return err
	}
	answer := api.ReadyResponse{
		Status: "ready", Documents: status.Documents, Generation: status.Generation,
		Reindexing: status.Reindexing, Version: s.options.Version,
	}
	code, isReady := http.StatusOK, true
	if s.options.Loading != nil {
		answer.Loading.Done, answer.Loading.Total, isReady = s.options.Loading()
	}
	if !isReady {
		code, answer.Status = http.StatusServiceUnavailable, "loading"
		w.Header().Set("Retry-After", "1")
	}
	return writeJSON(w, code, answer)
}

//go:embed openapi.json
var openAPI []byte

var openAPITag = tag(openAPI)

// openAPI answers GET /openapi.json: the description of this interface.
func (s *Server) openAPI(w http.ResponseWriter, r *http.Request) error {
	if !unchanged(w, r, openAPITag) {
		send(w, http.StatusOK, "application/json", openAPI)
	}
	return nil
}
