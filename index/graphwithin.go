package index

// GraphWithin is the part of a graph that a caller sees who sees only the
// documents that visible allows: edges between those. A nil graph stays nil, and
// a nil visible allows all.
func GraphWithin(g Graph, visible func(id string) bool) Graph {
	if g == nil || visible == nil {
		return g
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
