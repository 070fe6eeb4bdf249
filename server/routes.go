package server

import (
	"net/http"
	"slices"
	"strings"

	"github.com/gorilla/mux"

	"tracuu/server/api"
)

// handler answers a request or says why it cannot. It must not have written
// anything when it returns an error.
type handler func(w http.ResponseWriter, r *http.Request) error

// route is one row of the table: what answers a method at a path. A GET route
// answers HEAD as well.
type route struct {
	method string
	path   string
	handle handler
}

// routes is everything the server answers. Where two paths match, the first
// wins for its own methods only: a document may be called "get".
func (s *Server) routes() []route {
	table := []route{
		{http.MethodGet, "/v1/search", s.search},
		{http.MethodGet, "/v1/facets/{name}", s.facet},
		{http.MethodGet, "/v1/suggest", s.suggest},
		{http.MethodPost, "/v1/directives", s.post},
		{http.MethodPost, "/v1/directives/get", s.getMany},
		{http.MethodGet, "/v1/directives/{id}", s.get},
		{http.MethodPut, "/v1/directives/{id}", s.put},
		{http.MethodPatch, "/v1/directives/{id}", s.patch},
		{http.MethodDelete, "/v1/directives/{id}", s.delete},
		{http.MethodGet, "/v1/directives/{id}/audit", s.audit},
		{http.MethodPost, "/v1/directives/{id}/audit/{n}/undo", s.undo},
		{http.MethodGet, "/v1/directives/{id}/text", s.text},
		{http.MethodGet, "/v1/directives/{id}/related", s.related},
		{http.MethodPost, "/v1/extract", s.extract},
		{http.MethodGet, "/v1/changes", s.changes},
		{http.MethodGet, "/healthz", s.health},
		{http.MethodGet, "/readyz", s.ready},
		{http.MethodGet, "/openapi.json", s.openAPI},
	}
	if s.options.Graph != nil {
		table = append(table,
			route{http.MethodGet, "/v1/directives/{id}/citations", s.citations},
			route{http.MethodGet, "/v1/directives/{id}/cited-by", s.citedBy},
			route{http.MethodGet, "/v1/directives/{id}/cascade", s.cascade},
			route{http.MethodGet, "/v1/ghosts", s.ghosts},
			route{http.MethodGet, "/v1/resolve", s.resolve},
			route{http.MethodPost, "/v1/resolve", s.resolveMany},
			route{http.MethodPost, "/v1/citations/check", s.check},
		)
	}
	if s.options.Local != nil {
		table = append(table,
			route{http.MethodGet, "/v1/local", s.localOnly(s.localHere)},
			route{http.MethodPost, "/v1/local/index", s.localOnly(s.localIndex)},
			route{http.MethodPost, "/v1/local/reindex", s.localOnly(s.localReindex)},
		)
	}
	return table
}

// router matches encoded paths, so that an id may hold "/", and never redirects.
func (s *Server) router() http.Handler {
	router := mux.NewRouter().UseEncodedPath().SkipClean(true)
	table := s.routes()
	for _, row := range table {
		methods := []string{row.method}
		if row.method == http.MethodGet {
			methods = append(methods, http.MethodHead)
		}
		router.Handle(row.path, s.answer(row)).Methods(methods...)
	}
	router.NotFoundHandler = s.answer(route{handle: func(http.ResponseWriter, *http.Request) error {
		return api.NewProblem(http.StatusNotFound, api.CodeNoSuchRoute, "nothing lives at this path: see /openapi.json")
	}})
	router.MethodNotAllowedHandler = s.answer(route{handle: func(w http.ResponseWriter, r *http.Request) error {
		return wrongMethod(w, r, router)
	}})
	return router
}

// answer runs the handler of a row and writes its error as a problem.
func (s *Server) answer(row route) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		exchangeOf(r).route = row.path
		if err := row.handle(w, r); err != nil {
			s.fail(w, r, err)
		}
	})
}

// wrongMethod answers OPTIONS, and refuses other methods that the path lacks,
// with the list of those it has.
func wrongMethod(w http.ResponseWriter, r *http.Request, router *mux.Router) error {
	allowed := []string{http.MethodOptions}
	for _, method := range []string{http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete} {
		probe := r.Clone(r.Context())
		probe.Method = method
		var match mux.RouteMatch
		if router.Match(probe, &match) && match.MatchErr == nil {
			allowed = append(allowed, method)
		}
	}
	slices.Sort(allowed)
	w.Header().Set("Allow", strings.Join(allowed, ", "))
	if r.Method == http.MethodOptions {
		w.WriteHeader(http.StatusNoContent)
		return nil
	}
	return api.NewProblem(http.StatusMethodNotAllowed, api.CodeMethodNotAllowed, shortMethod(r.Method)+" is not answered at this path")
}

// shortMethod keeps a hostile method out of the answer.
func shortMethod(method string) string {
	if len(method) > 20 {
		return "the method"
	}
	return method
}
