package server

import (
	"net/http"
	"slices"
	"strings"

	"tracuu/server/api"
)

// refuseForeignWrites keeps pages of other sites from making a visitor's browser
// write with what the browser sends by itself: a cookie, or nothing where no key
// is asked for. Programs send no Origin and are not affected, nor is who shows a
// key in a header, which no page can make a browser do without knowing the key.
func (s *Server) refuseForeignWrites(next http.Handler) http.Handler {
	guard := http.NewCrossOriginProtection()
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if exchangeOf(r).caller.key == nil || bearer(r) == "" {
			reached := *r
			_, reached.Host, _ = strings.Cut(s.options.Access.Proxies.base(r), "://") // by the name that the browser knows
			if guard.Check(&reached) != nil {
				s.fail(w, r, errForeignOrigin)
				return
			}
		}
		next.ServeHTTP(w, r)
	})
}

var errForeignOrigin = api.NewProblem(http.StatusForbidden, api.CodeForbiddenOrigin,
	"a page of another site may not do this")

// What pages of other sites may send and read, where they may ask at all.
const (
	corsMethods = "GET, HEAD, POST, PUT, PATCH, DELETE"
	corsHeaders = "Authorization, Content-Type, If-None-Match, Idempotency-Key, Range"
	corsExposed = "ETag, Link, Location, RateLimit, RateLimit-Policy, Retry-After, X-Request-Id"
	corsAge     = "600" // seconds for which a browser remembers
)

// allowedOrigin reports whether pages of an origin may ask: that is for the server
// to say, or for a key.
func (s *Server) allowedOrigin(origin string) bool {
	if slices.Contains(s.options.Access.Origins, origin) {
		return true
	}
	if s.options.Access.Keys == nil {
		return false
	}
	list, err := s.options.Access.Keys.List()
	if err != nil {
		return false
	}
	for _, k := range list {
		if k.Revoked.IsZero() && slices.Contains(k.Origins, origin) {
			return true
		}
	}
	return false
}

// preflight answers what a browser asks before it lets a page of another site ask.
func (s *Server) preflight(w http.ResponseWriter, r *http.Request) bool {
	origin := r.Header.Get("Origin")
	if origin == "" {
		return false
	}
	h := w.Header()
	h.Add("Vary", "Origin")
	if !s.allowedOrigin(origin) {
		return false
	}
	h.Set("Access-Control-Allow-Origin", origin)
	h.Set("Access-Control-Expose-Headers", corsExposed)
	if r.Method != http.MethodOptions || r.Header.Get("Access-Control-Request-Method") == "" {
		return false
	}
	h.Set("Access-Control-Allow-Methods", corsMethods)
	h.Set("Access-Control-Allow-Headers", corsHeaders)
	h.Set("Access-Control-Max-Age", corsAge)
	w.WriteHeader(http.StatusNoContent)
	return true
}

// checkOrigin refuses a key that is used from a page of another site than those it
// is for. What is no page of a browser sends no Origin: a key that may be read
// in a page is to be one that may do little.
func checkOrigin(r *http.Request, who caller) error {
	origin := r.Header.Get("Origin")
	if origin == "" || who.key == nil || len(who.key.Origins) == 0 || slices.Contains(who.key.Origins, origin) {
		return nil
	}
	return errForeignOrigin
}
