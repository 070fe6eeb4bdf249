package copies

import (
	"cmp"
	"slices"
)

// settle finds the families of the documents around which something changed. They
// follow from the documents and their ids alone, whatever the order of writes.
func (x *Index) settle() {
	for len(x.dirty) > 0 {
		var start uint32
		for start = range x.dirty {
			break
		}
		x.regroup(x.connected(start))
		x.version++
	}
}

// connected lists what pairs lead to from a document.
func (x *Index) connected(start uint32) []uint32 {
	seen, queue := map[uint32]bool{start: true}, []uint32{start}
	for i := 0; i < len(queue); i++ {
		r := x.kin[queue[i]]
		if r == nil {
			continue
		}
		for _, e := range r.edges {
			if !seen[e.to] {
				seen[e.to] = true
				queue = append(queue, e.to)
			}
		}
	}
	return queue
}

// regroup parts connected documents into families: pairs are joined from the
// strongest on, unless a member of one side contradicts one of the other. Twins are
// where the one is that stands for them.
func (x *Index) regroup(docs []uint32) {
	g := grouping{group: map[uint32][]uint32{}, of: map[uint32]uint32{}, first: map[uint32]string{}}
	for _, at := range docs {
		delete(x.dirty, at)
		r := x.kin[at]
		if r == nil {
			continue
		}
		r.family = nil
		switch {
		case len(r.edges) == 0: // its last copy has gone
			delete(x.kin, at)
		case !r.twin:
			g.group[at], g.of[at], g.first[at] = []uint32{at}, at, x.firstID(at)
		}
	}
	for _, l := range x.links(&g) {
		a, b := g.of[l.a], g.of[l.b]
		if a == b || x.contradict(g.group[a], g.group[b]) {
			continue
		}
		for _, member := range g.group[b] {
			g.of[member] = a
		}
		g.group[a] = append(g.group[a], g.group[b]...)
		delete(g.group, b)
	}
	for _, members := range g.group {
		x.makeFamily(members)
	}
}

// grouping is how documents without their twins are parted.
type grouping struct {
	group map[uint32][]uint32 // members by the first of them
	of    map[uint32]uint32
	first map[uint32]string // the first id of each document and its twins
}

// link is a pair of copies, the one with the lower id first.
type link struct {
	a, b uint32
	pair
}

// links are the pairs to join, in their order.
func (x *Index) links(g *grouping) (links []link) {
	for at := range g.group {
		for _, e := range x.kin[at].edges {
			if to, grouped := g.first[e.to]; grouped && g.first[at] < to {
				links = append(links, link{at, e.to, e.pair})
			}
		}
	}
	slices.SortFunc(links, func(p, q link) int {
		return cmp.Or(cmp.Compare(q.strength, p.strength), cmp.Compare(g.first[p.a], g.first[q.a]), cmp.Compare(g.first[p.b], g.first[q.b]))
	})
	return links
}

// firstID is the first of the ids of a document and its twins.
func (x *Index) firstID(at uint32) string {
	first := x.id(at)
	for _, e := range x.kin[at].edges {
		if x.kin[e.to].twin {
			first = min(first, x.id(e.to))
		}
	}
	return first
}

// makeFamily makes a family of documents and their twins, where they are two or more.
func (x *Index) makeFamily(members []uint32) {
	type member struct {
		id string
		at uint32
	}
	var all []member
	for _, at := range members {
		all = append(all, member{x.id(at), at})
		for _, e := range x.kin[at].edges {
			if x.kin[e.to].twin {
				all = append(all, member{x.id(e.to), e.to})
			}
		}
	}
	if len(all) < 2 {
		return
	}
	slices.SortFunc(all, func(a, b member) int { return cmp.Compare(a.id, b.id) })
	family := make([]uint32, len(all))
	for i, m := range all {
		family[i] = m.at
	}
	for _, at := range family {
		x.kin[at].family = family
	}
}

// contradict reports whether a member of one group contradicts one of another.
func (x *Index) contradict(a, b []uint32) bool {
	for _, i := range a {
		for _, j := range b {
			if contradict(&x.kin[i].f, &x.kin[j].f) {
				return true
			}
		}
	}
	return false
}
