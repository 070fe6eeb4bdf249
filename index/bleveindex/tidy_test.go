package bleveindex

import (
	"context"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"tracuu/index"
	"tracuu/index/directive"
)

// After a load the segments become one, and what was found before is found then.
func TestTidy(t *testing.T) {
	dir := t.TempDir()
	e, err := Open(dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer e.Close()
	const documents = 5000 // more than bleve gathers by itself
	var drafts []index.Draft
	for i := range documents {
		drafts = append(drafts, index.Draft{ID: fmt.Sprint("a", i), Read: directive.Directive{Text: "quy định về phòng cháy"}})
	}
	if _, err := e.Put(context.Background(), index.Everything(), drafts...); err != nil {
		t.Fatal(err)
	}
	for end := time.Now().Add(30 * time.Second); ; time.Sleep(50 * time.Millisecond) {
		m, err := e.Measure(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		files, err := filepath.Glob(filepath.Join(dir, "index", "*", "*.zap"))
		if err != nil {
			t.Fatal(err)
		}
		if m.Segments == 1 && len(files) == 1 {
			break
		}
		if time.Now().After(end) {
			t.Fatalf("%d segments, %d files", m.Segments, len(files))
		}
	}
	text, err := index.Parse("phòng cháy")
	if err != nil {
		t.Fatal(err)
	}
	r, err := e.Search(context.Background(), index.Everything(), index.Query{Text: text})
	if err != nil || r.Total.Value != documents {
		t.Errorf("%d found, %v", r.Total.Value, err)
	}
}

// becomeOne has all segments of a collection become one.
func becomeOne(t *testing.T, e *Engine) {
	t.Helper()
	for end := time.Now().Add(time.Minute); ; time.Sleep(10 * time.Millisecond) {
		if err := e.live.mergeAll(t.Context()); err != nil {
			t.Fatal(err)
		}
		m, err := e.Measure(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if m.Segments == 1 {
			return
		}
		if time.Now().After(end) {
			t.Fatalf("%d segments", m.Segments)
		}
	}
}

// A collection closes at any moment of a merge of all its segments.
func TestCloseWhileTidying(t *testing.T) {
	for n := range 12 {
		e, err := Open(t.TempDir(), Options{})
		if err != nil {
			t.Fatal(err)
		}
		for batch := range 3 {
			var drafts []index.Draft
			for i := range 100 {
				drafts = append(drafts, index.Draft{ID: fmt.Sprint(batch, "-", i), Read: directive.Directive{Text: "quy định về phòng cháy"}})
			}
			if _, err := e.Put(context.Background(), index.Everything(), drafts...); err != nil {
				t.Fatal(err)
			}
		}
		e.live.tidying.Go(func() { _ = guard(func() error { return e.live.mergeAll(context.Background()) }) })
		time.Sleep(time.Duration(n) * 3 * time.Millisecond)
		closed := make(chan error, 1)
		go func() { closed <- e.Close() }()
		select {
		case err := <-closed:
			if err != nil {
				t.Fatal(err)
			}
		case <-time.After(time.Minute):
			t.Fatal("it does not close")
		}
	}
}
