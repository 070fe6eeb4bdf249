package ingest

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
)

var (
	errLink    = errors.New("the link leads to a folder that is read already")
	errSpecial = errors.New("it is neither a file nor a folder")
)

// found is a file below a root.
type found struct {
	name string // slash path below the root
	path string // to open
	size int64
}

// walk lists the files below a folder, links followed.
type walk struct {
	root    string
	files   []found
	skipped int
	failed  map[string]error // slash path below the root → why
	seen    map[string]bool  // real paths of folders entered
	links   []string         // slash paths of linked folders still to enter
}

// list walks what is at the slash path under, "." for the whole root. Real
// folders go before linked ones, so that a folder that is reached both ways
// keeps its real name, and each is entered once, which ends loops.
func list(root, under string) *walk {
	w := &walk{root: root, failed: map[string]error{}, seen: map[string]bool{}}
	w.start(under)
	for len(w.links) > 0 {
		next := w.links[0]
		w.links = w.links[1:]
		w.enter(next)
	}
	return w
}

func (w *walk) full(name string) string { return filepath.Join(w.root, filepath.FromSlash(name)) }

func (w *walk) start(name string) {
	switch info, err := os.Stat(w.full(name)); {
	case err != nil:
		w.failed[name] = err
	case info.Mode().IsRegular():
		w.files = append(w.files, found{name: name, path: w.full(name), size: info.Size()})
	default:
		w.enter(name)
	}
}

// enter reads a folder and those below it.
func (w *walk) enter(name string) {
	real, err := filepath.EvalSymlinks(w.full(name))
	if err != nil {
		w.failed[name] = err
		return
	}
	if w.seen[real] {
		w.failed[name] = fmt.Errorf("%w: %s", errLink, real)
		return
	}
	w.seen[real] = true
	entries, err := os.ReadDir(w.full(name))
	if err != nil {
		w.failed[name] = err // what was listed so far may still be read
	}
	for _, e := range entries {
		w.entry(path.Join(name, e.Name()), e)
	}
}

func (w *walk) entry(name string, e fs.DirEntry) {
	if hidden(e.Name()) {
		w.skipped++
		return
	}
	linked := e.Type()&fs.ModeSymlink != 0
	if e.IsDir() {
		w.enter(name)
		return
	}
	info, err := os.Stat(w.full(name))
	switch {
	case errors.Is(err, fs.ErrNotExist) && !linked: // gone since it was listed
	case err != nil:
		w.failed[name] = err
	case info.IsDir():
		w.links = append(w.links, name)
	case !info.Mode().IsRegular():
		w.failed[name] = errSpecial
	default:
		w.files = append(w.files, found{name: name, path: w.full(name), size: info.Size()})
	}
}

// hidden reports whether a name is one that people do not see: dot files, and
// the lock files that word processors leave beside a document.
func hidden(name string) bool { return strings.HasPrefix(name, ".") || strings.HasPrefix(name, "~$") }

// lost reports whether a name may be there although it was not listed, because
// it lies in a folder, or is a file, that could not be read.
func (w *walk) lost(name string) bool {
	for failed, err := range w.failed {
		if errors.Is(err, errLink) {
			continue
		}
		if failed == "." || name == failed || strings.HasPrefix(name, failed+"/") {
			return true
		}
	}
	return false
}
