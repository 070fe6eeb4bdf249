package server

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"runtime"
	"strconv"
	"time"

	"github.com/gorilla/mux"

	"tracuu/index/directive"
	"tracuu/index/docfile"
	"tracuu/server/api"
	"tracuu/server/web"
)

// Bounds on drawing pages of originals. As many are drawn at once as there are
// processors; a browser asks for six at a time, so that some wait.
const (
	drawnWidth   = 1240 // pixels, of a page of A4 at 150 dpi
	drawnWaiting = 64
	drawnWait    = 20 * time.Second
	drawnTime    = 20 * time.Second // for a page
)

func newDrawing() *slots { return newSlots(runtime.GOMAXPROCS(0), drawnWaiting, drawnWait) }

// pageImage answers GET /v1/directives/{id}/pages/{n}: a page of the document's
// original as a JPEG, whatever form it came in, for who may have the file. It is drawn
// when it is asked for and kept by browsers alone, so that nothing of a document
// stays behind once it is deleted or held back.
func (s *Server) pageImage(w http.ResponseWriter, r *http.Request) error {
	settings, err := readSettings(r, "width")
	if err != nil {
		return err
	}
	width := int(settings.number("width", drawnWidth, docfile.MinDrawn, docfile.MaxDrawn))
	n, err := strconv.Atoi(mux.Vars(r)["n"])
	if err != nil || n < 1 {
		settings.bad("n", "is no number of a page")
	}
	if err := settings.err(); err != nil {
		return err
	}
	d, f, err := s.original(r)
	if err != nil {
		return err
	}
	defer f.Close()
	if d.Source.Part != "" {
		return noPage("the file holds several documents: it can only be had whole")
	}
	if unchanged(w, r, fmt.Sprintf(`"%s-%d-%d"`, d.Source.SHA256, n, width)) {
		return nil
	}
	body, err := s.draw(r.Context(), f.Name(), n, width)
	if err != nil {
		return err
	}
	h := w.Header()
	h.Set("Content-Disposition", fmt.Sprintf(`inline; filename="page-%d.jpg"`, n))
	h.Set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'") // browsers show an image with a style of their own
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	send(w, http.StatusOK, "image/jpeg", body)
	return nil
}

// draw draws a page in a slot of its own, within the time that it may take.
func (s *Server) draw(ctx context.Context, path string, page, width int) ([]byte, error) {
	release, err := s.drawing.take(ctx)
	if errors.Is(err, errBusy) {
		return nil, api.NewProblem(http.StatusServiceUnavailable, api.CodeOverloaded, "too many pages are being drawn")
	}
	if err != nil {
		return nil, err
	}
	defer release()
	body, err := docfile.Draw(ctx, path, page, width, docfile.Options{Limits: docfile.Limits{Time: drawnTime}})
	return body, undrawn(err)
}

// undrawn is what a page that could not be drawn is to its caller.
func undrawn(err error) error {
	var unsupported *docfile.UnsupportedError
	switch {
	case errors.Is(err, docfile.ErrNoPage):
		return noPage("the file has no such page")
	case errors.As(err, &unsupported):
		return noPage("only pages of PDFs and scans are drawn")
	case errors.Is(err, docfile.ErrMissingTool):
		return api.NewProblem(http.StatusNotImplemented, api.CodeMissingProgram, "a program that draws pages is missing on the server: poppler-utils")
	case errors.Is(err, docfile.ErrTooSlow):
		return api.NewProblem(http.StatusServiceUnavailable, api.CodeTimeout, "the page takes too long to draw")
	case errors.Is(err, docfile.ErrDamaged), errors.Is(err, docfile.ErrEncrypted), errors.Is(err, docfile.ErrTooLarge):
		return api.NewProblem(http.StatusUnprocessableEntity, api.CodeUnreadableFile, "the page cannot be drawn: "+err.Error())
	}
	return err
}

func noPage(detail string) error {
	return api.NewProblem(http.StatusNotFound, api.CodeNoSuchPage, detail)
}

// drawable says whether pages of a document's original can be shown to the caller.
func (s *Server) drawable(r *http.Request, d *directive.Directive) web.Drawing {
	if d.Source.Part != "" || !s.hasFile(r, d) {
		return web.Drawing{}
	}
	err := docfile.CanDraw(d.Source.Format, nil)
	if errors.Is(err, docfile.ErrMissingTool) {
		return web.Drawing{Lacks: "poppler-utils"}
	}
	return web.Drawing{Possible: err == nil}
}
