package citation

import (
	"bufio"
	"cmp"
	"compress/gzip"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tracuu/index/directive"
)

// TestCorpus resolves the citations of a labelled collection of normative acts:
// citing document, document meant, number as cited. None may lead elsewhere.
func TestCorpus(t *testing.T) {
	dir := filepath.Join(cmp.Or(os.Getenv("TRACUU_SHARED"), "../../../shared"), "corpus")
	labels, err := os.ReadFile(filepath.Join(dir, "phapdien_doc_citations.tsv"))
	if err != nil {
		t.Skip("the labelled collection is not here:", err)
	}
	g := New()
	readCorpus(t, filepath.Join(dir, "phapdien.jsonl.gz"), g.Put)
	right, open := 0, 0
	for line := range strings.Lines(string(labels)) {
		cols := strings.Split(strings.TrimSpace(line), "\t")
		switch r := g.Resolve(cols[2], "", directive.Date{}, nil); {
		case r.Target == cols[1]:
			right++
		case r.Target != "":
			t.Errorf("%s cites %s: led to %s, not %s (%s)", cols[0], cols[2], r.Target, cols[1], r.Reason)
		default:
			open++
			if r.State == Absent {
				t.Errorf("%s cites %s: %s is not found", cols[0], cols[2], cols[1])
			}
		}
	}
	t.Logf("%d documents: %d citations resolved, %d left open, none wrong", g.Len(), right, open)
	if right < 9*open {
		t.Errorf("only %d of %d citations resolved", right, right+open)
	}
}

func readCorpus(t *testing.T, path string, put func(*directive.Directive)) {
	f, err := os.Open(path)
	if err != nil {
		t.Skip("the collection is not here:", err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(z)
	lines.Buffer(nil, 64<<20)
	for lines.Scan() {
		var row struct{ ID, Number, Type, Issuer, Date, Summary string }
		if err := json.Unmarshal(lines.Bytes(), &row); err != nil {
			t.Fatal(err)
		}
		d := directive.Directive{ID: row.ID, Number: row.Number, Type: directive.Kind(row.Type), Issuer: row.Issuer, Title: row.Summary}
		if row.Date != "" {
			if d.Issued, err = directive.ParseDate(row.Date); err != nil {
				t.Fatal(err)
			}
		}
		put(&d)
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
}
