// Command soak keeps a tracuu server under mixed load for minutes and fails when it
// grows: searches, completions, writes, deletions, a reindex and a backup now and
// then, over a set of documents that stays the same size.
//
//	go build -o /tmp/tracuu ./cmd/tracuu && cd cmd/bench && go run ./soak -tracuu /tmp/tracuu -time 10m
//
// Every ten seconds it prints the server's memory (heap after the last collection,
// resident), goroutines, open files and disk, and what was done. At the end the last
// third is held against the third before it.
package main

import (
	"context"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"
)

// settings are what a run is asked for.
type settings struct {
	program   string
	long      time.Duration
	every     time.Duration
	documents int
	rest      time.Duration
}

func main() {
	var s settings
	flag.StringVar(&s.program, "tracuu", "tracuu", "the program")
	flag.DurationVar(&s.long, "time", 10*time.Minute, "how long")
	flag.DurationVar(&s.every, "every", 10*time.Second, "how often figures are printed")
	flag.IntVar(&s.documents, "documents", 2000, "documents that are written over and over")
	flag.DurationVar(&s.rest, "rest", 5*time.Millisecond, "what each client waits between two requests")
	flag.Parse()
	if err := s.run(); err != nil {
		fmt.Fprintln(os.Stderr, "soak:", err)
		os.Exit(1)
	}
}

func (s settings) run() error {
	dir, err := os.MkdirTemp("", "soak")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	target, err := start(s.program, filepath.Join(dir, "data"))
	if err != nil {
		return err
	}
	defer target.stop()
	ctx, cancel := context.WithTimeout(context.Background(), s.long)
	defer cancel()
	load := &load{target: target, settings: s, backups: dir}
	var group sync.WaitGroup
	for _, work := range []func(context.Context) error{load.write, load.search, load.search, load.suggest, load.upkeep} {
		group.Go(func() {
			if err := work(ctx); err != nil && ctx.Err() == nil {
				load.failed(err)
			}
		})
	}
	samples, err := s.watch(ctx, target, load)
	cancel()
	group.Wait()
	if err != nil {
		return err
	}
	if n := load.failures.Load(); n > 0 {
		return fmt.Errorf("%d requests failed, the first with: %v", n, load.first.Load())
	}
	return grown(samples)
}

// watch prints figures until ctx is done, and returns them.
func (s settings) watch(ctx context.Context, target *target, load *load) (samples []sample, err error) {
	fmt.Println("time   heap MB  rss MB  goroutines  files  disk MB  searches  writes  deletions  suggestions  reindexes  backups  failures")
	began := time.Now()
	for tick := time.NewTicker(s.every); ; {
		select {
		case <-ctx.Done():
			return samples, nil
		case <-tick.C:
		}
		now, err := target.sample()
		if err != nil {
			return samples, err
		}
		samples = append(samples, now)
		fmt.Printf("%5.0fs  %7.1f  %6.1f  %10.0f  %5.0f  %7.1f  %8d  %6d  %9d  %11d  %9d  %7d  %8d\n", time.Since(began).Seconds(),
			now.heap, now.resident, now.goroutines, now.files, now.disk, load.searches.Load(), load.writes.Load(),
			load.deletions.Load(), load.suggestions.Load(), load.reindexes.Load(), load.backedUp.Load(), load.failures.Load())
	}
}

// sample is the state of the server at one moment; memory and disk in MB.
type sample struct{ heap, resident, goroutines, files, disk float64 }

// grown holds the last third of a run against the third before: what is held for
// good would show in the lowest figure of each.
func grown(samples []sample) error {
	third := len(samples) / 3
	if third < 3 {
		fmt.Println("too short to tell whether it grows")
		return nil
	}
	before, last := samples[third:2*third], samples[2*third:]
	for _, figure := range []struct {
		name  string
		of    func(sample) float64
		slack float64
	}{
		{"heap", func(s sample) float64 { return s.heap }, 20},
		{"resident memory", func(s sample) float64 { return s.resident }, 60},
		{"goroutines", func(s sample) float64 { return s.goroutines }, 10},
		{"open files", func(s sample) float64 { return s.files }, 20},
		{"disk", func(s sample) float64 { return s.disk }, 30},
	} {
		a, b := lowest(before, figure.of), lowest(last, figure.of)
		fmt.Printf("%-16s %8.1f, then %8.1f\n", figure.name, a, b)
		if b > a*1.15+figure.slack {
			return fmt.Errorf("%s grew from %.1f to %.1f", figure.name, a, b)
		}
	}
	return nil
}

func lowest(samples []sample, of func(sample) float64) float64 {
	least := of(samples[0])
	for _, s := range samples {
		least = min(least, of(s))
	}
	return least
}

// diskUse is what a folder takes, in MB.
func diskUse(dir string) (megabytes float64) {
	_ = filepath.WalkDir(dir, func(_ string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return nil // what goes away meanwhile takes nothing
		}
		if info, err := entry.Info(); err == nil {
			megabytes += float64(info.Size()) / 1e6
		}
		return nil
	})
	return megabytes
}

// counters count what was done.
type counters struct {
	searches, writes, deletions, suggestions, reindexes, backedUp, failures atomic.Int64

	first atomic.Value // the first failure, as text
}

func (c *counters) failed(err error) {
	if c.failures.Add(1) == 1 {
		c.first.Store(err.Error())
	}
}
