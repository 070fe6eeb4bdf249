package citation

import (
	"fmt"
	"iter"
	"slices"
	"sync"
	"sync/atomic"

	"tracuu/index"
	"tracuu/index/compact"
	"tracuu/index/directive"
)

// Graph holds what a collection's documents say of themselves and of each other,
// in memory. It is derived: built from the documents or brought up with Follow,
// and kept in step with Put and Delete. All methods may be called at once from
// several goroutines. A Graph is an index.Graph.
type Graph struct {
	mu sync.RWMutex
	holdings
	decisions map[string][]Decision       // by the citing id
	wanted    map[string][]string         // the targets of decisions: their citing ids
	ghosts    atomic.Pointer[[]ghostRank] // nil when to be counted again

	numbers numberCache
	kinds   sync.Map // what foldKind gave
}

// holdings is what a graph holds of documents. Everything has a number: a document
// that of its id, its slot.
type holdings struct {
	ids      compact.Texts
	docs     compact.Column[record] // by slot
	keys     compact.Texts
	nodes    compact.Column[node] // by the number of the key
	mentions mentionTable
	rows     compact.Rows[uint32] // of records, nodes and mentions
	cites    compact.Rows[cite]

	stale map[uint32]*touched // nodes whose citations are to be resolved again
	fresh map[uint32]struct{} // slots of documents whose citations are

	said     sharedStrings // what mentions say
	bodies   *bodyTable
	profiles profileTable
}

var _ index.Graph = (*Graph)(nil)

// New gives an empty graph.
func New() *Graph {
	g := &Graph{decisions: make(map[string][]Decision), wanted: make(map[string][]string)}
	g.holdings.bodies = &bodyTable{}
	g.reset()
	return g
}

func (g *Graph) reset() {
	g.ghosts.Store(nil)
	g.bodies.reset()
	g.holdings = holdings{
		stale: make(map[uint32]*touched), fresh: make(map[uint32]struct{}),
		bodies: g.bodies, said: newSharedStrings(),
	}
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

// Len is the number of documents held.
func (g *Graph) Len() int {
	g.mu.RLock()
	defer g.mu.RUnlock()
	return g.ids.Len()
}

// Put adds a document, in place of any of the same id. It keeps nothing of d.
func (g *Graph) Put(d *directive.Directive) {
	doc, keys := g.describe(d)
	asked := g.asked(d)
	g.mu.Lock()
	defer g.mu.Unlock()
	slot, isNew := g.ids.Take(doc.id)
	if isNew {
		g.docs.Grow(int(slot) + 1)
		g.touchWanted(doc.id)
	}
	doc.body = g.bodies.keep(doc.body)
	now := record{title: doc.title, date: pack(doc.date), profile: g.profiles.keep(doc.profile), year: doc.year}
	moved := g.putIdentity(slot, now, keys, isNew)
	changed := g.putCites(slot, asked)
	if moved && g.docs.At(slot).cites.Len() > 0 {
		g.fresh[slot] = struct{}{}
	}
	if isNew || moved || changed {
		g.ghosts.Store(nil)
	}
}

// Delete removes a document; one that is not held is none.
func (g *Graph) Delete(id string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	slot, held := g.ids.Find(id)
	if !held {
		return
	}
	g.putCites(slot, nil)
	g.leaveNodes(slot)
	g.ids.Drop(slot)
	g.touchWanted(id)
	g.settle() // before the slot may be another's
	r := g.docs.At(slot)
	g.rows.Free(&r.incoming)
	*r = record{}
	g.ghosts.Store(nil)
}

// putIdentity brings in what a document says of itself, and reports whether that is
// new.
func (g *Graph) putIdentity(slot uint32, now record, keys []string, isNew bool) bool {
	nodes := make([]uint32, 0, len(keys))
	for _, key := range keys {
		if id := g.nodeOf(key); !slices.Contains(nodes, id) {
			nodes = append(nodes, id)
		}
	}
	r := g.docs.At(slot)
	if !isNew && r.sameIdentity(&now) && slices.Equal(g.rows.Of(r.nodes), nodes) {
		return false
	}
	g.leaveNodesBut(slot, nodes)
	r.title, r.date, r.profile, r.year = now.title, now.date, now.profile, now.year
	r.nodes = g.rows.Make(len(nodes))
	copy(g.rows.Of(r.nodes), nodes)
	for _, id := range nodes {
		g.hold(id, slot)
		g.touch(id).came(slot)
	}
	return true
}

// leaveNodes takes a document from under its keys.
func (g *Graph) leaveNodes(slot uint32) { g.leaveNodesBut(slot, nil) }

// leaveNodesBut is leaveNodes for a document that will be held under the keys of
// nodes next.
func (g *Graph) leaveNodesBut(slot uint32, next []uint32) {
	r := g.docs.At(slot)
	was := g.document(slot)
	for _, id := range g.rows.Of(r.nodes) {
		g.release(id, slot)
		g.touch(id).went(was)
		if !slices.Contains(next, id) {
			g.drop(id)
		}
	}
	g.rows.Free(&r.nodes)
}

// putCites gives a document its citations, and reports whether they are not those
// that it had.
func (g *Graph) putCites(slot uint32, asked []asked) bool {
	now := make([]cite, len(asked))
	for i := range asked {
		now[i] = cite{mention: g.mention(&asked[i]), ref: shortHash(asked[i].said.Ref), found: nothingFound.pack()}
	}
	if slices.EqualFunc(g.citesIn(slot), now, func(a, b cite) bool { return a.mention == b.mention && a.ref == b.ref }) {
		return false
	}
	left := g.leaveCites(slot)
	r := g.docs.At(slot)
	r.cites = g.cites.Make(len(now))
	copy(g.cites.Of(r.cites), now)
	for i := range now {
		m := g.mentions.at(now[i].mention)
		m.absent++
		g.setMember(&m.citers, slot, true)
	}
	if g.fresh[slot] = struct{}{}; len(now) == 0 {
		delete(g.fresh, slot)
	}
	for _, number := range left {
		if g.mentions.at(number).citers.Len() == 0 {
			g.dropMention(number)
		}
	}
	return true
}

// leaveCites takes the citations of a document away, out of the counts of those that
// they meant, and gives the mentions that may be left with none.
func (g *Graph) leaveCites(slot uint32) (left []uint32) {
	cites := g.citesIn(slot)
	for i := range cites {
		g.aim(slot, &cites[i], nothingFound)
		m := g.mentions.at(cites[i].mention)
		m.absent--
		if g.setMember(&m.citers, slot, false); m.citers.Len() == 0 {
			left = append(left, cites[i].mention)
		}
	}
	g.cites.Free(&g.docs.At(slot).cites)
	slices.Sort(left)
	return slices.Compact(left)
}
