package citation

import (
	"os"
	"strings"
	"testing"

	"tracuu/index/directive"
	"tracuu/index/indextest/labelled"
)

// TestCorpus resolves the citations of a labelled collection of normative acts:
// citing document, document meant, number as cited. None may lead elsewhere.
func TestCorpus(t *testing.T) {
	labels, err := os.ReadFile(labelled.Path(t, "corpus", "phapdien_doc_citations.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	g := New()
	readCorpus(t, g.Put)
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

func readCorpus(t *testing.T, put func(*directive.Directive)) {
	t.Helper()
	for row := range labelled.Rows[struct{ ID, Number, Type, Issuer, Date, Summary string }](t, "corpus", "phapdien.jsonl.gz") {
		d := directive.Directive{ID: row.ID, Number: row.Number, Type: directive.Kind(row.Type), Issuer: row.Issuer, Title: row.Summary}
		if row.Date != "" {
			var err error
			if d.Issued, err = directive.ParseDate(row.Date); err != nil {
				t.Fatal(err)
			}
		}
		put(&d)
	}
}
