package citation

import (
	"maps"
	"slices"

	"tracuu/index/compact"
)

// link gives the nodes of a graph that was read those who hold and mention them, the
// mentions their citers, and the documents those who cite them. Each row gets the length that it needs.
func (g *Graph) link() {
	holders, mentions := newLists(g.nodes.Len()), newLists(g.nodes.Len())
	citers, incoming := newLists(g.mentions.list.Len()), newLists(g.docs.Len())
	order := g.byYear()
	for _, count := range []bool{true, false} {
		for _, slot := range order {
			for _, id := range g.rows.Of(g.docs.At(slot).nodes) {
				holders.put(id, slot)
			}
		}
		for slot := range uint32(g.docs.Len()) {
			g.eachCited(slot, citers, incoming)
		}
		for number := range uint32(g.mentions.list.Len()) {
			if id := g.mentions.at(number).node; id != noNode {
				mentions.put(id, number)
			}
		}
		if count {
			holders.make(&g.rows)
			mentions.make(&g.rows)
			citers.make(&g.rows)
			incoming.make(&g.rows)
		}
	}
	for id := range uint32(g.nodes.Len()) {
		n := g.nodes.At(id)
		n.holders, n.mentions = holders.rows[id], mentions.rows[id]
	}
	for number := range uint32(g.mentions.list.Len()) {
		g.mentions.at(number).citers = citers.rows[number]
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

// byYear gives the slots in the order that holders stand in: by soleYear, and those of
// a year in theirs.
func (g *Graph) byYear() []uint32 {
	years := make([]int16, g.docs.Len())
	starts := map[int16]int{}
	for slot := range years {
		years[slot] = g.docs.At(uint32(slot)).soleYear()
		starts[years[slot]]++
	}
	at := 0
	for _, year := range slices.Sorted(maps.Keys(starts)) {
		starts[year], at = at, at+starts[year]
	}
	order := make([]uint32, len(years))
	for slot, year := range years {
		order[starts[year]] = uint32(slot)
		starts[year]++
	}
	return order
}

// eachCited puts a document to the citers of what it mentions, and of the documents
// that it means.
func (g *Graph) eachCited(slot uint32, citers, incoming *lists) {
	for _, c := range g.citesIn(slot) {
		citers.putOnce(c.mention, slot)
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
