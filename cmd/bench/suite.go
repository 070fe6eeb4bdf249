package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"time"
)

// result is all that a run measured.
type result struct {
	Documents  int
	Words      int // of a document, about
	Seed       uint64
	Corpus     string
	Processors int
	Go         string
	Engines    map[string]*engineResult
	Extracted  *built   // of tracuu, from text alone
	Web        *web     // tracuu through HTTP
	Load       *loaded  // searching while indexing
	Hostile    *hostile // the worst queries
	Growth     *growth  // of filtered queries with the collection
	Targets    []target
}

// engineResult is what one engine did.
type engineResult struct {
	Skipped string // why the engine was left out, else ""
	Build   *built
	Query   *searched
}

// suite runs the parts that were asked for at each size, growth at the last, and
// reports.
func (s settings) suite(ctx context.Context) (err error) {
	base := s.keep
	if base == "" {
		if base, err = os.MkdirTemp("", "tracuu-bench"); err != nil {
			return err
		}
		defer os.RemoveAll(base)
		// Another user runs PostgreSQL below this folder.
		if err := os.Chmod(base, 0o755); err != nil {
			return err
		}
	}
	if base, err = filepath.Abs(base); err != nil {
		return err
	}
	var results []*result
	for i, n := range s.sizes {
		progress("%d documents", n)
		one := s
		if one.n = n; i < len(s.sizes)-1 {
			one.parts = slices.DeleteFunc(slices.Clone(s.parts), func(part string) bool { return part == "growth" })
		}
		out, err := one.atSize(ctx, base)
		if err != nil {
			return err
		}
		results = append(results, out)
		report(os.Stdout, out)
	}
	reportAims(os.Stdout, results)
	return s.writeJSON(results)
}

// folder is where a collection of these settings is kept.
func (s settings) folder(base string) string {
	name := fmt.Sprintf("%d-%d", s.n, s.seed)
	if s.words != usualWords {
		name += fmt.Sprintf("-of%d", s.words)
	}
	return filepath.Join(base, name)
}

// atSize runs the parts with one number of documents.
func (s settings) atSize(ctx context.Context, base string) (*result, error) {
	work := s.folder(base)
	if err := os.MkdirAll(work, 0o755); err != nil {
		return nil, err
	}
	out := &result{Documents: s.n, Words: s.words, Seed: s.seed, Processors: runtime.GOMAXPROCS(0), Go: runtime.Version(), Engines: map[string]*engineResult{}}
	var err error
	if out.Corpus, err = s.prepare(work); err != nil {
		return nil, err
	}
	for _, name := range order {
		e, err := s.engineRun(ctx, name, filepath.Join(work, name))
		if err != nil {
			return nil, err
		}
		if e.Build != nil || e.Skipped != "" {
			out.Engines[name] = e
		}
	}
	if err := s.tracuuRuns(ctx, work, out); err != nil {
		return nil, err
	}
	err = measured(s.parts.has("growth"), filepath.Join(work, "growth.json"), &out.Growth, func(into *growth) error {
		return s.measureGrowth(ctx, base, into)
	})
	out.Targets = judge(out)
	return out, err
}

// prepare writes the queries for the children and says what documents are made of.
func (s settings) prepare(work string) (string, error) {
	g, err := s.generator()
	if err != nil {
		return "", err
	}
	b, err := json.Marshal(g.makeQueries())
	if err != nil {
		return "", err
	}
	return g.corpus.source, os.WriteFile(filepath.Join(work, queriesFile), b, 0o644)
}

// engineRun loads one engine, unless it was kept from before, and asks it. An
// engine that is not asked for is reported as it was measured before.
func (s settings) engineRun(ctx context.Context, name, dir string) (*engineResult, error) {
	out := &engineResult{}
	here := s.engines.has(name)
	err := measured(here && s.parts.has("build") && !exists(dir+".json"), dir+".json", &out.Build, func(into *built) error {
		return s.fill(ctx, "build "+name, dir, into)
	})
	if err == nil && out.Build != nil {
		err = measured(here && s.parts.has("query"), dir+".query.json", &out.Query, func(into *searched) error {
			progress("%s: asking", name)
			return s.inChild(ctx, "query "+name, dir, into)
		})
	}
	if errors.Is(err, errNotHere) {
		progress("%s: left out: %v", name, err)
		return &engineResult{Skipped: err.Error()}, nil
	}
	return out, err
}

// measured measures now, and notes what came of it in a file, or takes what was
// noted before, if anything was.
func measured[T any](now bool, note string, into **T, measure func(*T) error) error {
	out := new(T)
	if !now {
		b, err := os.ReadFile(note)
		if err != nil {
			return nil // never measured
		}
		*into = out
		return json.Unmarshal(b, out)
	}
	if err := measure(out); err != nil {
		return err
	}
	*into = out
	b, err := json.MarshalIndent(out, "", "\t")
	if err != nil {
		return err
	}
	return os.WriteFile(note, b, 0o644)
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// fill loads an engine into a folder that is empty.
func (s settings) fill(ctx context.Context, what, dir string, into *built) error {
	progress("%s", what)
	if err := os.RemoveAll(dir); err != nil {
		return err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	return s.inChild(ctx, what, dir, into)
}

// tracuuRuns are the parts that have tracuu alone.
func (s settings) tracuuRuns(ctx context.Context, work string, out *result) error {
	dir, extracted := filepath.Join(work, "tracuu"), filepath.Join(work, "extracted")
	here := func(part string) bool { return s.engines.has("tracuu") && s.parts.has(part) }
	return errors.Join(
		measured(here("extract"), extracted+".json", &out.Extracted, func(into *built) error {
			return s.fill(ctx, "extract", extracted, into)
		}),
		measured(here("web"), dir+".web.json", &out.Web, func(into *web) error {
			progress("tracuu: through HTTP")
			return s.measureWeb(ctx, work, dir, into)
		}),
		measured(here("load"), dir+".load.json", &out.Load, func(into *loaded) error {
			progress("tracuu: searching while indexing")
			return onCopy(dir, func(copied string) error { return s.inChild(ctx, "load", copied, into) })
		}),
		measured(here("hostile"), dir+".hostile.json", &out.Hostile, func(into *hostile) error {
			progress("tracuu: hostile queries")
			return s.inChild(ctx, "hostile", dir, into)
		}),
	)
}

// onCopy works on a copy of a collection, which is removed in the end.
func onCopy(dir string, work func(string) error) error {
	copied := dir + ".copy"
	if err := os.RemoveAll(copied); err != nil {
		return err
	}
	if err := os.CopyFS(copied, os.DirFS(dir)); err != nil {
		return err
	}
	return errors.Join(work(copied), os.RemoveAll(copied))
}

// writeJSON writes the results, one a size.
func (s settings) writeJSON(results []*result) error {
	if s.json == "" {
		return nil
	}
	b, err := json.MarshalIndent(results, "", "\t")
	if err != nil {
		return err
	}
	return os.WriteFile(s.json, append(b, '\n'), 0o644)
}

// progress tells on standard error what is being done.
func progress(format string, args ...any) {
	fmt.Fprintf(os.Stderr, "%s "+format+"\n", slices.Insert(args, 0, any(time.Now().Format(time.TimeOnly)))...)
}
