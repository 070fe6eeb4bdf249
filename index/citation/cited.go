package citation

import (
	"iter"
	"slices"
	"strings"

	"tracuu/index/directive"
)

// Visible says which documents a caller may see, by id; nil allows all. What
// hidden documents hold neither resolves citations nor makes them ambiguous.
type Visible func(id string) bool

// CitedBy counts the documents that cite id: resolved citations outside
// navigation, each document once, itself not.
func (g *Graph) CitedBy(id string) int {
	n := 0
	g.read(func() {
		if slot, held := g.ids.Find(id); held {
			n = int(g.docs.At(slot).citers)
		}
	})
	return n
}

// Citing lists the ids of those documents, in order of id.
func (g *Graph) Citing(id string) []string {
	var ids []string
	g.read(func() {
		slot, held := g.ids.Find(id)
		if !held {
			return
		}
		citers := g.rows.Of(g.docs.At(slot).incoming)
		for i, citer := range citers {
			if i == 0 || citer != citers[i-1] {
				ids = append(ids, g.ids.Text(citer))
			}
		}
	})
	slices.Sort(ids)
	return ids
}

// Citer is a document that cites another: the state of the surest of its
// citations, that citation's Ref hash being matched by Is, what it does to the
// document, and how many citations there are.
type Citer struct {
	ID       string
	State    State
	Relation directive.Relation
	Count    int
	ref      uint32
	nth      uint32
}

// Is reports whether r is the citation that State and Relation are of.
func (c Citer) Is(r *directive.Reference) bool { return shortHash(r.Ref) == c.ref }

// Citers lists the documents with a citation of id in one of the given states,
// in order of id; with no state, the resolved ones. In the other states id is a
// candidate of the citation.
func (g *Graph) Citers(id string, visible Visible, in ...State) []Citer {
	if len(in) == 0 {
		in = []State{Resolved}
	}
	var list []Citer
	g.read(func() {
		slot, held := g.ids.Find(id)
		if !held || visible != nil && !visible(id) {
			return
		}
		byID := map[string]*Citer{}
		for e, c := range g.mayMean(slot) {
			if e.slot == slot || visible != nil && !visible(g.ids.Text(e.slot)) {
				continue
			}
			f := g.findingOf(e, visible)
			if slices.Contains(in, states[f.state]) && (states[f.state] != Resolved || f.target == int32(slot)) {
				g.addCiter(byID, e, c, f.state)
			}
		}
		for _, c := range byID {
			list = append(list, *c)
		}
	})
	slices.SortFunc(list, func(a, b Citer) int { return strings.Compare(a.ID, b.ID) })
	return list
}

// mayMean gives the citations that may mean a document: those by the keys that it is
// held under and by the keys of those that curators linked to it, and these.
func (g *Graph) mayMean(slot uint32) iter.Seq2[edge, *cite] {
	return func(yield func(edge, *cite) bool) {
		nodes, unkeyed := g.nodesOf(slot)
		for _, id := range nodes {
			for e, c := range g.citesOf(id) {
				if !yield(e, c) {
					return
				}
			}
		}
		for _, e := range unkeyed {
			if !yield(e, &g.citesIn(e.slot)[e.nth]) {
				return
			}
		}
	}
}

// nodesOf lists the nodes whose citations may mean a document: those that it is
// held under, and those from which curators linked to it; and the linked ones that
// have no node.
func (g *Graph) nodesOf(slot uint32) (nodes []uint32, unkeyed []edge) {
	nodes = slices.Clone(g.rows.Of(g.docs.At(slot).nodes))
	wanted := slices.Clone(g.wanted[g.ids.Text(slot)])
	slices.Sort(wanted)
	for _, citing := range slices.Compact(wanted) {
		from, held := g.ids.Find(citing)
		if !held {
			continue
		}
		for nth, c := range g.citesIn(from) {
			switch n := g.mentions.at(c.mention).node; {
			case c.finding().target != int32(slot):
			case n == noNode:
				unkeyed = append(unkeyed, edge{from, uint32(nth)})
			case !slices.Contains(nodes, n):
				nodes = append(nodes, n)
			}
		}
	}
	return nodes, unkeyed
}

// addCiter counts a citation for the document that it stands in. The surest speaks
// for all, of equals the first in the text.
func (g *Graph) addCiter(byID map[string]*Citer, e edge, c *cite, state stateCode) {
	id := g.ids.Text(e.slot)
	have := byID[id]
	if have == nil {
		have = &Citer{ID: id}
		byID[id] = have
	}
	have.Count++
	if now := codeOf(have.State); have.Count == 1 || state < now || state == now && e.nth < have.nth {
		have.State, have.Relation = states[state], directive.Relation(g.said.text(g.mentions.at(c.mention).relation))
		have.ref, have.nth = c.ref, e.nth
	}
}
