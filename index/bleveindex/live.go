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
}

// openIndex opens or makes the index folder at path. Damage that bleve meets
// with a panic is an error too.
func openIndex(path, name string) (_ *liveIndex, err error) {
	l := &liveIndex{name: name, columns: newColumnCache(), queue: bleveapi.NewAnalysisQueue(runtime.GOMAXPROCS(0))}
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("bleveindex: open index %s: %v\n%s", name, p, debug.Stack())
		}
		if err != nil {
			l.queue.Close()
		}
	}()
	idx, err := scorch.NewScorch(scorch.Name, map[string]any{
		"path":         path,
		"bolt_timeout": lockTimeout,
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

// view takes the index as it is now and reads the columns it lacks.
func (l *liveIndex) view() (_ *view, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("bleveindex: read index %s: %v\n%s", l.name, p, debug.Stack())
		}
	}()
	return newView(l.scorch, l.columns)
}

// generation is the last generation of the store that the index has.
func (l *liveIndex) generation() (uint64, error) {
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
	err := l.scorch.Close()
	l.queue.Close()
	if err != nil {
		return fmt.Errorf("bleveindex: close index %s: %w", l.name, err)
	}
	return nil
}
