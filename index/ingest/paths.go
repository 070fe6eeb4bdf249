package ingest

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"time"

	"tracuu/index"
)

// Paths brings a collection into step with files and folders, and tells what
// became of each. A folder is read with all below it, links followed; its
// absolute path is the root of its documents' sources and the slash path below it
// their name. A file given by itself belongs to the folder that the collection
// knows above it, or else to none, under its absolute path.
//
// The error is that of the Writer or of a done context; what was put until then
// stays, and the report counts it.
func Paths(ctx context.Context, w index.Writer, paths []string, o Options) (Report, error) {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	run := &run{ctx: ctx, w: w, o: o, report: newReport()}
	err := run.resolve(paths)
	if err == nil {
		err = run.all()
	}
	return run.report, err
}

// all reads what was resolved and follows what is gone.
func (run *run) all() error {
	err := run.readAll(run.tasks())
	if err == nil {
		err = run.followDeletions()
	}
	run.report.sortFailures()
	return err
}

// run is one call of Paths. All but the workers runs in the caller's goroutine.
type run struct {
	ctx      context.Context
	w        index.Writer
	o        Options
	folders  []*folder
	singles  []string // absolute paths of files that belong to no folder
	batch    []pending
	size     int       // bytes of text in batch
	since    time.Time // when its first document came
	waiting  []*job    // read to their end, with documents perhaps in batch
	report   Report
	progress Progress
	told     time.Time // of the last call of o.Progress
}

// task is a file to read.
type task struct {
	folder *folder // nil for a file that belongs to none
	found  found
}

// pending is a document that waits for its batch to be put.
type pending struct {
	item  Item
	job   *job
	moved bool
}

// tasks lists the files to read, in the order of folders and names.
func (run *run) tasks() []task {
	var tasks []task
	for _, path := range run.singles {
		tasks = append(tasks, task{found: single(path)})
	}
	for _, f := range run.folders {
		f.list()
		for _, passed := range f.walk.passed {
			run.report.pass(passed)
		}
		for _, bad := range f.walk.failed {
			run.report.fail(failureOf(bad.path, "", bad.err))
		}
		for _, file := range f.walk.files {
			tasks = append(tasks, task{f, file})
		}
	}
	for _, t := range tasks {
		run.progress.TotalBytes += t.found.size
	}
	run.progress.Total = len(tasks)
	return tasks
}

func single(path string) found {
	file := found{name: validName(filepath.ToSlash(path)), path: path}
	if info, err := os.Stat(path); err == nil { // else reading it fails, and says why
		file.size = info.Size()
	}
	return file
}

// readAll reads files with several workers and takes their documents in the order
// of the files, so that ids are minted in the same order each time.
func (run *run) readAll(tasks []task) error {
	workers := run.o.workers()
	// While a batch is put the workers read the next one.
	work, ordered := make(chan *job), make(chan *job, max(2*workers, run.o.batch()))
	var reading sync.WaitGroup
	defer reading.Wait()
	ctx, stop := context.WithCancel(run.ctx)
	defer stop()
	for range workers {
		reading.Go(func() {
			for j := range work {
				j.read(ctx)
			}
		})
	}
	flight := newBudget(run.o.Flight)
	reading.Go(func() {
		defer close(work)
		defer close(ordered)
		for i, t := range tasks {
			o := run.o
			if o.Files.Workers <= 0 {
				o.Files.Workers = workersOf(len(tasks)-i, workers)
			}
			if !flight.take(ctx, t.found.size) || !hand(ctx, newJob(t.folder, t.found, o), ordered, work) {
				return
			}
		}
	})
	for j := range ordered {
		if err := run.take(j); err != nil {
			return err
		}
		flight.free(j.size)
	}
	if err := run.ctx.Err(); err != nil {
		return err
	}
	return errors.Join(run.flush(), run.tell(true))
}

// hand hands a job to who takes its documents and then to a worker.
func hand(ctx context.Context, j *job, to ...chan<- *job) bool {
	for _, next := range to {
		select {
		case next <- j:
		case <-ctx.Done():
			return false
		}
	}
	return true
}

