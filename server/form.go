package server

import (
	"crypto/sha256"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/http"

	"tracuu/index"
	"tracuu/index/directive"
	"tracuu/index/ingest"
	"tracuu/server/api"
)

const mediaForm = "multipart/form-data"

// formField is the field of a form whose files are documents.
const formField = "file"

func isForm(r *http.Request) bool {
	kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	return err == nil && kind == mediaForm
}

// upload is a file of a form. With err set it could not be taken in.
type upload struct {
	name string
	body []byte
	err  error
}

// postForm answers POST /v1/directives of a form: the files of its field "file",
// one after the other, each as large as a file may be. A single file is answered
// as if it had been sent by itself; several are answered a line for each document,
// and one that cannot be used does not keep the others out.
func (s *Server) postForm(w http.ResponseWriter, r *http.Request) error {
	if err := noParameters(r); err != nil {
		return err
	}
	parts, err := r.MultipartReader()
	if err != nil {
		return badBody("the form cannot be read: " + err.Error())
	}
	first, err := s.nextUpload(r, parts)
	switch {
	case err == io.EOF:
		return badBody("the form holds no file", api.ParamError{Param: formField, Reason: "is missing"})
	case errors.Is(err, io.EOF): // it ended before its first part
		return unsupported(mediaForm+" without a form in it", "a form, or a file by itself")
	case err != nil:
		return err
	}
	second, err := s.nextUpload(r, parts)
	if err == io.EOF {
		return s.postUpload(w, r, first)
	}
	answers, failed := s.stream(w)
	if failed != nil {
		return failed
	}
	failed = s.takeUpload(r, first, answers)
	for next := second; failed == nil && err != io.EOF; {
		if failed = err; failed == nil {
			failed = s.takeUpload(r, next, answers)
		}
		if failed == nil {
			next, err = s.nextUpload(r, parts)
		}
	}
	if errors.Is(failed, io.EOF) || errors.Is(failed, io.ErrUnexpectedEOF) {
		failed = badBody("the form breaks off")
	}
	return answers.finish(cause(r, failed), func(err error) any {
		problem := s.explain(r, err)
		return api.WrittenLine{Error: &problem}
	})
}

// nextUpload reads the next file of a form; io.EOF itself after the last, and an
// error that wraps it where the form breaks off.
func (s *Server) nextUpload(r *http.Request, parts *multipart.Reader) (upload, error) {
	for {
		bound(r, s.options.Timeouts.Body)
		part, err := parts.NextPart()
		if err != nil {
			return upload{}, err
		}
		if part.FormName() != formField || part.FileName() == "" {
			continue
		}
		name, ok := baseName(part.FileName())
		if !ok {
			return upload{err: badBody("a file of the form has no usable name", api.ParamError{Param: formField, Reason: "is no name of a file"})}, nil
		}
		body, err := io.ReadAll(io.LimitReader(part, s.options.MaxDocument+1))
		if err != nil {
			return upload{}, err
		}
		if int64(len(body)) > s.options.MaxDocument {
			return upload{name: name, err: &http.MaxBytesError{Limit: s.options.MaxDocument}}, nil
		}
		return upload{name: name, body: body}, nil
	}
}

func (s *Server) postUpload(w http.ResponseWriter, r *http.Request, u upload) error {
	items, err := s.itemsOf(r, u)
	if err != nil {
		return err
	}
	if len(items) == 1 {
		return s.store(w, r, items[0])
	}
	return s.storeAll(w, r, items)
}

func (s *Server) itemsOf(r *http.Request, u upload) ([]ingest.Item, error) {
	if u.err != nil {
		return nil, u.err
	}
	if request := exchangeOf(r).repeatable; request != nil {
		request.body = sha256.Sum256(u.body)
	}
	return s.readFile(r.Context(), u.name, u.body, s.originals())
}

// takeUpload stores the documents of one file of several and answers a line for
// each. What is wrong with the file is a line; the error is one of the collection.
func (s *Server) takeUpload(r *http.Request, u upload, answers *stream) error {
	items, err := s.itemsOf(r, u)
	if err != nil {
		problem := problemOf(err)
		if problem == nil || r.Context().Err() != nil {
			return err
		}
		return answers.add(api.WrittenLine{Written: &api.Written{File: u.name, Status: index.Refused,
			Problems: []directive.Problem{{Code: string(problem.Code), Detail: problem.Detail}}}})
	}
	outcomes, err := s.putItems(r, items)
	if err != nil {
		return err
	}
	for _, outcome := range outcomes {
		outcome.File = u.name
		if err := answers.add(api.WrittenLine{Written: &outcome}); err != nil {
			return err
		}
	}
	return nil
}
