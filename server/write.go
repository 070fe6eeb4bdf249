package server

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"net/http"

	"tracuu/index"
	"tracuu/index/directive"
	"tracuu/index/ingest"
	"tracuu/server/api"
)

// post answers POST /v1/directives: one document as JSON, many as ndjson, or a
// file of any kind.
func (s *Server) post(w http.ResponseWriter, r *http.Request) error {
	if isForm(r) {
		return s.postForm(w, r)
	}
	kind, err := mediaType(r)
	if err != nil {
		return err
	}
	if kind == mediaNDJSON {
		return s.postStream(w, r)
	}
	items, err := s.readItems(r, kind, s.originals())
	if err != nil {
		return err
	}
	if len(items) == 1 {
		return s.store(w, r, items[0])
	}
	return s.storeAll(w, r, items)
}

// put answers PUT /v1/directives/{id}: exactly one document, under that id.
func (s *Server) put(w http.ResponseWriter, r *http.Request) error {
	id, err := pathID(r)
	if err != nil {
		return err
	}
	kind, err := mediaType(r)
	if err != nil {
		return err
	}
	if kind == mediaNDJSON {
		return unsupported(kind, "that of one document")
	}
	items, err := s.readItems(r, kind, s.originals())
	if err != nil {
		return err
	}
	if len(items) != 1 {
		return badBody(fmt.Sprintf("the file holds %d documents, the path names one", len(items)))
	}
	if own := items[0].Draft.ID; own != "" && own != id {
		return badBody("the body is another document", api.ParamError{Param: "id", Reason: "differs from the id of the path"})
	}
	items[0].Draft.ID = id
	return s.store(w, r, items[0])
}

