package bleveindex_test

import (
	"context"
	"fmt"
	"sync"
	"testing"

	"tracuu/index"
	"tracuu/index/bleveindex"
)

// TestReadYourWrites has writers at work side by side; each must find at once
// what it wrote, and not find what it deleted.
func TestReadYourWrites(t *testing.T) {
	e := open(t, "", bleveindex.Options{})
	ctx, all := context.Background(), index.Everything()
	var group sync.WaitGroup
	for w := range 4 {
		group.Go(func() {
			for n := range 6 {
				word := fmt.Sprintf("w%dn%d", w, n)
				put(t, e, text(word, "văn bản "+word))
				if r := search(t, e, word); r.Total.Value != 1 {
					t.Errorf("%s: found %d after it was written", word, r.Total.Value)
				}
				if n%2 == 0 {
					continue
				}
				if err := e.Delete(ctx, all, word); err != nil {
					t.Error(err)
				}
				if r := search(t, e, word); r.Total.Value != 0 {
					t.Errorf("%s: found %d after it was deleted", word, r.Total.Value)
				}
			}
		})
	}
	group.Wait()
	if r := search(t, e, "văn bản"); r.Total.Value != 12 || r.Generation != 36 {
		t.Errorf("%d documents at generation %d, want 12 at 36", r.Total.Value, r.Generation)
	}
}

// TestSharedFacets has searches count facets of one segment side by side.
func TestSharedFacets(t *testing.T) {
	e := open(t, "", bleveindex.Options{})
	put(t, e, generate(seedTexts(t), 8)...)
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() {
			for _, facet := range []index.Facet{index.FacetIssuer, index.FacetYear, index.FacetKeyword} {
				q := index.Query{Facets: []index.Facet{facet}, Limit: 1}
				if _, err := e.Search(context.Background(), index.Everything(), q); err != nil {
					t.Error(err)
				}
			}
		})
	}
	group.Wait()
}
