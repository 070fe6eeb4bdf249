package indextest

import (
	"cmp"
	"context"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"tracuu/analyzers/viet"
	"tracuu/index"
)

func foldedName(name string) string { return viet.FoldKey(name) }

// Compare holds an engine, which must be empty, against Memory: rounds of
// writes that were made up at random, and after each of them searches. Found
// documents, counts, facets and orders must be the same; inside a tier of a
// search by relevance, and in a question, any order will do.
func Compare(t *testing.T, engine index.Engine) {
	t.Helper()
	for seed := range uint64(4) {
		if !CompareSeed(t, engine, seed) {
			return
		}
	}
}

const (
	compareRounds   = 3
	compareWrites   = 25 // documents of a round
	compareSearches = 60 // searches of a round
)

// CompareSeed is one run of Compare, which seed decides. The engine must hold
// nothing but what earlier runs left; it is emptied first. It reports whether
// the engines agree.
func CompareSeed(t *testing.T, engine index.Engine, seed uint64) bool {
	t.Helper()
	c := comparison{t: t, g: generator{rand.New(rand.NewPCG(seed, 1))}, engine: engine, memory: NewMemory(Options{})}
	c.empty()
	for range compareRounds {
		c.write()
		for range compareSearches {
			if !c.search(c.g.params()) {
				return false
			}
		}
	}
	return !t.Failed()
}

type comparison struct {
	t      *testing.T
	g      generator
	engine index.Engine
	memory *Memory
}

// empty deletes what the engine holds.
func (c *comparison) empty() {
	c.t.Helper()
	ctx := context.Background()
	for {
		r, err := c.engine.Search(ctx, index.Everything(), index.Query{Limit: index.MaxLimit})
		if err != nil {
			c.t.Fatal(err)
		}
		if len(r.Hits) == 0 {
			return
		}
		for _, h := range r.Hits {
			if err := c.engine.Delete(ctx, index.Everything(), h.Directive.ID); err != nil {
				c.t.Fatal(err)
			}
		}
	}
}

// write puts documents, some of them anew, and deletes a few.
func (c *comparison) write() {
	c.t.Helper()
	ctx := context.Background()
	drafts := make([]index.Draft, compareWrites)
	for i := range drafts {
		id := fmt.Sprintf("d%02d", c.g.IntN(3*compareWrites))
		drafts[i] = index.Draft{ID: id, Read: c.g.document(id)}
	}
	for _, e := range []index.Engine{c.memory, c.engine} {
		written, err := e.Put(ctx, index.Everything(), drafts...)
		if err != nil {
			c.t.Fatal(err)
		}
		for _, w := range written {
			if w.Err != nil {
				c.t.Fatal(w.Err)
			}
		}
	}
	for range 3 {
		id := fmt.Sprintf("d%02d", c.g.IntN(3*compareWrites))
		want, got := c.memory.Delete(ctx, index.Everything(), id), c.engine.Delete(ctx, index.Everything(), id)
		if outcome(want) != outcome(got) {
			c.t.Fatalf("delete %s: got %v, want %v", id, got, want)
		}
	}
}

// search compares the answers to one search, all pages of them.
func (c *comparison) search(params string) bool {
	c.t.Helper()
	q, err := parseParams(params)
	if err != nil {
		return true // a query that has no reading
	}
	mode := index.Mode(q.Interpret().Mode)
	want, err := collect(c.memory, q)
	if err != nil {
		c.t.Fatalf("%s: reference: %v", params, err)
	}
	got, err := collect(c.engine, q)
	if err != nil {
		c.t.Errorf("%s: %v", params, err)
		return false
	}
	order := index.NewPlan(q, index.DefaultFamilies()).Order
	for _, difference := range []string{
		differ("total", got.Total, want.Total), differ("undated", got.Undated, want.Undated),
		differ("hits", ranked(got.Hits, mode, order), ranked(want.Hits, mode, order)),
		differ("facets", facets(got), facets(want)), differ("interpreted", got.Interpreted, want.Interpreted),
		differ("cites", counts(got.Hits), counts(want.Hits)), differ("without", got.Advice.Without, want.Advice.Without),
		differ("dropped", got.Advice.Dropped, want.Advice.Dropped),
	} {
		if difference != "" {
			c.t.Errorf("%s\n%s", params, difference)
			return false
		}
	}
	return true
}

func differ(what string, got, want any) string {
	if reflect.DeepEqual(got, want) {
		return ""
	}
	return fmt.Sprintf("%s\n got %v\nwant %v", what, got, want)
}

// collect walks all pages of a search.
func collect(e index.Engine, q index.Query) (*index.Results, error) {
	first, err := e.Search(context.Background(), index.Everything(), q)
	if err != nil {
		return nil, err
	}
	for page := first; page.Next != ""; {
		q.Cursor = page.Next
		if page, err = e.Search(context.Background(), index.Everything(), q); err != nil {
			return nil, fmt.Errorf("next page: %w", err)
		}
		if len(page.Hits) == 0 || len(first.Hits) > first.Total.Value+first.Total.Partial {
			return nil, fmt.Errorf("pages go on after %d hits of %v", len(first.Hits), first.Total)
		}
		first.Hits = append(first.Hits, page.Hits...)
	}
	return first, nil
}

// ranked prints the hits with what places them; where scores decide, in order
// of id within what places them.
func ranked(hits []index.Hit, mode index.Mode, order index.Sort) []string {
	out := make([]string, len(hits))
	hits = slices.Clone(hits)
	for start := 0; order == index.ByRelevance && start < len(hits); {
		end := start + 1
		for end < len(hits) && mode.OrderTier(hits[end].Tier) == mode.OrderTier(hits[start].Tier) {
			end++
		}
		slices.SortFunc(hits[start:end], func(a, b index.Hit) int { return cmp.Compare(a.Directive.ID, b.Directive.ID) })
		start = end
	}
	for i, h := range hits {
		out[i] = h.Directive.ID + " " + mode.OrderTier(h.Tier).Why()
	}
	return out
}

func counts(hits []index.Hit) map[string]int {
	out := map[string]int{}
	for _, h := range hits {
		out[h.Directive.ID] = h.Cites
	}
	return out
}

// facets prints the facets of an answer.
func facets(r *index.Results) string {
	var out []string
	for name, c := range r.Facets {
		out = append(out, fmt.Sprintf("%s: %+v", name, c))
	}
	slices.Sort(out)
	return strings.Join(out, "\n")
}
