package index_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tracuu/analyzers/viet"
	"tracuu/index"
	"tracuu/index/directive"
)

// seedText is the text of a seed document.
func seedText(t testing.TB, number string) string {
	t.Helper()
	paths, _ := filepath.Glob("../testdata/directives/" + number + "_*.txt")
	if len(paths) != 1 {
		t.Fatalf("seed %s: %d files", number, len(paths))
	}
	text, err := os.ReadFile(paths[0])
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// longText is of some 20,000 words: the seeds, repeated.
func longText(t testing.TB) string {
	all := ""
	for _, number := range []string{"000", "001", "002", "003", "004"} {
		all += seedText(t, number) + "\n\n"
	}
	return strings.Repeat(all, 20000/len(strings.Fields(all)))
}

func benchmarkFragments(b *testing.B, text string) {
	parsed, err := index.Parse(`tổ covid cộng đồng "phòng, chống dịch"`)
	if err != nil {
		b.Fatal(err)
	}
	d := directive.Directive{Text: text}
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		if len(index.Fragments(&d, parsed, index.DefaultFragments)) == 0 {
			b.Fatal("no fragments")
		}
	}
}

func BenchmarkFragmentsPage(b *testing.B) { benchmarkFragments(b, seedText(b, "000")) }
func BenchmarkFragmentsLong(b *testing.B) { benchmarkFragments(b, longText(b)) }

func BenchmarkAnalyse(b *testing.B) {
	d := directive.Directive{Text: longText(b)}
	tokenizer := viet.NewTokenizer()
	b.SetBytes(int64(len(d.Text)))
	b.ReportAllocs()
	for b.Loop() {
		index.Analyse(&d, index.DefaultFamilies(), tokenizer)
	}
}
