package index

// node makes the tree of a group: terms joined by OR first, then all of them.
func (f frame) node() Node {
	var chains []Node
	for i := 0; i < len(f.terms); {
		chain := []Node{f.terms[i].node}
		for i++; i < len(f.terms) && f.terms[i].or; i++ {
			chain = append(chain, f.terms[i].node)
		}
		chains = append(chains, either(chain))
	}
	return all(chains)
}

// all joins nodes that must hold. Nested Ands become one, neighbouring runs one
// run, a single node itself; a Not always stands inside an And.
func all(nodes []Node) Node {
	var flat []Node
	for _, n := range nodes {
		if and, ok := n.(And); ok {
			for _, inner := range and.Nodes {
				flat = appendJoined(flat, inner)
			}
			continue
		}
		flat = appendJoined(flat, n)
	}
	switch len(flat) {
	case 0:
		return nil
	case 1:
		if _, not := flat[0].(Not); !not {
			return flat[0]
		}
	}
	return And{Nodes: flat}
}

// appendJoined appends n, into the last node where both are runs: printed side
// by side they read as one.
func appendJoined(nodes []Node, n Node) []Node {
	if run, ok := n.(Run); ok && len(nodes) > 0 {
		if before, ok := nodes[len(nodes)-1].(Run); ok {
			nodes[len(nodes)-1] = joinRuns(before, run)
			return nodes
		}
	}
	return append(nodes, n)
}

// either joins alternatives; nested Ors become one.
func either(nodes []Node) Node {
	if len(nodes) == 1 {
		return nodes[0]
	}
	var flat []Node
	for _, n := range nodes {
		switch n := n.(type) {
		case Or:
			flat = append(flat, n.Nodes...)
		case Not:
			flat = append(flat, And{Nodes: []Node{n}})
		default:
			flat = append(flat, n)
		}
	}
	return Or{Nodes: flat}
}

// strict is what a node excludes: where "có" is typed with its accent, "-có"
// must not take away every "cơ". So bare words become phrases of one word.
func strict(n Node) Node {
	switch n := n.(type) {
	case Run:
		if len(n.Words) == 0 {
			return nil
		}
		nodes := make([]Node, len(n.Words))
		for i := range n.Words {
			nodes[i] = phrase(n.Words[i:i+1], n.Span)
		}
		return all(nodes)
	case And:
		return all(strictAll(n.Nodes))
	case Or:
		return either(strictAll(n.Nodes))
	}
	return n
}

func strictAll(nodes []Node) []Node {
	out := make([]Node, 0, len(nodes))
	for _, n := range nodes {
		out = append(out, strict(n))
	}
	return out
}

// depth is the depth of a tree; it stops counting beyond MaxDepth.
func depth(n Node, above int) int {
	if above > MaxDepth {
		return above
	}
	var nodes []Node
	switch n := n.(type) {
	case And:
		nodes = n.Nodes
	case Or:
		nodes = n.Nodes
	case Not:
		nodes = []Node{n.Node}
	}
	deepest := above
	for _, inner := range nodes {
		deepest = max(deepest, depth(inner, above+1))
	}
	return deepest
}
