package main

import (
	"context"
	"fmt"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"

	"tracuu/index"
	"tracuu/index/bleveindex"
	"tracuu/index/citation"
	"tracuu/index/extract"
)

func init() { made["tracuu"] = func() engine { return &tracuu{} } }

// tracuu is the engine of this project, opened as `tracuu serve` opens it, with
// the graph of citations.
type tracuu struct {
	engine    *bleveindex.Engine
	extracted bool     // documents are read from their text alone
	reading   *reading // of the batch that is put next, where they are
	cursors   sync.Map // of the page before a deep one, by text
}

// servingGC is the pace of the garbage collector that `tracuu serve` sets.
const servingGC = 200

func (t *tracuu) open(dir string, _ bool) (err error) {
	debug.SetGCPercent(servingGC)
	graph := citation.New()
	t.engine, err = bleveindex.Open(dir, bleveindex.Options{Graph: graph, Follower: graph, Warm: true})
	return err
}

func (t *tracuu) add(batch []*doc) error {
	drafts := make([]index.Draft, len(batch))
	for i, d := range batch {
		drafts[i] = index.Draft{ID: d.id(), Read: d.directive}
	}
	if !t.extracted {
		return t.put(drafts)
	}
	before := t.reading
	t.reading = read(drafts)
	return t.putRead(before)
}

func (t *tracuu) put(drafts []index.Draft) error {
	written, err := t.engine.Put(context.Background(), index.Everything(), drafts...)
	if err != nil {
		return err
	}
	for _, w := range written {
		if w.Err != nil {
			return fmt.Errorf("tracuu: put %s: %w", w.ID, w.Err)
		}
	}
	return nil
}

// reading is a batch that is read from its text alone, while the one before is put, as
// `tracuu index` does it.
type reading struct {
	drafts []index.Draft
	done   chan struct{}
}

func read(drafts []index.Draft) *reading {
	r := &reading{drafts, make(chan struct{})}
	go func() {
		defer close(r.done)
		readAll(drafts)
	}()
	return r
}

// putRead waits for a batch and puts it, nil for none.
func (t *tracuu) putRead(r *reading) error {
	if r == nil {
		return nil
	}
	<-r.done
	return t.put(r.drafts)
}

// readAll reads drafts on all processors.
func readAll(drafts []index.Draft) {
	var next atomic.Int64
	var readers sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		readers.Go(func() {
			for i := next.Add(1) - 1; i < int64(len(drafts)); i = next.Add(1) - 1 {
				drafts[i].Read = extract.Read(extract.Input{Text: drafts[i].Read.Text})
			}
		})
	}
	readers.Wait()
}

// held is the number of documents, which were added in order.
func (t *tracuu) held() (int, error) {
	status, err := t.engine.Status(context.Background())
	return status.Documents, err
}

func (t *tracuu) finish() error             { return t.putRead(t.reading) }
func (t *tracuu) close() error              { return t.engine.Close() }
func (t *tracuu) lacks(class) string        { return "" }
func (t *tracuu) differs(class) string      { return "" }
func (t *tracuu) session() (session, error) { return tracuuSession{t}, nil }

type tracuuSession struct{ *tracuu }

func (s tracuuSession) close() error { return nil }

func (s tracuuSession) search(q *query) (answer, error) {
	if q.Class == classSuggest {
		found, err := s.engine.Suggest(context.Background(), index.Everything(), q.Text, pageSize)
		return answer{total: len(found)}, err
	}
	asked, err := asked(q)
	if err != nil {
		return answer{}, err
	}
	asked.Limit = pageSize
	if q.Offset > 0 {
		if c, known := s.cursors.Load(q.Text); known {
			asked.Cursor = c.(string)
		}
		if asked.Cursor == "" { // fewer hits than stand before the page
			asked.Limit = 0
		}
	}
	found, err := s.engine.Search(context.Background(), index.Everything(), asked)
	if err != nil {
		return answer{}, err
	}
	a := answer{total: found.Total.Value + found.Total.Partial}
	for _, hit := range found.Hits {
		n, err := strconv.Atoi(strings.TrimPrefix(hit.Directive.ID, "d"))
		if err != nil {
			return answer{}, err
		}
		a.ids = append(a.ids, n)
	}
	return a, nil
}

// ready walks to the page before each deep one: a reader who is there has its
// cursor.
func (t *tracuu) ready(queries []query) error {
	for i := range queries {
		q := &queries[i]
		if q.Offset == 0 {
			continue
		}
		asked, err := asked(q)
		if err != nil {
			return err
		}
		asked.Limit = index.MaxLimit
		for seen := 0; seen < q.Offset; seen += index.MaxLimit {
			page, err := t.engine.Search(context.Background(), index.Everything(), asked)
			if err != nil {
				return err
			}
			if asked.Cursor = page.Next; page.Next == "" {
				break
			}
		}
		t.cursors.Store(q.Text, asked.Cursor)
	}
	return nil
}

// asked is the query in the terms of tracuu: all the words, nothing added, ids alone.
func asked(q *query) (index.Query, error) {
	text := q.Text
	if q.How == inRow {
		text = `"` + text + `"`
	}
	out := index.Query{Literal: true, Bare: true, MatchAll: q.How != some}
	var err error
	if out.Text, err = index.Parse(text); err != nil {
		return out, err
	}
	where := func(field index.Field, c index.Condition) {
		out.Filters.Where = append(out.Filters.Where, index.Filter{Field: field, Any: []index.Condition{c}})
	}
	if q.Issuer != "" {
		where(index.FieldIssuer, index.Condition{Op: index.OpID, Value: q.Issuer})
		out.Filters.From, out.Filters.To = q.From, q.To
	}
	if q.Number != "" {
		where(index.FieldNumber, index.Condition{Value: q.Number})
	}
	if q.Cites != "" {
		where(index.FieldCites, index.Condition{Value: q.Cites})
	}
	if q.Facets {
		out.Facets = []index.Facet{index.FacetIssuer, index.FacetType, index.FacetProvince, index.FacetYear}
		out.FacetLimit = facetRows
	}
	if q.Newest {
		out.Sort = index.Newest
	}
	return out, nil
}
