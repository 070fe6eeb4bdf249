package index

import (
	"cmp"
	"slices"
)

// mostOmissible is how many words a text may have for one of them to be left out
// on trial, which is a search each.
const mostOmissible = 2 * MaxTieredWords

// omissions leaves out words, one at a time, or all of those that the collection
// lacks. Only where all words must occur does any of them stand in the way.
func (a *adviser) omissions(out *Advice) error {
	if a.plan.Mode != ModeTiers {
		return nil
	}
	units := wordUnits(a.plan.Query.Text.Root)
	if len(units) < 2 || len(units) > mostOmissible {
		return nil
	}
	for i := range units {
		if err := a.omit(out, units, func(j int) bool { return j == i }); err != nil {
			return err
		}
	}
	if len(out.Dropped) == 0 {
		if err := a.omitUnknown(out, units); err != nil {
			return err
		}
	}
	slices.SortStableFunc(out.Dropped, func(x, y Omission) int { return cmp.Compare(y.Count, x.Count) })
	out.Dropped = out.Dropped[:min(len(out.Dropped), maxOmissions)]
	return nil
}

// omitUnknown leaves out all that finds nothing by itself.
func (a *adviser) omitUnknown(out *Advice, units []Node) error {
	unknown := make([]bool, len(units))
	some, all := false, true
	for i, u := range units {
		q := Query{Text: Text{Root: u}}
		n, err := a.count(q)
		if err != nil {
			return err
		}
		unknown[i] = n == 0
		some, all = some || n == 0, all && n == 0
	}
	if !some || all {
		return nil
	}
	return a.omit(out, units, func(i int) bool { return unknown[i] })
}

// omit notes what is found without the units that drop names.
func (a *adviser) omit(out *Advice, units []Node, drop func(int) bool) error {
	at := 0
	root := a.plan.Query.Text.Root
	left := withoutUnits(root, func() bool {
		at++
		return drop(at - 1)
	})
	q := a.plan.Query
	q.Text = Text{Root: left}
	n, err := a.count(q)
	if err != nil || n <= a.found {
		return err
	}
	o := Omission{Query: printNode(left), Count: n}
	for i, u := range units {
		if drop(i) {
			o.Words = append(o.Words, printNode(u))
		}
	}
	out.Dropped = append(out.Dropped, o)
	return nil
}

// wordUnits are the parts of a tree that must each hold: the words of a run one
// by one, phrases and numbers whole. Alternatives and field terms are none.
func wordUnits(root Node) []Node {
	var units []Node
	for _, n := range conjuncts(root) {
		switch n := n.(type) {
		case Run:
			for _, w := range n.Words {
				units = append(units, Run{Words: []Word{w}, Span: n.Span})
			}
		case Phrase, Number:
			units = append(units, n)
		}
	}
	return units
}

// conjuncts are the nodes that must all hold.
func conjuncts(root Node) []Node {
	switch n := root.(type) {
	case nil:
		return nil
	case And:
		return n.Nodes
	}
	return []Node{root}
}

// withoutUnits is the tree without those units for which drop, asked in their
// order, says so.
func withoutUnits(root Node, drop func() bool) Node {
	var left []Node
	for _, n := range conjuncts(root) {
		switch n := n.(type) {
		case Run:
			var words []Word
			for _, w := range n.Words {
				if !drop() {
					words = append(words, w)
				}
			}
			if len(words) > 0 {
				left = append(left, Run{Words: words, Span: n.Span})
			}
		case Phrase, Number:
			if !drop() {
				left = append(left, n)
			}
		default:
			left = append(left, n)
		}
	}
	return all(left)
}
