package main

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime/metrics"
	"strings"
	"testing"
	"time"

	"tracuu/index/bleveindex"
	"tracuu/index/ingest"
)

var files = flag.Int("files", 2000, "files of a benchmark of a folder")

// directives600 writes n letters of 600 words, with the words of the seeds in
// another order, numbers, dates and a citation of their own.
func directives600(b *testing.B, n int) string {
	b.Helper()
	paths, _ := filepath.Glob(filepath.Join(seeds, "*.txt"))
	var words []string
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			b.Fatal(err)
		}
		words = append(words, strings.Fields(string(text))...)
	}
	random, dir := rand.New(rand.NewPCG(1, 2)), b.TempDir()
	for i := range n {
		var text bytes.Buffer
		fmt.Fprintf(&text, "TỈNH ỦY HẢI DƯƠNG\nSố %d-CV/TU\nHải Dương, ngày %d tháng %d năm %d\n\nKính gửi: các huyện ủy\n", i+1, 1+i%28, 1+i%12, 2000+i%25)
		for w := range 580 {
			text.WriteString(words[random.IntN(len(words))])
			text.WriteByte(" \n"[min(1, w%12/11)])
		}
		fmt.Fprintf(&text, "Căn cứ Chỉ thị số %d/CT-TTg ngày 31/3/2020.\n", 1+i%500)
		sub := filepath.Join(dir, fmt.Sprintf("%04d", i/500))
		if err := os.MkdirAll(sub, 0o755); err != nil {
			b.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(sub, fmt.Sprintf("%06d.txt", i)), text.Bytes(), 0o644); err != nil {
			b.Fatal(err)
		}
	}
	return dir
}

// BenchmarkFolder takes a folder in, from its files to answered writes, and then
// again unchanged. heap-MB is the most that was live after a collection.
func BenchmarkFolder(b *testing.B) {
	dir := directives600(b, *files)
	for b.Loop() {
		data := b.TempDir()
		held := heldAt(b, data)
		stop := make(chan struct{})
		peak := peakHeap(stop)
		began := time.Now()
		takeAll(b, held, dir, func(r ingest.Report) bool { return r.Created == *files })
		first := time.Since(began)
		began = time.Now()
		takeAll(b, held, dir, func(r ingest.Report) bool { return r.Unchanged == *files })
		again := time.Since(began)
		close(stop)
		b.ReportMetric(float64(*files)/first.Seconds(), "docs/s")
		b.ReportMetric(float64(*files)/again.Seconds(), "unchanged/s")
		b.ReportMetric(float64(<-peak)/1e6, "heap-MB")
		if err := held.close(); err != nil {
			b.Fatal(err)
		}
	}
}

func heldAt(b *testing.B, data string) *folder {
	b.Helper()
	options := bleveindex.Options{}
	withGraph(&options)
	held, err := openFolder(context.Background(), data, options)
	if err == nil {
		held.intake, err = newIntake(data, keepUploads, false)
	}
	if err != nil {
		b.Fatal(err)
	}
	return held
}

func takeAll(b *testing.B, held *folder, dir string, right func(ingest.Report) bool) {
	b.Helper()
	report, err := held.take(context.Background(), []string{dir}, false, func(ingest.Progress) {})
	if err != nil || !right(report) {
		b.Fatalf("%v: %s", err, report)
	}
}

// peakHeap watches the live heap until stop is closed, and then gives its peak in
// bytes.
func peakHeap(stop <-chan struct{}) <-chan uint64 {
	out := make(chan uint64, 1)
	go func() {
		sample, peak := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}, uint64(0)
		ticks := time.NewTicker(20 * time.Millisecond)
		defer ticks.Stop()
		for {
			select {
			case <-stop:
				out <- peak
				return
			case <-ticks.C:
				metrics.Read(sample)
				peak = max(peak, sample[0].Value.Uint64())
			}
		}
	}()
	return out
}
