package relevance_test

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"testing"
	"time"

	"tracuu/index/bleveindex"
	"tracuu/index/indextest/labelled"
	"tracuu/index/indextest/relevance"
)

var (
	all    = flag.Bool("all", false, "ask all queries of phapdien, not a sample; floors are not compared for it")
	misses = flag.Bool("misses", false, "print the queries whose answer is not among the first ten")
	update = flag.Bool("update", false, "record the figures as the new floors")
	only   = flag.String("sets", "", "measure only these sets, separated by commas")
)

const (
	floorsFile = "floors.tsv"
	sampleSize = 300 // queries of phapdien
)

// TestRelevance measures the embedded engine on the labelled sets beside the
// project and holds it to the recorded floors.
func TestRelevance(t *testing.T) {
	if testing.Short() || !testing.Verbose() {
		t.Skip("takes minutes and prints tables to be read: run it with -v")
	}
	names := []string{"alqac", "tvpl", "phapdien", "remembered"}
	if *only != "" {
		names = strings.Split(*only, ",")
	}
	var rows []relevance.Row
	for _, name := range names {
		set := load(t, name)
		rows = append(rows, report(t, set, relevance.AsGiven, relevance.Variants()...)...)
		if name == "alqac" {
			rows = append(rows, report(t, set, relevance.OCR, relevance.AsGiven, relevance.OCR)...)
		}
	}
	hold(t, rows)
}

// load reads a set, or skips the test where there is none.
func load(t *testing.T, name string) *relevance.Set {
	t.Helper()
	set, err := relevance.Load(labelled.Path(t, "corpus"), name)
	if errors.Is(err, fs.ErrNotExist) {
		t.Skip(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	if len(set.Queries) > sampleSize && name != "alqac" && !*all {
		set = set.Sample(sampleSize)
	}
	return set
}

// report measures one set whose documents were rewritten: the engine and plain
// BM25 in these variants of the queries. It returns the engine's rows.
func report(t *testing.T, set *relevance.Set, documents relevance.Variant, queries ...relevance.Variant) []relevance.Row {
	t.Helper()
	set = set.Rewritten(documents)
	engine, err := bleveindex.Open(t.TempDir(), bleveindex.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer engine.Close()
	start := time.Now()
	if err := relevance.Put(context.Background(), engine, set); err != nil {
		t.Fatal(err)
	}
	loaded := time.Since(start)
	rows := measure(t, relevance.Through(engine), set, documents, queries)
	took := time.Since(start) - loaded
	t.Logf("%s: %d documents loaded in %.1f s, %d queries in %.1f s\n%s", set.Name, len(set.Documents), loaded.Seconds(),
		len(set.Queries), took.Seconds(), relevance.Table(append(rows[:len(rows):len(rows)], plain(t, set, documents, queries)...)))
	return rows
}

// measure asks the queries in each variant.
func measure(t *testing.T, r relevance.Ranker, set *relevance.Set, documents relevance.Variant, queries []relevance.Variant) []relevance.Row {
	t.Helper()
	var rows []relevance.Row
	for _, v := range queries {
		row, missed := ask(t, r, set, documents, v)
		rows = append(rows, row)
		if *misses {
			t.Logf("%s, %s: %d misses\n%s", set.Name, v.Name, len(missed), printMisses(missed))
		}
	}
	return rows
}

// plain measures what there is to compare with. Where the queries have no
// accents, the documents that plain BM25 searches lose theirs too.
func plain(t *testing.T, set *relevance.Set, documents relevance.Variant, queries []relevance.Variant) []relevance.Row {
	t.Helper()
	accented, folded := relevance.NewPlain(set.Documents, false), relevance.NewPlain(set.Documents, true)
	var rows []relevance.Row
	for _, v := range queries {
		r := accented
		if v.Name == relevance.Unaccented.Name {
			r = folded
		}
		row, _ := ask(t, r, set, documents, v)
		row.Queries = "plain: " + row.Queries
		rows = append(rows, row)
	}
	return rows
}

func ask(t *testing.T, r relevance.Ranker, set *relevance.Set, documents, v relevance.Variant) (relevance.Row, []relevance.Miss) {
	t.Helper()
	figures, missed, err := relevance.Measure(context.Background(), r, set.Queries, v)
	if err != nil {
		t.Fatal(err)
	}
	return relevance.Row{Set: set.Name, Documents: documents.Name, Queries: v.Name, Figures: figures}, missed
}

func printMisses(missed []relevance.Miss) string {
	var b strings.Builder
	for _, m := range missed {
		fmt.Fprintf(&b, "%s at %d: %s\n    first are %q\n", m.Query.ID, m.Place, m.Text, m.First)
	}
	return b.String()
}

// hold compares with the floors, or records them.
func hold(t *testing.T, rows []relevance.Row) {
	t.Helper()
	if *all {
		t.Log("all queries were asked: not compared with the floors, which are of the sample")
		return
	}
	floors := readFloors(t)
	if *update {
		var b strings.Builder
		if err := relevance.WriteFloors(&b, relevance.Renew(floors, rows)); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(floorsFile, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	for _, fault := range relevance.Below(rows, floors) {
		t.Error(fault)
	}
}

func readFloors(t *testing.T) []relevance.Row {
	t.Helper()
	f, err := os.Open(floorsFile)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	floors, err := relevance.ReadFloors(f)
	if err != nil {
		t.Fatal(err)
	}
	return floors
}
