package citation

import (
	"cmp"
	"slices"

	"tracuu/index/compact"
)

// link gives the nodes of a graph that was read those who hold and cite by them, and
// the documents those who cite them. Each row gets the length that it needs.
func (g *Graph) link() {
	holders, citers, incoming := newLists(g.nodes.Len()), newLists(g.nodes.Len()), newLists(g.docs.Len())
	for _, count := range []bool{true, false} {
		g.eachHeld(func(slot, id uint32) { holders.put(id, slot) })
		for slot := range uint32(g.docs.Len()) {
			g.eachCited(slot, citers, incoming)
		}
		if count {
			holders.make(&g.rows)
			citers.make(&g.rows)
			incoming.make(&g.rows)
		}
	}
	for id := range uint32(g.nodes.Len()) {
		n := g.nodes.At(id)
		n.holders, n.citers = holders.rows[id], citers.rows[id]
	}
	for slot := range uint32(g.docs.Len()) {
		r := g.docs.At(slot)
		r.incoming = incoming.rows[slot]
		list := g.rows.Of(r.incoming)
		for i := range list {
			if i == 0 || list[i] != list[i-1] {
				r.citers++
			}
		}
	}
}

// eachHeld tells of all documents, in the order that holders stand in, the keys that
// each is held under.
func (g *Graph) eachHeld(tell func(slot, id uint32)) {
	slots := make([]uint32, g.docs.Len())
	for i := range slots {
		slots[i] = uint32(i)
	}
	slices.SortFunc(slots, func(a, b uint32) int {
		return cmp.Or(cmp.Compare(g.docs.At(a).soleYear(), g.docs.At(b).soleYear()), cmp.Compare(a, b))
	})
	for _, slot := range slots {
		for _, id := range g.rows.Of(g.docs.At(slot).nodes) {
			tell(slot, id)
		}
	}
}

// eachCited puts a document to the citers of its citations' keys, and of the
// documents that they mean.
func (g *Graph) eachCited(slot uint32, citers, incoming *lists) {
	for _, c := range g.citesIn(slot) {
		if id := g.mentions.at(c.mention).node; id != noNode {
			citers.putOnce(id, slot)
		}
		if target := c.finding().target; target != noSlot && uint32(target) != slot {
			incoming.put(uint32(target), slot)
		}
	}
}

// lists fills many rows at once: everything is put twice, in the same order, and is
// only counted before make.
type lists struct {
	n    []uint32 // how many are put
	last []uint32 // what was put last, and 1
	rows []compact.Row
	into *compact.Rows[uint32]
}

func newLists(n int) *lists { return &lists{n: make([]uint32, n), last: make([]uint32, n)} }

func (l *lists) make(into *compact.Rows[uint32]) {
	l.into, l.rows = into, make([]compact.Row, len(l.n))
	for i, n := range l.n {
		l.rows[i] = into.Make(int(n))
	}
	clear(l.n)
	clear(l.last)
}

func (l *lists) put(list, v uint32) {
	if l.rows != nil {
		l.into.Of(l.rows[list])[l.n[list]] = v
	}
	l.n[list]++
}

// putOnce is put, unless v was the last.
func (l *lists) putOnce(list, v uint32) {
	if l.last[list] != v+1 {
		l.last[list] = v + 1
		l.put(list, v)
	}
}
