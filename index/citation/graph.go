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
	nodes nodeTable
	// stale are the nodes whose citations are to be resolved again.
	stale     map[uint32]struct{}
	fresh     []edge                  // citations never resolved; their documents may be gone again
	decisions map[string][]Decision   // by the citing id
	wanted    map[string][]string     // the targets of decisions: their citing ids
	ghosts    atomic.Pointer[[]ghost] // nil when to be counted again

	said    sharedStrings // what citations say
	bodies  bodyTable
	alike   alike
	numbers numberCache
	kinds   sync.Map // what foldKind gave
}

var _ index.Graph = (*Graph)(nil)

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
	g.nodes = nodeTable{ids: make(map[string]uint32)}
	g.stale = make(map[uint32]struct{})
	g.said = newSharedStrings()
	g.bodies.reset()
	g.alike = newAlike()
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
	asked := g.asked(d)
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
	g.alike.share(&doc)
	doc.body = g.bodies.keep(doc.body)
	doc.nodes = make([]uint32, 0, len(keys))
	for _, key := range keys {
		id := g.nodes.at(key)
		if g.nodes.list[id].hold(slot) {
			doc.nodes = append(doc.nodes, id)
			g.touch(id)
		}
	}
	g.putCites(slot, &doc, asked)
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

// putCites adds the citations of a document.
func (g *Graph) putCites(slot uint32, doc *document, asked []asked) {
	if len(asked) == 0 {
		return
	}
	doc.cites = make([]cite, len(asked))
	for i := range asked {
		key := asked[i].key
		if key == "" {
			key = ownKey(doc.id, i)
		}
		c, e := &doc.cites[i], edge{slot, uint32(i)}
		*c = g.newCite(&asked[i])
		c.node = g.nodes.at(key)
		n := &g.nodes.list[c.node]
		n.cites = append(n.cites, e)
		g.fresh = append(g.fresh, e)
	}
}

// touch marks a node for resolving, where anything cites it.
func (g *Graph) touch(id uint32) {
	if len(g.nodes.list[id].cites) > 0 {
		g.stale[id] = struct{}{}
	}
}

// detach takes a document out of its nodes and its citations out of theirs and
// out of the counts of those they meant.
func (g *Graph) detach(slot uint32) {
	doc := g.docs[slot]
	for _, id := range doc.nodes {
		g.nodes.list[id].release(slot)
		g.touch(id)
		g.drop(id)
	}
	for i := range doc.cites {
		c := &doc.cites[i]
		g.aim(slot, c, noSlot)
		n := &g.nodes.list[c.node]
		n.cites = slices.DeleteFunc(n.cites, func(e edge) bool { return e.slot == slot })
		g.drop(c.node)
		g.forget(c)
	}
}

// drop forgets a node that nothing is left of.
func (g *Graph) drop(id uint32) {
	if g.nodes.drop(id) {
		delete(g.stale, id)
	}
}
