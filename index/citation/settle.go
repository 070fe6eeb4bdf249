package citation

import (
	"cmp"
	"slices"
)

// settle resolves the citations of stale nodes and those that are new. The
// caller holds the lock for writing.
func (g *Graph) settle() {
	s := settler{g: g, asker: asker{g: g}}
	for id := range g.stale {
		for _, e := range g.nodes.list[id].cites {
			s.resolve(e)
		}
	}
	for _, e := range g.fresh {
		if doc := g.docs[e.slot]; doc != nil && int(e.nth) < len(doc.cites) {
			s.resolve(e)
		}
	}
	g.stale = make(map[uint32]struct{})
	g.fresh = nil
}

// isSettled reports whether all citations are resolved.
func (g *Graph) isSettled() bool { return len(g.stale) == 0 && len(g.fresh) == 0 }

// settler resolves citations one after another, and keeps what they share.
type settler struct {
	g       *Graph
	asker   asker
	holders []weighed
}

func (s *settler) resolve(e edge) {
	g, from := s.g, s.g.docs[e.slot]
	c := &from.cites[e.nth]
	q := s.asker.question(c)
	s.holders = g.weighAll(s.holders[:0], &q, g.nodes.list[c.node].holders, from, nil)
	v := g.rule(&q, s.holders, g.ruling(from.id, c.ref), nil)
	c.state, c.ghost = codeOf(v.state), v.ghost
	target := int32(noSlot)
	if v.state == Resolved {
		target = int32(v.best.slot)
	}
	g.aim(e.slot, c, target)
}

// weighAll compares a question with every document in the slots, those of its
// node, that visible allows, and keeps those that it may mean, contradicted or not;
// a nil visible allows all.
func (g *Graph) weighAll(holders []weighed, q *question, slots []uint32, from *document, visible Visible) []weighed {
	for _, slot := range slots {
		doc := g.docs[slot]
		if visible != nil && !visible(doc.id) {
			continue
		}
		e := q.weigh(doc, from)
		if q.another(e, doc) {
			continue
		}
		holders = append(holders, weighed{doc: doc, slot: slot, evidence: e, strength: q.strength(e)})
	}
	return holders
}

// aim turns a citation of the document in a slot to a new target, or to none,
// and keeps the counts of both. Documents citing themselves do not count.
func (g *Graph) aim(from uint32, c *cite, target int32) {
	if c.slot == target {
		return
	}
	if c.slot != noSlot && c.slot != int32(from) && g.docs[c.slot] != nil {
		g.docs[c.slot].uncite(from)
	}
	c.slot = target
	if target != noSlot && target != int32(from) {
		g.docs[target].cite(from)
	}
}

func (doc *document) cite(from uint32) {
	at, found := doc.citerAt(from)
	if found {
		doc.incoming[at].count++
		return
	}
	doc.incoming = slices.Insert(doc.incoming, at, citer{from, 1})
}

func (doc *document) uncite(from uint32) {
	at, found := doc.citerAt(from)
	switch {
	case !found:
	case doc.incoming[at].count > 1:
		doc.incoming[at].count--
	default:
		doc.incoming = slices.Delete(doc.incoming, at, at+1)
	}
}

func (doc *document) citerAt(slot uint32) (int, bool) {
	return slices.BinarySearchFunc(doc.incoming, slot, func(c citer, s uint32) int { return cmp.Compare(c.slot, s) })
}

// read runs f on a settled graph, with the lock held for reading.
func (g *Graph) read(f func()) {
	for {
		g.mu.RLock()
		if g.isSettled() {
			defer g.mu.RUnlock()
			f()
			return
		}
		g.mu.RUnlock()
		g.mu.Lock()
		g.settle()
		g.mu.Unlock()
	}
}
