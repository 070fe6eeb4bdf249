package server

import (
	"errors"
	"net/http"
	"slices"
	"strings"

	"tracuu/index"
	"tracuu/server/api"
	"tracuu/server/keys"
)

// Access says who may use a server, and how much.
type Access struct {
	// Keys of the collection. While none was ever made, whoever reaches the server
	// may do everything.
	Keys *keys.Ring
	// Anonymous are the rights of callers without a key where keys exist.
	Anonymous []keys.Right
	// Rate bounds the requests a minute of a key that says nothing else, and of an
	// address without a key (default 600). It holds where keys exist.
	Rate int
	// Hosts are the names by which the server may be asked while it has no keys, so
	// that a page of another site cannot reach it under a name of its own (DNS
	// rebinding). Empty: any.
	Hosts []string
	// Origins are the sites whose pages may ask from a browser, beside those that
	// keys name.
	Origins []string
	// Proxies are the networks whose word on the caller's address is taken.
	Proxies Networks
}

// caller is who makes a request.
type caller struct {
	key    *keys.Key // nil: nobody in particular
	rights []keys.Right
	scope  index.Scope
	owner  bool // who started the server, or anybody where there are no keys
}

func (c caller) may(r keys.Right) bool {
	return c.owner || r == keys.Public || slices.Contains(c.rights, r)
}

// id is the caller's key for logs and counts, never its token.
func (c caller) id() string {
	if c.key == nil {
		return ""
	}
	return c.key.ID
}

// sessionCookie carries a key from a browser that signed in.
const sessionCookie = "tracuu_key"

// bearer is the key in the Authorization header, "" for none.
func bearer(r *http.Request) string {
	if scheme, token, ok := strings.Cut(r.Header.Get("Authorization"), " "); ok && strings.EqualFold(scheme, "Bearer") {
		return strings.TrimSpace(token)
	}
	return ""
}

// tokenOf is the token that a request shows, "" for none. A feed reader shows it as
// a password; only for what changes nothing, since a browser that was once told a
// password sends it with whatever a page of another site makes it ask.
func tokenOf(r *http.Request) string {
	if token := bearer(r); token != "" {
		return token
	}
	if _, password, ok := r.BasicAuth(); ok && (r.Method == http.MethodGet || r.Method == http.MethodHead) {
		return password
	}
	if cookie, err := r.Cookie(sessionCookie); err == nil {
		return cookie.Value
	}
	return ""
}

var (
	errForeignHost = api.NewProblem(http.StatusForbidden, api.CodeForbiddenHost,
		"this server is not asked by that name: see --host")
	errBadKey = api.NewProblem(http.StatusUnauthorized, api.CodeUnauthorized,
		"the key is unknown, revoked or expired")
	errNoKey = api.NewProblem(http.StatusUnauthorized, api.CodeUnauthorized,
		"this needs a key: Authorization: Bearer KEY")
	errNoRight = api.NewProblem(http.StatusForbidden, api.CodeForbidden,
		"the key does not give the right to do this")
)

// identify says who makes a request.
func (s *Server) identify(r *http.Request) (caller, error) {
	everything := caller{owner: true, scope: index.Everything()}
	token := tokenOf(r)
	if s.options.Local != nil && sameToken(token, s.options.Local.Token) {
		return everything, nil
	}
	access := s.options.Access
	closed := false
	if access.Keys != nil {
		var err error
		if closed, err = access.Keys.Any(); err != nil {
			return caller{}, err
		}
	}
	if !closed {
		if !askedByName(r.Host, access.Hosts) {
			return caller{}, errForeignHost
		}
		return everything, nil
	}
	if token == "" {
		return caller{rights: access.Anonymous, scope: index.Everything()}, nil
	}
	return holder(access.Keys, token)
}

// holder is the caller that a token stands for.
func holder(ring *keys.Ring, token string) (caller, error) {
	key, err := ring.Find(token)
	switch {
	case errors.Is(err, keys.ErrUnknown), errors.Is(err, keys.ErrRevoked), errors.Is(err, keys.ErrExpired):
		return caller{}, errBadKey
	case err != nil:
		return caller{}, err
	}
	scope, err := key.Scope()
	if err != nil {
		return caller{}, err
	}
	return caller{key: &key, rights: key.Rights, scope: scope}, nil
}

// authorise refuses a caller without the right that a route needs.
func authorise(w http.ResponseWriter, r *http.Request, needs keys.Right) error {
	c := exchangeOf(r).caller
	switch {
	case c.may(needs):
		return nil
	case c.key == nil:
		w.Header().Set("WWW-Authenticate", `Bearer realm="tracuu"`)
		if exchangeOf(r).route == feedRoute {
			w.Header().Add("WWW-Authenticate", `Basic realm="tracuu", charset="UTF-8"`)
		}
		return errNoKey
	}
	return errNoRight
}

// scope is what the caller may see.
func (s *Server) scope(r *http.Request) index.Scope {
	return exchangeOf(r).caller.scope
}

// admitted lets a request through once it is known who makes it, that its page
// may ask, and that it is not one too many.
func (s *Server) admitted(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if s.preflight(w, r) {
			return
		}
		x := exchangeOf(r)
		x.address = s.options.Access.Proxies.client(r)
		who, err := s.identify(r)
		if limited := s.limit(w, x.address, who, err); limited != nil {
			s.fail(w, r, limited)
			return
		}
		if err == nil {
			err = checkOrigin(r, who)
		}
		if err != nil {
			if errors.Is(err, errBadKey) {
				w.Header().Set("WWW-Authenticate", `Bearer realm="tracuu", error="invalid_token"`)
			}
			s.fail(w, r, err)
			return
		}
		x.caller = who
		next.ServeHTTP(w, r)
	})
}
