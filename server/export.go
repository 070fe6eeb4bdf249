package server

import (
	"bytes"
	"context"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"time"

	"tracuu/index"
	"tracuu/server/api"
)

// MaxExport is the most documents that one export holds.
const MaxExport = 100_000

// exportPage is how many documents of an export are found at once.
const exportPage = index.MaxLimit

// export is a search whose hits are all written out.
type export struct {
	api.ExportHead
	scope index.Scope
	query index.Query
	view  api.Presentation
	most  int
}

// exportOwn are the parameters that an export has beside those of a search that
// say what is found and in which order.
var exportOwn = []string{"limit", "lang", "head"}

// readExport reads the URL of an export. Without sort it is newest first, an order
// that neither skips nor repeats a document while others are written.
func (s *Server) readExport(r *http.Request, more ...string) (*export, *settings, error) {
	values, err := parameters(r)
	if err != nil {
		return nil, nil, err
	}
	own := &settings{values: url.Values{}}
	for _, name := range exportOwn {
		if list, ok := values[name]; ok {
			own.values[name] = list
			delete(values, name)
		}
	}
	e := &export{scope: s.scope(r), most: int(own.number("limit", MaxExport, 1, MaxExport))}
	allowed := append(slices.DeleteFunc(api.CountParams(), func(name string) bool { return name == "facet_limit" }), append(more, "sort", "collapse")...)
	for name := range values {
		if !slices.Contains(allowed, name) {
			own.bad(name, "is no parameter of an export")
		}
	}
	if err := own.err(); err != nil {
		return nil, nil, err
	}
	var bad []api.ParamError
	if e.query, e.view, bad = api.DecodeQuery(values); len(bad) > 0 {
		return nil, nil, api.BadParams(bad...)
	}
	e.view.NoScores = s.presentation(r).NoScores
	if values.Get("sort") == "" {
		e.query.Sort = index.Newest
	}
	e.query.Limit = min(exportPage, e.most)
	e.ExportHead = api.ExportHead{Query: canonical(e.query), At: time.Now().UTC().Truncate(time.Second)}
	return e, own, nil
}

// canonical is a search as the parameters of a URL, without its page.
func canonical(q index.Query) string {
	q.Limit, q.Cursor = index.DefaultLimit, ""
	values, err := api.EncodeQuery(q, api.Presentation{})
	if err != nil {
		return ""
	}
	return values.Encode()
}

// runExport calls begin once with the head filled in, then use for each page of hits. An
// error after begin leaves an answer that must be broken off.
func (s *Server) runExport(ctx context.Context, e *export, begin func() error, use func([]index.Hit) error) error {
	q, left, seen := e.query, e.most, map[string]bool{}
	for first := true; ; first = false {
		q.Limit = min(exportPage, left)
		results, err := s.find(ctx, e.scope, q)
		if err != nil {
			return err
		}
		if first {
			e.Total, e.Undated, e.Generation = results.Total, results.Undated, results.Generation
			if err := begin(); err != nil {
				return err
			}
		}
		fresh := slices.DeleteFunc(results.Hits, func(h index.Hit) bool { return seen[h.Directive.ID] })
		for _, h := range fresh {
			seen[h.Directive.ID] = true
		}
		if err := use(fresh); err != nil {
			return err
		}
		if left -= len(results.Hits); results.Next == "" || left <= 0 {
			return nil
		}
		q.Cursor = results.Next
	}
}

// exported runs an export into an answer. What fails before the first byte is a
// problem as any other; later the connection is broken off, so that nobody takes a
// part for the whole.
func (s *Server) exported(w http.ResponseWriter, r *http.Request, e *export, kind, name string, head func() []byte, page func([]index.Hit) ([]byte, error)) error {
	begun := false
	write := func(b []byte) error {
		_, err := w.Write(b)
		return err
	}
	err := s.runExport(r.Context(), e, func() error {
		w.Header().Set("Content-Type", kind)
		w.Header().Set("Content-Disposition", `attachment; filename="`+name+`"`)
		w.Header().Set("Tracuu-Total", strconv.Itoa(e.Total.Value+e.Total.Partial))
		w.Header().Set("Tracuu-Generation", strconv.FormatUint(e.Generation, 10))
		w.WriteHeader(http.StatusOK)
		begun = true
		return write(head())
	}, func(hits []index.Hit) error {
		b, err := page(hits)
		if err != nil {
			return err
		}
		return write(b)
	})
	if err != nil && begun {
		s.explain(r, err)
		panic(http.ErrAbortHandler)
	}
	return err
}

// exportCSV answers GET /export.csv: a table for Excel, with a byte order mark so
// that it keeps its accents.
func (s *Server) exportCSV(w http.ResponseWriter, r *http.Request) error {
	e, own, err := s.readExport(r)
	if err != nil {
		return err
	}
	lang := own.choice("lang", "vi", "en")
	withHead := own.choice("head", "on", "off") == "on"
	if err := own.err(); err != nil {
		return err
	}
	table := api.NewExportTable(lang)
	return s.exported(w, r, e, "text/csv; charset=utf-8", "tracuu.csv", func() []byte {
		return table.Head(e.ExportHead, withHead)
	}, table.Rows)
}

// exportJSONL answers GET /export.jsonl: a line that says what was asked, then each
// document whole, as it can be taken in again; with fields=, each as a hit.
func (s *Server) exportJSONL(w http.ResponseWriter, r *http.Request) error {
	e, own, err := s.readExport(r, "fields")
	if err != nil {
		return err
	}
	withHead := own.choice("head", "on", "off") == "on"
	if err := own.err(); err != nil {
		return err
	}
	if len(e.view.Fields) == 0 && !e.query.Collapse {
		e.query.Bare = true // whole documents are read by their ids: fragments would be cut in vain
	}
	return s.exported(w, r, e, mediaNDJSON, "tracuu.jsonl", func() []byte {
		if !withHead {
			return nil
		}
		b, _ := encode(map[string]any{"export": e.ExportHead}) // plain values always encode
		return b
	}, func(hits []index.Hit) ([]byte, error) {
		if len(e.view.Fields) > 0 {
			return api.AppendHitLines(nil, hits, e.view)
		}
		return s.wholeLines(r.Context(), e.scope, hits)
	})
}

// wholeLines are the documents of hits, a line each.
func (s *Server) wholeLines(ctx context.Context, scope index.Scope, hits []index.Hit) ([]byte, error) {
	ids := make([]string, len(hits))
	for i := range hits {
		ids[i] = hits[i].Directive.ID
	}
	held, err := s.engine.Get(ctx, scope, ids...)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	for _, id := range ids {
		d, ok := held[id]
		if !ok {
			continue // deleted meanwhile
		}
		line, err := encode(api.DirectiveResponse{Directive: d})
		if err != nil {
			return nil, err
		}
		out.Write(line)
	}
	return out.Bytes(), nil
}
