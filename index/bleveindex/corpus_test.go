package bleveindex_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tracuu/index"
	"tracuu/index/directive"
	"tracuu/index/indextest/labelled"
)

// sentences are what generated documents are recombined from: the real
// codification where it lies beside the project, else the seed documents.
func sentences(t testing.TB) []string {
	t.Helper()
	var out []string
	for _, text := range append(corpusTexts(t), seedTexts(t)...) {
		for _, line := range strings.FieldsFunc(text, func(r rune) bool { return r == '\n' || r == ';' }) {
			if line = strings.TrimSpace(line); len(line) > 40 && len(line) < 2000 {
				out = append(out, line)
			}
		}
	}
	return out
}

func seedTexts(t testing.TB) []string {
	files, err := filepath.Glob("../../testdata/directives/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no seed documents: %v", err)
	}
	var out []string
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, string(b))
	}
	return out
}

func corpusTexts(t testing.TB) []string {
	corpus := []string{"corpus", "phapdien.jsonl.gz"}
	if _, err := labelled.Find(corpus...); err != nil {
		t.Logf("no corpus of real text, documents are recombined from the seeds: %v", err)
		return nil
	}
	var out []string
	for row := range labelled.Rows[struct{ Text string }](t, corpus...) {
		if out = append(out, row.Text); len(out) == 600 {
			break
		}
	}
	return out
}

// generate makes documents of some 650 words with metadata, the same for the
// same seed.
func generate(sentences []string, count int) []index.Draft {
	r := rand.New(rand.NewPCG(1, 2))
	kinds := []directive.Kind{"Công văn", "Chỉ thị", "Quyết định", "Thông báo", "Kế hoạch", "Nghị quyết"}
	out := make([]index.Draft, count)
	for i := range out {
		var b strings.Builder
		for words := 0; words < 650; {
			s := sentences[r.IntN(len(sentences))]
			b.WriteString(s)
			b.WriteString(".\n")
			words += strings.Count(s, " ") + 1
		}
		place := r.IntN(63)
		d := directive.Directive{
			Text: b.String(), Type: kinds[r.IntN(len(kinds))],
			Number: fmt.Sprintf("%d/CT-UBND", r.IntN(400)+1),
			Issuer: fmt.Sprintf("Ủy ban nhân dân tỉnh thứ %d", place), IssuerID: fmt.Sprintf("ubnd-%d", place),
			Province: fmt.Sprintf("Tỉnh thứ %d", place),
		}
		if r.IntN(10) > 0 {
			d.Issued = directive.Date{Year: 2010 + r.IntN(15), Month: 1 + r.IntN(12), Day: 1 + r.IntN(28)}
		}
		out[i] = index.Draft{ID: fmt.Sprintf("d%06d", i), Read: d}
	}
	return out
}
