package citation

import (
	"iter"
	"slices"

	"tracuu/index/compact"
)

// node is where documents and citations of one key meet, at the number of the key.
type node struct {
	holders  compact.Row // slots of documents, by soleYear and then in order
	mentions compact.Row // by the key, in the order of their numbers
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

// citesOf gives the citations by a key, mention after mention.
func (g *Graph) citesOf(id uint32) iter.Seq2[edge, *cite] {
	return func(yield func(edge, *cite) bool) {
		for _, number := range g.rows.Of(g.nodes.At(id).mentions) {
			for e, c := range g.citesSaying(number) {
				if !yield(e, c) {
					return
				}
			}
		}
	}
}

// citesSaying gives the citations that say one thing, in the order of their documents.
func (g *Graph) citesSaying(number uint32) iter.Seq2[edge, *cite] {
	return func(yield func(edge, *cite) bool) {
		for _, slot := range g.rows.Of(g.mentions.at(number).citers) {
			cites := g.citesIn(slot)
			for nth := range cites {
				if cites[nth].mention == number && !yield(edge{slot, uint32(nth)}, &cites[nth]) {
					return
				}
			}
		}
	}
}

// citesIn are the citations of a document.
func (g *Graph) citesIn(slot uint32) []cite { return g.cites.Of(g.docs.At(slot).cites) }

// setMember puts a number into a row of different ones in order, or takes it out.
func (g *Graph) setMember(row *compact.Row, number uint32, member bool) {
	at, found := slices.BinarySearch(g.rows.Of(*row), number)
	switch {
	case member && !found:
		g.rows.Insert(row, at, number)
	case found && !member:
		g.rows.Delete(row, at)
	}
}

// drop forgets a key that nothing is left of.
func (g *Graph) drop(id uint32) {
	if n := g.nodes.At(id); g.keys.Has(id) && n.holders.Len() == 0 && n.mentions.Len() == 0 {
		g.keys.Drop(id)
		delete(g.stale, id)
	}
}
