package server

import (
	"cmp"
	"net/http"
	"net/url"
	"strings"

	"tracuu/server/web"
)

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
	http.SetCookie(w, s.sessionOf(r, token, sessionFor))
	return redirect(w, next)
}

// signOut answers POST /dang-xuat: the browser forgets its key. It is a POST, so that
// no link or image of another page can sign somebody out.
func (s *Server) signOut(w http.ResponseWriter, r *http.Request) error {
	http.SetCookie(w, s.sessionOf(r, "", -1))
	w.Header().Set("Clear-Site-Data", `"cache"`) // pages that the key showed, from a shared machine
	return redirect(w, web.SignInPath)
}

// sessionOf is the cookie that carries a key; a negative age ends it. It is Lax, not
// Strict, so that a link to a document in a letter or chat finds its reader signed in;
// what it lets through from other sites are GETs, which change nothing, and writes
// are held to the origin of their page besides (refuseForeignWrites).
func (s *Server) sessionOf(r *http.Request, token string, age int) *http.Cookie {
	return &http.Cookie{
		Name: sessionCookie, Value: token, Path: "/", MaxAge: age,
		HttpOnly: true, SameSite: http.SameSiteLaxMode, Secure: s.overTLS(r),
	}
}

// overTLS reports whether the caller reached the server by TLS, here or at a trusted
// proxy in front.
func (s *Server) overTLS(r *http.Request) bool {
	return strings.HasPrefix(s.options.Access.Proxies.base(r), "https:")
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
