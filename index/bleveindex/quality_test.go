package bleveindex_test

import (
	"bufio"
	"compress/gzip"
	"context"
	"encoding/json"
	"io"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"tracuu/analyzers/viet"
	"tracuu/index"
	"tracuu/index/bleveindex"
)

// TestQuality prints how well questions with known answers are answered, where
// the labelled collections lie beside the project. It holds no threshold: the
// files are not the project's.
func TestQuality(t *testing.T) {
	if testing.Short() || os.Getenv("TRACUU_QUALITY") == "" {
		t.Skip("measures for minutes: set TRACUU_QUALITY to collections, such as alqac, to run it")
	}
	for _, set := range strings.Fields(os.Getenv("TRACUU_QUALITY")) {
		corpus := filepath.Join(sharedFolder(), "corpus", set+".jsonl.gz")
		if set == "alqac" {
			corpus = filepath.Join(sharedFolder(), "corpus", "alqac_corpus.jsonl.gz")
		}
		e := open(t, "", bleveindex.Options{})
		var drafts []index.Draft
		eachRow(t, corpus, func(row map[string]any) {
			draft := text(row["id"].(string), row["text"].(string))
			if set == "alqac" { // the name of the law stands nowhere else
				draft.Read.Title = row["title"].(string)
			}
			drafts = append(drafts, draft)
		})
		for page := range slices.Chunk(drafts, 256) {
			put(t, e, page...)
		}
		relevant := readRelevant(t, filepath.Join(sharedFolder(), "corpus", set+"_qrels.tsv"))
		for _, typed := range []struct {
			name string
			as   func(string) string
		}{{"with accents", func(s string) string { return s }}, {"without", viet.Fold}} {
			sum, n := 0.0, 0
			eachRow(t, filepath.Join(sharedFolder(), "corpus", set+"_queries.jsonl"), func(row map[string]any) {
				id := row["id"].(string)
				if len(relevant[id]) == 0 || n == 600 {
					return
				}
				sum += gain(t, e, typed.as(row["text"].(string)), relevant[id])
				n++
			})
			t.Logf("%s, %s: nDCG@10 %.3f over %d questions", set, typed.name, sum/float64(n), n)
		}
		_ = e.Close()
	}
}

// gain is the nDCG@10 of one question.
func gain(t *testing.T, e *bleveindex.Engine, question string, relevant map[string]bool) float64 {
	t.Helper()
	if len(question) > index.MaxQueryBytes {
		question = strings.ToValidUTF8(question[:index.MaxQueryBytes], "")
	}
	parsed, err := index.Parse(question)
	if err != nil {
		t.Fatal(err)
	}
	r, err := e.Search(context.Background(), index.Everything(), index.Query{Text: parsed, Limit: 10})
	if err != nil {
		t.Fatal(err)
	}
	got, best := 0.0, 0.0
	for i, h := range r.Hits {
		if relevant[h.Directive.ID] {
			got += 1 / math.Log2(float64(i)+2)
		}
	}
	for i := range min(len(relevant), 10) {
		best += 1 / math.Log2(float64(i)+2)
	}
	return got / best
}

func readRelevant(t *testing.T, path string) map[string]map[string]bool {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Skipf("no labelled questions: %v", err)
	}
	out := map[string]map[string]bool{}
	for line := range strings.Lines(string(b)) {
		fields := strings.Split(strings.TrimSpace(line), "\t") // question, 0, document, grade
		if len(fields) != 4 {
			t.Fatalf("%s: %q is no judgement", path, line)
		}
		if out[fields[0]] == nil {
			out[fields[0]] = map[string]bool{}
		}
		out[fields[0]][fields[2]] = true
	}
	return out
}

// eachRow reads rows of JSON, packed or not.
func eachRow(t *testing.T, path string, use func(map[string]any)) {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Skipf("no labelled questions: %v", err)
	}
	defer f.Close()
	var r io.Reader = f
	if strings.HasSuffix(path, ".gz") {
		if r, err = gzip.NewReader(f); err != nil {
			t.Fatal(err)
		}
	}
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, 64<<20)
	for lines.Scan() {
		var row map[string]any
		if err := json.Unmarshal(lines.Bytes(), &row); err != nil {
			t.Fatal(err)
		}
		use(row)
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
}
