package ingest

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

var (
	errLink    = errors.New("the link leads to a folder that is read already")
	errSpecial = errors.New("it is neither a file nor a folder")
	errFolder  = errors.New("it is a folder")
	errRemote  = errors.New("other machines may write to it without this one being told")
	errName    = errors.New("another file's name differs from this one's only in bytes that are no UTF-8")
)

// found is a file below a root.
type found struct {
	name  string // slash path below the root, as the collection knows it
	path  string // to open
	size  int64
	stamp stamp
}

// unread is a file or folder that could not be listed.
type unread struct {
	path string
	err  error
}

// walk lists the files below a folder, links followed.
type walk struct {
	root    string
	exclude []string // absolute paths not to enter
	files   []found
	passed  []Passed
	failed  map[string]unread // slash path below the root → why
	seen    map[string]bool   // real paths of folders entered
	links   []string          // slash paths of linked folders still to enter
	entered func(path string) // called for each folder before it is listed; nil for none
	onDisk  map[string]bool   // names of files
}

func newWalk(root string, exclude []string) *walk {
	return &walk{root: root, exclude: exclude, failed: map[string]unread{}, seen: map[string]bool{}, onDisk: map[string]bool{}}
}

// list walks what is at the slash path under, "." for the whole root. Real
// folders go before linked ones, so that a folder that is reached both ways
// keeps its real name, and each is entered once, which ends loops.
func (w *walk) list(under string) {
	w.start(under)
	for len(w.links) > 0 {
		next := w.links[0]
		w.links = w.links[1:]
		w.enter(next)
	}
}

func (w *walk) full(name string) string { return filepath.Join(w.root, filepath.FromSlash(name)) }

func (w *walk) fail(name string, err error) {
	w.failed[validName(name)] = unread{w.full(name), err}
}

func (w *walk) start(name string) {
	switch info, err := os.Stat(w.full(name)); {
	case err != nil:
		w.fail(name, err)
	case info.Mode().IsRegular():
		w.take(name, info)
	case info.IsDir():
		w.enter(name)
	default:
		w.fail(name, errSpecial)
	}
}

func (w *walk) take(name string, info fs.FileInfo) {
	known := validName(name)
	if w.onDisk[known] {
		if known != name {
			w.fail(name, errName)
		}
		return
	}
	w.onDisk[known] = true
	w.files = append(w.files, found{name: known, path: w.full(name), size: info.Size(), stamp: stampOf(info)})
}

// enter reads a folder and those below it.
func (w *walk) enter(name string) {
	real, err := filepath.EvalSymlinks(w.full(name))
	if err != nil {
		w.fail(name, err)
		return
	}
	if w.seen[real] {
		w.fail(name, fmt.Errorf("%w: %s", errLink, real))
		return
	}
	w.seen[real] = true
	if slices.Contains(w.exclude, real) {
		w.passed = append(w.passed, Passed{File: w.full(name), Kind: PassedOwn})
		return
	}
	if w.entered != nil {
		w.entered(w.full(name))
	}
	entries, err := os.ReadDir(w.full(name))
	if err != nil {
		w.fail(name, err) // what was listed so far may still be read
	}
	for _, e := range entries {
		w.entry(path.Join(name, e.Name()), e)
	}
}

func (w *walk) entry(name string, e fs.DirEntry) {
	if kind := passedOver(e.Name()); kind != "" {
		w.passed = append(w.passed, Passed{File: w.full(name), Kind: kind})
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
		w.fail(name, err)
	case info.IsDir():
		w.links = append(w.links, name)
	case !info.Mode().IsRegular():
		w.fail(name, errSpecial)
	default:
		w.take(name, info)
	}
}

// lost reports whether a name may be there although it was not listed, because
// it lies in a folder, or is a file, that could not be read.
func (w *walk) lost(name string) bool {
	if len(w.failed) == 0 {
		return false
	}
	for at := name; ; at = path.Dir(at) {
		if f, ok := w.failed[at]; ok && !errors.Is(f.err, errLink) && !errors.Is(f.err, errName) {
			return true
		}
		if at == "." || at == "/" {
			return false
		}
	}
}

// validName is a name as the collection can hold it: bytes that are no UTF-8, as
// older systems and archives leave them, stand as %XX.
func validName(name string) string {
	valid := strings.ToValidUTF8(name, "")
	if len(valid) == len(name) {
		return name
	}
	var b strings.Builder
	for i, r := range name {
		if r == '\uFFFD' && !strings.HasPrefix(name[i:], "\uFFFD") {
			fmt.Fprintf(&b, "%%%02X", name[i])
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}
