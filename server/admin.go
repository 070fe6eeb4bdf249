package server

import (
	"net/http"
	"net/http/pprof"
)

// AdminHandler answers what only who runs the machine should ask: /metrics,
// /debug/pprof/, /healthz and /readyz, without a key. It is for an address of its
// own that only the machine itself can reach.
func (s *Server) AdminHandler() http.Handler {
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", s.metrics.handler())
	mux.HandleFunc("GET /debug/pprof/", pprof.Index)
	mux.HandleFunc("GET /debug/pprof/cmdline", pprof.Cmdline)
	mux.HandleFunc("GET /debug/pprof/profile", pprof.Profile)
	mux.HandleFunc("GET /debug/pprof/symbol", pprof.Symbol)
	mux.HandleFunc("GET /debug/pprof/trace", pprof.Trace)
	for path, h := range map[string]handler{"GET /healthz": s.health, "GET /readyz": s.readyWhole} {
		mux.HandleFunc(path, func(w http.ResponseWriter, r *http.Request) {
			if err := h(w, r); err != nil {
				s.fail(w, r, err)
			}
		})
	}
	return mux
}

// readyWhole answers GET /readyz with all figures.
func (s *Server) readyWhole(w http.ResponseWriter, r *http.Request) error {
	return s.readiness(w, r, true)
}
