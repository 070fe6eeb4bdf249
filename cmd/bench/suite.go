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
	Seed       uint64
	Corpus     string
	Processors int
	Go         string
	Engines    map[string]*engineResult
	Extracted  *built   // of tracuu, from text alone
	Web        *web     // tracuu through HTTP
	Load       *loaded  // searching while indexing
	Hostile    *hostile // the worst queries
	Targets    []target
}

// engineResult is what one engine did.
type engineResult struct {
	Skipped string // why the engine was left out, else ""
	Build   *built
	Query   *searched
}

// suite runs the parts that were asked for and reports.
func (s settings) suite(ctx context.Context) (err error) {
	work := s.keep
	if work == "" {
		if work, err = os.MkdirTemp("", "tracuu-bench"); err != nil {
			return err
		}
		defer os.RemoveAll(work)
		// Another user runs PostgreSQL below this folder.
		if err := os.Chmod(work, 0o755); err != nil {
			return err
		}
	}
	if work, err = filepath.Abs(filepath.Join(work, fmt.Sprintf("%d-%d", s.n, s.seed))); err != nil {
		return err
	}
	if err := os.MkdirAll(work, 0o755); err != nil {
		return err
	}
	out := &result{Documents: s.n, Seed: s.seed, Processors: runtime.GOMAXPROCS(0), Go: runtime.Version(), Engines: map[string]*engineResult{}}
	if out.Corpus, err = s.prepare(work); err != nil {
		return err
	}
	for _, name := range order {
		if s.engines.has(name) {
			if out.Engines[name], err = s.engineRun(ctx, name, filepath.Join(work, name)); err != nil {
				return err
			}
		}
	}
	if s.engines.has("tracuu") {
		if err := s.tracuuRuns(ctx, work, out); err != nil {
			return err
		}
	}
	out.Targets = judge(out)
	report(os.Stdout, out)
	return s.writeJSON(out)
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

// engineRun loads one engine, unless it was kept from before, and asks it.
func (s settings) engineRun(ctx context.Context, name, dir string) (*engineResult, error) {
	out := &engineResult{}
	var err error
	out.Build, err = s.buildOnce(ctx, "build "+name, dir)
	if err == nil && s.parts.has("query") {
		progress("%s: asking", name)
		out.Query = &searched{}
		err = s.inChild(ctx, "query "+name, dir, out.Query)
	}
	if errors.Is(err, errNotHere) {
		progress("%s: left out: %v", name, err)
		return &engineResult{Skipped: err.Error()}, nil
	}
	return out, err
}

// buildOnce fills a folder, or reads what filling it cost before.
func (s settings) buildOnce(ctx context.Context, what, dir string) (*built, error) {
	note := dir + ".json"
	out := &built{}
	if b, err := os.ReadFile(note); err == nil {
		return out, json.Unmarshal(b, out)
	}
	if !s.parts.has("build") && what != "extract" {
		return nil, fmt.Errorf("%s: not built, and -parts leaves building out", dir)
	}
	progress("%s", what)
	if err := os.RemoveAll(dir); err != nil {
		return nil, err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	if err := s.inChild(ctx, what, dir, out); err != nil {
		return nil, err
	}
	b, err := json.Marshal(out)
	if err != nil {
		return nil, err
	}
	return out, os.WriteFile(note, b, 0o644)
}

// tracuuRuns are the parts that have tracuu alone.
func (s settings) tracuuRuns(ctx context.Context, work string, out *result) (err error) {
	dir := filepath.Join(work, "tracuu")
	if s.parts.has("extract") {
		if out.Extracted, err = s.buildOnce(ctx, "extract", filepath.Join(work, "extracted")); err != nil {
			return err
		}
	}
	if s.parts.has("web") {
		progress("tracuu: through HTTP")
		if out.Web, err = s.measureWeb(ctx, work, dir); err != nil {
			return err
		}
	}
	if s.parts.has("load") {
		progress("tracuu: searching while indexing")
		out.Load = &loaded{}
		if err := s.onCopy(dir, func(copied string) error { return s.inChild(ctx, "load", copied, out.Load) }); err != nil {
			return err
		}
	}
	if s.parts.has("hostile") {
		progress("tracuu: hostile queries")
		out.Hostile = &hostile{}
		err = s.inChild(ctx, "hostile", dir, out.Hostile)
	}
	return err
}

// onCopy works on a copy of a collection, which is removed in the end.
func (s settings) onCopy(dir string, work func(string) error) error {
	copied := dir + ".copy"
	if err := os.RemoveAll(copied); err != nil {
		return err
	}
	if err := os.CopyFS(copied, os.DirFS(dir)); err != nil {
		return err
	}
	return errors.Join(work(copied), os.RemoveAll(copied))
}

func (s settings) writeJSON(out *result) error {
	if s.json == "" {
		return nil
	}
	b, err := json.MarshalIndent(out, "", "\t")
	if err != nil {
		return err
	}
	return os.WriteFile(s.json, append(b, '\n'), 0o644)
}

// progress tells on standard error what is being done.
func progress(format string, args ...any) {
	fmt.Fprintf(os.Stderr, "%s "+format+"\n", slices.Insert(args, 0, any(time.Now().Format(time.TimeOnly)))...)
}
