package bleveindex

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"time"

	"tracuu/index"
	"tracuu/index/store"
)

// Engine is a collection in a data folder: a store and an index that follows
// it. It is safe for concurrent use; make one with Open.
type Engine struct {
	layout   layout
	options  Options
	store    *store.Store
	follower follower
	kept     kept
	tidier   tidier
	seen     visibleCache
	bounds   boundCache
	counted  facetNumbers
	writes   chan *write
	done     chan struct{} // closed by Close
	copies   copyFamilies
	keeping  atomic.Bool  // the file of copies is being written
	healed   time.Time    // when the writer last had a damaged index built anew
	healWait atomic.Int64 // nanoseconds from then until it may again
	writer   sync.WaitGroup

	mu         sync.RWMutex // guards what follows
	live       *liveIndex
	reindexing bool
	closed     bool
}

var _ index.Engine = (*Engine)(nil)

// Store is the truth that the engine searches, for backups and checks. Writing
// to it directly leaves the index behind.
func (e *Engine) Store() *store.Store { return e.store }

// acquire gives the live index to a caller, who must call the function that is
// returned when done.
func (e *Engine) acquire() (*liveIndex, func(), error) {
	e.mu.RLock()
	defer e.mu.RUnlock()
	if e.closed {
		return nil, nil, index.ErrClosed
	}
	live := e.live
	live.inUse.Add(1)
	return live, live.inUse.Done, nil
}

// withView runs use over the state of the index that is shown. A panic in it, which damaged
// files can cause deep in the segment decoder, becomes an error.
func (e *Engine) withView(use func(*view) error) (err error) {
	live, release, err := e.acquire()
	if err != nil {
		return err
	}
	defer release()
	v := live.view()
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if p := recover(); p != nil {
			v.drop()
			if broken(p) {
				live.failure.die(fmt.Errorf("%v", p))
			}
			err = fmt.Errorf("bleveindex: search: %v\n%s", p, debug.Stack())
			return
		}
		v.close()
	}()
	return use(v)
}

// Status says how much is held and at which generation searches answer.
func (e *Engine) Status(ctx context.Context) (index.Status, error) {
	if err := ctx.Err(); err != nil {
		return index.Status{}, err
	}
	live, release, err := e.acquire()
	if err != nil {
		return index.Status{}, err
	}
	defer release()
	generation := live.generation()
	count, err := e.store.Count()
	if err != nil {
		return index.Status{}, fmt.Errorf("bleveindex: status: %w", err)
	}
	held, err := e.store.HeldCount()
	if err != nil {
		return index.Status{}, fmt.Errorf("bleveindex: status: %w", err)
	}
	e.mu.RLock()
	defer e.mu.RUnlock()
	return index.Status{Documents: count, Quarantined: held, Generation: generation, Epoch: e.epoch(), Reindexing: e.reindexing, Fault: e.fault(live)}, nil
}

// epoch is that of the store, "" where it cannot be read: nobody is sent away for
// that.
func (e *Engine) epoch() string {
	epoch, err := e.store.Epoch()
	if err != nil {
		return ""
	}
	return epoch
}

// Close finishes the write under way and the searches, and releases the folder.
// A second call does nothing.
func (e *Engine) Close() error {
	e.mu.Lock()
	if e.closed {
		e.mu.Unlock()
		return nil
	}
	e.closed = true
	e.mu.Unlock()
	close(e.done)
	e.writer.Wait()
	err := errors.Join(e.keepLast(), e.live.close())
	if storeErr := e.store.Close(); err == nil && storeErr != nil {
		err = fmt.Errorf("bleveindex: close: %w", storeErr)
	}
	return err
}
