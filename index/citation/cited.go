package citation

import (
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
		if slot, held := g.slots[id]; held {
			n = len(g.docs[slot].incoming)
		}
	})
	return n
}

// Citing lists the ids of those documents, in order of id.
func (g *Graph) Citing(id string) []string {
	var ids []string
	g.read(func() {
		slot, held := g.slots[id]
		if !held {
			return
		}
		for _, c := range g.docs[slot].incoming {
			ids = append(ids, g.docs[c.slot].id)
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
	ref      uint64
	nth      uint32
}

// Is reports whether r is the citation that State and Relation are of.
func (c Citer) Is(r *directive.Reference) bool { return hash(r.Ref) == c.ref }

// Citers lists the documents with a citation of id in one of the given states,
// in order of id; with no state, the resolved ones. In the other states id is a
// candidate of the citation.
func (g *Graph) Citers(id string, visible Visible, in ...State) []Citer {
	if len(in) == 0 {
		in = []State{Resolved}
	}
	var list []Citer
	g.read(func() {
		slot, held := g.slots[id]
		if !held || visible != nil && !visible(id) {
			return
		}
		byID := map[string]*Citer{}
		for _, n := range g.nodesOf(slot) {
			for _, e := range g.nodes.list[n].cites {
				if e.slot == slot || visible != nil && !visible(g.docs[e.slot].id) {
					continue
				}
				f := g.findingOf(e, visible)
				if slices.Contains(in, states[f.state]) && (states[f.state] != Resolved || f.target == int32(slot)) {
					g.addCiter(byID, e, f.state)
				}
			}
		}
		for _, c := range byID {
			list = append(list, *c)
		}
	})
	slices.SortFunc(list, func(a, b Citer) int { return strings.Compare(a.ID, b.ID) })
	return list
}

// nodesOf lists the nodes whose citations may mean a document: those that it is
// held under, and those from which curators linked to it.
func (g *Graph) nodesOf(slot uint32) []uint32 {
	nodes := slices.Clone(g.docs[slot].nodes)
	for _, citing := range g.wanted[g.docs[slot].id] {
		from, held := g.slots[citing]
		if !held {
			continue
		}
		for i := range g.docs[from].cites {
			if n := g.docs[from].cites[i].node; g.docs[from].cites[i].slot == int32(slot) && !slices.Contains(nodes, n) {
				nodes = append(nodes, n)
			}
		}
	}
	return nodes
}

// addCiter counts a citation for the document that it stands in. The surest speaks
// for all, of equals the first in the text.
func (g *Graph) addCiter(byID map[string]*Citer, e edge, state stateCode) {
	doc := g.docs[e.slot]
	c, have := &doc.cites[e.nth], byID[doc.id]
	if have == nil {
		have = &Citer{ID: doc.id}
		byID[doc.id] = have
	}
	have.Count++
	if now := codeOf(have.State); have.Count == 1 || state < now || state == now && e.nth < have.nth {
		have.State, have.Relation, have.ref, have.nth = states[state], directive.Relation(g.said.text(c.relation)), c.ref, e.nth
	}
}
