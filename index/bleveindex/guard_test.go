package bleveindex_test

import (
	"bufio"
	"bytes"
	"context"
	"flag"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"
	"testing"

	"tracuu/index"
	"tracuu/index/bleveindex"
	"tracuu/index/directive"
)

var updateGuard = flag.Bool("update", false, "record the ceilings of TestGuard again, a tenth above what is counted")

// guardFile holds the ceilings: name, tab, count.
const guardFile = "../../testdata/search/guard.tsv"

// guardRoom is what a ceiling stands above the count when it is recorded.
const guardRoom = 1.10

// guardDocuments is the size of the collection that is counted on: one batch and so one
// segment, whatever bleve has merged when it is counted.
const guardDocuments = 256

// TestGuard holds counts that are the same on every machine under recorded
// ceilings: the allocations and the bytes allocated of a search, by class, and
// the bytes on disk of a document. A change that costs more shows here and not
// first in a benchmark; one that is worth it records them again, and the
// difference is there to be reviewed.
func TestGuard(t *testing.T) {
	dir := t.TempDir()
	counts, order := guardDisk(t, dir)
	if raceEnabled() {
		t.Log("allocations are not counted under the race detector, which adds its own")
	} else {
		order = append(order, guardSearches(t, dir, counts)...)
	}
	if *updateGuard {
		if raceEnabled() {
			t.Fatal("record without the race detector")
		}
		recordGuard(t, counts, order)
		return
	}
	ceilings := readGuard(t)
	for _, name := range order {
		ceiling, recorded := ceilings[name]
		switch {
		case !recorded:
			t.Errorf("%s has no ceiling in %s; record it with -update", name, guardFile)
		case counts[name] > ceiling:
			t.Errorf("%s: %.0f, over the ceiling of %.0f", name, counts[name], ceiling)
		}
	}
}

// raceEnabled reports whether the test was built with -race.
func raceEnabled() bool {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return false
	}
	for _, s := range info.Settings {
		if s.Key == "-race" {
			return s.Value == "true"
		}
	}
	return false
}

// guardDrafts are documents recombined from the seeds alone, since what lies
// beside the project is not the same everywhere.
func guardDrafts(t *testing.T) []index.Draft {
	var lines []string
	for _, text := range seedTexts(t) {
		for line := range strings.Lines(text) {
			if line = strings.TrimSpace(line); len(line) > 40 {
				lines = append(lines, line)
			}
		}
	}
	drafts := generate(lines, guardDocuments)
	for i := range drafts {
		number := fmt.Sprintf("%d/QĐ-UBND", i%40+1)
		drafts[i].Read.References = []directive.Reference{{Text: number, Number: number, Relation: directive.BasedOn}}
		directive.SetRefs(drafts[i].Read.References)
	}
	return drafts
}

// guardDisk fills a folder and counts the bytes that a document takes in the
// store and in the index.
func guardDisk(t *testing.T, dir string) (counts map[string]float64, order []string) {
	e, err := bleveindex.Open(dir, bleveindex.Options{})
	if err != nil {
		t.Fatal(err)
	}
	put(t, e, guardDrafts(t)...)
	if err := e.Close(); err != nil {
		t.Fatal(err)
	}
	counts = map[string]float64{
		"disk index, bytes a document": guardSize(t, filepath.Join(dir, "index")) / guardDocuments,
		"disk store, bytes a document": guardSize(t, filepath.Join(dir, "store.db")) / guardDocuments,
	}
	return counts, []string{"disk index, bytes a document", "disk store, bytes a document"}
}

