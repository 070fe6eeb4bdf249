package bleveindex

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"tracuu/index/durable"
)

// layout knows the names in a data folder:
//
//	DIR/store.db     the truth
//	DIR/index/0007   one index; others beside it are leftovers of a crash
//	DIR/CURRENT      two lines: the folder of the live index and its version
//	DIR/graph        what the follower held when it was last put aside
//	DIR/copies       the families of copies when they were
type layout struct{ dir string }

func (l layout) store() string             { return filepath.Join(l.dir, "store.db") }
func (l layout) indexes() string           { return filepath.Join(l.dir, "index") }
func (l layout) index(name string) string  { return filepath.Join(l.indexes(), name) }
func (l layout) graph() string             { return filepath.Join(l.dir, "graph") }
func (l layout) copies() string            { return filepath.Join(l.dir, "copies") }
func (l layout) current() string           { return filepath.Join(l.dir, "CURRENT") }
func indexName(n int) string               { return fmt.Sprintf("%04d", n) }
func indexNumber(name string) (int, error) { return strconv.Atoi(name) }

// current is what CURRENT says.
type current struct {
	name    string // folder of the live index, "" when there is none
	version string
}

func (l layout) readCurrent() (current, error) {
	b, err := os.ReadFile(l.current())
	if errors.Is(err, fs.ErrNotExist) {
		return current{}, nil
	}
	if err != nil {
		return current{}, fmt.Errorf("bleveindex: read which index is live: %w", err)
	}
	name, version, _ := strings.Cut(strings.TrimSpace(string(b)), "\n")
	if _, err := indexNumber(name); err != nil {
		return current{}, nil // damaged: as if there were none
	}
	return current{name: name, version: version}, nil
}

// writeCurrent names the live index in one step: a crash leaves the old file or
// the new one.
func (l layout) writeCurrent(c current) error {
	fail := func(err error) error { return fmt.Errorf("bleveindex: name the live index: %w", err) }
	if err := durable.SyncFolder(l.indexes()); err != nil {
		return fail(err)
	}
	if err := durable.WriteFile(l.current(), []byte(c.name+"\n"+c.version+"\n")); err != nil {
		return fail(err)
	}
	return nil
}

// next is the name for a new index: above all that are there.
func (l layout) next() (string, error) {
	names, err := l.list()
	if err != nil {
		return "", err
	}
	highest := 0
	for _, name := range names {
		if n, err := indexNumber(name); err == nil {
			highest = max(highest, n)
		}
	}
	return indexName(highest + 1), nil
}

func (l layout) list() ([]string, error) {
	entries, err := os.ReadDir(l.indexes())
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("bleveindex: list the indexes: %w", err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names, nil
}

// removeOthers deletes every index but the one that is kept.
func (l layout) removeOthers(kept string) error {
	names, err := l.list()
	if err != nil {
		return err
	}
	for _, name := range names {
		if name == kept {
			continue
		}
		if err := os.RemoveAll(l.index(name)); err != nil {
			return fmt.Errorf("bleveindex: remove a leftover index: %w", err)
		}
	}
	return nil
}