// delete answers DELETE /v1/directives/{id}.
func (s *Server) delete(w http.ResponseWriter, r *http.Request) error {
	id, err := pathID(r)
	if err != nil {
		return err
	}
	if err := s.engine.Delete(r.Context(), s.scope(r), id); err != nil {
		return err
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}

// readItems reads the documents of a body that is no stream: one as JSON, or
// those of a file. A JSON document that cannot be used is an error; of a file,
// the entries tell. A file is kept in originals, unless that is nil.
func (s *Server) readItems(r *http.Request, kind string, originals ingest.Originals) ([]ingest.Item, error) {
	settings, err := readSettings(r, "name")
	if err != nil {
		return nil, err
	}
	if err := settings.err(); err != nil {
		return nil, err
	}
	name, err := fileName(r, settings.values.Get("name"))
	if err != nil {
		return nil, err
	}
	body, err := readBody(r, s.options.MaxDocument, s.options.Timeouts.Body)
	if err != nil {
		return nil, err
	}
	if request := exchangeOf(r).repeatable; request != nil {
		request.body = sha256.Sum256(body)
	}
	if kind != mediaJSON {
		return s.readFile(r.Context(), name, body, originals)
	}
	draft, err := s.supplied(body)
	return []ingest.Item{{Draft: draft}}, err
}

// supplied is the draft of a document that came as JSON.
func (s *Server) supplied(body []byte) (index.Draft, error) {
	body = bytes.TrimPrefix(body, []byte("\uFEFF")) // as some editors write it
	given, err := directive.DecodeGiven(body)
	if err != nil {
		return index.Draft{}, asBadBody(err)
	}
	if ingest.Empty(given) {
		return index.Draft{}, badBody(ingest.ErrNothing.Error(), api.ParamError{Param: "text", Reason: "is missing"})
	}
	draft := ingest.Complete(given, s.options.Bodies)
	if draft.ID != "" {
		if err := directive.ValidateID(draft.ID); err != nil {
			return index.Draft{}, badBody("the document cannot be used", api.ParamError{Param: "id", Reason: err.Error()})
		}
	}
	return draft, nil
}

// asBadBody is the problem of JSON that is no document.
func asBadBody(err error) error {
	if problemOf(err) != nil {
		return err
	}
	return malformed(err)
}

// readFile reads the documents of a file; one without any is an error.
func (s *Server) readFile(ctx context.Context, name string, body []byte, originals ingest.Originals) ([]ingest.Item, error) {
	select { // a scan can keep all processors busy for minutes
	case s.reading <- struct{}{}:
		defer func() { <-s.reading }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	items, err := ingest.Read(ctx, name, body, ingest.Options{Bodies: s.options.Bodies, Originals: originals})
	switch {
	case err != nil:
		return nil, err
	case len(items) == 0:
		return nil, unreadable(errors.New("it holds no document"))
	case len(items) == 1 && items[0].Err != nil:
		return nil, unreadable(items[0].Err)
	}
	return items, nil
}

func unreadable(err error) error {
	return api.NewProblem(http.StatusUnprocessableEntity, api.CodeUnreadableFile, err.Error())
}

// posted is the collection as a caller of the API may write it. A document
// without an id never passes for one of a folder: only tracuu itself says what
// it read from where, and who names no id takes no document's place.
type posted struct {
	index.Writer
	scope   index.Scope
	metrics *metrics
	request *repeatable // nil for one that is not to be sent twice
}

func (s *Server) writer(r *http.Request) posted {
	return posted{Writer: s.engine, scope: s.scope(r), metrics: s.metrics, request: exchangeOf(r).repeatable}
}

// Put stores drafts within the caller's scope, whatever scope is asked for.
func (p posted) Put(ctx context.Context, _ index.Scope, drafts ...index.Draft) ([]index.Written, error) {
	for i := range drafts {
		if drafts[i].ID == "" {
			drafts[i].Given.Directive.Source.Root, drafts[i].Read.Source.Root = "", ""
		}
		if p.request != nil {
			var err error
			if drafts[i].Request, err = p.request.of(&drafts[i]); err != nil {
				return nil, err
			}
		}
	}
	written, err := p.Writer.Put(ctx, p.scope, drafts...)
	if err == nil {
		p.metrics.write(drafts, written)
	}
	return written, err
}

// store writes one document and answers what became of it.
func (s *Server) store(w http.ResponseWriter, r *http.Request, item ingest.Item) error {
	written, err := s.writer(r).Put(r.Context(), s.scope(r), item.Draft)
	if err != nil {
		return err
	}
	if err := written[0].Err; err != nil {
		return refused(err)
	}
	status := http.StatusOK
	if written[0].Again {
		w.Header().Set(replayedHeader, "true")
	}
	switch written[0].Status {
	case index.Created:
		status = http.StatusCreated
	case index.Quarantined: // there is nothing to read at its path
		return writeJSON(w, http.StatusAccepted, writtenOf(item, written[0]))
	}
	w.Header().Set("Location", documentPath(written[0].ID))
	return writeJSON(w, status, writtenOf(item, written[0]))
}

// refused is the problem of a document that the collection did not take.
func refused(err error) error {
	if problemOf(err) != nil {
		return err
	}
	return api.NewProblem(http.StatusUnprocessableEntity, api.CodeRefused, err.Error())
}

// storeAll writes the documents of a file and answers a line for each, in order.
func (s *Server) storeAll(w http.ResponseWriter, r *http.Request, items []ingest.Item) error {
	outcomes, err := s.putItems(r, items)
	if err != nil {
		return err
	}
	var lines []any
	for _, outcome := range outcomes {
		lines = append(lines, outcome)
	}
	return writeLines(w, lines)
}

// putItems writes those documents of a file that could be read, and says what
// became of each.
func (s *Server) putItems(r *http.Request, items []ingest.Item) ([]api.Written, error) {
	var drafts []index.Draft
	for _, item := range items {
		if item.Err == nil {
			drafts = append(drafts, item.Draft)
		}
	}
	var written []index.Written
	if len(drafts) > 0 {
		var err error
		if written, err = s.writer(r).Put(r.Context(), s.scope(r), drafts...); err != nil {
			return nil, err
		}
	}
	var outcomes []api.Written
	for _, item := range items {
		outcome := index.Written{Status: index.Refused, Err: item.Err}
		if item.Err == nil {
			outcome, written = written[0], written[1:]
		}
		outcomes = append(outcomes, writtenOf(item, outcome))
	}
	return outcomes, nil
}

func writtenOf(item ingest.Item, outcome index.Written) api.Written {
	problems := append([]directive.Problem{}, item.Draft.Directive().Problems...)
	if outcome.Err != nil {
		problems = append(problems, directive.Problem{Code: string(api.CodeRefused), Detail: outcome.Err.Error()})
	}
	return api.Written{
		Part: item.Draft.Read.Source.Part, ID: outcome.ID, Status: outcome.Status, State: api.StateOf(outcome.Status), Problems: problems,
	}
}

// writeLines answers with one JSON value a line.
func writeLines(w http.ResponseWriter, lines []any) error {
	var body []byte
	for _, line := range lines {
		b, err := encode(line)
		if err != nil {
			return err
		}
		body = append(body, b...)
	}
	send(w, http.StatusOK, mediaNDJSON, body)
	return nil
}
