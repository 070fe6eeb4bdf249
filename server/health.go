package server

import (
	_ "embed"
	"net/http"
	"time"

	"tracuu/server/api"
	"tracuu/server/keys"
)

// health answers GET /healthz: the process is alive.
func (s *Server) health(w http.ResponseWriter, _ *http.Request) error {
	return writeJSON(w, http.StatusOK, map[string]string{"status": "ok"})
}

// ready answers GET /readyz: 200 once searches may be relied on, else 503, with
// how far the first pass over the folders is. Anybody may ask; how much is held
// is told to those who may search all of it. With a fault it is 200 still, since
// searches go on, and says what is wrong: writes get 503 read_only.
func (s *Server) ready(w http.ResponseWriter, r *http.Request) error {
	c := exchangeOf(r).caller
	return s.readiness(w, r, c.may(keys.Search) && len(c.scope.Forced) == 0)
}

// readiness tells whether searches may be relied on, with figures or without.
func (s *Server) readiness(w http.ResponseWriter, r *http.Request, figures bool) error {
	status, err := s.engine.Status(r.Context())
	if err != nil {
		return s.unready(w, r, err)
	}
	answer := api.ReadyResponse{Status: "ready", Reindexing: status.Reindexing, Version: s.options.Version}
	code, isReady := http.StatusOK, true
	if s.options.Loading != nil {
		answer.Loading.Done, answer.Loading.Total, isReady = s.options.Loading()
	}
	if figures {
		answer.Documents, answer.Generation = &status.Documents, &status.Generation
	} else {
		answer.Loading = api.Loading{}
	}
	if f := status.Fault; f != nil { // searches go on
		answer.Status, answer.Since = string(f.State), f.Since.Format(time.RFC3339)
		if figures {
			answer.Reason = f.Reason
		}
	}
	if !isReady {
		code, answer.Status = http.StatusServiceUnavailable, "loading"
		w.Header().Set("Retry-After", "1")
	}
	return writeJSON(w, code, answer)
}

// unready answers where not even the state of the collection can be read.
func (s *Server) unready(w http.ResponseWriter, r *http.Request, err error) error {
	if problemOf(err) != nil {
		return err
	}
	s.options.Logger.Error().Err(err).Str("request_id", exchangeOf(r).id).Msg("the state of the collection cannot be read")
	w.Header().Set("Retry-After", "10")
	return writeJSON(w, http.StatusServiceUnavailable, api.ReadyResponse{Status: "failed", Version: s.options.Version})
}

//go:embed openapi.json
var openAPI []byte

var openAPITag = "W/" + tag(openAPI)

// openAPI answers GET /openapi.json: the description of this interface.
func (s *Server) openAPI(w http.ResponseWriter, r *http.Request) error {
	if !unchanged(w, r, openAPITag) {
		send(w, http.StatusOK, "application/json", openAPI)
	}
	return nil
}
