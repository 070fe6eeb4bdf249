package server

import (
	"cmp"
	"net/http"
	"strconv"
	"unicode"
	"unicode/utf8"

	"github.com/gorilla/mux"

	"tracuu/index"
	"tracuu/server/api"
)

// curatorHeader names who makes a correction, where no key does.
const curatorHeader = "X-Curator"

// nobody is who corrects on the server's own machine without saying a name.
const nobody = "local"

const maxCurator = 100 // bytes

// mediaPatch is the type of a JSON Merge Patch (RFC 7396).
const mediaPatch = "application/merge-patch+json"

// curator is who makes a correction: the holder of the key, where there is one. What a
// caller with a key says beside it stands before the key's name, never instead.
func curator(r *http.Request) (string, error) {
	name, holder := r.Header.Get(curatorHeader), ""
	if key := exchangeOf(r).caller.key; key != nil {
		holder = key.Name
	}
	if name == "" {
		return cmp.Or(holder, nobody), nil
	}
	reason := ""
	switch {
	case len(name) > maxCurator:
		reason = "is longer than 100 bytes"
	case !utf8.ValidString(name):
		reason = "is not valid UTF-8"
	}
	for _, c := range name {
		if unicode.IsControl(c) {
			reason = "holds a control character"
		}
	}
	if reason != "" {
		return "", api.BadParams(api.ParamError{Param: curatorHeader, Reason: reason})
	}
	if holder != "" {
		name += " (" + holder + ")"
	}
	return name, nil
}

// patch answers PATCH /v1/directives/{id}: corrections of a document.
func (s *Server) patch(w http.ResponseWriter, r *http.Request) error {
	id, by, err := correction(r)
	if err != nil {
		return err
	}
	if kind, err := mediaType(r); err != nil || kind != mediaPatch && kind != mediaJSON {
		return unsupported(kind, mediaPatch)
	}
	body, err := readBody(r, maxRequestBytes, s.options.Timeouts.Body)
	if err != nil {
		return err
	}
	edit, err := s.engine.Curate(r.Context(), s.scope(r), id, by, body)
	if err != nil {
		return err
	}
	return s.corrected(w, r, id, edit)
}

// correction reads what a request to correct has in common: the document, who,
// and no parameters.
func correction(r *http.Request) (id, by string, err error) {
	if err = noParameters(r); err == nil {
		id, err = pathID(r)
	}
	if err == nil {
		by, err = curator(r)
	}
	return id, by, err
}

// corrected answers an edit with the document as it now stands.
func (s *Server) corrected(w http.ResponseWriter, r *http.Request, id string, edit index.Edit) error {
	if edit.Action == index.Held {
		return writeJSON(w, http.StatusAccepted, api.CuratedResponse{Edit: &edit, State: api.Quarantined})
	}
	d, err := s.directive(r, id) // may have been deleted a moment ago
	if err != nil {
		return err
	}
	visible, err := s.engine.Visible(r.Context(), s.scope(r))
	if err != nil {
		return err
	}
	edit = edit.Within(visible)
	answer := api.CuratedResponse{Directive: &d}
	if edit.N > 0 {
		answer.Edit = &edit
	}
	return writeJSON(w, http.StatusOK, answer)
}

// audit answers GET /v1/directives/{id}/audit: who corrected what.
func (s *Server) audit(w http.ResponseWriter, r *http.Request) error {
	if err := noParameters(r); err != nil {
		return err
	}
	d, err := s.held(r)
	if err != nil {
		return err
	}
	history, err := s.engine.History(r.Context(), s.scope(r), d.ID)
	if err != nil {
		return err
	}
	visible, err := s.engine.Visible(r.Context(), s.scope(r))
	if err != nil {
		return err
	}
	return writeValidated(w, r, api.NewAuditResponse(history.Within(visible), &d))
}

// undo answers POST /v1/directives/{id}/audit/{n}/undo: takes an edit back.
func (s *Server) undo(w http.ResponseWriter, r *http.Request) error {
	id, by, err := correction(r)
	if err != nil {
		return err
	}
	n, err := strconv.Atoi(mux.Vars(r)["n"])
	if err != nil || n < 1 {
		return api.BadParams(api.ParamError{Param: "n", Reason: "is no number of an edit"})
	}
	edit, err := s.engine.Undo(r.Context(), s.scope(r), id, by, n)
	if err != nil {
		return err
	}
	return s.corrected(w, r, id, edit)
}
