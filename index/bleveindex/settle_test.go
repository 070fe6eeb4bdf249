package bleveindex_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"tracuu/index"
	"tracuu/index/bleveindex"
)

// TestSettledMost has more documents with the words of a search than are read
// for whether they stand in a row. The pages must still hold each document once,
// no higher tier after a lower one, and a quoted phrase must find every row.
func TestSettledMost(t *testing.T) {
	e := open(t, "", bleveindex.Options{})
	const apart = 2200
	drafts := make([]index.Draft, 0, apart+2)
	for n := range apart {
		drafts = append(drafts, text(fmt.Sprintf("apart%d", n), "kappa nơi omega"))
	}
	drafts = append(drafts,
		text("first", "kappa omega"),
		text("last", "kappa omega"+strings.Repeat(" khác", 50)))
	put(t, e, drafts...)
	if r := search(t, e, `"kappa omega"`); r.Total.Value != 2 {
		t.Errorf("the phrase is found in %d documents", r.Total.Value)
	}
	parsed, err := index.Parse("kappa omega")
	if err != nil {
		t.Fatal(err)
	}
	q := index.Query{Text: parsed, Limit: index.MaxLimit, Bare: true, Literal: true}
	seen, before := map[string]bool{}, index.TierNumber
	for {
		r, err := e.Search(context.Background(), index.Everything(), q)
		if err != nil {
			t.Fatal(err)
		}
		for _, h := range r.Hits {
			if seen[h.Directive.ID] || h.Tier > before {
				t.Fatalf("%s again, or of tier %v after %v", h.Directive.ID, h.Tier, before)
			}
			seen[h.Directive.ID], before = true, h.Tier
			if h.Directive.ID == "first" && h.Tier != index.TierExactPhrase {
				t.Errorf("first is of tier %v", h.Tier)
			}
		}
		if q.Cursor = r.Next; q.Cursor == "" {
			break
		}
	}
	if len(seen) != apart+2 {
		t.Errorf("the pages hold %d of %d documents", len(seen), apart+2)
	}
}
