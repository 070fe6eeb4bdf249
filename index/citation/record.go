package citation

import (
	"cmp"
	"slices"

	"tracuu/index/compact"
)

// record is a document as the graph keeps it, at the number of its id: its slot.
type record struct {
	title    uint64 // longTitle
	date     day
	profile  uint32
	citers   uint32      // how many documents cite it
	year     int16       // document.year
	nodes    compact.Row // under whose keys it is held
	cites    compact.Row // its own citations
	incoming compact.Row // slots of the documents that cite it, sorted, once for each citation
}

// sameIdentity reports that two records compare alike with every citation.
func (r *record) sameIdentity(o *record) bool {
	return r.title == o.title && r.date == o.date && r.profile == o.profile && r.year == o.year
}

// soleYear is the year that all agrees on which a record says of its time; 0 where
// nothing is said, or the number and the date say two things.
func (r *record) soleYear() int16 {
	if year := r.date.date().Year; year != 0 && year != int(r.year) {
		return 0
	}
	return r.year
}

// document is what a record says, for comparing, without its id.
func (g *Graph) document(slot uint32) document {
	r := g.docs.At(slot)
	return document{slot: int32(slot), year: r.year, date: r.date.date(), title: r.title, profile: g.profiles.list[r.profile]}
}

// aim turns a citation of the document in a slot to what it was found to be now, and
// keeps the counts of those it meant before and means now. Documents citing
// themselves do not count.
func (g *Graph) aim(from uint32, c *cite, now finding) {
	before := c.finding()
	if before == now {
		return
	}
	c.found = now.pack()
	m := g.mentions.at(c.mention)
	if states[before.state] == Absent {
		m.absent--
	}
	if states[now.state] == Absent {
		m.absent++
	}
	if before.target == now.target {
		return
	}
	if before.target != noSlot && before.target != int32(from) {
		g.uncite(g.docs.At(uint32(before.target)), from)
	}
	if now.target != noSlot && now.target != int32(from) {
		g.cite(g.docs.At(uint32(now.target)), from)
	}
}

func (g *Graph) cite(r *record, from uint32) {
	at, again := slices.BinarySearch(g.rows.Of(r.incoming), from)
	if !again {
		r.citers++
	}
	g.rows.Insert(&r.incoming, at, from)
}

func (g *Graph) uncite(r *record, from uint32) {
	list := g.rows.Of(r.incoming)
	at, found := slices.BinarySearch(list, from)
	if !found {
		return
	}
	if at+1 == len(list) || list[at+1] != from {
		r.citers--
	}
	g.rows.Delete(&r.incoming, at)
}

// hold adds a document to those of a key, where they stand by soleYear.
func (g *Graph) hold(id, slot uint32) {
	n := g.nodes.At(id)
	at, _ := g.holderAt(n, slot)
	g.rows.Insert(&n.holders, at, slot)
}

// release takes a document, as it was added, from those of a key.
func (g *Graph) release(id, slot uint32) {
	n := g.nodes.At(id)
	if at, found := g.holderAt(n, slot); found {
		g.rows.Delete(&n.holders, at)
	}
}

func (g *Graph) holderAt(n *node, slot uint32) (int, bool) {
	year := g.docs.At(slot).soleYear()
	return slices.BinarySearchFunc(g.rows.Of(n.holders), slot, func(other, slot uint32) int {
		return cmp.Or(cmp.Compare(g.docs.At(other).soleYear(), year), cmp.Compare(other, slot))
	})
}
