package server

import (
	"context"
	"errors"
	"net/http"
	"strconv"

	"tracuu/index"
	"tracuu/index/citation"
	"tracuu/index/directive"
	"tracuu/server/api"
	"tracuu/server/keys"
	"tracuu/server/web"
)

// citersShown is how many citing documents the page of a document lists.
const citersShown = 100

// documentPage answers GET /van-ban/{id}: a document for reading.
func (s *Server) documentPage(w http.ResponseWriter, r *http.Request) error {
	d, err := s.held(r)
	if err != nil {
		return err
	}
	visit := s.visit(w, r)
	page := web.NewDocument(d, r.URL.Query(), visit.May(keys.Curate))
	page.HasFile = s.hasFile(r, &d)
	page.Drawing = s.drawable(r, &d)
	if s.options.Graph != nil {
		if err := s.fillCitations(r, &page); err != nil {
			return err
		}
	}
	if err := s.fillTab(r, &page); err != nil {
		return err
	}
	return s.pages.Document(w, visit, page)
}

// undoPage answers POST /van-ban/{id}: takes back an edit of its trail.
func (s *Server) undoPage(w http.ResponseWriter, r *http.Request) error {
	d, fields, err := s.formOf(r)
	if err != nil {
		return err
	}
	by, err := curator(r)
	if err != nil {
		return err
	}
	n, err := strconv.Atoi(fields.Get("undo"))
	if err != nil {
		return badBody("no edit was named")
	}
	edit, err := s.engine.Undo(r.Context(), s.scope(r), d.ID, by, n)
	switch {
	case errors.Is(err, index.ErrOverlaid):
		return redirect(w, web.HistoryPath(d.ID)+"&"+web.UndoRefused)
	case err != nil:
		return err
	case edit.Action == index.Held:
		return redirect(w, web.QuarantinePath)
	}
	return redirect(w, web.HistoryPath(d.ID)+"&"+web.UndoDone)
}

// hasFile reports whether the caller may have the document's file.
func (s *Server) hasFile(r *http.Request, d *directive.Directive) bool {
	return s.mayHaveFile(r, d) && s.options.Originals.Has(d.Source.SHA256)
}

// fillCitations reads what the document cites and who cites it.
func (s *Server) fillCitations(r *http.Request, page *web.Document) error {
	desk, err := s.desk(r)
	if err != nil {
		return err
	}
	d := &page.Directive
	if page.Citations, err = desk.citations(r.Context(), d, desk.graph.Citations(d, desk.visible)); err != nil {
		return err
	}
	page.CitedBy = desk.edges.CitedBy(d.ID)
	if page.Tab != web.TabCitations {
		return nil
	}
	in := citedByRequest{id: d.ID, offsets: api.UTF8, states: []citation.State{citation.Resolved}}
	in.query = index.Query{Sort: index.Newest, Limit: citersShown}
	page.Citing, err = desk.citedBy(r.Context(), in)
	return err
}

// fillTab reads what only one tab of the page shows.
func (s *Server) fillTab(r *http.Request, page *web.Document) error {
	id := page.Directive.ID
	list, err := s.engine.Copies(r.Context(), s.scope(r), id)
	if err != nil {
		return err
	}
	page.Copies = list
	switch page.Tab {
	case web.TabRelated:
		_, _, err = s.help(r.Context(), func(ctx context.Context) error {
			page.Related, err = s.engine.Related(ctx, s.scope(r), id, index.DefaultRelated)
			return err
		})
	case web.TabHistory:
		page.History, err = s.engine.History(r.Context(), s.scope(r), id)
	}
	return err
}
