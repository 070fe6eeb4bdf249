package server

import (
	"fmt"
	"net/http"

	"tracuu/index/citation"
	"tracuu/index/directive"
	"tracuu/index/ingest"
	"tracuu/server/api"
)

// unchangedSince answers 304 when nothing was written since the caller made this
// request. It is for answers that follow from the whole collection.
func (s *Server) unchangedSince(w http.ResponseWriter, r *http.Request) (bool, error) {
	status, err := s.engine.Status(r.Context())
	if err != nil {
		return false, err
	}
	seed := fmt.Sprint(r.URL.EscapedPath(), "?", r.URL.RawQuery, " ", s.scope(r).Hash(), " ", status.Generation, " ", s.options.Version, " ", s.boot)
	return unchanged(w, r, "W/"+tag([]byte(seed))), nil
}

// citations answers GET /v1/directives/{id}/citations: what a document cites.
func (s *Server) citations(w http.ResponseWriter, r *http.Request) error {
	settings, err := readSettings(r, "offsets")
	if err != nil {
		return err
	}
	offsets := settings.offsets()
	if err := settings.err(); err != nil {
		return err
	}
	d, err := s.held(r)
	if err != nil {
		return err
	}
	if done, err := s.unchangedSince(w, r); done || err != nil {
		return err
	}
	desk, err := s.desk(r)
	if err != nil {
		return err
	}
	list, err := desk.citations(r.Context(), &d, desk.graph.Citations(&d, desk.visible))
	if err != nil {
		return err
	}
	answer := &api.CitationsResponse{Citations: list, Offsets: api.UTF8}
	if offsets == api.UTF16 {
		answer.ToUTF16(d.Text)
	}
	return writeJSON(w, http.StatusOK, answer)
}

// ghosts answers GET /v1/ghosts: what is cited and not held.
func (s *Server) ghosts(w http.ResponseWriter, r *http.Request) error {
	settings, err := readSettings(r, "limit", "cursor")
	if err != nil {
		return err
	}
	limit := settings.number("limit", 20, 0, 200)
	if err := settings.err(); err != nil {
		return err
	}
	if done, err := s.unchangedSince(w, r); done || err != nil {
		return err
	}
	desk, err := s.desk(r)
	if err != nil {
		return err
	}
	list, next, err := desk.graph.Ghosts(int(limit), settings.values.Get("cursor"), desk.visible)
	if err != nil {
		return err
	}
	return writeJSON(w, http.StatusOK, &api.GhostsResponse{Ghosts: ghostsOf(list), Next: next})
}

func ghostsOf(list []citation.Ghost) []api.Ghost {
	out := make([]api.Ghost, len(list))
	for i, g := range list {
		out[i] = api.Ghost(g)
	}
	return out
}

// check answers POST /v1/citations/check: the citations of a draft.
func (s *Server) check(w http.ResponseWriter, r *http.Request) error {
	settings, err := readSettings(r, "offsets")
	if err != nil {
		return err
	}
	offsets := settings.offsets()
	if err := settings.err(); err != nil {
		return err
	}
	if kind, err := mediaType(r); err != nil || kind != mediaJSON {
		return unsupported(kind, mediaJSON)
	}
	body, err := readBody(r, s.options.MaxDocument, s.options.Timeouts.Body)
	if err != nil {
		return err
	}
	given, err := directive.DecodeGiven(body)
	if err != nil {
		return err
	}
	if !given.Has("text") {
		return badBody("there is nothing to check", api.ParamError{Param: "text", Reason: "is missing"})
	}
	d := ingest.Complete(given).Directive()
	answer, err := Check(r.Context(), s.engine, s.options.Graph, s.scope(r), d)
	if err != nil {
		return err
	}
	if offsets == api.UTF16 {
		answer.ToUTF16(d.Text)
	}
	return writeJSON(w, http.StatusOK, answer)
}
