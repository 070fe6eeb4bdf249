package citation

import (
	"iter"
	"slices"

	"tracuu/index/compact"
)

// node is where documents and citations of one key meet, at the number of the key.
type node struct {
	holders compact.Row // slots of documents, by soleYear and then in order
	citers  compact.Row // slots of documents that cite by the key, in order
}

// noNode is the node of a citation that cannot be looked up.
const noNode = ^uint32(0)

// edge is one citation by its place: the citing document's slot and its ordinal
// there.
type edge struct{ slot, nth uint32 }

// nodeOf is the number of a key, which is taken up where it is new.
func (g *Graph) nodeOf(key string) uint32 {
	id, isNew := g.keys.Take(key)
	if isNew {
		g.nodes.Grow(int(id) + 1)
	}
	return id
}

// holders are the slots of the documents held under a key.
func (g *Graph) holders(key string) []uint32 {
	if id, known := g.keys.Find(key); known && key != "" {
		return g.holdersOf(id)
	}
	return nil
}

func (g *Graph) holdersOf(id uint32) []uint32 {
	if id == noNode {
		return nil
	}
	return g.rows.Of(g.nodes.At(id).holders)
}

// citesOf gives the citations by a key, those of one document in a row.
func (g *Graph) citesOf(id uint32) iter.Seq2[edge, *cite] {
	return func(yield func(edge, *cite) bool) {
		for _, slot := range g.rows.Of(g.nodes.At(id).citers) {
			cites := g.citesIn(slot)
			for nth := range cites {
				if g.mentions.at(cites[nth].mention).node == id && !yield(edge{slot, uint32(nth)}, &cites[nth]) {
					return
				}
			}
		}
	}
}

// citesIn are the citations of a document.
func (g *Graph) citesIn(slot uint32) []cite { return g.cites.Of(g.docs.At(slot).cites) }

// citer adds a document to those that cite by a key, or takes it away.
func (g *Graph) citer(id, slot uint32, cites bool) {
	n := g.nodes.At(id)
	at, found := slices.BinarySearch(g.rows.Of(n.citers), slot)
	switch {
	case cites && !found:
		g.rows.Insert(&n.citers, at, slot)
	case found && !cites:
		g.rows.Delete(&n.citers, at)
	}
}

// drop forgets a key that nothing is left of.
func (g *Graph) drop(id uint32) {
	if n := g.nodes.At(id); g.keys.Has(id) && n.holders.Len() == 0 && n.citers.Len() == 0 {
		g.keys.Drop(id)
		delete(g.stale, id)
	}
}
