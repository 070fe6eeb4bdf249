package ingest

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"time"
)

// change is a path where something may have changed.
type change struct {
	since     time.Time // when it last changed, as far as is known
	stamp     stamp     // as it looked then, the zero one where nothing was there
	witnessed bool
	tries     int       // how often it could not be read
	notBefore time.Time // when it is tried again
	ready     time.Time // since when it is quiet, zero while it is not
}

// How long a file that nobody can tell to be closed must be quiet, and how long
// one that somebody keeps open for writing; and when a file that cannot be read is
// tried again.
const (
	settleUnsure = time.Second
	settleOpen   = 10 * time.Second
)

var retries = []time.Duration{2 * time.Second, 5 * time.Second, 15 * time.Second}

func stampAt(path string) stamp {
	info, err := os.Stat(path)
	if err != nil {
		return stamp{}
	}
	return stampOf(info)
}

// settled reports whether a path is quiet: gone for a while, or a file that looks
// as it did a while ago and that nobody is writing.
func (c *change) settled(path string, now time.Time) bool {
	if !c.ready.IsZero() {
		return true
	}
	quiet := now.Sub(c.since)
	if quiet < settle || now.Before(c.notBefore) {
		return false
	}
	if seen := stampAt(path); seen != c.stamp {
		c.stamp, c.since = seen, now
		return false
	}
	if c.stamp != (stamp{}) {
		switch beingWritten(path) {
		case written:
			return quiet >= settleOpen
		case unsure:
			return quiet >= settleUnsure
		}
	}
	return true
}

// takeDue takes in what is quiet, together with what is about to be.
func (wt *Watcher) takeDue(ctx context.Context) {
	now := time.Now()
	wt.mu.Lock()
	due, waiting, oldest := []string{}, 0, now
	for path, c := range wt.changes {
		if !c.settled(path, now) {
			if now.After(c.notBefore) {
				waiting++
			}
			continue
		}
		if c.ready.IsZero() {
			c.ready = now
		}
		due = append(due, path)
		if c.ready.Before(oldest) {
			oldest = c.ready
		}
	}
	if len(due) == 0 || waiting > 0 && now.Sub(oldest) < patience {
		wt.mu.Unlock()
		return
	}
	taken := make(map[string]*change, len(due))
	for _, path := range due {
		taken[path] = wt.changes[path]
		delete(wt.changes, path)
	}
	wt.mu.Unlock()
	for _, r := range wt.roots {
		wt.takeOf(ctx, r, taken)
	}
}

// takeOf takes in the changes of one root.
func (wt *Watcher) takeOf(ctx context.Context, r *watchedRoot, taken map[string]*change) {
	var paths []string
	for path := range taken {
		if r.covers(path) {
			paths = append(paths, path)
		}
	}
	if len(paths) == 0 {
		return
	}
	slices.Sort(paths)
	if r.single != "" {
		report, err := Paths(ctx, wt.w, paths, wt.o)
		wt.settle(ctx, report, err, taken)
		return
	}
	if now, err := identityOf(r.dir); err != nil || now != r.identity {
		return // look notices it, and scans the root once it is back
	}
	report, err := wt.sync(ctx, r, paths, taken)
	wt.settle(ctx, report, err, taken)
}

// sync brings the collection into step with some files of a root.
func (wt *Watcher) sync(ctx context.Context, r *watchedRoot, paths []string, taken map[string]*change) (Report, error) {
	run := &run{ctx: ctx, w: wt.w, o: wt.o, report: newReport()}
	run.o.Progress = nil
	held, err := wt.w.Sources(ctx, wt.o.Scope, r.root)
	if err != nil {
		return run.report, err
	}
	f := newFolder(r.root, wt.o.Exclude)
	f.absentIsGone, f.before, f.witnessed = true, r.recent(), true
	for _, path := range paths {
		rel, err := filepath.Rel(r.root, path)
		if err != nil {
			continue
		}
		f.unders = append(f.unders, filepath.ToSlash(rel))
		f.witnessed = f.witnessed && taken[path].witnessed
	}
	f.unders = outermost(f.unders)
	f.know(held)
	f.held, f.files = len(held), countFiles(held)
	run.folders = []*folder{f}
	err = run.all()
	if run.report.Deleted > 0 {
		r.deletions = append(r.deletions, deletion{time.Now(), run.report.Deleted, f.deleted})
	}
	return run.report, err
}

// settle tells what became of changes, and has those tried again that failed for
// reasons that may pass.
func (wt *Watcher) settle(ctx context.Context, report Report, err error, taken map[string]*change) {
	if err != nil {
		if ctx.Err() == nil {
			wt.again(taken)
			wt.failed(err)
		}
		return
	}
	byName := make(map[string]string, len(taken))
	for path := range taken {
		byName[validName(path)] = path
	}
	report.Failures = slices.DeleteFunc(report.Failures, func(f Failure) bool {
		path, ok := byName[f.File]
		c := taken[path]
		if !ok {
			return false
		}
		wt.mu.Lock()
		defer wt.mu.Unlock()
		if !passing[f.Kind] || c.tries >= len(retries) {
			wt.given[path] = c.stamp
			return false
		}
		if wt.changes[path] == nil {
			wt.changes[path] = &change{since: time.Now(), stamp: c.stamp, tries: c.tries + 1, notBefore: time.Now().Add(retries[c.tries])}
		}
		if report.Problems[f.Kind]--; report.Problems[f.Kind] <= 0 {
			delete(report.Problems, f.Kind)
		}
		return true
	})
	if wt.notices.Report != nil && (report.Created+report.Replaced+report.Deleted+len(report.Failures) > 0) {
		wt.notices.Report(report)
	}
}

// passing are the kinds of failures that another program may be about to mend.
var passing = map[string]bool{KindUnreadable: true, KindDamaged: true, KindCrashed: true, KindSpecial: true}

// again notes changes that could not be taken in at all.
func (wt *Watcher) again(taken map[string]*change) {
	wt.mu.Lock()
	defer wt.mu.Unlock()
	for path, c := range taken {
		if wt.changes[path] == nil {
			wt.changes[path] = &change{since: time.Now(), stamp: c.stamp, witnessed: c.witnessed, tries: c.tries, notBefore: time.Now().Add(retries[0])}
		}
	}
}

// isLimit reports whether the system has no more to give of what watching takes.
func isLimit(err error) bool {
	return err != nil && slices.ContainsFunc(limitErrors, func(limit error) bool { return errors.Is(err, limit) })
}
