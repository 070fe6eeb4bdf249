package server

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strings"

	"tracuu/index/directive"
	"tracuu/index/ingest"
	"tracuu/server/api"
	"tracuu/server/web"
)

// checkPage answers GET /kiem-tra: a form for a draft.
func (s *Server) checkPage(w http.ResponseWriter, r *http.Request) error {
	return s.pages.Check(w, s.visit(w, r), web.Draft{})
}

// checkDraft answers POST /kiem-tra: the draft with its citations marked. Nothing of
// it is kept.
func (s *Server) checkDraft(w http.ResponseWriter, r *http.Request) error {
	text, files, err := s.readForm(r, 1)
	if err != nil {
		return err
	}
	draft := web.Draft{Text: text.Get("text")}
	var d directive.Directive
	if len(files) > 0 {
		draft.Name = files[0].name
		if d, draft.Fault, err = s.readDraft(r, files[0]); err != nil {
			return err
		}
	} else if d, err = s.pastedDraft(draft.Text); err != nil {
		return err
	}
	if draft.Fault == "" && strings.TrimSpace(d.Text) == "" {
		draft.Fault = web.DraftEmpty
	}
	w.Header().Set("Cache-Control", "no-store")
	if draft.Fault != "" {
		return s.pages.Check(w, s.visit(w, r), draft)
	}
	draft.Text = d.Text
	if draft.Answer, err = Check(r.Context(), s.engine, s.options.Graph, s.scope(r), d); err != nil {
		return err
	}
	return s.pages.Check(w, s.visit(w, r), draft)
}

// pastedDraft is a text with what is read from it.
func (s *Server) pastedDraft(text string) (directive.Directive, error) {
	body, err := json.Marshal(map[string]string{"text": text})
	if err != nil {
		return directive.Directive{}, err
	}
	given, err := directive.DecodeGiven(body)
	if err != nil {
		return directive.Directive{}, err
	}
	return ingest.Complete(given, s.options.Bodies).Directive(), nil
}

// readDraft is the first document of a file, or why it has none.
func (s *Server) readDraft(r *http.Request, u upload) (directive.Directive, string, error) {
	var tooLarge *http.MaxBytesError
	if errors.As(u.err, &tooLarge) {
		return directive.Directive{}, web.DraftTooLarge, nil
	}
	if u.err != nil {
		return directive.Directive{}, web.DraftUnreadable, nil
	}
	items, err := s.readFile(r.Context(), u.name, u.body, nil)
	if err != nil {
		if problemOf(err) == nil || r.Context().Err() != nil {
			return directive.Directive{}, "", err
		}
		return directive.Directive{}, web.DraftUnreadable, nil
	}
	if items[0].Err != nil {
		return directive.Directive{}, web.DraftUnreadable, nil
	}
	return items[0].Draft.Directive(), "", nil
}

// maxFields is how many text fields a form of a page may have.
const maxFields = 200

// readForm reads the form of a page: its text fields, and at most so many files, each
// as large as a document may be. An input without a file is none.
func (s *Server) readForm(r *http.Request, most int) (fields url.Values, files []upload, err error) {
	fields = url.Values{}
	parts, err := r.MultipartReader()
	if err != nil {
		return nil, nil, badBody("the form cannot be read: " + err.Error())
	}
	for n := 0; ; n++ {
		bound(r, s.options.Timeouts.Body)
		part, err := parts.NextPart()
		if err == io.EOF {
			return fields, files, nil
		}
		if err != nil {
			return nil, nil, badBody("the form breaks off")
		}
		if n >= maxFields+most {
			return nil, nil, badBody("the form has too many fields")
		}
		body, err := io.ReadAll(io.LimitReader(part, s.options.MaxDocument+1))
		if err != nil {
			return nil, nil, badBody("the form breaks off")
		}
		large := int64(len(body)) > s.options.MaxDocument
		switch {
		case part.FileName() == "" && part.Header.Get("Content-Type") == "":
			if large {
				return nil, nil, &http.MaxBytesError{Limit: s.options.MaxDocument}
			}
			fields[part.FormName()] = append(fields[part.FormName()], string(body))
		case part.FileName() == "" || part.FormName() != formField: // an input left empty
		case len(files) >= most:
			return nil, nil, badBody("the form has too many files", api.ParamError{Param: formField, Reason: "is given too often"})
		default:
			files = append(files, uploadOf(part.FileName(), body, large, s.options.MaxDocument))
		}
	}
}

func uploadOf(given string, body []byte, large bool, limit int64) upload {
	name, ok := baseName(given)
	switch {
	case !ok:
		return upload{err: badBody("a file of the form has no usable name")}
	case large:
		return upload{name: name, err: &http.MaxBytesError{Limit: limit}}
	}
	return upload{name: name, body: body}
}
