package bleveindex

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"time"

	"tracuu/index"
	"tracuu/index/store"
)

// write is something to do to the collection. The writer takes all that wait
// at once, so that they share one sync of the store and one batch of the index.
type write struct {
	ctx  context.Context
	size int // documents, to bound a group
	// change runs inside the store's transaction. An error fails the whole group
	// and nothing of it is kept; what concerns only this write is its own affair.
	change func(tx *store.Tx) error
	// alone runs outside any transaction with no other write under way, instead of
	// change.
	alone func() error
	err   chan error
}

// maxGroup bounds the documents of writes that are taken together.
const maxGroup = 1000

func (e *Engine) startWriter() {
	e.writes = make(chan *write)
	e.done = make(chan struct{})
	e.writer.Go(func() {
		e.kept.idle = time.NewTimer(keptIdle)
		defer e.kept.idle.Stop()
		e.tidier = tidier{idle: time.NewTimer(tidyIdle), stop: func() {}}
		defer e.tidier.idle.Stop()
		defer func() { e.tidier.stop() }()
		faults := time.NewTicker(faultEvery)
		defer faults.Stop()
		rests := time.NewTicker(restEvery)
		defer rests.Stop()
		for {
			select {
			case <-e.done:
				return
			case <-e.kept.idle.C:
				e.keepIdle()
			case <-e.tidier.idle.C:
				e.tidy()
			case <-faults.C:
				e.recover()
			case <-rests.C:
				e.live.rest()
			case w := <-e.writes:
				e.tidier.stop() // the write goes first
				e.serveGroup(w)
				e.tidier.idle.Reset(tidyIdle)
			}
		}
	})
}

// submit hands a write to the writer and waits until it is done and seen.
func (e *Engine) submit(w *write) error {
	w.err = make(chan error, 1)
	select {
	case <-e.done:
		return index.ErrClosed
	case <-w.ctx.Done():
		return w.ctx.Err()
	case e.writes <- w:
		return <-w.err
	}
}

// serveGroup carries out first and whatever else waits.
func (e *Engine) serveGroup(first *write) {
	group, size := []*write{first}, first.size
	var next *write // does not fit with the others
	for size < maxGroup && first.alone == nil && next == nil {
		select {
		case w := <-e.writes:
			if w.alone != nil {
				next = w
				continue
			}
			group, size = append(group, w), size+w.size
			continue
		default:
		}
		break
	}
	if first.alone != nil {
		first.err <- guard(first.alone)
		return
	}
	run := guard
	if size >= asideFrom {
		run = aside
		defer beginLoad()()
	}
	err := run(func() error { return e.commit(group) })
	for _, w := range group {
		w.err <- err
	}
	if next != nil {
		next.err <- guard(next.alone)
	}
}

// commit writes a group to the store and brings the index after it.
func (e *Engine) commit(group []*write) error {
	if err := e.admit(); err != nil {
		return refused(err)
	}
	err := e.store.Update(func(tx *store.Tx) error {
		for _, w := range group {
			if err := w.change(tx); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return refused(err)
	}
	if e.options.AfterStore != nil {
		e.options.AfterStore()
	}
	if err := guard(e.catchUp); err != nil {
		return fmt.Errorf("%w: %w", index.ErrReadOnly, err)
	}
	return nil
}

// catchUp applies to the live index what the store has before it. It starts
// from what the index says it has, so a batch that failed is made up for by the
// next write.
func (e *Engine) catchUp() (err error) {
	live := e.live // only the writer replaces it
	behind := true
	defer func() {
		if !behind {
			live.failure.behind.Store(nil)
			return
		}
		live.failure.note(&live.failure.behind, cmp.Or(err, errPanic))
	}()
	has, err := live.written()
	if err != nil {
		return err
	}
	failedBefore := live.failure.again != nil
	if failedBefore {
		has = min(has, *live.failure.again)
	}
	from := has
	live.failure.again = &from // until all is well
	follower := follower{store: e.store, families: e.options.Families, told: e.options.Follower, copies: &e.copies}
	if has, err = follower.follow(context.Background(), live, has); err != nil {
		return err
	}
	if err := live.show(); err != nil {
		return err
	}
	if failedBefore {
		if err := e.resumed(live); err != nil {
			return err
		}
	}
	behind, live.failure.again = false, nil
	e.keepAfterWrite(has)
	return nil
}

var errPanic = errors.New("bleveindex: a write panicked")

// guard turns a panic into an error, so that one document cannot stop all
// writing.
func guard(f func() error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("%w: %v\n%s", errPanic, p, debug.Stack())
		}
	}()
	return f()
}
