package index_test

import (
	"errors"
	"math"
	"slices"
	"strings"
	"testing"

	"tracuu/index"
	"tracuu/index/directive"
)

func TestCursorRoundTrip(t *testing.T) {
	q := index.Query{Text: mustParse(t, "tổ covid")}
	hash := q.Hash(index.Everything())
	for _, key := range []index.SortKey{
		{ID: "a"}, {ID: "16/CT-TTg của \"Thủ tướng\" \x7f", Day: -7305, Undated: true},
		{ID: "b", Tier: index.TierExact, Score: math.Pi / 7, CitedBy: 12}, {ID: "c", Score: math.SmallestNonzeroFloat64},
	} {
		want := index.Cursor{Last: key, Query: hash, Generation: 1 << 60}
		got, err := index.DecodeCursor(want.Encode(), hash)
		if err != nil || got != want {
			t.Errorf("%+v reads back as %+v, %v", want, got, err)
		}
	}
}

func TestCursorRefused(t *testing.T) {
	q := index.Query{Text: mustParse(t, "tổ covid")}
	hash := q.Hash(index.Everything())
	good := index.Cursor{Last: index.SortKey{ID: "a"}, Query: hash}.Encode()
	for i := range good {
		edited := good[:i] + string(good[i]^1) + good[i+1:]
		if _, err := index.DecodeCursor(edited, hash); !errors.Is(err, index.ErrCursor) {
			t.Errorf("byte %d changed: error is %v", i, err)
		}
	}
	for _, bad := range []string{"", "x", "%", good[:10], good + "A", strings.Repeat("A", 1<<16)} {
		if _, err := index.DecodeCursor(bad, hash); !errors.Is(err, index.ErrCursor) {
			t.Errorf("%.20q: error is %v", bad, err)
		}
	}
	if _, err := index.DecodeCursor(good, "other"); !errors.Is(err, index.ErrCursor) {
		t.Errorf("of another query: error is %v", err)
	}
}

// TestQueryHash tells apart what has another answer, and nothing else.
func TestQueryHash(t *testing.T) {
	base := func() index.Query { return index.Query{Text: mustParse(t, "tổ covid")} }
	hashes := map[string]string{}
	for name, change := range map[string]func(*index.Query){
		"base":    func(*index.Query) {},
		"words":   func(q *index.Query) { q.Text = mustParse(t, "tổ") },
		"phrase":  func(q *index.Query) { q.Text = mustParse(t, `"tổ covid"`) },
		"sort":    func(q *index.Query) { q.Sort = index.Newest },
		"all":     func(q *index.Query) { q.MatchAll = true },
		"literal": func(q *index.Query) { q.Literal = true },
		"from":    func(q *index.Query) { q.Filters.From = directive.Date{Year: 2021} },
		"to":      func(q *index.Query) { q.Filters.To = directive.Date{Year: 2021} },
		"missing": func(q *index.Query) { q.Filters.Missing = []index.Field{index.FieldIssuer} },
		"filter": func(q *index.Query) {
			q.Filters.Where = []index.Filter{{Field: index.FieldType, Any: []index.Condition{{Value: "x"}}}}
		},
		"filters": func(q *index.Query) {
			q.Filters.Where = []index.Filter{{Field: index.FieldType, Any: []index.Condition{{Value: "x"}}, Not: true}}
		},
	} {
		q := base()
		change(&q)
		hash := q.Hash(index.Everything())
		if other, taken := hashes[hash]; taken {
			t.Errorf("%s and %s have one hash", name, other)
		}
		hashes[hash] = name
	}
	same := base()
	same.Limit, same.Cursor, same.Facets, same.FacetLimit = 7, "x", []index.Facet{index.FacetType}, 3
	if hashes[same.Hash(index.Everything())] != "base" {
		t.Error("the page changes the hash")
	}
	forced := index.Scope{Forced: []index.Filter{{Field: index.FieldType}}}
	if same.Hash(forced) == same.Hash(index.Everything()) {
		t.Error("the scope does not change the hash")
	}
}

func TestOrders(t *testing.T) {
	day := func(id, iso string) index.SortKey {
		d := date(t, iso)
		return index.SortKey{ID: id, Day: d.First(), Undated: d.IsZero()}
	}
	keys := []index.SortKey{day("e", ""), day("a", "2020"), day("c", "2020-01-01"), day("b", "1960"), day("d", "")}
	keys[0].CitedBy, keys[3].CitedBy = 2, 2
	keys[1].Tier, keys[2].Tier, keys[2].Score = index.TierFolded, index.TierFolded, 9
	for _, row := range []struct {
		sort index.Sort
		want string
	}{
		{index.Newest, "acbde"}, {index.Oldest, "bacde"}, {index.MostCited, "beacd"}, {index.ByRelevance, "cabde"},
	} {
		slices.SortFunc(keys, row.sort.Compare)
		got := ""
		for _, k := range keys {
			got += k.ID
		}
		if got != row.want {
			t.Errorf("%s: %s, want %s", row.sort, got, row.want)
		}
	}
}

func FuzzDecodeCursor(f *testing.F) {
	f.Add(index.Cursor{Last: index.SortKey{ID: "a"}, Query: "q"}.Encode())
	f.Add("")
	f.Fuzz(func(t *testing.T, text string) {
		c, err := index.DecodeCursor(text, "q")
		if err != nil && !errors.Is(err, index.ErrCursor) {
			t.Fatal(err)
		}
		if err == nil && c.Query != "q" {
			t.Fatalf("%+v", c)
		}
	})
}