// guardSize adds up the sizes of files.
func guardSize(t *testing.T, path string) float64 {
	total := 0.
	err := filepath.WalkDir(path, func(_ string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err == nil {
			total += float64(info.Size())
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return total
}

// guardCase is a class of searches.
type guardCase struct {
	name, text string
	query      index.Query
}

// guardCases are the classes; number is that of a document held.
func guardCases(number string) []guardCase {
	where := func(field index.Field, c index.Condition) []index.Filter {
		return []index.Filter{{Field: field, Any: []index.Condition{c}}}
	}
	facets := []index.Facet{index.FacetIssuer, index.FacetType, index.FacetProvince, index.FacetYear}
	return []guardCase{
		{"word", "doanh", index.Query{}},
		{"and", "quy định hiện hành", index.Query{}},
		{"phrase", `"nhân dân"`, index.Query{}},
		{"unaccented", "uy ban nhan dan", index.Query{}},
		{"question", "các cơ quan đơn vị có trách nhiệm tổ chức thực hiện nghiêm các quy định phòng chống dịch", index.Query{}},
		{"number", number, index.Query{}},
		{"cites", "", index.Query{Filters: index.Filters{Where: where(index.FieldCites, index.Condition{Value: "7/QĐ-UBND"})}}},
		{"issuer and dates", "nhân", index.Query{Filters: index.Filters{
			From: directive.Date{Year: 2011}, To: directive.Date{Year: 2023},
			Where: where(index.FieldIssuer, index.Condition{Op: index.OpID, Value: "ubnd-7"}),
		}}},
		{"facets", "nhân", index.Query{Facets: facets}},
		{"newest", "nhân", index.Query{Sort: index.Newest}},
	}
}

// guardSearches counts what searches allocate, as a caller asks and with ids
// alone, and what a completion allocates.
func guardSearches(t *testing.T, dir string, counts map[string]float64) (order []string) {
	e := open(t, dir, bleveindex.Options{})
	count := func(name string, call func() error) {
		order = append(order, name+", allocations", name+", bytes allocated")
		counts[name+", allocations"], counts[name+", bytes allocated"] = allocated(t, call)
	}
	for _, c := range guardCases(guardDrafts(t)[0].Read.Number) {
		for _, bare := range []bool{false, true} {
			q, name := c.query, c.name
			q.Limit = 10
			if q.Bare = bare; bare {
				q.Literal, q.MatchAll = true, true
				name += ", ids"
			}
			var err error
			if q.Text, err = index.Parse(c.text); err != nil {
				t.Fatal(err)
			}
			found, err := e.Search(context.Background(), index.Everything(), q)
			if err != nil || len(found.Hits) == 0 && c.name != "question" {
				t.Fatalf("%s: %d hits, %v", name, len(found.Hits), err)
			}
			count(name, func() error {
				_, err := e.Search(context.Background(), index.Everything(), q)
				return err
			})
		}
	}
	count("suggest", func() error {
		_, err := e.Suggest(context.Background(), index.Everything(), "nhân d", 10)
		return err
	})
	return order
}

// allocated counts the allocations of a call and their bytes: the least of some
// rounds, for what the engine does beside is counted with it.
func allocated(t *testing.T, call func() error) (count, size float64) {
	const rounds, runs = 4, 5
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))  // one pool of each kind
	defer debug.SetGCPercent(debug.SetGCPercent(-1)) // a collection would empty them
	count, size = math.Inf(1), math.Inf(1)
	for range rounds {
		var before, after runtime.MemStats
		if err := call(); err != nil { // fills what is remembered
			t.Fatal(err)
		}
		runtime.ReadMemStats(&before)
		for range runs {
			if err := call(); err != nil {
				t.Fatal(err)
			}
		}
		runtime.ReadMemStats(&after)
		count = min(count, float64(after.Mallocs-before.Mallocs)/runs)
		size = min(size, float64(after.TotalAlloc-before.TotalAlloc)/runs)
	}
	return count, size
}

func readGuard(t *testing.T) map[string]float64 {
	f, err := os.Open(guardFile)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	out := map[string]float64{}
	for lines := bufio.NewScanner(f); lines.Scan(); {
		name, value, _ := strings.Cut(lines.Text(), "\t")
		ceiling, err := strconv.ParseFloat(value, 64)
		if err != nil {
			t.Fatalf("%s: %q: %v", guardFile, lines.Text(), err)
		}
		out[name] = ceiling
	}
	return out
}

func recordGuard(t *testing.T, counts map[string]float64, order []string) {
	var out bytes.Buffer
	for _, name := range order {
		fmt.Fprintf(&out, "%s\t%.0f\n", name, counts[name]*guardRoom+1)
	}
	if err := os.WriteFile(guardFile, out.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}
