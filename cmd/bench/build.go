package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"tracuu/analyzers/viet"
	"tracuu/index/ingest"
)

// built is what it cost to load a collection.
type built struct {
	Documents  int
	TextBytes  int64
	Seconds    float64 // in the engine alone: batches and the end of the load
	Rate       float64 // documents a second
	Before     memory  // of the process when nothing was loaded, the generator's sentences included
	Peak       memory  // while loading
	DiskFirst  int64   // bytes when the load ended
	Disk       int64   // bytes when nothing changed any more
	Parts      map[string]int64
	SettleTook float64 // seconds between the two
}

// batchSize is the number of documents that are added at once, as tracuu's own
// loading of files does it.
const batchSize = ingest.DefaultBatch

// Bounds of the wait for what an engine still does after the load.
const (
	quietFor   = 3 * time.Second
	settleMost = 90 * time.Second
)

func (s settings) buildHere(name string) (any, error) {
	e, err := engineNamed(name)
	if err != nil {
		return nil, err
	}
	return s.load(e, s.n)
}

// load makes documents and gives them to an engine, but for those that it holds from
// a load that was broken off; only the engine's time counts.
func (s settings) load(e engine, count int) (out built, err error) {
	g, err := s.generator()
	if err != nil {
		return out, err
	}
	out.Before = memoryNow()
	if err := e.open(s.dir, true); err != nil {
		return out, err
	}
	held := 0
	if own, ok := e.(*tracuu); ok {
		g.bare = true
		if held, err = own.held(); err != nil {
			return out, err
		}
	}
	batches := g.batches(0, count)
	if own, ok := e.(*tracuu); ok && own.extracted { // reads on while a batch is made: all are made before
		batches = slices.Values(slices.Collect(batches))
	}
	watching := watch()
	var took time.Duration
	for batch := range batches {
		for _, d := range batch {
			out.TextBytes += int64(len(d.directive.Text))
		}
		if batch[len(batch)-1].number < held {
			continue
		}
		start := time.Now()
		if err := e.add(batch); err != nil {
			return out, err
		}
		took += time.Since(start)
	}
	start := time.Now()
	if err := e.finish(); err != nil {
		return out, err
	}
	took += time.Since(start)
	out.Documents, out.Seconds, out.Rate = count, took.Seconds(), float64(count-held)/took.Seconds()
	if out.DiskFirst, _, err = diskOf(s.dir); err != nil {
		return out, err
	}
	start = time.Now()
	if err := settle(s.dir); err != nil {
		return out, err
	}
	out.SettleTook = (time.Since(start) - quietFor).Seconds()
	out.Peak = watching.end()
	if err := e.close(); err != nil {
		return out, err
	}
	out.Disk, out.Parts, err = diskOf(s.dir)
	return out, err
}

// batches makes documents from..to, a batch at a time.
func (g *generator) batches(from, to int) func(yield func([]*doc) bool) {
	return func(yield func([]*doc) bool) {
		tokens := viet.NewTokenizer()
		for from < to {
			batch := make([]*doc, 0, batchSize)
			for ; from < to && len(batch) < batchSize; from++ {
				batch = append(batch, g.make(from, tokens))
			}
			if !yield(batch) {
				return
			}
		}
	}
}

// settle waits until the folder has kept its size for a while.
func settle(dir string) error {
	last, since := int64(-1), time.Now()
	for end := time.Now().Add(settleMost); time.Now().Before(end); time.Sleep(200 * time.Millisecond) {
		now, _, err := diskOf(dir)
		if err != nil {
			return err
		}
		if now != last {
			last, since = now, time.Now()
		}
		if time.Since(since) > quietFor {
			break
		}
	}
	return nil
}

// diskOf counts the bytes of the files in a folder, and of each thing in it.
// What vanishes meanwhile counts as nothing.
func diskOf(dir string) (total int64, parts map[string]int64, err error) {
	parts = map[string]int64{}
	err = filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if os.IsNotExist(err) {
			return nil
		}
		if err == nil && d.IsDir() && d.Name() == walFolder {
			return fs.SkipDir
		}
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return nil
		}
		size := occupied(info)
		total += size
		rel, _ := filepath.Rel(dir, path)
		parts[first(rel)] += size
		return nil
	})
	return total, parts, err
}

// occupied is the room that a file takes on disk, which for a sparse one is less
// than its length.
func occupied(info fs.FileInfo) int64 {
	return min(info.Size(), blocks(info))
}

// walFolder is PostgreSQL's log for recovery, whose files are kept and written
// over whatever there is to recover.
const walFolder = "pg_wal"

// first element of a path.
func first(path string) string {
	for {
		dir := filepath.Dir(path)
		if dir == "." {
			return path
		}
		path = dir
	}
}

// extractHere loads documents of which only the text is given.
func (s settings) extractHere(string) (any, error) {
	return s.load(&tracuu{extracted: true}, min(s.n, extractMost))
}

// extractMost is how many documents are enough to tell the rate with extraction.
const extractMost = 3000
