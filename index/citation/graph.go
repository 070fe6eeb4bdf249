package citation

import (
	"fmt"
	"iter"
	"slices"
	"sync"
	"sync/atomic"

	"tracuu/index"
	"tracuu/index/directive"
)

// Graph holds what a collection's documents say of themselves and of each other,
// in memory. It is derived: built from the documents or brought up with Follow,
// and kept in step with Put and Delete. All methods may be called at once from
// several goroutines. A Graph is an index.Graph.
type Graph struct {
	mu    sync.RWMutex
	docs  []*document       // by slot; nil where free
	slots map[string]uint32 // by id
	free  []uint32
	nodes map[string]*node
	// stale are the nodes whose citations are to be resolved again.
	stale     map[*node]struct{}
	fresh     []edge                  // citations never resolved; their documents may be gone again
	decisions map[string][]Decision   // by the citing id
	wanted    map[string][]string     // the targets of decisions: their citing ids
	ghosts    atomic.Pointer[[]ghost] // nil when to be counted again

	bodies  sync.Map // what bodyOf gave
	numbers numberCache
	kinds   sync.Map // what foldKind gave
}

var _ index.Graph = (*Graph)(nil)

// node is where documents and citations of one key meet.
type node struct {
	key     string
	holders []uint32 // slots, sorted
	cites   []edge
}

// edge is one citation by its place: the citing document's slot and its ordinal
// there.
type edge struct{ slot, nth uint32 }

// New gives an empty graph.
func New() *Graph {
	g := &Graph{decisions: make(map[string][]Decision), wanted: make(map[string][]string)}
	g.reset()
	return g
}

func (g *Graph) reset() {
	g.docs, g.free, g.fresh = nil, nil, nil
	g.ghosts.Store(nil)
	g.slots = make(map[string]uint32)
	g.nodes = make(map[string]*node)
	g.stale = make(map[*node]struct{})
}

// Build replaces what the graph holds by the documents given; those who ask
// meanwhile see it grow. On an error from them it returns that and holds what
// came before it. Decisions stay.
func (g *Graph) Build(docs iter.Seq2[directive.Directive, error]) error {
	g.mu.Lock()
	g.reset()
	g.mu.Unlock()
	for d, err := range docs {
		if err != nil {
			return fmt.Errorf("citation: build graph: %w", err)
		}
		g.Put(&d)
	}
	return nil
}

// Put adds a document, in place of any of the same id. It keeps nothing of d.
func (g *Graph) Put(d *directive.Directive) {
	doc, keys := g.describe(d)
	cites, cited := g.citesOf(d)
	g.mu.Lock()
	defer g.mu.Unlock()
	slot, held := g.slots[d.ID]
	if held {
		g.detach(slot)
		doc.incoming = g.docs[slot].incoming
	} else {
		slot = g.newSlot()
		g.slots[doc.id] = slot
	}
	g.docs[slot] = &doc
	for _, key := range keys {
		n := g.node(key)
		at, found := slices.BinarySearch(n.holders, slot)
		if !found {
			n.holders = slices.Insert(n.holders, at, slot)
			doc.nodes = append(doc.nodes, n)
			g.touch(n)
		}
	}
	doc.cites = cites
	for i := range cites {
		key := cited[i]
		if key == "" {
			key = ownKey(doc.id, i)
		}
		cites[i].node = g.node(key)
		e := edge{slot, uint32(i)}
		cites[i].node.cites = append(cites[i].node.cites, e)
		g.fresh = append(g.fresh, e)
	}
	g.touchWanted(doc.id)
	g.ghosts.Store(nil)
}

// Delete removes a document; one that is not held is none.
func (g *Graph) Delete(id string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	slot, held := g.slots[id]
	if !held {
		return
	}
	g.detach(slot)
	g.docs[slot] = nil
	delete(g.slots, id)
	g.touchWanted(id)
	g.settle() // before the slot may be another's
	g.free = append(g.free, slot)
	g.ghosts.Store(nil)
}

// Len is the number of documents held.
func (g *Graph) Len() int {
	g.mu.RLock()
	defer g.mu.RUnlock()
	return len(g.slots)
}

func (g *Graph) newSlot() uint32 {
	if n := len(g.free); n > 0 {
		slot := g.free[n-1]
		g.free = g.free[:n-1]
		return slot
	}
	g.docs = append(g.docs, nil)
	return uint32(len(g.docs) - 1)
}

func (g *Graph) node(key string) *node {
	n := g.nodes[key]
	if n == nil {
		n = &node{key: key}
		g.nodes[key] = n
	}
	return n
}

// touch marks a node for resolving, where anything cites it.
func (g *Graph) touch(n *node) {
	if len(n.cites) > 0 {
		g.stale[n] = struct{}{}
	}
}

// detach takes a document out of its nodes and its citations out of theirs and
// out of the counts of those they meant.
func (g *Graph) detach(slot uint32) {
	doc := g.docs[slot]
	for _, n := range doc.nodes {
		if at, found := slices.BinarySearch(n.holders, slot); found {
			n.holders = slices.Delete(n.holders, at, at+1)
		}
		g.touch(n)
		g.drop(n)
	}
	for i := range doc.cites {
		c := &doc.cites[i]
		g.aim(slot, c, noSlot)
		c.node.cites = slices.DeleteFunc(c.node.cites, func(e edge) bool { return e.slot == slot })
		g.drop(c.node)
	}
}

// drop forgets a node that nothing is left of.
func (g *Graph) drop(n *node) {
	if len(n.holders) == 0 && len(n.cites) == 0 {
		delete(g.nodes, n.key)
		delete(g.stale, n)
	}
}
