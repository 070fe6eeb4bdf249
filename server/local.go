package server

import (
	"context"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/json"
	"net/http"
	"path/filepath"
	"time"

	"tracuu/index/ingest"
	"tracuu/server/api"
)

// progressEvery is how often a local request is told how far it is, at most.
const progressEvery = 100 * time.Millisecond

// sameToken compares digests, which takes as long for a near miss as for a far
// one. No token is the same as none.
func sameToken(got, want string) bool {
	a, b := sha256.Sum256([]byte(got)), sha256.Sum256([]byte(want))
	return want != "" && subtle.ConstantTimeCompare(a[:], b[:]) == 1
}

// localOnly lets through who knows the local token.
func (s *Server) localOnly(next handler) handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		if !sameToken(tokenOf(r), s.options.Local.Token) {
			w.Header().Set("WWW-Authenticate", `Bearer realm="tracuu local"`)
			return api.NewProblem(http.StatusUnauthorized, api.CodeUnauthorized, "this needs the token of the data folder's server.json")
		}
		return next(w, r)
	}
}

// localHere answers GET /v1/local: this server holds the data folder that the
// token is of. Another server may have taken the address of one that was killed.
func (s *Server) localHere(w http.ResponseWriter, _ *http.Request) error {
	w.WriteHeader(http.StatusNoContent)
	return nil
}

// localIndex answers POST /v1/local/index: takes in paths of this machine, with
// progress.
func (s *Server) localIndex(w http.ResponseWriter, r *http.Request) error {
	var request api.LocalIndexRequest
	if err := s.readRequest(r, &request); err != nil {
		return err
	}
	if len(request.Paths) == 0 {
		return badBody("nothing to index", api.ParamError{Param: "paths", Reason: "names no path"})
	}
	for _, path := range request.Paths {
		if !filepath.IsAbs(path) {
			return badBody("a path depends on the folder it is asked from", api.ParamError{Param: "paths", Reason: "takes absolute paths"})
		}
	}
	return s.report(w, r, func(ctx context.Context, show func(any)) (any, error) {
		return s.options.Local.Index(ctx, request.Paths, request.Prune, func(p ingest.Progress) { show(p) })
	})
}

// localReindex answers POST /v1/local/reindex: builds the index anew.
func (s *Server) localReindex(w http.ResponseWriter, r *http.Request) error {
	var request api.LocalReindexRequest
	if err := s.readRequest(r, &request); err != nil {
		return err
	}
	return s.report(w, r, func(ctx context.Context, _ func(any)) (any, error) {
		return struct{}{}, s.options.Local.Reindex(ctx, request.Reread)
	})
}

// localBackup answers POST /v1/local/backup: copies what is held, with progress.
func (s *Server) localBackup(w http.ResponseWriter, r *http.Request) error {
	var request api.LocalBackupRequest
	if err := s.readRequest(r, &request); err != nil {
		return err
	}
	if !filepath.IsAbs(request.Dest) {
		return badBody("a path depends on the folder it is asked from", api.ParamError{Param: "dest", Reason: "takes an absolute path"})
	}
	return s.report(w, r, func(ctx context.Context, show func(any)) (any, error) {
		return s.options.Local.Backup(ctx, request.Dest, request.Lines, show)
	})
}

// localImport answers POST /v1/local/import: takes in the lines of an export.
func (s *Server) localImport(w http.ResponseWriter, r *http.Request) error {
	var request api.LocalImportRequest
	if err := s.readRequest(r, &request); err != nil {
		return err
	}
	if !filepath.IsAbs(request.Src) {
		return badBody("a path depends on the folder it is asked from", api.ParamError{Param: "src", Reason: "takes an absolute path"})
	}
	return s.report(w, r, func(ctx context.Context, _ func(any)) (any, error) {
		return s.options.Local.Import(ctx, request.Src)
	})
}

// report runs a long piece of work and answers its progress, a few times a
// second at most, then its report, with the error it ended with if there is one.
func (s *Server) report(w http.ResponseWriter, r *http.Request, work func(context.Context, func(any)) (any, error)) error {
	answers, err := s.stream(w)
	if err != nil {
		return err
	}
	ctx, cancel := s.untilStopped(r.Context())
	defer cancel()
	var last time.Time
	result, failed := work(ctx, func(progress any) {
		if now := time.Now(); now.Sub(last) >= progressEvery {
			last = now
			_ = answers.add(map[string]any{"progress": progress})
		}
	})
	event := api.LocalEvent{Error: s.localProblem(r, failed)}
	if event.Report, err = json.Marshal(result); err != nil {
		return err
	}
	_ = answers.add(event)
	return answers.finish(nil, nil)
}

// localProblem tells the folder's owner what went wrong in full.
func (s *Server) localProblem(r *http.Request, err error) *api.Problem {
	if err == nil {
		return nil
	}
	problem := problemOf(err)
	if problem == nil {
		problem = api.NewProblem(http.StatusInternalServerError, api.CodeInternal, err.Error())
	}
	out := *problem
	out.RequestID = exchangeOf(r).id
	return &out
}
