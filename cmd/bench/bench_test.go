package main

import (
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"tracuu/analyzers/viet"
)

// small is a collection from the seeds alone, the same on every machine.
func small(t *testing.T) *generator {
	t.Helper()
	g, err := settings{n: 300, words: usualWords, seed: 5, root: "../..", shared: t.TempDir()}.generator()
	if err != nil {
		t.Fatal(err)
	}
	return g
}

func TestDocumentsDoNotDependOnOrder(t *testing.T) {
	g, tokens := small(t), viet.NewTokenizer()
	late := g.make(200, tokens)
	g.make(3, tokens)
	if again := g.make(200, viet.NewTokenizer()); !reflect.DeepEqual(late, again) {
		t.Error("document 200 is another one when made again")
	}
	other := *g
	other.seed++
	if reflect.DeepEqual(late, other.make(200, tokens)) {
		t.Error("another seed makes the same document")
	}
}

func TestDocumentsAreLikeReal(t *testing.T) {
	g, tokens := small(t), viet.NewTokenizer()
	if n := len(g.issuers); n < 650 || n > 750 {
		t.Errorf("%d issuers, want some 700", n)
	}
	words := 0
	for n := range 100 {
		d := g.make(n, tokens)
		words += strings.Count(d.exact, " ")
		if len(d.directive.References) > maxCitations {
			t.Errorf("document %d cites %d", n, len(d.directive.References))
		}
		for _, r := range d.directive.References {
			if d.directive.Text[r.Start:r.End] != r.Text {
				t.Errorf("document %d: a citation is not where it is said to be: %q", n, r.Text)
			}
		}
		if y := d.directive.Issued.Year; y != 0 && (y < 2010 || y > 2024) {
			t.Errorf("document %d is of %d", n, y)
		}
	}
	if mean := words / 100; mean < 550 || mean > 800 {
		t.Errorf("%d words a document, want some 650", mean)
	}
}

func TestEveryClassHasQueries(t *testing.T) {
	queries := small(t).makeQueries()
	for _, c := range classes {
		if len(queries[c]) < 2*leastAsked {
			t.Errorf("%s: %d queries", c, len(queries[c]))
		}
	}
}

// TestEnginesAgree holds that each engine on this machine finds as many
// documents as tracuu, wherever it is said to.
func TestEnginesAgree(t *testing.T) {
	g := small(t)
	queries := g.makeQueries()
	totals := map[class][]int{}
	for _, name := range order {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			if err := os.Chmod(filepath.Dir(dir), 0o755); err != nil { // another user runs PostgreSQL in it
				t.Fatal(err)
			}
			e, err := engineNamed(name)
			if err == nil {
				err = e.open(dir, true)
			}
			if errors.Is(err, errNotHere) {
				t.Skip(err)
			}
			if err != nil {
				t.Fatal(err)
			}
			defer e.close()
			for batch := range g.batches(0, g.count) {
				if err := e.add(batch); err != nil {
					t.Fatal(err)
				}
			}
			if err := e.finish(); err != nil {
				t.Fatal(err)
			}
			for _, c := range classes {
				if c == classSuggest || e.lacks(c) != "" {
					continue
				}
				found := totalsOf(t, e, queries[c][:30])
				if name == order[0] {
					totals[c] = found
				} else if e.differs(c) == "" && !reflect.DeepEqual(found, totals[c]) {
					t.Errorf("%s: %v, tracuu %v", c, found, totals[c])
				}
			}
		})
	}
}

func totalsOf(t *testing.T, e engine, queries []query) (out []int) {
	t.Helper()
	if err := e.ready(queries); err != nil {
		t.Fatal(err)
	}
	s, err := e.session()
	if err != nil {
		t.Fatal(err)
	}
	defer s.close()
	for i := range queries {
		a, err := s.search(&queries[i])
		if err != nil {
			t.Fatal(err)
		}
		if queries[i].Offset == 0 && len(a.ids) != min(a.total, pageSize) {
			t.Errorf("%s %q: %d ids of %d matches", queries[i].Class, queries[i].Text, len(a.ids), a.total)
		}
		out = append(out, a.total)
	}
	return out
}

func TestSpread(t *testing.T) {
	var times []time.Duration
	for i := range 1000 {
		times = append(times, time.Duration(1000-i)*time.Millisecond)
	}
	if s := spreadOf(times); s.P50 != 501 || s.P95 != 951 || s.P99 != 991 || s.Max != 1000 {
		t.Errorf("%+v", s)
	}
	if s := spreadOf(nil); s != (spread{}) {
		t.Errorf("of nothing: %+v", s)
	}
}

func TestTargets(t *testing.T) {
	if (target{Measured: .31, Bound: .3}).ok() || !(target{Measured: .31, Bound: .3, Least: true}).ok() {
		t.Error("a bound is held the wrong way round")
	}
	own := &engineResult{Build: &built{Rate: 700, TextBytes: 100, Disk: 130}}
	r := &result{Engines: map[string]*engineResult{"tracuu": own, "sqlite": {Build: &built{Rate: 2000}}}}
	verdicts := map[string]bool{}
	for _, a := range judge(r) {
		verdicts[a.Name] = a.ok()
	}
	if !verdicts["build: documents/s ÷ sqlite"] || verdicts["disk, store and index ÷ text"] {
		t.Errorf("verdicts %v", verdicts)
	}
	if len(judge(&result{})) > 0 {
		t.Error("aims without tracuu")
	}
}

func TestSizes(t *testing.T) {
	var l sizes
	if err := l.Set("10000, 100000"); err != nil || !reflect.DeepEqual(l, sizes{10000, 100000}) || l.String() != "10000,100000" {
		t.Errorf("%v %v", l, err)
	}
	if l.Set("10k") == nil {
		t.Error("10k is taken for a number")
	}
}

func TestShortDocuments(t *testing.T) {
	g := small(t)
	g.length, g.bare = 70, true
	words := 0
	for n := range 100 {
		d := g.make(n, nil)
		words += len(strings.Fields(d.directive.Text))
		if len(d.directive.References) > 1 || d.exact != "" {
			t.Errorf("document %d: %d citations, cut into %q", n, len(d.directive.References), d.exact)
		}
	}
	if mean := words / 100; mean < 60 || mean > 110 {
		t.Errorf("%d words a document, want some 70", mean)
	}
}

func TestGrowthIsHeldToItsAim(t *testing.T) {
	g := &growth{
		Small: grown{Documents: 10, Classes: map[class]spread{classNumber: {P95: 1}, classCites: {P95: 1}, classDates: {P95: 1}}},
		Large: grown{Documents: 100, Classes: map[class]spread{classNumber: {P95: 2}, classCites: {P95: 3.9}, classDates: {P95: 4.1}}},
	}
	verdicts := map[string]bool{}
	for _, a := range judge(&result{Growth: g}) {
		verdicts[a.Name] = a.ok()
	}
	if len(verdicts) != 3 || !verdicts["cites: p95 at 100 ÷ p95 at 10 documents"] || verdicts["issuer+dates: p95 at 100 ÷ p95 at 10 documents"] {
		t.Errorf("verdicts %v", verdicts)
	}
}
