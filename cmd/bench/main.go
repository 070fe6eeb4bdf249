package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"strings"
	"time"
)

// settings are what the suite is asked to do.
type settings struct {
	n       int
	seed    uint64
	engines list
	classes list
	parts   list
	keep    string
	json    string
	smaller string
	long    time.Duration
	root    string // of the project
	shared  string // where real text lies
	child   string // what this process is to measure, in a process of its own
	dir     string // where a child works
}

// list is a flag of names separated by commas.
type list []string

func (l *list) String() string { return strings.Join(*l, ",") }
func (l *list) Set(s string) error {
	*l = strings.Split(s, ",")
	return nil
}

func (l list) has(name string) bool {
	for _, n := range l {
		if strings.TrimSpace(n) == name {
			return true
		}
	}
	return false
}

// parts of a run, in order; "report" is part of every run, and alone measures
// nothing.
var parts = list{"build", "query", "extract", "web", "load", "hostile", "report"}

func main() {
	s := settings{engines: order, parts: parts}
	for _, c := range classes {
		s.classes = append(s.classes, string(c))
	}
	only := list{}
	load := false
	flag.IntVar(&s.n, "n", 10000, "documents")
	flag.Uint64Var(&s.seed, "seed", 1, "seed of documents and queries")
	flag.Var(&s.engines, "engines", "engines to measure")
	flag.Var(&s.classes, "classes", "classes of queries to measure")
	flag.Var(&only, "parts", "parts to run: "+parts.String())
	flag.BoolVar(&load, "load", false, "only search while indexing at full rate (-parts build,load with tracuu alone)")
	flag.StringVar(&s.keep, "keep", "", "folder that keeps what is built and measured; what is not asked for is then reported as measured before")
	flag.StringVar(&s.json, "json", "", "file for the results as JSON")
	flag.StringVar(&s.smaller, "smaller", "", "JSON of a run with a tenth of the documents, to tell how a filtered query grows")
	flag.DurationVar(&s.long, "time", time.Second, "how long a class is measured, for each figure")
	flag.StringVar(&s.root, "root", "../..", "folder of the project")
	flag.StringVar(&s.shared, "shared", os.Getenv("TRACUU_SHARED"), "folder with real text (default ROOT/../shared)")
	flag.StringVar(&s.child, "child", "", "internal: what to measure in this process")
	flag.StringVar(&s.dir, "dir", "", "internal: where")
	flag.Parse()
	if len(only) > 0 {
		s.parts = only
	}
	if load {
		s.parts, s.engines = list{"build", "load"}, list{"tracuu"}
	}
	if s.shared == "" {
		s.shared = s.root + "/../shared"
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, s); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, s settings) error {
	if s.child != "" {
		return s.measureHere()
	}
	if err := s.check(); err != nil {
		return err
	}
	return s.suite(ctx)
}

// check refuses names that are none, so that a slip is not a silent omission.
func (s settings) check() error {
	for _, e := range s.engines {
		if !list(order).has(e) {
			return fmt.Errorf("-engines: %q is none of %s", e, strings.Join(order, ","))
		}
	}
	for _, p := range s.parts {
		if !parts.has(p) {
			return fmt.Errorf("-parts: %q is none of %s", p, parts.String())
		}
	}
	if s.n < 10 {
		return errors.New("-n: at least 10 documents")
	}
	return nil
}

// generator of the collection of these settings.
func (s settings) generator() (*generator, error) {
	c, err := readCorpus(s.shared, s.root+"/testdata/directives")
	if err != nil {
		return nil, err
	}
	return &generator{corpus: c, issuers: issuers(), seed: s.seed, count: s.n}, nil
}
