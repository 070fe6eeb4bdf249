package ingest

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"tracuu/index"
)

// watchedRoot is a folder, or a part of one, that a Watcher keeps an eye on, or
// the folder of a single file.
type watchedRoot struct {
	root   string // of the sources
	under  string // slash path below root
	dir    string // both
	single string // the file, where it belongs to no root

	identity  identity
	lost      bool
	looked    time.Time // when it was last made sure that it is there
	told      bool      // that it is blind
	scanned   time.Time
	scanTook  time.Duration
	deletions []deletion // of the last minute, oldest first

	// Guarded by Watcher.mu:
	blind  error // why changes must be looked for, nil where the system tells of them
	missed bool  // changes may have been missed
}

// deletion is how much of a root was deleted at once.
type deletion struct {
	at               time.Time
	documents, files int
}

// deletionsFor is how long deletions count as one with those that follow.
const deletionsFor = time.Minute

func newWatchedRoot(root, under string) *watchedRoot {
	return &watchedRoot{root: root, under: under, dir: filepath.Join(root, filepath.FromSlash(under)), scanned: time.Now()}
}

// identity tells a folder from another at the same path, as where a share was
// mounted or taken off.
type identity struct{ device, inode uint64 }

func identityOf(dir string) (identity, error) {
	info, err := os.Stat(dir)
	if err != nil {
		return identity{}, err
	}
	if s := stampOf(info); s.Inode != 0 {
		return identity{s.Device, s.Inode}, nil
	}
	return identity{1, 1}, nil // a system without inodes
}

// covers reports whether a path is one to look at: below the folder, and not
// passed over.
func (r *watchedRoot) covers(path string) bool {
	if r.single != "" {
		return path == r.single
	}
	rel, ok := strings.CutPrefix(path, strings.TrimSuffix(r.dir, string(filepath.Separator))+string(filepath.Separator))
	if !ok || rel == "" {
		return false
	}
	return !slices.ContainsFunc(strings.Split(rel, string(filepath.Separator)), func(name string) bool { return passedOver(name) != "" })
}

// recent is what was deleted of the root within the last minute.
func (r *watchedRoot) recent() deletion {
	r.deletions = slices.DeleteFunc(r.deletions, func(d deletion) bool { return time.Since(d.at) > deletionsFor })
	var sum deletion
	for _, d := range r.deletions {
		sum.documents += d.documents
		sum.files += d.files
	}
	return sum
}

// look makes sure that a root is there, and scans it where changes may have been
// missed.
func (wt *Watcher) look(ctx context.Context, r *watchedRoot) {
	if time.Since(r.looked) < rootEvery {
		return
	}
	r.looked = time.Now()
	now, err := identityOf(r.dir)
	if err != nil {
		if !r.lost && wt.notices.Lost != nil {
			wt.notices.Lost(r.dir, err)
		}
		r.lost = true
		return
	}
	blind, missed := wt.stateOf(r)
	if r.lost || now != r.identity {
		if wt.notices.Found != nil {
			wt.notices.Found(r.dir)
		}
		r.lost, r.identity, missed = false, now, true
		wt.dropFolders(r.dir)
		wt.addFolders(r)
	}
	every := scanEvery
	if blind != nil {
		every = max(pollLeast, 20*r.scanTook)
		if !r.told && wt.notices.Blind != nil {
			wt.notices.Blind(r.dir, blind)
		}
		r.told = true
	}
	if missed || time.Since(r.scanned) > every {
		if err := wt.rescan(ctx, r); err != nil && ctx.Err() == nil {
			wt.failed(err)
		}
	}
}

// stateOf says why changes of a root must be looked for, and whether some may have
// been missed since it was last asked.
func (wt *Watcher) stateOf(r *watchedRoot) (blind error, missed bool) {
	wt.mu.Lock()
	defer wt.mu.Unlock()
	blind, missed, r.missed = r.blind, r.missed, false
	return blind, missed
}

// rescan notes every file of a root that does not look as it was seen, and every
// file that is gone.
func (wt *Watcher) rescan(ctx context.Context, r *watchedRoot) error {
	began := time.Now()
	defer func() { r.scanned, r.scanTook = time.Now(), time.Since(began) }()
	if r.single != "" {
		wt.note(r.single, false)
		return nil
	}
	held, err := wt.w.Sources(ctx, wt.o.Scope, r.root)
	if err != nil {
		return err
	}
	f := newFolder(r.root, wt.o.Exclude)
	f.unders = []string{r.under}
	f.know(held)
	f.walk.entered = func(dir string) { wt.addFolder(r, dir) }
	f.walk.list(r.under)
	for _, file := range f.walk.files {
		if !wt.asSeen(r.root, file, f.known[file.name]) {
			wt.note(file.path, false)
		}
	}
	for name := range f.known {
		if f.gone(name) {
			wt.note(f.walk.full(name), false)
		}
	}
	return nil
}

// asSeen reports whether a file looks as when it was read last.
func (wt *Watcher) asSeen(root string, file found, known []index.SourceEntry) bool {
	wt.mu.Lock()
	given, ok := wt.given[file.path]
	wt.mu.Unlock()
	if ok && given == file.stamp {
		return true
	}
	seen := wt.o.Seen.of(root, file.name)
	return seen.Stamp == file.stamp && (seen.failed != nil || len(known) == seen.Documents)
}

// goBlind has changes of a root looked for.
func (wt *Watcher) goBlind(r *watchedRoot, reason error) {
	wt.mu.Lock()
	defer wt.mu.Unlock()
	if r.blind == nil {
		r.blind = reason
	}
}

// addFolders watches all folders of a root.
func (wt *Watcher) addFolders(r *watchedRoot) {
	if r.single != "" {
		wt.addFolder(r, r.dir)
		return
	}
	w := newWalk(r.root, wt.o.Exclude)
	w.entered = func(dir string) { wt.addFolder(r, dir) }
	w.list(r.under)
}

func (wt *Watcher) addFolder(r *watchedRoot, dir string) {
	if wt.events == nil {
		return
	}
	if err := wt.events.Add(dir); isLimit(err) {
		wt.goBlind(r, explainLimit(err))
		return
	}
	wt.mu.Lock()
	defer wt.mu.Unlock()
	wt.folders[dir] = true
}

// addFolderNow watches a folder that appeared and notes the files that are in it
// by now.
func (wt *Watcher) addFolderNow(r *watchedRoot, dir string) {
	rel, err := filepath.Rel(r.root, dir)
	if err != nil {
		return
	}
	w := newWalk(r.root, wt.o.Exclude)
	w.entered = func(dir string) { wt.addFolder(r, dir) }
	w.list(filepath.ToSlash(rel))
	for _, file := range w.files {
		wt.note(file.path, true)
	}
}

// dropFolders lets go of a folder that is gone, or has another name, and of those
// below it, which would go on to tell of changes under their old names.
func (wt *Watcher) dropFolders(dir string) {
	wt.mu.Lock()
	defer wt.mu.Unlock()
	if wt.events == nil || !wt.folders[dir] {
		return
	}
	below := dir + string(filepath.Separator)
	for watched := range wt.folders {
		if watched == dir || strings.HasPrefix(watched, below) {
			delete(wt.folders, watched)
			_ = wt.events.Remove(watched) // the system may have done so already
		}
	}
}

func isFolder(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

// isGone reports whether a path is not there, which is not to say that it cannot
// be read.
func isGone(path string) bool {
	_, err := os.Lstat(path)
	return errors.Is(err, os.ErrNotExist)
}
