package index

import "fmt"

// bounded refuses a text that asks for more alternatives or phrases than anybody
// types: each costs a search of its own.
func bounded(root Node) error {
	b := bounds{}
	b.visit(root, false)
	switch {
	case b.alternatives > MaxAlternatives:
		return &QueryError{Reason: fmt.Sprintf("more than %d alternatives", MaxAlternatives)}
	case b.phrases > MaxPhrases:
		return &QueryError{Reason: fmt.Sprintf("more than %d phrases and field terms", MaxPhrases)}
	}
	return nil
}

// bounds counts the parts of a tree.
type bounds struct{ alternatives, phrases int }

func (b *bounds) visit(n Node, beside bool) {
	count := 0
	switch n := n.(type) {
	case And:
		b.each(n.Nodes, beside)
	case Or:
		b.each(n.Nodes, true)
	case Not:
		b.visit(n.Node, beside)
	case Run:
		count = len(n.Words)
	case Phrase:
		count = 1
		if len(n.Words) > 1 {
			b.phrases++
		}
	case Where:
		b.phrases++
		count = 1
	case Number:
		count = 1
	}
	if beside {
		b.alternatives += count
	}
}

func (b *bounds) each(nodes []Node, beside bool) {
	for _, n := range nodes {
		b.visit(n, beside)
	}
}

// firstWords is a tree without the words of its runs at the top beyond the first
// most of them; all else stays.
func firstWords(root Node, most int) Node {
	var left []Node
	for _, n := range conjuncts(root) {
		if run, ok := n.(Run); ok {
			run.Words = run.Words[:min(len(run.Words), most)]
			if most -= len(run.Words); len(run.Words) == 0 {
				continue
			}
			n = run
		}
		left = append(left, n)
	}
	return all(left)
}
