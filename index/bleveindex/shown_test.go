package bleveindex

import (
	"context"
	"testing"

	"tracuu/index"
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
