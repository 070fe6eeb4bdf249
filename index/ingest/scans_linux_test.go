package ingest

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"tracuu/index/indextest"
)

// BenchmarkScans takes in a folder of scans and shows the pages a second, how many
// processors it had on average, the programs that recognise included, and how many
// of these ran at once, which others at work on the machine do not change:
//
//	go test ./index/ingest -run xxx -bench Scans -benchtime 1x
func BenchmarkScans(b *testing.B) {
	for _, program := range []string{"tesseract", "pdftoppm"} {
		if _, err := exec.LookPath(program); err != nil {
			b.Skipf("no %s on this machine", program)
		}
	}
	const files, pages = "../../testdata/files/pdf", 9
	dir := b.TempDir()
	for i := range 3 {
		for _, name := range []string{"scan.pdf", "scan.jpg"} {
			data, err := os.ReadFile(filepath.Join(files, name))
			if err != nil {
				b.Fatal(err)
			}
			data = fmt.Appendf(data, "\n%%%d", i) // so that no two are the same bytes
			if err := os.WriteFile(filepath.Join(dir, fmt.Sprint(i, name)), data, 0o600); err != nil {
				b.Fatal(err)
			}
		}
	}
	for b.Loop() {
		began, spent := time.Now(), processorTime(b)
		programs := countPrograms()
		m := indextest.NewMemory(indextest.Options{})
		r, err := Paths(b.Context(), m, []string{dir}, Options{})
		if err != nil || r.Created != 6 {
			b.Fatalf("%+v, %v", r, err)
		}
		wall := time.Since(began)
		b.ReportMetric(float64(processorTime(b)-spent)/float64(wall), "processors")
		b.ReportMetric(pages/wall.Seconds(), "pages/s")
		b.ReportMetric(programs(), "programs")
	}
}

// processorTime is what this process and its children have used of processors.
func processorTime(b *testing.B) time.Duration {
	b.Helper()
	var sum time.Duration
	for _, who := range []int{syscall.RUSAGE_SELF, syscall.RUSAGE_CHILDREN} {
		var used syscall.Rusage
		if err := syscall.Getrusage(who, &used); err != nil {
			b.Fatal(err)
		}
		sum += time.Duration(used.Utime.Nano() + used.Stime.Nano())
	}
	return sum
}

// countPrograms counts the children of this process again and again, and gives
// their mean number once it is asked.
func countPrograms() func() float64 {
	stop, mean := make(chan struct{}), make(chan float64)
	go func() {
		seen, looks := 0, 0
		for tick := time.NewTicker(50 * time.Millisecond); ; {
			select {
			case <-tick.C:
				looks++
				lists, _ := filepath.Glob("/proc/self/task/*/children")
				for _, list := range lists {
					ids, _ := os.ReadFile(list)
					seen += len(strings.Fields(string(ids)))
				}
			case <-stop:
				tick.Stop()
				mean <- float64(seen) / float64(max(1, looks))
				return
			}
		}
	}()
	return func() float64 { close(stop); return <-mean }
}
