package bleveindex

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"sync"

	"github.com/blevesearch/bleve/v2/index/scorch"
	bleveapi "github.com/blevesearch/bleve_index_api"
)

// lockTimeout is how long to wait for a file that another process holds.
const lockTimeout = "1s"

// liveIndex is one open index folder. Searches hold it while they run, so that
// a reindex can put another in its place and close it when the last one is done.
type liveIndex struct {
	name    string
	scorch  *scorch.Scorch
	queue   *bleveapi.AnalysisQueue
	columns *columnCache
	inUse   sync.WaitGroup
	path    string
	failure failure

	showing sync.Mutex // held while another state is put in place, or a batch made
	spoiled bool       // the newest state is not fit to be shown; guarded by showing
	changed chan struct{}
	merged  chan struct{} // all segments into one
	closing chan struct{}
	keeping sync.WaitGroup
	tidying sync.WaitGroup

	mu    sync.RWMutex
	shown *shown
}

// openIndex opens or makes the index folder at path. Damage that bleve meets
// with a panic is an error too.
func openIndex(path, name string, readOnly bool) (_ *liveIndex, err error) {
	l := &liveIndex{
		name: name, columns: newColumnCache(), queue: bleveapi.NewAnalysisQueue(runtime.GOMAXPROCS(0)),
		changed: make(chan struct{}, 1), merged: make(chan struct{}, 1), closing: make(chan struct{}),
		path: path, failure: failure{dead: make(chan struct{})},
	}
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("bleveindex: open index %s: %v\n%s", name, p, debug.Stack())
		}
		if err != nil {
			if l.scorch != nil {
				_ = guard(l.scorch.Close) // lets go of the files that it had opened
			}
			l.queue.Close()
		}
	}()
	idx, err := scorch.NewScorch(scorch.Name, map[string]any{
		"path":                   path,
		"bolt_timeout":           lockTimeout,
		"eventCallbackName":      eventsName,
		"asyncErrorCallbackName": failuresName,
		"read_only":              readOnly,
		"scorchMergePlanOptions": mergePlan,
	}, l.queue)
	if err != nil {
		return nil, fmt.Errorf("bleveindex: open index %s: %w", name, err)
	}
	l.scorch = idx.(*scorch.Scorch)
	if err := l.scorch.Open(); err != nil {
		return nil, fmt.Errorf("bleveindex: open index %s: %w", name, err)
	}
	return l, nil
}

// newest takes the index as it is now and reads the columns it lacks.
func (l *liveIndex) newest() (_ *view, err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if p := recover(); p != nil {
			if broken(p) {
				l.failure.die(fmt.Errorf("%v", p))
			}
			err = fmt.Errorf("bleveindex: read index %s: %v\n%s", l.name, p, debug.Stack())
		}
	}()
	return newView(l.scorch, l.columns)
}

// serve starts to answer searches, once the index has what it shall have.
func (l *liveIndex) serve() error {
	if err := l.show(); err != nil {
		return err
	}
	changing.Store(l.scorch, l)
	failing.Store(l.path, l)
	l.keeping.Go(l.keepUp)
	return nil
}

// written is the last generation of the store that the index has.
func (l *liveIndex) written() (uint64, error) {
	reader, err := l.scorch.Reader()
	if err != nil {
		return 0, fmt.Errorf("bleveindex: read the generation: %w", err)
	}
	defer reader.Close()
	b, err := reader.GetInternal(generationKey)
	if err != nil {
		return 0, fmt.Errorf("bleveindex: read the generation: %w", err)
	}
	return decodeGeneration(b), nil
}

// close waits for the searches that still use the index.
func (l *liveIndex) close() error {
	l.inUse.Wait()
	changing.Delete(l.scorch)
	failing.Delete(l.path)
	close(l.closing)
	l.keeping.Wait()
	if l.shown != nil {
		l.shown.base.drop()
	}
	err := l.scorch.Close()
	l.tidying.Wait()
	l.queue.Close()
	if err != nil {
		return fmt.Errorf("bleveindex: close index %s: %w", l.name, err)
	}
	return nil
}
