package bleveindex_test

import (
	"context"
	"fmt"
	"testing"

	"tracuu/index"
	"tracuu/index/bleveindex"
	"tracuu/index/directive"
)

// allPages runs a search and shows what is the same with and without documents, and
// whatever was kept of earlier searches.
func allPages(t *testing.T, e *bleveindex.Engine, q index.Query) (ids, shown string) {
	t.Helper()
	for {
		r, err := e.Search(context.Background(), index.Everything(), q)
		if err != nil {
			t.Fatal(err)
		}
		shown += fmt.Sprintln(r.Total, r.Undated, r.Facets)
		for _, h := range r.Hits {
			ids += fmt.Sprintln(h.Directive.ID, h.Score, h.Tier)
			if q.Bare && (h.Directive.Number != "" || h.Fragments != nil || h.Why != nil) {
				t.Fatalf("a bare hit has more than its id: %+v", h)
			}
		}
		if q.Cursor = r.Next; r.Next == "" {
			return ids, shown
		}
	}
}

// A bare search finds what any other does, and so does the same search again
// with what was kept of it, and an engine in which all stands in one segment.
func TestBareAndKept(t *testing.T) {
	drafts := generate(sentences(t), 60)
	e, whole := open(t, "", bleveindex.Options{}), open(t, "", bleveindex.Options{})
	for i := 0; i < len(drafts); i += 20 {
		put(t, e, drafts[i:i+20]...)
	}
	put(t, whole, drafts...)
	issuer := index.Filter{Field: index.FieldIssuer, Any: []index.Condition{{Value: "ủy ban nhân dân"}}}
	for _, text := range []string{"", "quy định", "quy dinh", `"quy định" -thuế`, "cơ quan"} {
		for _, sort := range []index.Sort{"", index.Newest, index.Oldest} {
			for _, filters := range []index.Filters{{}, {From: directive.Date{Year: 2014}, Where: []index.Filter{issuer}}} {
				parsed, err := index.Parse(text)
				if err != nil {
					t.Fatal(err)
				}
				q := index.Query{Text: parsed, Sort: sort, Filters: filters, Limit: 7, Facets: []index.Facet{index.FacetIssuer, index.FacetYear}}
				ids, shown := allPages(t, e, q)
				q.Bare = true
				if bare, counted := allPages(t, e, q); bare != ids || counted != shown {
					t.Errorf("%q %s %v: bare\n%s%swant\n%s%s", text, sort, filters, bare, counted, ids, shown)
				}
				if one, counted := allPages(t, whole, q); one != ids || counted != shown {
					t.Errorf("%q %s %v: in one segment\n%s%swant\n%s%s", text, sort, filters, one, counted, ids, shown)
				}
			}
		}
	}
}
