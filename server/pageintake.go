package server

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strings"

	"tracuu/index"
	"tracuu/index/directive"
	"tracuu/server/api"
	"tracuu/server/keys"
	"tracuu/server/web"
)

// intakePage answers GET /nap: a form for files.
func (s *Server) intakePage(w http.ResponseWriter, r *http.Request) error {
	return s.showIntake(w, r, web.Intake{})
}

func (s *Server) showIntake(w http.ResponseWriter, r *http.Request, in web.Intake) error {
	if exchangeOf(r).caller.may(keys.Admin) {
		total, err := s.quarantinedTotal(r)
		if err != nil {
			return err
		}
		in.Quarantined = total
	}
	in.May = exchangeOf(r).caller.may(keys.Curate)
	w.Header().Set("Cache-Control", "no-store")
	return s.pages.Intake(w, s.visit(w, r), in)
}

// takeFiles answers POST /nap: stores the documents of the files of a form, one file
// after the other, as POST /v1/directives does, and tells what was read.
func (s *Server) takeFiles(w http.ResponseWriter, r *http.Request) error {
	parts, err := r.MultipartReader()
	if err != nil {
		return badBody("the form cannot be read: " + err.Error())
	}
	in := web.Intake{Done: true}
	for {
		u, err := s.nextUpload(r, parts)
		if err == io.EOF {
			break
		}
		if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
			return badBody("the form breaks off")
		}
		if err != nil {
			return err
		}
		taken, err := s.takeFile(r, u)
		if err != nil {
			return err
		}
		in.Taken = append(in.Taken, taken...)
	}
	return s.showIntake(w, r, in)
}

// takeFile stores the documents of one file. What is wrong with the file is told of
// it; the error is one of the collection.
func (s *Server) takeFile(r *http.Request, u upload) ([]web.Taken, error) {
	items, err := s.itemsOf(r, u)
	if err != nil {
		problem := problemOf(err)
		if problem == nil || r.Context().Err() != nil {
			return nil, err
		}
		return []web.Taken{{Written: api.Written{File: u.name}, Fault: problem.Detail}}, nil
	}
	outcomes, err := s.putItems(r, items)
	if err != nil {
		return nil, err
	}
	out := make([]web.Taken, len(outcomes))
	var ids []string
	for i, outcome := range outcomes {
		outcome.File = u.name
		out[i].Written = outcome
		switch {
		case outcome.Status != index.Refused:
			ids = append(ids, outcome.ID)
		case len(outcome.Problems) > 0:
			out[i].Fault = outcome.Problems[len(outcome.Problems)-1].Detail
		}
	}
	held, err := s.engine.Get(r.Context(), s.scope(r), ids...)
	if err != nil {
		return nil, err
	}
	for i := range out {
		if d, ok := held[out[i].ID]; ok {
			out[i].Head = api.NewHead(&d, 0)
		}
	}
	return out, nil
}

// reviewPage answers GET /nap/van-ban/{id}: the fields of a document beside the
// passages they were read from.
func (s *Server) reviewPage(w http.ResponseWriter, r *http.Request) error {
	d, err := s.held(r)
	if err != nil {
		return err
	}
	return s.showReview(w, r, web.Review{Directive: &d, Saved: r.URL.Query().Has("da-luu"), Opened: r.URL.Query().Has("da-mo")})
}

func (s *Server) showReview(w http.ResponseWriter, r *http.Request, review web.Review) error {
	review.May = exchangeOf(r).caller.may(keys.Curate)
	w.Header().Set("Cache-Control", "no-store")
	return s.pages.Review(w, s.visit(w, r), review)
}

// confirm answers POST /nap/van-ban/{id}: what the form says stands, as corrections of
// whoever sent it. A field that was empty and still is is left unknown.
func (s *Server) confirm(w http.ResponseWriter, r *http.Request) error {
	d, fields, err := s.formOf(r)
	if err != nil {
		return err
	}
	patch := map[string]string{}
	for _, name := range web.ReviewFields {
		value := strings.TrimSpace(fields.Get(name))
		if fields.Has(name) && (value != "" || web.ReviewValue(&d, name) != "") {
			patch[name] = value
		}
	}
	edit, err := s.curatePage(r, d.ID, patch)
	var wrong *directive.FieldError
	if errors.As(err, &wrong) {
		field, _, _ := strings.Cut(wrong.Field, ".")
		return s.showReview(w, r, web.Review{Directive: &d, Typed: fields, Bad: field})
	}
	if err != nil {
		return err
	}
	if edit.Action == index.Held {
		return redirect(w, web.QuarantinePath)
	}
	return redirect(w, web.ReviewPath(d.ID)+"?da-luu")
}

