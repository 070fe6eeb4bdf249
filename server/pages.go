package server

import (
	"cmp"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/gorilla/mux"

	"tracuu/index"
	"tracuu/index/citation"
	"tracuu/server/api"
	"tracuu/server/keys"
	"tracuu/server/web"
)

// pageRoutes are the pages for people. They render what the routes of the API
// answer; package web tells how.
func (s *Server) pageRoutes() []route {
	return append(s.deskRoutes(), []route{
		{http.MethodGet, "/", keys.Search, s.searchPage},
		{http.MethodGet, "/search", keys.Search, s.searchPage},
		{http.MethodGet, web.FacetPath, keys.Search, s.facetPage},
		{http.MethodGet, "/van-ban/{id}", keys.Read, s.documentPage},
		{http.MethodPost, "/van-ban/{id}", keys.Curate, s.undoPage},
		{http.MethodGet, web.SignInPath, keys.Public, s.signInPage},
		{http.MethodPost, web.SignInPath, keys.Public, s.signIn},
		{http.MethodPost, web.SignOutPath, keys.Public, s.signOut},
		{http.MethodGet, "/static/{name:.*}", keys.Public, s.static},
	}...)
}

// newPages are the pages of a server, which link to what it answers.
func (s *Server) newPages() *web.Pages {
	paths := map[string]bool{}
	for _, row := range append(s.routes(), s.pageRoutes()...) {
		paths[row.path] = true
	}
	return web.New(web.Options{
		Version: s.options.Version, Bodies: s.options.Bodies,
		Has: func(path string) bool { return paths[path] },
	})
}

// visit is one look at a page.
func (s *Server) visit(w http.ResponseWriter, r *http.Request) web.Visit {
	who := exchangeOf(r).caller
	visitor := web.Visitor{May: who.may, Secure: s.overTLS(r), Keyed: !who.owner}
	if who.key != nil {
		visitor.Name = cmp.Or(who.key.Name, who.key.ID)
	}
	return web.NewVisit(w, r, visitor)
}

// doubts counts the citations of each hit that somebody should decide on, for who may.
func (s *Server) doubts(r *http.Request, hits []api.Hit) (map[string]int, error) {
	if s.options.Graph == nil || !exchangeOf(r).caller.may(keys.Curate) {
		return nil, nil
	}
	desk, err := s.desk(r)
	if err != nil {
		return nil, err
	}
	out := map[string]int{}
	for _, h := range hits {
		for _, c := range desk.graph.Citations(&h.Directive, desk.visible) {
			if c.State == citation.Ambiguous || c.State == citation.Conflict {
				out[h.Directive.ID]++
			}
		}
	}
	return out, nil
}

// maxNumbers is how many numbers of a query have cards of their own.
const maxNumbers = 3

// soonFound is how long a search may take before the opening of its page leaves. What
// fails at once still has its status, and what is found at once goes in one piece.
const soonFound = 3 * time.Millisecond

// searchPage answers GET / and GET /search.
func (s *Server) searchPage(w http.ResponseWriter, r *http.Request) error {
	asked := web.ReadSearch(r.URL.Query())
	page := s.pages.NewSearch(w, s.visit(w, r), asked)
	defer page.Settle()
	if r.Method == http.MethodGet && asked.Query.Cursor == "" { // only the engine knows a cursor of no use
		exchangeOf(r).admitted = func() { page.OpenAfter(soonFound) }
	}
	found, err := s.foundFor(r, asked.Query)
	if opened := page.Settle(); err != nil && opened {
		problem := s.explain(r, err)
		exchangeOf(r).failed = problem.Status
		return page.Problem(problem)
	}
	if err != nil {
		return err
	}
	return page.Found(found)
}

// foundFor is what the page of a search shows.
func (s *Server) foundFor(r *http.Request, query index.Query) (web.Found, error) {
	var found web.Found
	var err error
	if found.Answer, err = s.found(r, query, api.Presentation{}); err != nil {
		return found, err
	}
	if found.Doubts, err = s.doubts(r, found.Answer.Hits); err != nil {
		return found, err
	}
	if query.Cursor == "" {
		found.Numbers, err = s.numbersIn(r, found.Answer.Interpreted)
	}
	return found, err
}

// numbersIn says which documents the numbers of a query mean.
func (s *Server) numbersIn(r *http.Request, in index.Interpreted) ([]api.ResolvedNumber, error) {
	if s.options.Graph == nil || len(in.Numbers) == 0 || len(in.Numbers) > maxNumbers {
		return nil, nil
	}
	asked := make([]api.Asked, len(in.Numbers))
	for i, n := range in.Numbers {
		asked[i].Number = n
	}
	desk, err := s.desk(r)
	if err != nil {
		return nil, err
	}
	answers, err := desk.resolve(r, asked...)
	if err != nil {
		return nil, err
	}
	out := make([]api.ResolvedNumber, len(asked))
	for i, a := range answers {
		out[i] = api.ResolvedNumber{Asked: asked[i], Resolved: a}
	}
	return out, nil
}

// static answers GET /static/….
func (s *Server) static(w http.ResponseWriter, r *http.Request) error {
	if s.pages.Static(w, r, mux.Vars(r)["name"]) {
		return nil
	}
	return api.NewProblem(http.StatusNotFound, api.CodeNoSuchRoute, "no such file")
}

func redirect(w http.ResponseWriter, to string) error {
	w.Header().Set("Location", to)
	w.WriteHeader(http.StatusSeeOther)
	return nil
}

// wantsProblemPage reports whether a failure is to be told to a person: a browser
// asked, and not for the API.
func wantsProblemPage(r *http.Request) bool {
	return wantsPage(r.Header.Get("Accept")) && !strings.HasPrefix(r.URL.Path, "/v1/")
}

// failPage answers a browser with what went wrong. Who lacks a key is asked for one,
// and one that no longer holds is forgotten.
func (s *Server) failPage(w http.ResponseWriter, r *http.Request, problem api.Problem) bool {
	if problem.Code == api.CodeUnauthorized && slices.Contains([]string{http.MethodGet, http.MethodHead}, r.Method) {
		to := web.SignInPath + "?next=" + url.QueryEscape(r.URL.RequestURI())
		if cookie, err := r.Cookie(sessionCookie); err == nil && cookie.Value != "" {
			http.SetCookie(w, s.sessionOf(r, "", -1))
			to += "&refused"
		}
		w.Header().Del("WWW-Authenticate")
		return redirect(w, to) == nil
	}
	return s.pages.Problem(w, s.visit(w, r), problem) == nil
}
