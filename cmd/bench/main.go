package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"slices"
	"strconv"
	"strings"
	"time"
)

// settings are what the suite is asked to do.
type settings struct {
	sizes   sizes
	n       int // of sizes, the one that is measured
	from    int // documents that growth starts from
	words   int // of a document, about
	seed    uint64
	engines list
	classes list
	parts   list
	keep    string
	json    string
	long    time.Duration
	root    string // of the project
	program string // tracuu, "" for one built from root
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

// sizes is a flag of numbers of documents separated by commas.
type sizes []int

func (l *sizes) String() string {
	return strings.Trim(strings.ReplaceAll(fmt.Sprint(*l), " ", ","), "[]")
}
func (l *sizes) Set(s string) error {
	*l = nil
	for _, size := range strings.Split(s, ",") {
		n, err := strconv.Atoi(strings.TrimSpace(size))
		if err != nil {
			return err
		}
		*l = append(*l, n)
	}
	return nil
}

// The least documents of a collection, and how many words documents have where
// nothing else is asked for.
const (
	leastDocuments = 10
	usualWords     = 650
)

// parts of a run, in order; "report" is part of every run, and alone measures
// nothing.
var parts = list{"build", "query", "extract", "web", "load", "hostile", "growth", "report"}

func main() {
	s := settings{engines: order, parts: parts[:len(parts)-2], sizes: sizes{10000}}
	for _, c := range classes {
		s.classes = append(s.classes, string(c))
	}
	only := list{}
	load := false
	flag.Var(&s.sizes, "n", "documents; several sizes are measured one after the other")
	flag.IntVar(&s.from, "from", 0, "documents that growth starts from (default a tenth of -n)")
	flag.IntVar(&s.words, "words", usualWords, "words of a document, about")
	flag.Uint64Var(&s.seed, "seed", 1, "seed of documents and queries")
	flag.Var(&s.engines, "engines", "engines to measure")
	flag.Var(&s.classes, "classes", "classes of queries to measure")
	flag.Var(&only, "parts", "parts to run: "+parts.String())
	flag.BoolVar(&load, "load", false, "only search while indexing at full rate (-parts build,load with tracuu alone)")
	flag.StringVar(&s.keep, "keep", "", "folder that keeps what is built and measured; what is not asked for is then reported as measured before")
	flag.StringVar(&s.json, "json", "", "file for the results as JSON")
	flag.DurationVar(&s.long, "time", time.Second, "how long a class is measured, for each figure")
	flag.StringVar(&s.root, "root", "../..", "folder of the project")
	flag.StringVar(&s.program, "program", "", "tracuu to measure through HTTP (default: built from ROOT)")
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
	s.n = s.sizes[0]
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
	if slices.Min(s.sizes) < leastDocuments || s.words < leastWords {
		return fmt.Errorf("-n: at least %d documents; -words: at least %d", leastDocuments, leastWords)
	}
	return nil
}

// generator of the collection of these settings.
func (s settings) generator() (*generator, error) {
	c, err := readCorpus(s.shared, s.root+"/testdata/directives")
	if err != nil {
		return nil, err
	}
	return &generator{corpus: c, issuers: issuers(), seed: s.seed, count: s.n, length: s.words}, nil
}
