package server

import (
	"cmp"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/gorilla/mux"

	"tracuu/index"
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
		{http.MethodGet, "/van-ban/{id}", keys.Read, s.documentPage},
		{http.MethodGet, signInPath, keys.Public, s.signInPage},
		{http.MethodPost, signInPath, keys.Public, s.signIn},
		{http.MethodGet, "/static/{name:.*}", keys.Public, s.static},
	}...)
}

const signInPath = "/dang-nhap"

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
	return web.NewVisit(w, r, exchangeOf(r).caller.may)
}

// maxNumbers is how many numbers of a query have cards of their own.
const maxNumbers = 3

// searchPage answers GET / and GET /search.
func (s *Server) searchPage(w http.ResponseWriter, r *http.Request) error {
	asked := web.ReadSearch(r.URL.Query())
	answer, err := s.found(r, asked.Query, api.Presentation{})
	if err != nil {
		return err
	}
	found := web.Found{Answer: answer}
	if asked.Query.Cursor == "" {
		if found.Numbers, err = s.numbersIn(r, answer.Interpreted); err != nil {
			return err
		}
	}
	return s.pages.Search(w, s.visit(w, r), asked, found)
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

// signInPage answers GET /dang-nhap: it asks for a key.
func (s *Server) signInPage(w http.ResponseWriter, r *http.Request) error {
	return s.pages.SignIn(w, s.visit(w, r), within(r.URL.Query().Get("next")), r.URL.Query().Has("refused"))
}

// sessionFor is how long a browser keeps a key, in seconds.
const sessionFor = 30 * 24 * 60 * 60

// signIn answers POST /dang-nhap: a browser keeps the key that it shows.
func (s *Server) signIn(w http.ResponseWriter, r *http.Request) error {
	r.Body = http.MaxBytesReader(w, r.Body, 8<<10)
	if err := r.ParseForm(); err != nil {
		return badBody("the form cannot be read")
	}
	token, next := strings.TrimSpace(r.PostForm.Get("key")), within(r.PostForm.Get("next"))
	if s.options.Access.Keys == nil {
		return redirect(w, next)
	}
	if _, err := holder(s.options.Access.Keys, token); err != nil {
		if problemOf(err) == nil {
			return err
		}
		return s.pages.SignIn(w, s.visit(w, r), next, true)
	}
	http.SetCookie(w, sessionOf(r, token, sessionFor))
	return redirect(w, next)
}

// sessionOf is the cookie that carries a key; a negative age ends it.
func sessionOf(r *http.Request, token string, age int) *http.Cookie {
	return &http.Cookie{
		Name: sessionCookie, Value: token, Path: "/", MaxAge: age,
		HttpOnly: true, SameSite: http.SameSiteLaxMode, Secure: r.TLS != nil,
	}
}

// within keeps an address that a browser is sent to on this server.
func within(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "" || u.Host != "" || !strings.HasPrefix(u.Path, "/") ||
		strings.HasPrefix(address, "//") || strings.ContainsAny(address, "\\\t\r\n") {
		return "/"
	}
	return cmp.Or(u.RequestURI(), "/")
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
		to := signInPath + "?next=" + url.QueryEscape(r.URL.RequestURI())
		if cookie, err := r.Cookie(sessionCookie); err == nil && cookie.Value != "" {
			http.SetCookie(w, sessionOf(r, "", -1))
			to += "&refused"
		}
		w.Header().Del("WWW-Authenticate")
		return redirect(w, to) == nil
	}
	return s.pages.Problem(w, s.visit(w, r), problem) == nil
}
