package bleveindex

import (
	"context"
	"testing"

	"github.com/RoaringBitmap/roaring/v2"

	"tracuu/index"
	"tracuu/index/directive"
)

// What searches have read is kept while there are any, and forgotten when there was
// none from one rest to the next.
func TestRestForgetsWhatSearchesRead(t *testing.T) {
	e, err := Open(t.TempDir(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer e.Close()
	search := func() {
		if _, err := e.Search(context.Background(), index.Everything(), index.Query{}); err != nil {
			t.Fatal(err)
		}
	}
	for _, step := range []struct {
		searches, kept int
	}{{1, 1}, {1, 1}, {0, 0}, {0, 0}, {2, 1}} {
		for range step.searches {
			search()
		}
		e.live.rest()
		if n := len(e.live.shown.idle); n != step.kept {
			t.Errorf("after %d searches and a rest %d views are kept, want %d", step.searches, n, step.kept)
		}
	}
}

// What searches have read of a segment goes over to the next state that is shown, also
// from a search that was under way, unless documents of it were deleted.
func TestWhatSearchesReadOutlastsWrites(t *testing.T) {
	e, err := Open(t.TempDir(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer e.Close()
	draft := index.Draft{ID: "a", Read: directive.Directive{Text: "lúa gạo"}}
	if _, err := e.Put(context.Background(), index.Everything(), draft); err != nil {
		t.Fatal(err)
	}
	next := func(deleted ...uint32) *shown {
		t.Helper()
		base, err := e.live.newest()
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(base.drop)
		if len(deleted) > 0 {
			base.segments[0].deleted = roaring.BitmapOf(deleted...)
		}
		return &shown{base: base}
	}
	first, second, third := next(), next(), next()
	view, other := first.lend(), first.lend()
	read := view.segments[0]
	if set, err := read.docs(fieldExact, []byte("lúa")); err != nil || set.IsEmpty() {
		t.Fatal(set, err)
	}
	first.giveBack(other) // idle when the state is replaced
	first.replacedBy(second)
	second.replacedBy(third)
	first.giveBack(view) // under way through two writes
	if len(first.idle)+len(second.idle) != 0 || len(third.idle) != 2 {
		t.Fatalf("%d, %d and %d views are kept, want 0, 0, 2", len(first.idle), len(second.idle), len(third.idle))
	}
	now := third.lend()
	if now.segments[0] != read || now.snapshot != third.base.snapshot || now.shown != third {
		t.Error("what a search read is lost with the next writes, or not of the state that is shown")
	}
	third.giveBack(now)
	fewer := next(0)
	third.replacedBy(fewer)
	if now := fewer.lend(); now.segments[0] == read {
		t.Error("what was read of a segment stays though a document of it was deleted")
	}
}
