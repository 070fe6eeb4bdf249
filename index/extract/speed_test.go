package extract

import (
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"testing"

	"tracuu/index/indextest/labelled"
)

// corpusTexts are the first texts of a corpus of at most size bytes each, or a skip
// where there is none.
func corpusTexts(b *testing.B, name string, count, size int) (texts []string, total int) {
	b.Helper()
	for r := range labelled.Rows[publisherRow](b, "corpus", name) {
		if len(texts) == count {
			break
		}
		if len(r.Text) <= size {
			texts = append(texts, r.Text)
			total += len(r.Text)
		}
	}
	return texts, total
}

// BenchmarkReadCorpus reads documents of a page or two: whole ones with letterhead
// and sign block, and bodies alone.
func BenchmarkReadCorpus(b *testing.B) {
	for _, name := range []string{"tvpl.jsonl.gz", "phapdien.jsonl.gz"} {
		b.Run(strings.TrimSuffix(name, ".jsonl.gz"), func(b *testing.B) {
			texts, size := corpusTexts(b, name, 300, 9000)
			b.SetBytes(int64(size))
			b.ReportAllocs()
			for b.Loop() {
				for _, t := range texts {
					Read(Input{Text: t, Format: "txt"})
				}
			}
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*len(texts)), "µs/document")
		})
	}
}

// TestLongLineHasABound holds the memory that reading a text without line ends takes
// to a multiple of its length.
func TestLongLineHasABound(t *testing.T) {
	if raceEnabled() {
		t.Skip("the race detector keeps pools empty, so that memory is not used again")
	}
	sentence := "căn cứ Quyết định số 12/QĐ-UBND ngày 05/6/2021 của Ủy ban nhân dân tỉnh Nghệ An, các đơn vị triển khai thực hiện nghiêm các biện pháp phòng, chống dịch; "
	for _, size := range []int{1 << 20, 4 << 20} {
		text := strings.Repeat(sentence, size/len(sentence))
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		Read(Input{Text: text, Format: "txt"})
		runtime.ReadMemStats(&after)
		if times := float64(after.TotalAlloc-before.TotalAlloc) / float64(len(text)); times > 60 {
			t.Errorf("reading %d bytes took %.0f times as much memory", len(text), times)
		} else {
			t.Logf("%d bytes: %.1f times", len(text), times)
		}
	}
}

// raceEnabled reports whether the test was built with -race.
func raceEnabled() bool {
	info, ok := debug.ReadBuildInfo()
	return ok && slices.Contains(info.Settings, debug.BuildSetting{Key: "-race", Value: "true"})
}
