package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
)

// growth is how filtered queries of tracuu grow with the collection.
type growth struct {
	Words        int // of a document, about
	Small, Large grown
}

// grown is one of the two collections.
type grown struct {
	Documents int
	Seconds   float64 // of building what was not there yet
	Peak      memory  // while building it
	Classes   map[class]spread
}

// filteredClasses are those that a filter narrows.
var filteredClasses = []class{classNumber, classCites, classDates}

// growthMost is by how much the 95th hundredth of a filtered query may grow over
// ten times as many documents.
const growthMost = 4

// measureGrowth builds tracuu at two sizes and asks both for filtered queries. A
// build that was broken off goes on where it stopped.
func (s settings) measureGrowth(ctx context.Context, base string, out *growth) error {
	out.Words = s.words
	for _, of := range []struct {
		size int
		into *grown
	}{{s.smaller(), &out.Small}, {s.n, &out.Large}} {
		s.n = of.size
		if err := s.measureGrown(ctx, s.folder(base), of.into); err != nil {
			return fmt.Errorf("%d documents: %w", of.size, err)
		}
	}
	return nil
}

// smaller is the size of the collection that growth starts from.
func (s settings) smaller() int {
	if s.from > 0 {
		return s.from
	}
	return max(s.n/10, leastDocuments)
}

func (s settings) measureGrown(ctx context.Context, work string, out *grown) error {
	if err := os.MkdirAll(work, 0o755); err != nil {
		return err
	}
	if _, err := s.prepare(work); err != nil {
		return err
	}
	dir := filepath.Join(work, "tracuu")
	var b *built
	err := measured(!exists(dir+".json"), dir+".json", &b, func(into *built) error {
		progress("build tracuu, %d documents of %d words", s.n, s.words)
		if err := os.MkdirAll(dir, 0o755); err != nil {
			return err
		}
		return s.inChild(ctx, "build tracuu", dir, into)
	})
	if err != nil {
		return err
	}
	out.Documents, out.Seconds, out.Peak = s.n, b.Seconds, b.Peak
	progress("tracuu: filtered queries")
	s.classes = nil
	for _, c := range filteredClasses {
		s.classes = append(s.classes, string(c))
	}
	var answers searched
	if err := s.inChild(ctx, "query tracuu", dir, &answers); err != nil {
		return err
	}
	out.Classes = map[class]spread{}
	for c, f := range answers.Classes {
		out.Classes[c] = f.spread
	}
	return nil
}

// targets hold the growth against what is aimed at.
func (g *growth) targets() (out []target) {
	if g == nil {
		return nil
	}
	for _, c := range filteredClasses {
		a, b := g.Small.Classes[c], g.Large.Classes[c]
		name := fmt.Sprintf("%s: p95 at %d ÷ p95 at %d documents", c, g.Large.Documents, g.Small.Documents)
		out = append(out, target{Name: name, Measured: b.P95 / a.P95, Bound: growthMost})
	}
	return out
}
