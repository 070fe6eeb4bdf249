package server

import (
	"net/http"

	"tracuu/server/api"
)

// helpPage answers GET /tro-giup.
func (s *Server) helpPage(w http.ResponseWriter, r *http.Request) error {
	return s.pages.Help(w, s.visit(w, r))
}

// referencePage answers GET /api: openapi.json for people.
func (s *Server) referencePage(w http.ResponseWriter, r *http.Request) error {
	return s.pages.Reference(w, s.visit(w, r), openAPI)
}

// demoPage answers GET /embed-demo.
func (s *Server) demoPage(w http.ResponseWriter, r *http.Request) error {
	return s.pages.Demo(w, s.visit(w, r), s.options.Access.Proxies.base(r))
}

// embedScript answers GET /embed.js, which any site may load as a module: what it asks
// for then is held to its key.
func (s *Server) embedScript(w http.ResponseWriter, r *http.Request) error {
	w.Header().Set("Access-Control-Allow-Origin", "*")
	w.Header().Set("Cross-Origin-Resource-Policy", "cross-origin")
	if s.pages.Static(w, r, "embed.js") {
		return nil
	}
	return api.NewProblem(http.StatusNotFound, api.CodeNoSuchRoute, "no such file")
}
