package server

import (
	"net/http"
	"slices"
	"strings"

	"github.com/gorilla/mux"

	"tracuu/server/api"
	"tracuu/server/keys"
)

// handler answers a request or says why it cannot. It must not have written
// anything when it returns an error.
type handler func(w http.ResponseWriter, r *http.Request) error

// route is one row of the table: what answers a method at a path. A GET route
// answers HEAD as well.
type route struct {
	method string
	path   string
	needs  keys.Right // what the caller must be allowed to do
	handle handler
}

// routes are those of the API; pageRoutes has the others. Where two paths match, the first
// wins for its own methods only: a document may be called "get".
func (s *Server) routes() []route {
	table := []route{
		{http.MethodGet, "/v1/search", keys.Search, s.search},
		{http.MethodPost, "/v1/multi-search", keys.Search, s.multiSearch},
		{http.MethodGet, "/export.csv", keys.Search, s.exportCSV},
		{http.MethodGet, "/export.jsonl", keys.Read, s.exportJSONL},
		{http.MethodGet, feedRoute, keys.Search, s.feed},
		{http.MethodGet, "/v1/facets/{name}", keys.Search, s.facet},
		{http.MethodGet, "/v1/suggest", keys.Search, s.suggest},
		{http.MethodPost, "/v1/directives", keys.Write, s.repeated(s.post)},
		{http.MethodPost, "/v1/directives/get", keys.Read, s.getMany},
		{http.MethodGet, "/v1/directives/{id}", keys.Read, s.get},
		{http.MethodPut, "/v1/directives/{id}", keys.Write, s.put},
		{http.MethodPatch, "/v1/directives/{id}", keys.Curate, s.patch},
		{http.MethodDelete, "/v1/directives/{id}", keys.Write, s.delete},
		{http.MethodGet, "/v1/directives/{id}/audit", keys.Curate, s.audit},
		{http.MethodPost, "/v1/directives/{id}/audit/{n}/undo", keys.Curate, s.undo},
		{http.MethodGet, "/v1/directives/{id}/text", keys.Read, s.text},
		{http.MethodGet, "/v1/directives/{id}/file", keys.Read, s.file},
		{http.MethodGet, "/v1/directives/{id}/pages/{n}", keys.Read, s.pageImage},
		{http.MethodGet, "/v1/directives/{id}/copies", keys.Read, s.copies},
		{http.MethodGet, "/v1/directives/{id}/related", keys.Search, s.related},
		{http.MethodPost, "/v1/extract", keys.Read, s.extract},
		{http.MethodGet, "/v1/changes", keys.Read, s.changes},
		{http.MethodGet, "/v1/quarantine", keys.Admin, s.quarantined},
		{http.MethodPost, "/v1/quarantine/{id}/release", keys.Admin, s.release},
		{http.MethodGet, "/healthz", keys.Public, s.health},
		{http.MethodGet, "/readyz", keys.Public, s.ready},
		{http.MethodGet, "/metrics", keys.Admin, s.metricsPage},
		{http.MethodGet, "/openapi.json", keys.Public, s.openAPI},
	}
	if s.options.Graph != nil {
		table = append(table,
			route{http.MethodGet, "/v1/directives/{id}/citations", keys.Read, s.citations},
			route{http.MethodGet, "/v1/directives/{id}/cited-by", keys.Read, s.citedBy},
			route{http.MethodGet, "/v1/directives/{id}/cascade", keys.Read, s.cascade},
			route{http.MethodGet, "/v1/ghosts", keys.Search, s.ghosts},
			route{http.MethodGet, "/v1/resolve", keys.Search, s.resolve},
			route{http.MethodPost, "/v1/resolve", keys.Search, s.resolveMany},
			route{http.MethodPost, "/v1/citations/check", keys.Search, s.check},
		)
	}
	if s.options.Local != nil {
		table = append(table,
			route{http.MethodGet, "/v1/local", keys.Public, s.localOnly(s.localHere)},
			route{http.MethodPost, "/v1/local/index", keys.Public, s.localOnly(s.localIndex)},
			route{http.MethodPost, "/v1/local/reindex", keys.Public, s.localOnly(s.localReindex)},
			route{http.MethodPost, "/v1/local/backup", keys.Public, s.localOnly(s.localBackup)},
			route{http.MethodPost, "/v1/local/import", keys.Public, s.localOnly(s.localImport)},
		)
	}
	return table
}

// router matches encoded paths, so that an id may hold "/", and never redirects.
func (s *Server) router() http.Handler {
	router := mux.NewRouter().UseEncodedPath().SkipClean(true)
	for _, row := range append(s.routes(), s.pageRoutes()...) {
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
	return packed(row, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		exchangeOf(r).route = row.path
		err := authorise(w, r, row.needs)
		if err == nil {
			err = row.handle(w, r)
		}
		if err != nil {
			s.fail(w, r, err)
		}
	}))
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
