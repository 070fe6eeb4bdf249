package ingest

import (
	"context"
	"fmt"
	"runtime"
	"time"

	"tracuu/index"
	"tracuu/index/directive"
	"tracuu/index/docfile"
)

// chunkItems is how many documents of a file travel together.
const chunkItems = 32

// job is one file on its way through a worker. The fields from sha256
// on belong to the worker until out is closed.
type job struct {
	found
	folder  *folder // nil for a file that belongs to none
	known   map[string]index.SourceEntry
	options Options
	seen    seenFile
	out     chan []Item
	placed  map[string]string // part → id put in this run
	failed  bool              // a document of it was not put
	why     error             // the last document that could not be read

	sha256      string
	stamp       stamp
	unchanged   int             // documents that the collection has of the same bytes
	quarantined int             // of those, held back for their mark of secrecy
	parts       map[string]bool // seen in the file
	err         error           // why the file was not read to its end
}

func newJob(f *folder, file found, o Options) *job {
	j := &job{
		found: file, folder: f, options: o, out: make(chan []Item, 1),
		known: map[string]index.SourceEntry{}, placed: map[string]string{}, parts: map[string]bool{},
	}
	if f != nil {
		for _, e := range f.known[file.name] {
			j.known[e.Source.Part] = e
		}
	}
	if o.Seen != nil && f != nil {
		j.seen = o.Seen.of(f.root, file.name)
	}
	return j
}

func (j *job) source() directive.Source {
	s := directive.Source{Name: j.name, SHA256: j.sha256}
	if j.folder != nil {
		s.Root = j.folder.root
	}
	return s
}

// read reads the file and sends its documents, but for those that the collection
// has of the same bytes.
func (j *job) read(ctx context.Context) {
	defer close(j.out)
	defer func() {
		if p := recover(); p != nil {
			j.err = fmt.Errorf("%w: %v", ErrCrashed, p)
		}
	}()
	if j.asSeen() {
		return
	}
	limit := j.options.Files.Limits.Size
	if limit <= 0 {
		limit = docfile.DefaultSize
	}
	if j.size > limit {
		j.err = j.readLarge(ctx, limit)
		return
	}
	data, stamp, err := load(j.path, limit)
	if err != nil {
		j.err = err
		return
	}
	j.sha256, j.stamp = checksum(data), stamp
	if j.same() {
		j.keepUnchanged(data)
		return
	}
	j.readDocuments(ctx, data)
}

// asSeen reports whether the file looks as it did when it was read last, and
// then does what reading it again would.
func (j *job) asSeen() bool {
	if j.seen.Stamp != j.found.stamp || j.seen.Stamp == (stamp{}) {
		return false
	}
	j.stamp = j.seen.Stamp
	if j.seen.failed != nil {
		j.err = j.seen.failed
		return true
	}
	if o := j.options.Originals; !j.seen.whole(j.known) || o != nil && !o.Has(j.seen.SHA256) {
		return false
	}
	j.sha256 = j.seen.SHA256
	j.allUnchanged()
	return true
}

// same reports whether the collection has all documents of these bytes: the one
// of a file that holds one, or those that the file was last seen to give.
func (j *job) same() bool {
	e, single := j.known[""]
	if single && len(j.known) == 1 && e.Source.SHA256 == j.sha256 || j.seen.SHA256 == j.sha256 && j.seen.whole(j.known) {
		j.allUnchanged()
		return true
	}
	return false
}

// keep counts a document that stays as it is.
func (j *job) keep(e index.SourceEntry) {
	j.unchanged++
	if e.Quarantined {
		j.quarantined++
	}
}

func (j *job) allUnchanged() {
	for part, e := range j.known {
		j.parts[part] = true
		j.keep(e)
	}
}

// keepUnchanged keeps a file that was put before originals were kept.
func (j *job) keepUnchanged(data []byte) {
	if o := j.options.Originals; o != nil && len(j.known) == 1 && !o.Has(j.sha256) {
		if err := o.Put(j.sha256, data); err != nil {
			j.err = fmt.Errorf("keep the original: %w", err)
		}
	}
}

// readDocuments sends the documents of the file that are new or changed.
func (j *job) readDocuments(ctx context.Context, data []byte) {
	c := &chunk{job: j, ctx: ctx}
	for item := range items(ctx, j.source(), data, j.options, j.holds) {
		if item.passed {
			j.has(item.Draft.Read.Source.Part)
		} else if !c.add(item) {
			return
		}
	}
	if o := j.options.Originals; o != nil && c.keepable() {
		if err := o.Put(j.sha256, data); err != nil {
			j.err = fmt.Errorf("keep the original: %w", err)
			return
		}
	}
	c.send()
}

// holds reports whether the collection has a part of the file as it is now. It
// changes nothing, so that a reader may ask it beside the job.
func (j *job) holds(part string) bool {
	e, ok := j.known[part]
	return ok && e.Source.SHA256 == j.sha256
}

// has is holds, for a part that is then done with.
func (j *job) has(part string) bool {
	j.parts[part] = true
	if !j.holds(part) {
		return false
	}
	j.keep(j.known[part])
	return true
}

// workersOf is how many pages of a file may be recognised at once: with one file
// under way all processors are its own, with several they share them.
func workersOf(files, workers int) int {
	return max(1, runtime.GOMAXPROCS(0)/max(1, min(files, workers)))
}

// chunk gathers documents of a job.
type chunk struct {
	job    *job
	ctx    context.Context
	items  []Item
	since  time.Time // when the first of them came
	count  int
	secret bool
}

// add takes a document and reports whether to go on.
func (c *chunk) add(item Item) bool {
	c.job.parts[item.Draft.Read.Source.Part] = true
	if item.Err == nil {
		c.count++
		c.secret = c.secret || c.job.options.Originals != nil && item.Draft.Directive().Secrecy != ""
	}
	if len(c.items) == 0 {
		c.since = time.Now()
	}
	c.items = append(c.items, item)
	if len(c.items) == chunkItems || time.Since(c.since) >= batchAge {
		return c.send()
	}
	return c.ctx.Err() == nil
}

// keepable is as keepable of all that was added.
func (c *chunk) keepable() bool {
	return c.count > 0 && c.ctx.Err() == nil && (len(c.job.parts) == 1 || !c.secret)
}

func (c *chunk) send() bool {
	if len(c.items) == 0 {
		return true
	}
	select {
	case c.job.out <- c.items:
		c.items = nil
		return true
	case <-c.ctx.Done():
		return false
	}
}
