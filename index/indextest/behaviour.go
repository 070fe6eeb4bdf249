package indextest

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"

	"tracuu/index"
	"tracuu/index/directive"
)

// behaviours are the parts of the suite that scripts cannot say.
var behaviours = map[string]func(*testing.T, index.Engine){
	"cursors":     cursors,
	"batch":       batch,
	"given":       given,
	"stops":       stops,
	"generations": generations,
	"concurrent":  concurrent,
	"long text":   longText,
	"requests":    requests,
}

var everything = index.Everything()

// putTexts stores documents with these texts under the ids d00, d01 …
func putTexts(t *testing.T, e index.Engine, texts ...string) {
	t.Helper()
	drafts := make([]index.Draft, len(texts))
	for i, text := range texts {
		drafts[i] = index.Draft{ID: fmt.Sprintf("d%02d", i), Read: directive.Directive{Text: text}}
	}
	written, err := e.Put(context.Background(), everything, drafts...)
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range written {
		if w.Err != nil {
			t.Fatal(w.Err)
		}
	}
}

func query(t *testing.T, params string) index.Query {
	t.Helper()
	q, err := parseParams(params)
	if err != nil {
		t.Fatal(err)
	}
	return q
}

func mustSearch(t *testing.T, e index.Engine, q index.Query) *index.Results {
	t.Helper()
	r, err := e.Search(context.Background(), everything, q)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// cursors belong to one query in one scope, and outlive writes.
func cursors(t *testing.T, e index.Engine) {
	putTexts(t, e, "dịch", "dịch", "dịch", "dịch")
	q := query(t, "q=dịch & limit=2")
	first := mustSearch(t, e, q)
	if first.Next == "" || first.Changed {
		t.Fatalf("first page: next %q, changed %t", first.Next, first.Changed)
	}
	for _, params := range []string{"q=tổ & limit=2", "q=dịch & sort=newest", "q=dịch & type=x", "q=dịch & match=all"} {
		other := query(t, params)
		other.Cursor = first.Next
		if _, err := e.Search(context.Background(), everything, other); !errors.Is(err, index.ErrCursor) {
			t.Errorf("%s with the cursor of another query: %v", params, err)
		}
	}
	q.Cursor = first.Next
	scope := index.Scope{Forced: []index.Filter{{Field: index.FieldType, Any: []index.Condition{{Value: "x"}}, Not: true}}}
	if _, err := e.Search(context.Background(), scope, q); !errors.Is(err, index.ErrCursor) {
		t.Errorf("cursor of another scope: %v", err)
	}
	if r := mustSearch(t, e, q); r.Changed || len(r.Hits) != 2 || r.Next != "" {
		t.Errorf("second page: %d hits, changed %t, next %q", len(r.Hits), r.Changed, r.Next)
	}
	putTexts(t, e, "tổ")
	if r := mustSearch(t, e, q); !r.Changed {
		t.Error("a page after a write does not say so")
	}
	newest := query(t, "sort=newest & limit=2")
	newest.Cursor = mustSearch(t, e, newest).Next
	if err := e.Delete(context.Background(), everything, "d00"); err != nil {
		t.Fatal(err)
	}
	if r := mustSearch(t, e, newest); r.Changed || len(r.Hits) != 2 || r.Hits[0].Directive.ID != "d02" {
		t.Errorf("newest, second page after a deletion: %+v", r.Hits)
	}
}

// batch: a refused draft stops no other, and outcomes stand in order.
func batch(t *testing.T, e index.Engine) {
	text := func(s string) directive.Directive { return directive.Directive{Text: s} }
	written, err := e.Put(context.Background(), everything,
		index.Draft{ID: "a", Read: text("một")}, index.Draft{ID: "x\x00y", Read: text("hai")},
		index.Draft{ID: strings.Repeat("x", 257), Read: text("hai")}, index.Draft{ID: "a", Read: text("ba")},
		index.Draft{Read: text("bốn")}, index.Draft{Read: text("bốn")})
	if err != nil {
		t.Fatal(err)
	}
	want := []index.WriteStatus{index.Created, index.Refused, index.Refused, index.Replaced, index.Created, index.Created}
	for i, w := range written {
		if w.Status != want[i] || (w.Err != nil) != (w.Status == index.Refused) {
			t.Errorf("draft %d: %s, %v, want %s", i, w.Status, w.Err, want[i])
		}
	}
	if written[4].ID == "" || written[4].ID == written[5].ID {
		t.Errorf("minted ids are %q and %q", written[4].ID, written[5].ID)
	}
	if r := mustSearch(t, e, query(t, "q=ba")); r.Total.Value != 1 {
		t.Errorf("the last of one id in a batch is not what is found: %v", r.Total)
	}
	if none, err := e.Put(context.Background(), everything); err != nil || len(none) != 0 {
		t.Errorf("nothing put: %v, %v", none, err)
	}
}

// given values stand before read ones, and the document comes back whole.
func given(t *testing.T, e index.Engine) {
	supplied, err := directive.DecodeGiven([]byte(`{"number":"16/CT-TTg","issued":"2020-03-31"}`))
	if err != nil {
		t.Fatal(err)
	}
	draft := index.Draft{ID: "a", Given: supplied, Read: directive.Directive{
		Number: "99/CT-TTg", Issuer: "Thủ tướng Chính phủ", Text: "  một\r\nhai \u0301 ",
	}}
	if _, err := e.Put(context.Background(), everything, draft); err != nil {
		t.Fatal(err)
	}
	if r := mustSearch(t, e, query(t, "number=16/CT-TTg & from=2020-03-31 & to=2020-03-31")); r.Total.Value != 1 {
		t.Errorf("not found by the supplied values: %v", r.Total)
	}
	held, err := e.Get(context.Background(), everything, "a", "b", "a")
	if err != nil {
		t.Fatal(err)
	}
	d := held["a"]
	if len(held) != 1 || d.ID != "a" || d.Number != "16/CT-TTg" || d.Issuer != "Thủ tướng Chính phủ" || d.Text != draft.Read.Text {
		t.Errorf("got %+v", held)
	}
	want := draft.Directive()
	if d.Key != directive.Identity(&want) {
		t.Errorf("key is %q", d.Key)
	}
}

// stops: a done context ends a call, and so does Close all later ones.
func stops(t *testing.T, e index.Engine) {
	putTexts(t, e, "dịch")
	done, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := e.Search(done, everything, query(t, "q=dịch")); !errors.Is(err, context.Canceled) {
		t.Errorf("search with a done context: %v", err)
	}
	if err := e.Close(); err != nil {
		t.Fatal(err)
	}
	ctx := context.Background()
	_, search := e.Search(ctx, everything, index.Query{})
	_, get := e.Get(ctx, everything, "d00")
	_, changes := e.Changes(ctx, everything, 0, 1)
	_, put := e.Put(ctx, everything, index.Draft{ID: "a"})
	_, sources := e.Sources(ctx, everything, "/")
	_, status := e.Status(ctx)
	remove := e.Delete(ctx, everything, "d00")
	for i, err := range []error{search, get, changes, put, sources, status, remove} {
		if !errors.Is(err, index.ErrClosed) {
			t.Errorf("call %d after Close: %v", i, err)
		}
	}
	if err := e.Close(); err != nil {
		t.Errorf("second Close: %v", err)
	}
}

// generations rise with each write, and an answer names the one it saw.
func generations(t *testing.T, e index.Engine) {
	last := uint64(0)
	rises := func(what string) {
		t.Helper()
		status, err := e.Status(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		if status.Generation <= last {
			t.Errorf("generation after %s is %d, before %d", what, status.Generation, last)
		}
		last = status.Generation
		if r := mustSearch(t, e, index.Query{}); r.Generation != last {
			t.Errorf("after %s the search saw generation %d of %d", what, r.Generation, last)
		}
	}
	putTexts(t, e, "một", "hai")
	rises("put")
	putTexts(t, e, "một")
	rises("replace")
	if err := e.Delete(context.Background(), everything, "d01"); err != nil {
		t.Fatal(err)
	}
	rises("delete")
	changes, err := e.Changes(context.Background(), everything, 0, 10)
	if err != nil || len(changes) != 2 || changes[1].Generation != last || !changes[1].Deleted || changes[1].At.IsZero() {
		t.Errorf("changes are %+v, %v", changes, err)
	}
}

// concurrent writers and readers: every write is seen by the search after it.
func concurrent(t *testing.T, e index.Engine) {
	const workers, rounds = 4, 5
	var wg sync.WaitGroup
	for w := range workers {
		wg.Go(func() {
			for i := range rounds {
				id := fmt.Sprintf("w%d-%d", w, i)
				draft := index.Draft{ID: id, Read: directive.Directive{Text: "dịch " + id}}
				if _, err := e.Put(context.Background(), everything, draft); err != nil {
					t.Error(err)
					return
				}
				q := index.Query{Limit: index.MaxLimit}
				q.Text, _ = index.Parse("dịch")
				r, err := e.Search(context.Background(), everything, q)
				if err != nil {
					t.Error(err)
					return
				}
				found := false
				for _, h := range r.Hits {
					found = found || h.Directive.ID == id
				}
				if !found {
					t.Errorf("%s is not found after it was written", id)
				}
			}
		})
	}
	wg.Wait()
	if r := mustSearch(t, e, query(t, "q=dịch")); r.Total.Value != workers*rounds {
		t.Errorf("found %v of %d", r.Total, workers*rounds)
	}
}

// longText: a word at the end of a long text is found, as is one after damage.
func longText(t *testing.T, e index.Engine) {
	putTexts(t, e, strings.Repeat("phòng chống dịch bệnh. ", 20000)+"Từ cuối cùng", strings.Repeat("x", 1<<20)+" sau từ dài",
		strings.Repeat("\ufffd", 100)+" sau chỗ hỏng")
	for params, id := range map[string]string{`q="từ cuối cùng"`: "d00", `q="sau từ dài"`: "d01", `q="sau chỗ hỏng"`: "d02"} {
		if r := mustSearch(t, e, query(t, params)); len(r.Hits) != 1 || r.Hits[0].Directive.ID != id {
			t.Errorf("%s: %v", params, r.Total)
		}
	}
}
