package ingest

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"

	"tracuu/index"
	"tracuu/index/directive"
	"tracuu/index/docfile"
)

// chunkItems is how many documents of a file travel together.
const chunkItems = 32

// rowsHead is how much of a file over the limit is looked at to see whether it
// can be read a row at a time.
const rowsHead = 1 << 20

// job is one file on its way through a worker. The fields from sha256
// on belong to the worker until out is closed.
type job struct {
	found
	folder  *folder // nil for a file that belongs to none
	known   map[string]index.SourceEntry
	options Options
	out     chan []Item
	placed  map[string]string // part → id put in this run
	failed  bool              // a document of it was not put

	sha256    string
	unchanged int
	parts     map[string]bool // seen in the file
	err       error           // why the file was not read to its end
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
	limit := j.options.Files.Limits.Size
	if limit <= 0 {
		limit = docfile.DefaultSize
	}
	if j.size > limit {
		j.err = j.readLarge(ctx)
		return
	}
	data, err := os.ReadFile(j.path)
	if err != nil {
		j.err = err
		return
	}
	j.sha256 = checksum(data)
	if e, ok := j.known[""]; ok && len(j.known) == 1 && e.Source.SHA256 == j.sha256 {
		j.parts[""] = true
		j.unchanged = 1
		return
	}
	b := &chunk{job: j, ctx: ctx}
	for d := range docfile.Read(ctx, j.name, data, j.options.Files) {
		if !b.add(d) {
			break
		}
	}
	b.send()
}

// readLarge reads a file of rows, which may have any length.
func (j *job) readLarge(ctx context.Context) error {
	f, err := os.Open(j.path)
	if err != nil {
		return err
	}
	defer f.Close()
	head := make([]byte, rowsHead)
	n, err := io.ReadFull(f, head)
	if err != nil && err != io.ErrUnexpectedEOF {
		return err
	}
	if !docfile.IsRows(head[:n]) {
		return fmt.Errorf("%w: %d bytes", docfile.ErrTooLarge, j.size)
	}
	sum := sha256.New()
	sum.Write(head[:n])
	if _, err := io.Copy(sum, f); err != nil {
		return err
	}
	j.sha256 = hex.EncodeToString(sum.Sum(nil))
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return err
	}
	b := &chunk{job: j, ctx: ctx}
	for d, err := range docfile.Rows(f, MaxLine) {
		if err != nil {
			return err
		}
		if !b.add(d) {
			break
		}
	}
	b.send()
	return nil
}

// chunk gathers documents of a job.
type chunk struct {
	job   *job
	ctx   context.Context
	items []Item
}

// add takes a document and reports whether to go on.
func (c *chunk) add(d docfile.Document) bool {
	j := c.job
	j.parts[d.Part] = true
	if e, ok := j.known[d.Part]; ok && d.Err == nil && e.Source.SHA256 == j.sha256 {
		j.unchanged++
		return c.ctx.Err() == nil
	}
	c.items = append(c.items, itemOf(d, j.source(), j.options.Bodies))
	if len(c.items) == chunkItems {
		return c.send()
	}
	return c.ctx.Err() == nil
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
