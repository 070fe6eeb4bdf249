package index

// Bounded is a Graph that knows what it is to a caller who sees only some of the
// documents. That may be more than edges left out: a citation that may mean a
// hidden document or another means the other, to who knows only that one.
type Bounded interface {
	Graph
	Within(visible func(id string) bool) Graph
}

// GraphWithin is a graph as a caller sees it who sees only the documents that
// visible allows; of one that is not Bounded, the edges between those. A nil graph
// stays nil, and a nil visible allows all.
func GraphWithin(g Graph, visible func(id string) bool) Graph {
	if g == nil || visible == nil {
		return g
	}
	if b, ok := g.(Bounded); ok {
		return b.Within(visible)
	}
	return graphWithin{g, visible}
}

type graphWithin struct {
	whole   Graph
	visible func(id string) bool
}

func (g graphWithin) CitedBy(id string) int { return len(g.Citing(id)) }

func (g graphWithin) Citing(id string) []string {
	if !g.visible(id) {
		return nil
	}
	var ids []string
	for _, citing := range g.whole.Citing(id) {
		if g.visible(citing) {
			ids = append(ids, citing)
		}
	}
	return ids
}
