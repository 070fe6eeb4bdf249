package ingest

import (
	"context"
	"fmt"
	"os"
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
	onDisk  map[string]bool                // names found
	walks   []*walk
	written map[string]bool                // ids put in this run
	read    []*job                         // files read to their end
	moved   map[string][]index.SourceEntry // by checksum and part: documents whose file is gone
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
	}
	return nil
}

func (run *run) folderAt(root string) *folder {
	for _, f := range run.folders {
		if f.root == root {
			return f
		}
	}
	f := &folder{
		root: root, known: map[string][]index.SourceEntry{}, onDisk: map[string]bool{},
		written: map[string]bool{}, moved: map[string][]index.SourceEntry{},
	}
	run.folders = append(run.folders, f)
	return f
}

// outermost drops the paths that lie below others.
func outermost(names []string) []string {
	slices.Sort(names)
	var kept []string
	for _, name := range names {
		if !slices.ContainsFunc(kept, func(k string) bool { return below(name, k) }) {
			kept = append(kept, name)
		}
	}
	return kept
}

// below reports whether a slash path is, or lies below, another.
func below(name, under string) bool {
	return under == "." || name == under || strings.HasPrefix(name, under+"/")
}

// know takes the entries that lie below what is read.
func (f *folder) know(list []index.SourceEntry) {
	for _, e := range list {
		if slices.ContainsFunc(f.unders, func(u string) bool { return below(e.Source.Name, u) }) {
			f.known[e.Source.Name] = append(f.known[e.Source.Name], e)
		}
	}
}

// list finds the files of the folder and what the collection has of files that
// are gone.
func (f *folder) list() {
	for _, under := range f.unders {
		w := list(f.root, under)
		f.walks = append(f.walks, w)
		for _, found := range w.files {
			f.onDisk[found.name] = true
		}
	}
	for name, entries := range f.known {
		if f.gone(name) {
			for _, e := range entries {
				key := e.Source.SHA256 + "\x00" + e.Source.Part
				f.moved[key] = append(f.moved[key], e)
			}
		}
	}
}

// gone reports whether a file that the collection knows is surely not there.
func (f *folder) gone(name string) bool {
	return !f.onDisk[name] && !slices.ContainsFunc(f.walks, func(w *walk) bool { return w.lost(name) })
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
