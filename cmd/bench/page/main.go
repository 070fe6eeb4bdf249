// Command page measures the search page in a real browser, over a collection as large
// as one asks for, and takes the pictures of the pages that stand in the README.
//
//	go build -o /tmp/tracuu ./cmd/tracuu && cd cmd/bench
//	go run ./page -tracuu /tmp/tracuu -n 100000
//	go run ./page -tracuu /tmp/tracuu -pictures ../../testdata/screenshots
//
// For each search with twenty hits it prints the bytes of the HTML, as they are and
// packed, and as Chromium tells them over loopback with nothing kept from before: when
// the answer begins, when the style sheet is there, the first paint that shows something, the layout shift, the requests and their bytes.
// The middle of several visits is printed. Documents are made up of real sentences
// where there are any in shared/corpus, else of those in testdata/directives; -data
// keeps the collection, or takes one that is there.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
)

// settings are what a run is asked for.
type settings struct {
	program   string
	documents int
	data      string
	shared    string
	visits    int
	pictures  string
}

func main() {
	var s settings
	flag.StringVar(&s.program, "tracuu", "tracuu", "the program")
	flag.IntVar(&s.documents, "n", 100_000, "documents of a collection that is made")
	flag.StringVar(&s.data, "data", "", "data folder to keep, or to take as it is (default: one that is made and taken away)")
	flag.StringVar(&s.shared, "shared", "../../../shared", "where real documents are")
	flag.IntVar(&s.visits, "visits", 7, "visits of each page, of which the middle counts")
	flag.StringVar(&s.pictures, "pictures", "", "take pictures of the pages into this folder instead")
	flag.Parse()
	if err := s.run(); err != nil {
		fmt.Fprintln(os.Stderr, "page:", err)
		os.Exit(1)
	}
}

func (s settings) run() error {
	dir, err := os.MkdirTemp("", "tracuu-page")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	if s.data == "" {
		s.data = filepath.Join(dir, "data")
	}
	if _, err := os.Stat(filepath.Join(s.data, "CURRENT")); err != nil {
		if err := s.fill(dir); err != nil {
			return err
		}
	}
	site, err := start(s.program, s.data)
	if err != nil {
		return err
	}
	defer site.stop()
	browser, closeBrowser, err := open()
	if err != nil {
		return err
	}
	defer closeBrowser()
	if s.pictures != "" {
		return picture(browser, site.url, s.pictures)
	}
	return measure(browser, site.url, s.visits)
}
