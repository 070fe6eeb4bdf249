package directive

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// seedText is the five seed documents, repeated to at least a megabyte.
func seedText(b *testing.B) string {
	files, err := filepath.Glob("../../testdata/directives/*.txt")
	if err != nil || len(files) == 0 {
		b.Fatal("no seed documents: ", err)
	}
	var all strings.Builder
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			b.Fatal(err)
		}
		all.Write(text)
	}
	return strings.Repeat(all.String(), 1<<20/all.Len()+1)
}

func BenchmarkFindSymbols(b *testing.B) {
	text := seedText(b)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		FindSymbols(text)
	}
}

// BenchmarkFindSymbolsDense is the worst text: numbers and separators only.
func BenchmarkFindSymbolsDense(b *testing.B) {
	text := strings.Repeat("107-CV/BDVTU 16/", 1<<16)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		FindSymbols(text)
	}
}

func BenchmarkFindDates(b *testing.B) {
	text := seedText(b)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		FindDates(text)
	}
}

func BenchmarkParseSymbol(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		ParseSymbol("107 - CV/ BDVTU")
	}
}
