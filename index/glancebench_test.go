package index

import (
	"os"
	"path/filepath"
	"testing"
)

// BenchmarkGlance looks over the seeds for the words of a query.
func BenchmarkGlance(b *testing.B) {
	paths, _ := filepath.Glob("../testdata/directives/*.txt")
	text := ""
	for _, path := range paths {
		read, err := os.ReadFile(path)
		if err != nil {
			b.Fatal(err)
		}
		text += string(read)
	}
	query, err := Parse("tổ covid cộng đồng phòng chống dịch")
	if err != nil {
		b.Fatal(err)
	}
	g := newGlance(newSpotter(query))
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		g.spots = g.spots[:0]
		g.scan(text, 0)
	}
}