// formOf is the document that a page is about and the form that was filled in on it.
func (s *Server) formOf(r *http.Request) (directive.Directive, url.Values, error) {
	d, err := s.held(r)
	if err != nil {
		return d, nil, err
	}
	fields, _, err := s.readForm(r, 0)
	return d, fields, err
}

// curatePage makes a correction in the name of the caller's key.
func (s *Server) curatePage(r *http.Request, id string, patch any) (index.Edit, error) {
	by, err := curator(r)
	if err != nil {
		return index.Edit{}, err
	}
	body, err := json.Marshal(patch)
	if err != nil {
		return index.Edit{}, err
	}
	return s.engine.Curate(r.Context(), s.scope(r), id, by, body)
}

// quarantinePage answers GET /nap/cach-ly.
func (s *Server) quarantinePage(w http.ResponseWriter, r *http.Request) error {
	return s.showQuarantine(w, r, false)
}

func (s *Server) showQuarantine(w http.ResponseWriter, r *http.Request, refused bool) error {
	list, err := s.quarantineList(r, r.URL.Query().Get("after"), api.DefaultChanges)
	if err != nil {
		return err
	}
	w.Header().Set("Cache-Control", "no-store")
	return s.pages.Quarantine(w, s.visit(w, r), *list, refused)
}

// releasePage answers POST /nap/cach-ly: opens a document for a reason.
func (s *Server) releasePage(w http.ResponseWriter, r *http.Request) error {
	fields, _, err := s.readForm(r, 0)
	if err != nil {
		return err
	}
	id, by := fields.Get("id"), strings.TrimSpace(fields.Get("by"))
	if exchangeOf(r).caller.key != nil { // nobody opens in another's name
		if by, err = curator(r); err != nil {
			return err
		}
	}
	_, err = s.engine.Release(r.Context(), s.scope(r), id, by, strings.TrimSpace(fields.Get("why")))
	if errors.Is(err, index.ErrNoReason) {
		return s.showQuarantine(w, r, true)
	}
	if err != nil {
		return err
	}
	return redirect(w, web.ReviewPath(id)+"?da-mo")
}

// linksPage answers GET /lien-ket/{id}: the citations of a document, to decide on.
func (s *Server) linksPage(w http.ResponseWriter, r *http.Request) error {
	d, err := s.held(r)
	if err != nil {
		return err
	}
	desk, err := s.desk(r)
	if err != nil {
		return err
	}
	list, err := desk.citations(r.Context(), &d, desk.graph.Citations(&d, desk.visible))
	if err != nil {
		return err
	}
	w.Header().Set("Cache-Control", "no-store")
	return s.pages.Links(w, s.visit(w, r), web.Links{
		Head: desk.head(&d), Citations: list, Saved: r.URL.Query().Has("da-luu"), May: exchangeOf(r).caller.may(keys.Curate),
		Return: returnOf(r.URL.Query()),
	})
}

// What the form of a citation says instead of a document.
const (
	noneOfThese  = "-none"
	takenBack    = "-undo"
	maxCandidate = 100
)

// decide answers POST /lien-ket/{id}: what somebody decided of one citation.
func (s *Server) decide(w http.ResponseWriter, r *http.Request) error {
	d, fields, err := s.formOf(r)
	if err != nil {
		return err
	}
	ref, target := fields.Get("ref"), fields.Get("target")
	var decision any
	switch target {
	case "":
		return badBody("nothing was chosen")
	case takenBack:
	case noneOfThese:
		ids, err := s.candidates(r, &d, ref)
		if err != nil {
			return err
		}
		decision = map[string][]string{"rejected": ids}
	default:
		decision = map[string]string{"target": target}
	}
	if _, err := s.curatePage(r, d.ID, map[string]any{"citations": map[string]any{ref: decision}}); err != nil {
		return err
	}
	to := url.Values{"da-luu": {""}}
	if back := returnOf(fields); back != "" {
		to.Set(web.ReturnParam, back)
	}
	return redirect(w, web.LinksPath(d.ID)+"?"+to.Encode()+"#r"+url.PathEscape(ref))
}

// returnOf is the page to go back to, "" where none is given.
func returnOf(values url.Values) string {
	if !values.Has(web.ReturnParam) {
		return ""
	}
	return within(values.Get(web.ReturnParam))
}

// candidates are the documents that a citation may mean.
func (s *Server) candidates(r *http.Request, d *directive.Directive, ref string) ([]string, error) {
	desk, err := s.desk(r)
	if err != nil {
		return nil, err
	}
	ids := []string{}
	for _, c := range desk.graph.Citations(d, desk.visible) {
		if c.Ref != ref {
			continue
		}
		if c.Target != "" {
			ids = append(ids, c.Target)
		}
		for _, candidate := range c.Candidates {
			ids = append(ids, candidate.ID)
		}
	}
	return ids[:min(len(ids), maxCandidate)], nil
}
