package citation

import (
	"slices"

	"tracuu/index/directive"
)

// Decision is what a curator decided of one citation.
type Decision = directive.Decision

// Decide sets the decisions on the citations of a document, in place of all
// earlier ones; with none it takes them back. They stand while the document
// does not, and hold again when it returns. A target need not have the number
// that the citation gives: numbers are misread.
func (g *Graph) Decide(id string, decisions ...Decision) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if slices.EqualFunc(g.decisions[id], decisions, sameDecision) {
		return // nothing is to be resolved again
	}
	for _, d := range g.decisions[id] {
		g.wanted[d.Target] = slices.DeleteFunc(g.wanted[d.Target], func(citing string) bool { return citing == id })
		if len(g.wanted[d.Target]) == 0 {
			delete(g.wanted, d.Target)
		}
	}
	if delete(g.decisions, id); len(decisions) > 0 {
		g.decisions[id] = slices.Clone(decisions)
	}
	for _, d := range decisions {
		if d.Target != "" {
			g.wanted[d.Target] = append(g.wanted[d.Target], id)
		}
	}
	g.touchCites(id)
	g.ghosts.Store(nil)
}

func sameDecision(a, b Decision) bool {
	return a.Ref == b.Ref && a.Target == b.Target && slices.Equal(a.Rejected, b.Rejected)
}

// touchCites marks all that a document cites for resolving.
func (g *Graph) touchCites(id string) {
	if slot, held := g.ids.Find(id); held && g.docs.At(slot).cites.Len() > 0 {
		g.fresh[slot] = struct{}{}
	}
}

// touchWanted marks what curators linked to a document that comes or goes.
func (g *Graph) touchWanted(id string) {
	for _, citing := range g.wanted[id] {
		g.touchCites(citing)
	}
}

// ruling finds the decision on a citation of a document.
func (g *Graph) ruling(slot, ref uint32) *Decision {
	if len(g.decisions) == 0 {
		return nil
	}
	return findDecision(g.decisions[g.ids.Text(slot)], ref)
}

func findDecision(list []Decision, ref uint32) *Decision {
	for i := range list {
		if shortHash(list[i].Ref) == ref {
			return &list[i]
		}
	}
	return nil
}

// rule judges a citation as a curator decided, and by the evidence where none
// did.
func (g *Graph) rule(q *question, holders []weighed, d *Decision, visible Visible) verdict {
	if d == nil {
		return q.judge(holders)
	}
	for i := range holders {
		id := g.ids.Text(holders[i].slot)
		holders[i].rejected = d.Target != "" && id != d.Target || slices.Contains(d.Rejected, id)
	}
	if d.Target == "" {
		return q.judge(holders)
	}
	slot, held := g.ids.Find(d.Target)
	if !held || visible != nil && !visible(d.Target) {
		return verdict{state: Absent, reason: confirmed + ", but not held", ghost: q.key != ""}
	}
	return verdict{state: Resolved, best: &weighed{doc: document{id: d.Target}, slot: slot}, reason: confirmed}
}
