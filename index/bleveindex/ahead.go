package bleveindex

import (
	"errors"
	"fmt"
	"sync"
	"sync/atomic"

	"tracuu/index/store"
)

// step is what enters an index at once: changes of the store in their order, and the
// documents that they left, analysed.
type step struct {
	changes   []store.Change
	records   map[string]store.Record
	documents []*indexDocument
	err       error // nothing else then, and nothing follows
}

// generation is that of the last change of a step.
func (s *step) generation() uint64 { return s.changes[len(s.changes)-1].Generation }

// ahead makes the steps after a generation, one ahead of who takes them, who calls
// stop when done: the work is over when it returns.
func (f *follower) ahead(since uint64) (steps <-chan *step, stop func()) {
	made, enough := make(chan *step), make(chan struct{})
	var making sync.WaitGroup
	making.Go(func() {
		defer close(made)
		for {
			s := &step{}
			s.err = guard(func() error { return f.make(s, since) })
			if s.err == nil && len(s.changes) == 0 {
				return
			}
			select {
			case <-enough:
				return
			case made <- s:
			}
			if s.err != nil {
				return
			}
			since = s.generation()
		}
	})
	return made, sync.OnceFunc(func() {
		close(enough)
		making.Wait()
	})
}

// make reads and analyses what changed after a generation, if anything did.
func (f *follower) make(s *step, since uint64) (err error) {
	if s.changes, err = f.store.Changes(since, batchSize); err != nil {
		return fmt.Errorf("bleveindex: read what changed: %w", err)
	}
	if len(s.changes) >= asideFrom {
		standAside()
	}
	ids := make([]string, 0, len(s.changes))
	for _, c := range s.changes {
		if !c.Deleted {
			ids = append(ids, c.ID)
		}
	}
	if s.records, err = f.store.Get(ids...); err != nil {
		return fmt.Errorf("bleveindex: read what changed: %w", err)
	}
	s.documents, err = f.documents(s.records)
	return err
}

// documents analyses records, side by side.
func (f *follower) documents(records map[string]store.Record) ([]*indexDocument, error) {
	list := make([]*store.Record, 0, len(records))
	for _, r := range records {
		list = append(list, &r)
	}
	var (
		out   = make([]*indexDocument, len(list))
		next  atomic.Int64
		errs  = make([]error, min(workers, len(list)))
		group sync.WaitGroup
	)
	for worker := range errs {
		group.Go(func() {
			if len(list) >= asideFrom {
				standAside()
			}
			errs[worker] = guard(func() error {
				for i := next.Add(1) - 1; i < int64(len(list)); i = next.Add(1) - 1 {
					out[i] = f.document(list[i])
				}
				return nil
			})
		})
	}
	group.Wait()
	return out, errors.Join(errs...)
}

// document analyses one record.
func (f *follower) document(r *store.Record) *indexDocument {
	d := r.Directive()
	doc := newDocument(&d, f.families)
	doc.copies, doc.arrival = fingerprint(&d, r), r.Arrival
	return doc
}