// take takes the documents of a file as a worker reads them.
func (run *run) take(j *job) error {
	for open := true; open; {
		var items []Item
		select {
		case items, open = <-j.out:
		case <-run.due():
			if err := run.flush(); err != nil {
				return err
			}
		case <-run.ctx.Done():
			return run.ctx.Err()
		}
		for _, item := range items {
			if err := run.add(j, item); err != nil {
				return err
			}
		}
	}
	if err := run.ctx.Err(); err != nil { // the file may not have been read to its end
		return err
	}
	run.report.Files++
	run.report.Bytes += j.size
	run.report.Documents += j.unchanged
	run.report.Unchanged += j.unchanged - j.quarantined
	run.report.Quarantined += j.quarantined
	if j.err != nil {
		run.report.fail(failureOf(j.path, "", j.err))
	} else if j.folder != nil && len(j.known) > j.unchanged {
		j.folder.read = append(j.folder.read, j)
	}
	run.waiting = append(run.waiting, j)
	run.progress.Done++
	run.progress.Bytes += j.size
	return run.tell(false)
}

// add puts a document into the batch.
func (run *run) add(j *job, item Item) error {
	if item.Err != nil {
		j.failed = true
		j.why = item.Err
		run.report.fail(failureOf(j.path, item.Draft.Read.Source.Part, item.Err))
		return nil
	}
	for _, p := range item.Draft.Read.Problems {
		run.report.note(p.Code, j.path)
	}
	p := pending{item: item, job: j}
	source := item.Draft.Read.Source
	if _, known := j.known[source.Part]; !known && j.folder != nil && item.Draft.ID == "" {
		item.Draft.ID, p.moved = j.folder.claim(source.SHA256, source.Part)
		p.item = item
	}
	if len(run.batch) == 0 {
		run.since = time.Now()
	}
	run.batch = append(run.batch, p)
	run.size += len(item.Draft.Read.Text)
	if len(run.batch) >= run.o.batch() || run.size >= batchBytes || time.Since(run.since) >= batchAge {
		return run.flush()
	}
	return nil
}

// due tells when the batch has waited long enough; never where there is none.
func (run *run) due() <-chan time.Time {
	if len(run.batch) == 0 {
		return nil
	}
	return time.After(time.Until(run.since.Add(batchAge)))
}

// flush puts the batch.
func (run *run) flush() error {
	if err := run.put(); err != nil {
		return err
	}
	for _, j := range run.waiting {
		run.remember(j)
	}
	run.waiting = nil
	return run.tell(false)
}

func (run *run) put() error {
	if len(run.batch) == 0 {
		return nil
	}
	drafts := make([]index.Draft, len(run.batch))
	for i, p := range run.batch {
		drafts[i] = p.item.Draft
		drafts[i].FollowsSource = true
	}
	written, err := run.w.Put(run.ctx, run.o.Scope, drafts...)
	if err != nil {
		return fmt.Errorf("ingest: put %d documents: %w", len(drafts), err)
	}
	for i, w := range written {
		run.count(run.batch[i], w)
	}
	run.batch, run.size = nil, 0
	return nil
}

// remember notes how a file looked whose documents are all put, or whose content
// gives none.
func (run *run) remember(j *job) {
	if run.o.Seen == nil || j.folder == nil {
		return
	}
	file := seenFile{Stamp: j.stamp, SHA256: j.sha256, Documents: len(j.parts)}
	if j.failed && len(j.parts) == 1 && j.placed[""] == "" {
		file.failed = j.why
	}
	if file.failed == nil && (j.failed || j.err != nil) || file.failed != nil && !lasting[kindOf(file.failed)] {
		return
	}
	run.o.Seen.remember(j.folder.root, j.name, file)
}

func (run *run) count(p pending, w index.Written) {
	if p.job.folder != nil && w.ID != "" {
		p.job.folder.written[w.ID] = true // a refused one stays as it was
		p.job.placed[p.item.Draft.Read.Source.Part] = w.ID
	}
	if w.Err != nil || w.Status == index.Refused {
		f := Failure{File: validName(p.job.path), Part: p.item.Draft.Read.Source.Part, Kind: KindRefused, Reason: "no reason given"}
		if w.Err != nil {
			f.Reason = w.Err.Error()
		}
		p.job.failed = true
		run.report.fail(f)
		return
	}
	run.report.Documents++
	switch w.Status {
	case index.Created:
		run.report.Created++
	case index.Replaced:
		run.report.Replaced++
	case index.Unchanged:
		run.report.Unchanged++
	case index.Quarantined:
		run.report.Quarantined++
	}
	if p.moved {
		run.report.Moved++
	}
}

// tellEvery is the least time between two calls of Options.Progress.
const tellEvery = 100 * time.Millisecond

// tell calls Options.Progress, always at the end. It returns the context's error,
// so that every step between batches notices a done context.
func (run *run) tell(last bool) error {
	if now := time.Now(); run.o.Progress != nil && (last || now.Sub(run.told) >= tellEvery) {
		run.told = now
		run.progress.Documents = run.report.Documents
		run.o.Progress(run.progress)
	}
	return run.ctx.Err()
}
