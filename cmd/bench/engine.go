package main

import "errors"

// engine is one collection that is filled once and then searched.
type engine interface {
	// open opens the collection in a folder, or makes it.
	open(dir string, create bool) error
	// add takes documents in; they are on disk when it returns, where the engine
	// can promise that.
	add(batch []*doc) error
	// finish ends the load: what the engine puts off until then, it does.
	finish() error
	// ready prepares queries that stand on earlier ones, outside the time that is
	// measured.
	ready(queries []query) error
	// session opens what one client needs to search.
	session() (session, error)
	// lacks says why a class is left out, "" for one that the engine answers.
	lacks(c class) string
	// differs says why totals of a class are not those of tracuu, "" where they are
	// to be equal.
	differs(c class) string
	close() error
}

// session searches for one client; it is not for concurrent use.
type session interface {
	search(q *query) (answer, error)
	close() error
}

// answer is what is found: the exact number of matches, and ids of a page.
type answer struct {
	total int
	ids   []int
}

// errNotHere wraps the reason why an engine cannot run on this machine.
var errNotHere = errors.New("not on this machine")

// made makes the engines by name. Those that need a C compiler add themselves.
var made = map[string]func() engine{}

// order is that of the report; tracuu is the one that others are compared to.
var order = []string{"tracuu", "bleve", "bleve-tuned", "sqlite", "xapian", "groonga", "postgres"}
