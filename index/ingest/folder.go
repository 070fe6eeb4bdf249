package ingest

import (
	"context"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"tracuu/index"
)

// folder is a source root under way: what the collection has of it and what was
// found on disk.
type folder struct {
	root    string
	unders  []string                       // slash paths below the root to read, "." for all
	known   map[string][]index.SourceEntry // by name, of what lies below unders
	held    int                            // documents that the collection has of it, to judge deletions by
	files   int                            // files that they are of
	walk    *walk
	written map[string]bool                // ids put in this run
	read    []*job                         // files read to their end whose parts may have gone
	moved   map[string][]index.SourceEntry // by checksum and part: documents whose file is gone

	// Where single files are read as they change:
	absentIsGone bool     // a path to read that is not there is no failure
	before       deletion // what was deleted a moment ago
	witnessed    bool     // the system told of every change
	deleted      int      // files whose documents were deleted in this run
}

func countFiles(list []index.SourceEntry) int {
	names := make(map[string]bool, len(list))
	for _, e := range list {
		names[e.Source.Name] = true
	}
	return len(names)
}

// resolver finds the root that each path belongs to: a folder that the collection
// has documents of, at the path or above it, so that reading a part of a folder
// adds no second copy of its documents; else the outermost folder given.
type resolver struct {
	ctx     context.Context
	w       index.Writer
	scope   index.Scope
	given   []string // absolute paths of the folders given
	sources map[string][]index.SourceEntry
}

func (r *resolver) entries(root string) ([]index.SourceEntry, error) {
	if list, ok := r.sources[root]; ok {
		return list, nil
	}
	list, err := r.w.Sources(r.ctx, r.scope, root)
	if err != nil {
		return nil, fmt.Errorf("ingest: list the documents of %s: %w", root, err)
	}
	r.sources[root] = list
	return list, nil
}

// rootOf is the root of an absolute path, "" for a file that belongs to none.
func (r *resolver) rootOf(path string, isDir bool) (string, error) {
	best := ""
	if isDir {
		best = path
	}
	for at := path; ; at = filepath.Dir(at) {
		if isDir || at != path {
			list, err := r.entries(at)
			if err != nil {
				return "", err
			}
			if len(list) > 0 {
				return at, nil
			}
			if slices.Contains(r.given, at) {
				best = at
			}
		}
		if at == filepath.Dir(at) {
			return best, nil
		}
	}
}

// resolve sorts paths into folders to read and single files.
func (run *run) resolve(paths []string) error {
	r := &resolver{ctx: run.ctx, w: run.w, scope: run.o.Scope, sources: map[string][]index.SourceEntry{}}
	var absolute []string
	isDir := map[string]bool{}
	for _, p := range paths {
		abs, err := filepath.Abs(p)
		if err != nil {
			return fmt.Errorf("ingest: %s: %w", p, err)
		}
		info, err := os.Stat(abs)
		if err != nil {
			run.report.fail(Failure{File: p, Kind: KindUnreadable, Reason: reasonOf(err)})
			continue
		}
		if absolute = append(absolute, abs); info.IsDir() {
			isDir[abs] = true
			r.given = append(r.given, abs)
		}
	}
	for _, abs := range absolute {
		root, err := r.rootOf(abs, isDir[abs])
		if err != nil {
			return err
		}
		if root == "" {
			run.singles = append(run.singles, abs)
			continue
		}
		under, err := filepath.Rel(root, abs)
		if err != nil {
			return fmt.Errorf("ingest: %s below %s: %w", abs, root, err)
		}
		run.folderAt(root).unders = append(run.folderAt(root).unders, filepath.ToSlash(under))
	}
	for _, f := range run.folders {
		f.unders = outermost(f.unders)
		list, err := r.entries(f.root)
		if err != nil {
			return err
		}
		f.know(list)
		for _, entries := range f.known {
			f.held += len(entries)
		}
		f.files = len(f.known)
	}
	return nil
}

func (run *run) folderAt(root string) *folder {
	for _, f := range run.folders {
		if f.root == root {
			return f
		}
	}
	f := newFolder(root, run.o.Exclude)
	run.folders = append(run.folders, f)
	return f
}

func newFolder(root string, exclude []string) *folder {
	return &folder{
		root: root, known: map[string][]index.SourceEntry{}, walk: newWalk(root, exclude),
		written: map[string]bool{}, moved: map[string][]index.SourceEntry{},
	}
}

// outermost drops the paths that lie below others.
func outermost(names []string) []string {
	slices.Sort(names)
	names = slices.Compact(names)
	given := make(map[string]bool, len(names))
	for _, name := range names {
		given[name] = true
	}
	return slices.DeleteFunc(names, func(name string) bool {
		return name != "." && (given["."] || belowAny(path.Dir(name), given))
	})
}

// belowAny reports whether a slash path is one of those given, or lies below one.
func belowAny(name string, given map[string]bool) bool {
	for at := name; ; at = path.Dir(at) {
		if given[at] {
			return true
		}
		if at == "." || at == "/" {
			return false
		}
	}
}

// know takes the entries that lie below what is read.
func (f *folder) know(list []index.SourceEntry) {
	read := make(map[string]bool, len(f.unders))
	for _, under := range f.unders {
		read[validName(under)] = true
	}
	for _, e := range list {
		if belowAny(e.Source.Name, read) {
			f.known[e.Source.Name] = append(f.known[e.Source.Name], e)
		}
	}
}

// list finds the files of the folder and what the collection has of files that
// are gone.
func (f *folder) list() {
	for _, under := range f.unders {
		if !f.absentIsGone || !isGone(f.walk.full(under)) {
			f.walk.list(under)
		}
	}
	f.findGone()
}

// findGone notes by content the documents whose file is gone.
func (f *folder) findGone() {
	for name, entries := range f.known {
		if f.gone(name) {
			for _, e := range entries {
				key := e.Source.SHA256 + "\x00" + e.Source.Part
				f.moved[key] = append(f.moved[key], e)
			}
		}
	}
	for _, entries := range f.moved { // which of equal ones moved where must not hang on the order of a map
		slices.SortFunc(entries, func(a, b index.SourceEntry) int { return strings.Compare(a.Source.Name, b.Source.Name) })
	}
}

// gone reports whether a file that the collection knows is surely not there.
func (f *folder) gone(name string) bool {
	return !f.walk.onDisk[name] && !f.walk.lost(name)
}

// claim gives the id of a document with this content whose file is gone, once.
func (f *folder) claim(sha256, part string) (id string, ok bool) {
	key := sha256 + "\x00" + part
	list := f.moved[key]
	if len(list) == 0 {
		return "", false
	}
	f.moved[key] = list[1:]
	return list[0].ID, true
}
