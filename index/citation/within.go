package citation

import "tracuu/index"

// finding is what a citation was found to be.
type finding struct {
	state  stateCode
	ghost  bool  // means a document that is not held
	target int32 // slot, or noSlot
}

// findingOf is what a citation is to a caller who sees what visible allows: as if
// nothing else were held. A document that is hidden is not held, and a rival that
// is hidden leaves no doubt. The caller holds the lock of a settled graph.
func (g *Graph) findingOf(e edge, visible Visible) finding {
	from := g.docs[e.slot]
	c := &from.cites[e.nth]
	settled := finding{c.state, c.ghost, c.slot}
	holders := g.nodes.list[c.node].holders
	switch {
	case visible == nil:
		return settled
	case c.slot != noSlot && visible(g.docs[c.slot].id):
		return settled // what stands above all stands above some
	case c.slot == noSlot && len(holders) == 0:
		return settled
	}
	q := (&asker{g: g}).question(c)
	v := g.rule(&q, g.weighAll(nil, &q, holders, from, visible), g.ruling(from.id, c.ref), visible)
	out := finding{codeOf(v.state), v.ghost, noSlot}
	if v.state == Resolved {
		out.target = int32(v.best.slot)
	}
	return out
}

// Within is the graph to a caller who sees what visible allows.
func (g *Graph) Within(visible func(id string) bool) index.Graph { return within{g, visible} }

type within struct {
	graph   *Graph
	visible Visible
}

func (w within) CitedBy(id string) int { return len(w.graph.Citers(id, w.visible)) }

func (w within) Citing(id string) []string {
	var ids []string
	for _, c := range w.graph.Citers(id, w.visible) {
		ids = append(ids, c.ID)
	}
	return ids
}
