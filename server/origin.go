package server

import (
	"net/http"

	"tracuu/server/api"
)

// refuseForeignWrites keeps pages of other sites from making a visitor's browser
// write to a server on the visitor's own machine, where no key is asked for.
// Programs send no Origin and are not affected.
func (s *Server) refuseForeignWrites(next http.Handler) http.Handler {
	guard := http.NewCrossOriginProtection()
	guard.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.fail(w, r, api.NewProblem(http.StatusForbidden, api.CodeForbiddenOrigin,
			"a page of another site may not write here"))
	}))
	return guard.Handler(next)
}
