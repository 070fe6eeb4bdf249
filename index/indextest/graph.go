package indextest

import (
	"path/filepath"
	"slices"
	"sync"
	"testing"

	"tracuu/index"
)

// Edges is a citation graph of edges that a test adds. It is safe for
// concurrent use.
type Edges struct {
	mu     sync.RWMutex
	citing map[string][]string // ids in order, by the id they cite
}

var _ index.Graph = (*Edges)(nil)

// Add notes that one document cites another; noting it twice changes nothing.
func (e *Edges) Add(citing, cited string) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.citing == nil {
		e.citing = map[string][]string{}
	}
	list := e.citing[cited]
	if at, held := slices.BinarySearch(list, citing); !held {
		e.citing[cited] = slices.Insert(slices.Clone(list), at, citing)
	}
}

// CitedBy implements index.Graph.
func (e *Edges) CitedBy(id string) int { return len(e.Citing(id)) }

// Citing implements index.Graph.
func (e *Edges) Citing(id string) []string {
	e.mu.RLock()
	defer e.mu.RUnlock()
	return e.citing[id]
}

// RunGraph runs the scripts on what an engine does with resolved citations,
// against engines from open that ask the graph they are given. In these scripts
// "edge a b" says that a cites b.
func RunGraph(t *testing.T, open func(t *testing.T, graph index.Graph) index.Engine) {
	t.Helper()
	edges := &Edges{}
	path := filepath.Join(root(t), "testdata", "search", "graph.txt")
	runScript(t, path, open(t, edges), edges)
}
