package server

import (
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"time"

	"tracuu/index"
	"tracuu/index/directive"
	"tracuu/server/api"
)

// held is the document that the path names.
func (s *Server) held(r *http.Request) (directive.Directive, error) {
	id, err := pathID(r)
	if err != nil {
		return directive.Directive{}, err
	}
	return s.directive(r, id)
}

// directive is the document with that id, as the caller's scope shows it.
func (s *Server) directive(r *http.Request, id string) (directive.Directive, error) {
	found, err := s.engine.Get(r.Context(), s.scope(r), id)
	if err != nil {
		return directive.Directive{}, err
	}
	d, ok := found[id]
	if !ok {
		return directive.Directive{}, index.ErrNotFound
	}
	return d, nil
}

// get answers GET /v1/directives/{id}: the document whole.
func (s *Server) get(w http.ResponseWriter, r *http.Request) error {
	offsets, err := readOffsets(r)
	if err != nil {
		return err
	}
	d, err := s.held(r)
	if err != nil {
		return err
	}
	if offsets == api.UTF16 {
		d = api.DirectiveUTF16(d)
	}
	return writeValidated(w, r, api.DirectiveResponse{Directive: d, Offsets: offsets})
}

// text answers GET /v1/directives/{id}/text: the text alone, with ranges.
func (s *Server) text(w http.ResponseWriter, r *http.Request) error {
	if err := noParameters(r); err != nil {
		return err
	}
	d, err := s.held(r)
	if err != nil {
		return err
	}
	w.Header().Set("ETag", tag([]byte(d.Text)))
	w.Header().Set("Cache-Control", "private, no-cache")
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	part := &partWriter{ResponseWriter: w}
	http.ServeContent(part, r, "", time.Time{}, strings.NewReader(d.Text))
	if part.outside {
		return api.NewProblem(http.StatusRequestedRangeNotSatisfiable, api.CodeBadParameter,
			"the range lies outside the text", api.ParamError{Param: "Range", Reason: "lies outside the text"})
	}
	return nil
}

// partWriter holds back the answer to a range outside the text, which is to be
// a problem like all others.
type partWriter struct {
	http.ResponseWriter
	outside bool
}

func (w *partWriter) WriteHeader(status int) {
	if w.outside = status == http.StatusRequestedRangeNotSatisfiable; !w.outside {
		w.ResponseWriter.WriteHeader(status)
	}
}

func (w *partWriter) Write(p []byte) (int, error) {
	if w.outside {
		return len(p), nil
	}
	return w.ResponseWriter.Write(p)
}

// maxRequestBytes bounds the JSON of a request that is no document.
const maxRequestBytes = 1 << 20

// readRequest reads the JSON of a request that is no document into v, strictly.
func (s *Server) readRequest(r *http.Request, v any) error {
	body, err := s.readJSON(r, maxRequestBytes)
	if err != nil {
		return err
	}
	dec := json.NewDecoder(strings.NewReader(string(body)))
	dec.DisallowUnknownFields()
	if err := dec.Decode(v); err != nil {
		return malformed(err)
	}
	if _, err := dec.Token(); err != io.EOF {
		return badBody("the body holds more than one JSON value")
	}
	return nil
}

// readJSON reads a body of at most limit bytes that the caller says is JSON.
func (s *Server) readJSON(r *http.Request, limit int64) ([]byte, error) {
	if kind, err := mediaType(r); err != nil || kind != mediaJSON {
		return nil, unsupported(kind, mediaJSON)
	}
	return readBody(r, limit, s.options.Timeouts.Body)
}

// getMany answers POST /v1/directives/get: documents by id, in the order asked.
func (s *Server) getMany(w http.ResponseWriter, r *http.Request) error {
	offsets, err := readOffsets(r)
	if err != nil {
		return err
	}
	var request api.GetRequest
	if err := s.readRequest(r, &request); err != nil {
		return err
	}
	if n := len(request.IDs); n == 0 || n > api.MaxGet {
		return badBody("wrong number of ids", api.ParamError{Param: "ids", Reason: "takes 1 to 200 ids"})
	}
	found, err := s.engine.Get(r.Context(), s.scope(r), request.IDs...)
	if err != nil {
		return err
	}
	return writeJSON(w, http.StatusOK, api.NewGetResponse(request.IDs, found, offsets))
}

// errChangesGone tells a mirror that it follows another history than that of the
// collection, which was brought back from a backup since.
var errChangesGone = api.NewProblem(http.StatusGone, api.CodeChangesGone,
	"the changes since then are not known, for the collection was brought back from a backup or made anew: forget what was copied and begin anew at since=0, without epoch")

// changes answers GET /v1/changes: what was written after a generation. The epoch
// that the caller had its generation with must be that of the collection.
func (s *Server) changes(w http.ResponseWriter, r *http.Request) error {
	settings, err := readSettings(r, "since", "epoch", "limit")
	if err != nil {
		return err
	}
	since := settings.number("since", 0, 0, 1<<63)
	limit := settings.number("limit", api.DefaultChanges, 1, api.MaxChanges)
	if err := settings.err(); err != nil {
		return err
	}
	// The generation is read first, so that it never claims a change not listed.
	status, err := s.engine.Status(r.Context())
	if err != nil {
		return err
	}
	epoch := settings.values.Get("epoch")
	if since > status.Generation || epoch != "" && status.Epoch != "" && epoch != status.Epoch {
		return errChangesGone
	}
	changes, err := s.engine.Changes(r.Context(), s.scope(r), since, int(limit))
	if err != nil {
		return err
	}
	return writeValidated(w, r, api.NewChangesResponse(changes, since, status))
}
