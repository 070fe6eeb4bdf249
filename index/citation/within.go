package citation

import "tracuu/index"

// findingOf is what a citation is to a caller who sees what visible allows: as if
// nothing else were held. A document that is hidden is not held, and a rival that
// is hidden leaves no doubt. The caller holds the lock of a settled graph.
func (g *Graph) findingOf(e edge, visible Visible) finding {
	c := &g.citesIn(e.slot)[e.nth]
	settled, holders := c.finding(), g.holdersOf(g.mentions.at(c.mention).node)
	switch {
	case visible == nil:
		return settled
	case settled.target != noSlot && visible(g.ids.Text(uint32(settled.target))):
		return settled // what stands above all stands above some
	case settled.target == noSlot && len(holders) == 0:
		return settled
	}
	q, from := (&asker{g: g}).question(c.mention), g.document(e.slot)
	return findingBy(g.rule(q, g.weighAll(nil, q, holders, &from, visible), g.ruling(e.slot, c.ref), visible))
}

// findingBy is what a verdict says of a citation.
func findingBy(v verdict) finding {
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
