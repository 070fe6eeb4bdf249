package ingest

import (
	"context"
	"fmt"
	"path/filepath"
	"sync"
	"time"

	"github.com/fsnotify/fsnotify"

	"tracuu/index"
)

// How a Watcher paces itself. A change is taken in within two seconds: it must be
// quiet for settle, and may then wait for patience until what changes beside it is
// quiet too, so that a file that moves is seen at both its places.
const (
	settle    = 400 * time.Millisecond
	patience  = 700 * time.Millisecond
	tick      = 100 * time.Millisecond
	rootEvery = time.Second      // between two looks at whether a root is there
	pollLeast = 2 * time.Second  // between two scans where nothing tells of changes
	scanEvery = 10 * time.Minute // between two scans in any case
	saveEvery = time.Minute      // between two times that Options.Seen is saved
)

// Notices are what a Watcher tells of itself; a nil one is not called. They are
// called from the goroutine of Run.
type Notices struct {
	// Report is what became of the files of a change. A file that could not be read
	// is tried again a few times before it is in a report.
	Report func(Report)
	// Failed says that a change could not be taken in, as when the disk is full; it
	// is tried again.
	Failed func(error)
	// Lost and Found say that a root cannot be read any more, and that it can again.
	// What is held of it stays meanwhile.
	Lost  func(root string, err error)
	Found func(root string)
	// Blind says why changes of a root are looked for every few seconds: the system
	// does not tell of them, or not of all.
	Blind func(root string, err error)
}

// Watcher keeps a collection in step with files and folders as they change, by the
// rules of Paths: a file is read once it is whole, a file that moved keeps the ids
// of its documents, and deletions are followed unless over half would vanish within
// a minute. One file that is seen to be deleted is never "over half".
type Watcher struct {
	w       index.Writer
	o       Options
	notices Notices
	roots   []*watchedRoot
	events  *fsnotify.Watcher // nil where the system has none to give

	mu      sync.Mutex // guards what follows, and what a root says it guards
	changes map[string]*change
	folders map[string]bool  // watched
	given   map[string]stamp // files that were reported as unreadable, as they looked
}

// NewWatcher starts to note what changes in files and folders; Run takes it in.
// What was there before is not looked at: between the two, Paths should be run over
// the same paths, so that no change is missed.
func NewWatcher(ctx context.Context, w index.Writer, paths []string, o Options, n Notices) (*Watcher, error) {
	if o.Seen == nil {
		o.Seen, _ = OpenSeen("") // which has no file to fail on
	}
	wt := &Watcher{w: w, o: o, notices: n, changes: map[string]*change{}, folders: map[string]bool{}, given: map[string]stamp{}}
	r := &run{ctx: ctx, w: w, o: o}
	if err := r.resolve(paths); err != nil {
		return nil, err
	}
	for _, f := range r.folders {
		for _, under := range f.unders {
			wt.roots = append(wt.roots, newWatchedRoot(f.root, under))
		}
	}
	for _, path := range r.singles {
		wt.roots = append(wt.roots, &watchedRoot{dir: filepath.Dir(path), single: path})
	}
	events, err := fsnotify.NewWatcher()
	if err == nil {
		wt.events = events
		go wt.collect()
	}
	for _, root := range wt.roots {
		root.identity, _ = identityOf(root.dir)
		if err != nil {
			wt.goBlind(root, explainLimit(err))
			continue
		}
		if reason := remoteReason(root.dir); reason != nil {
			wt.goBlind(root, reason)
		}
		wt.addFolders(root)
	}
	return wt, nil
}

// Run takes changes in until ctx is done, and then lets go of the folders. Its
// error is that of ctx.
func (wt *Watcher) Run(ctx context.Context) error {
	if wt.events != nil {
		defer wt.events.Close()
	}
	ticks := time.NewTicker(tick)
	defer ticks.Stop()
	saved := time.Now()
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-ticks.C:
		}
		for _, root := range wt.roots {
			wt.look(ctx, root)
		}
		wt.takeDue(ctx)
		if time.Since(saved) > saveEvery {
			saved = time.Now()
			if err := wt.o.Seen.Save(); err != nil {
				wt.failed(err)
			}
		}
	}
}

func (wt *Watcher) failed(err error) {
	if wt.notices.Failed != nil {
		wt.notices.Failed(err)
	}
}

// collect notes what the system tells of, for as long as it does.
func (wt *Watcher) collect() {
	for {
		select {
		case event, ok := <-wt.events.Events:
			if !ok {
				return
			}
			wt.event(event)
		case _, ok := <-wt.events.Errors:
			if !ok {
				return
			}
			// Whatever went wrong, most often an overflow, changes may be missing.
			wt.mu.Lock()
			for _, root := range wt.roots {
				root.missed = true
			}
			wt.mu.Unlock()
		}
	}
}

func (wt *Watcher) event(e fsnotify.Event) {
	for _, root := range wt.roots {
		if !root.covers(e.Name) {
			continue
		}
		if e.Has(fsnotify.Remove) || e.Has(fsnotify.Rename) {
			wt.dropFolders(e.Name)
		}
		if e.Has(fsnotify.Create) && isFolder(e.Name) {
			wt.addFolderNow(root, e.Name)
			continue
		}
		wt.note(e.Name, true)
	}
}

// note notes that something may have changed at a path; witnessed where the
// system told of it.
func (wt *Watcher) note(path string, witnessed bool) {
	c := &change{since: time.Now(), witnessed: witnessed, stamp: stampAt(path)}
	wt.mu.Lock()
	defer wt.mu.Unlock()
	if before := wt.changes[path]; before != nil {
		c.witnessed = c.witnessed || before.witnessed
		c.tries = before.tries
	}
	wt.changes[path] = c
}

// explainLimit says what to do about an error of the system that a limit causes.
func explainLimit(err error) error {
	if isLimit(err) {
		return fmt.Errorf("%w: raise fs.inotify.max_user_watches and fs.inotify.max_user_instances (sysctl)", err)
	}
	return err
}
