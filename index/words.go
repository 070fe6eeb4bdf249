package index

// Words counts the words that the text asks for, those in quotes included;
// neither excluded words nor document numbers and fields.
func (t Text) Words() int {
	count := 0
	t.Positive(func(n Node) {
		switch n := n.(type) {
		case Run:
			count += len(n.Words)
		case Phrase:
			count += len(n.Words)
		}
	})
	return count
}

// Positive calls visit with each Run, Phrase, Number and Where that is asked
// for, in the order typed, and with none that is excluded.
func (t Text) Positive(visit func(Node)) { walkPositive(t.Root, visit) }

func walkPositive(n Node, visit func(Node)) {
	switch n := n.(type) {
	case nil, Not:
	case And:
		for _, inner := range n.Nodes {
			walkPositive(inner, visit)
		}
	case Or:
		for _, inner := range n.Nodes {
			walkPositive(inner, visit)
		}
	default:
		visit(n)
	}
}
