package server

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"tracuu/index/citation"
	"tracuu/index/directive"
	"tracuu/server/api"
	"tracuu/server/web"
)

// resolve answers GET /v1/resolve: which document a number means. A browser is
// sent to it.
func (s *Server) resolve(w http.ResponseWriter, r *http.Request) error {
	settings, err := readSettings(r, "number", "issuer", "date")
	if err != nil {
		return err
	}
	asked := api.Asked{Number: strings.TrimSpace(settings.values.Get("number")), Issuer: settings.values.Get("issuer")}
	if asked.Number == "" {
		settings.bad("number", "is missing")
	}
	if date := settings.values.Get("date"); date != "" {
		if asked.Date, err = directive.ParseDate(date); err != nil {
			settings.bad("date", "is no date")
		}
	}
	if err := settings.err(); err != nil {
		return err
	}
	w.Header().Add("Vary", "Accept")
	desk, err := s.desk(r)
	if err != nil {
		return err
	}
	answers, err := desk.resolve(r, asked)
	if err != nil {
		return err
	}
	if wantsPage(r.Header.Get("Accept")) {
		return s.resolvedPage(w, r, asked, answers[0])
	}
	return writeValidated(w, r, answers[0])
}

// resolveMany answers POST /v1/resolve: many numbers at once.
func (s *Server) resolveMany(w http.ResponseWriter, r *http.Request) error {
	if err := noParameters(r); err != nil {
		return err
	}
	var request api.ResolveRequest
	if err := s.readRequest(r, &request); err != nil {
		return err
	}
	if n := len(request.Numbers); n == 0 || n > api.MaxResolve {
		return badBody("wrong number of numbers", api.ParamError{Param: "numbers", Reason: "takes 1 to 1000 numbers"})
	}
	for i, asked := range request.Numbers {
		if strings.TrimSpace(asked.Number) == "" {
			return badBody("a number is empty", api.ParamError{Param: "numbers[" + strconv.Itoa(i) + "].number", Reason: "is missing"})
		}
	}
	desk, err := s.desk(r)
	if err != nil {
		return err
	}
	answers, err := desk.resolve(r, request.Numbers...)
	if err != nil {
		return err
	}
	answer := api.ResolveResponse{Resolved: make([]api.ResolvedNumber, len(answers))}
	for i, a := range answers {
		answer.Resolved[i] = api.ResolvedNumber{Asked: request.Numbers[i], Resolved: a}
	}
	return writeJSON(w, http.StatusOK, answer)
}

// resolve decides which documents numbers mean.
func (k *desk) resolve(r *http.Request, asked ...api.Asked) ([]api.Resolved, error) {
	found := make([]citation.Resolution, len(asked))
	for i, a := range asked {
		found[i] = k.graph.Resolve(a.Number, a.Issuer, a.Date, k.visible)
	}
	heads, err := k.heads(r.Context(), found...)
	if err != nil {
		return nil, err
	}
	out := make([]api.Resolved, len(asked))
	for i, a := range asked {
		cited := directive.Reference{Number: a.Number, Issuer: a.Issuer, Date: a.Date}
		out[i] = api.Resolved{Status: string(found[i].State), Resolution: render(&cited, found[i], heads)}
	}
	return out, nil
}

// wantsPage reports whether a caller is a browser: it names HTML before anything
// else.
func wantsPage(accept string) bool {
	first, _, _ := strings.Cut(accept, ",")
	kind, _, _ := strings.Cut(first, ";")
	return strings.TrimSpace(kind) == "text/html"
}

// documentPath is where a document lives in the API.
func documentPath(id string) string { return "/v1/directives/" + url.PathEscape(id) }

// resolvedPage sends a browser to the document meant (303), offers those that may
// be meant (300), or says that there is none (404).
func (s *Server) resolvedPage(w http.ResponseWriter, r *http.Request, asked api.Asked, answer api.Resolved) error {
	status := http.StatusMultipleChoices
	switch {
	case answer.Target != nil:
		status = http.StatusSeeOther
		w.Header().Set("Location", web.DocumentPath(answer.Target.ID))
	case len(answer.Candidates) == 0:
		status = http.StatusNotFound
	}
	return s.pages.Resolved(w, s.visit(w, r), status, asked, answer)
}
