package copies

import (
	"cmp"
	"maps"
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
// strongest on, unless a member of one side contradicts one of the other.
func (x *Index) regroup(docs []uint32) {
	type link struct {
		a, b uint32
		pair
	}
	var links []link
	group := map[uint32][]uint32{} // members by the first of them
	of := map[uint32]uint32{}
	ids := make(map[uint32]string, len(docs))
	for _, at := range docs {
		delete(x.dirty, at)
		r := x.kin[at]
		if r == nil {
			continue
		}
		r.family = nil
		if len(r.edges) == 0 { // its last copy has gone
			delete(x.kin, at)
			continue
		}
		group[at], of[at], ids[at] = []uint32{at}, at, x.id(at)
	}
	for at := range group {
		for _, e := range x.kin[at].edges {
			if ids[at] < ids[e.to] {
				links = append(links, link{at, e.to, e.pair})
			}
		}
	}
	slices.SortFunc(links, func(p, q link) int {
		return cmp.Or(cmp.Compare(q.strength, p.strength), cmp.Compare(ids[p.a], ids[q.a]), cmp.Compare(ids[p.b], ids[q.b]))
	})
	for _, l := range links {
		a, b := of[l.a], of[l.b]
		if a == b || x.contradict(group[a], group[b]) {
			continue
		}
		for _, member := range group[b] {
			of[member] = a
		}
		group[a] = append(group[a], group[b]...)
		delete(group, b)
	}
	for _, members := range maps.All(group) {
		if len(members) < 2 {
			continue
		}
		slices.SortFunc(members, func(a, b uint32) int { return cmp.Compare(ids[a], ids[b]) })
		for _, member := range members {
			x.kin[member].family = members
		}
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
