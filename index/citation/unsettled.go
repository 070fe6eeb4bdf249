package citation

import (
	"cmp"
	"slices"
	"strings"
)

// Unsettled is a document with citations that somebody might decide on.
type Unsettled struct {
	ID        string
	Ambiguous int // citations that may mean several documents held
	Conflict  int // citations that every document held under their number contradicts
}

// Tally counts the citations of visible documents by state, and lists the documents
// with ambiguous or contradicted ones, those with most first, of equals in order of
// id.
func (g *Graph) Tally(visible Visible) (map[State]int, []Unsettled) {
	counts := map[State]int{}
	var list []Unsettled
	g.read(func() {
		for slot, id := range g.ids.All() {
			if visible != nil && !visible(id) {
				continue
			}
			one := Unsettled{ID: id}
			for nth := range g.citesIn(slot) {
				state := states[g.findingOf(edge{slot, uint32(nth)}, visible).state]
				counts[state]++
				switch state {
				case Ambiguous:
					one.Ambiguous++
				case Conflict:
					one.Conflict++
				}
			}
			if one.Ambiguous+one.Conflict > 0 {
				list = append(list, one)
			}
		}
	})
	slices.SortFunc(list, func(a, b Unsettled) int {
		return cmp.Or(cmp.Compare(b.Ambiguous+b.Conflict, a.Ambiguous+a.Conflict), strings.Compare(a.ID, b.ID))
	})
	return counts, list
}
