package bleveindex

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"
	"time"

	"github.com/blevesearch/bleve/v2/index/scorch"
	bleveapi "github.com/blevesearch/bleve_index_api"

	"tracuu/index"
	"tracuu/index/store"
)

// How often the writer sees whether a fault has passed, how long what bleve does
// beside it rests after a failure (it would try again at once, without end), and how
// long after building a damaged index anew it is tried again, at first and at most:
// the wait doubles each time that it fails.
const (
	faultEvery = time.Second
	faultRest  = 200 * time.Millisecond
	healSoon   = 5 * time.Second
	healLate   = 10 * time.Minute
)

// indexFault is why an index takes no batches.
type indexFault struct {
	err   error
	since time.Time
}

var errIndexDamaged = errors.New("the index is damaged")

// failure is what is wrong with one index.
type failure struct {
	now    atomic.Pointer[indexFault] // what failed beside the writer
	behind atomic.Pointer[indexFault] // why the index has not what the store has
	dead   chan struct{}              // closed when bleve gave the index up, or it cannot be read
	once   sync.Once
	// again is the generation from which the writer applies changes once more, since
	// a batch after it failed: what is in memory then need not be what reaches the disk.
	again *uint64
}

func (f *failure) note(p *atomic.Pointer[indexFault], err error) {
	if p.Load() == nil {
		p.Store(&indexFault{err: err, since: time.Now().UTC()})
	}
}

// die notes a failure that only another index ends.
func (f *failure) die(err error) {
	f.now.Store(&indexFault{err: fmt.Errorf("%w: %w", errIndexDamaged, err), since: time.Now().UTC()})
	f.once.Do(func() { close(f.dead) })
}

func (f *failure) isDead() bool {
	select {
	case <-f.dead:
		return true
	default:
		return false
	}
}

// fault is what is wrong, nil for nothing.
func (f *failure) fault() *indexFault {
	if now := f.now.Load(); now != nil {
		return now
	}
	return f.behind.Load()
}

// What fails in bleve beside the writer it tells by one function for the whole
// process, with the path of the index.
const failuresName = "tracuu"

var failing sync.Map // path to *liveIndex

func init() {
	scorch.RegistryAsyncErrorCallbacks[failuresName] = func(err error, path string) {
		if l, ok := failing.Load(path); ok {
			l.(*liveIndex).failedBeside(err)
		}
	}
}

// failedBeside notes a failure of bleve's own goroutine, which waits meanwhile.
func (l *liveIndex) failedBeside(err error) {
	var told *scorch.ScorchError
	if errors.As(err, &told) && told.ErrType == scorch.ErrAsyncPanic {
		l.failure.die(err)
		return
	}
	l.failure.note(&l.failure.now, err)
	select {
	case <-l.closing:
	case <-time.After(faultRest):
	}
}

// wellBeside ends what failedBeside noted, when what had failed succeeds.
func (l *liveIndex) wellBeside() {
	if !l.failure.isDead() {
		l.failure.now.Store(nil)
	}
}

// batch applies a batch and waits until it is on disk, but not for an index that
// bleve gave up, which would never say so. Nothing is shown meanwhile, nor after a
// failure until a later batch succeeds: bleve closes the segment of a batch that
// failed, though its newest state still holds it.
func (l *liveIndex) batch(b *bleveapi.Batch) error {
	l.showing.Lock()
	defer l.showing.Unlock()
	l.spoiled = true
	err := l.apply(b)
	l.spoiled = err != nil
	return err
}

func (l *liveIndex) apply(b *bleveapi.Batch) error {
	done := make(chan error, 1)
	go func() {
		if len(b.IndexOps) >= asideFrom {
			standAside()
		}
		done <- guard(func() error { return l.scorch.Batch(b) })
	}()
	select {
	case err := <-done:
		return err
	case <-l.failure.dead:
		return l.failure.fault().err
	}
}

// broken tells a fault of memory, which a mapped file raises that was cut short or
// that the disk cannot give, from a mistake of the program.
func broken(panicked any) bool {
	fault, ok := panicked.(interface {
		runtime.Error
		Addr() uintptr
	})
	return ok && fault.Addr() != 0
}

// admit says why nothing may be written, or lets writes in. The writer calls it.
func (e *Engine) admit() error {
	live := e.live
	if f := live.failure.now.Load(); f != nil {
		return fmt.Errorf("%w: %w", index.ErrReadOnly, f.err)
	}
	if f := live.failure.behind.Load(); f != nil {
		if err := e.catchUp(); err != nil {
			return fmt.Errorf("%w: %w", index.ErrReadOnly, err)
		}
	}
	return nil
}

// resumed settles an index whose last batch failed and that has now all that the store
// has: were it not the same documents, it would be built anew.
func (e *Engine) resumed(live *liveIndex) error {
	live.failure.again = nil
	want, err := e.store.Count()
	if err != nil {
		return err
	}
	v := live.view()
	defer v.close()
	if v.documents != want {
		err := fmt.Errorf("%w: after a failure it has %d documents of %d", errIndexDamaged, v.documents, want)
		live.failure.die(err)
		return err
	}
	return nil
}

// refused is the error of a write that the store or the index did not take.
func refused(err error) error {
	if errors.Is(err, store.ErrReadOnly) {
		return fmt.Errorf("bleveindex: write: %w: %w", index.ErrReadOnly, err)
	}
	return fmt.Errorf("bleveindex: write: %w", err)
}

// recover tries out whether a fault has passed. The writer calls it now and then.
func (e *Engine) recover() {
	live := e.live
	if f := e.store.Fault(); f != nil && !f.Lasting {
		_ = e.store.Probe()
	}
	switch {
	case live.failure.isDead():
		e.heal()
	case live.failure.behind.Load() != nil:
		_ = guard(e.catchUp)
	}
}

// heal builds a damaged index anew beside the writer.
func (e *Engine) heal() {
	wait := time.Duration(e.healWait.Load())
	if time.Since(e.healed) < wait {
		return
	}
	e.healed = time.Now()
	e.healWait.Store(int64(min(max(2*wait, healSoon), healLate)))
	e.writer.Go(func() {
		ctx, cancel := context.WithCancel(context.Background())
		defer cancel()
		finished := make(chan struct{})
		defer close(finished)
		go func() {
			select {
			case <-e.done:
				cancel()
			case <-finished:
			}
		}()
		// Where it fails the fault stands.
		if guard(func() error { return e.Reindex(ctx, nil) }) == nil {
			e.healWait.Store(int64(healSoon))
		}
	})
}

// fault is what is wrong with the collection, nil while all is well.
func (e *Engine) fault(live *liveIndex) *index.Fault {
	if f := e.store.Fault(); f != nil {
		state := index.FaultReadOnly
		if errors.Is(f.Err, store.ErrCorrupt) {
			state = index.FaultDamaged
		}
		return &index.Fault{State: state, Reason: f.Err.Error(), Since: f.Since}
	}
	if f := live.failure.fault(); f != nil {
		return &index.Fault{State: index.FaultIndex, Reason: f.err.Error(), Since: f.since}
	}
	return nil
}
