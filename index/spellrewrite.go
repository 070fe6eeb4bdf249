package index

import (
	"cmp"
	"slices"
	"strings"

	"tracuu/index/directive"
)

// rewriting is a query tree with other words in place of some, and the trees
// that verify it.
type rewriting struct {
	root          Node
	kind          string
	score         float64
	exact, typed  Node     // ask for the words with their accents, and for those they replace
	row, typedRow [][]Word // the words side by side, and those they replace
}

// rewritings gives the likely ones, best first. Rows of words that were typed
// side by side are spelled each by itself; of all but one the best spelling is
// taken.
func (s *speller) rewritings() []rewriting {
	rows := s.rows()
	best := make([]path, len(rows))
	changed := false
	for i, r := range rows {
		best[i] = r[0]
		changed = changed || r[0].changed
	}
	var out []rewriting
	if changed {
		out = append(out, s.rewrite(best))
	}
	for i, r := range rows {
		for _, other := range r[1:] {
			paths := slices.Clone(best)
			paths[i] = other
			out = append(out, s.rewrite(paths))
		}
	}
	slices.SortStableFunc(out, func(a, b rewriting) int { return cmp.Compare(b.score, a.score) })
	return out
}

// rows spells each row of words that is asked for; the paths that are no likelier
// than what was typed are left out, but one is always there.
func (s *speller) rows() [][]path {
	marked := false
	s.query.Text.Positive(func(n Node) {
		for _, w := range nodeWords(n) {
			marked = marked || w.Marked
		}
	})
	b := beam{vocabulary: s.vocabulary, marked: marked, wide: s.poor || marked, shares: map[[2]string]float64{}}
	var out [][]path
	s.query.Text.Positive(func(n Node) {
		words := nodeWords(n)
		if len(words) == 0 {
			return
		}
		out = append(out, b.spell(words[:min(len(words), maxSpelled)]))
	})
	return out
}

// nodeWords are the words of a run or a phrase.
func nodeWords(n Node) []Word {
	switch n := n.(type) {
	case Run:
		return n.Words
	case Phrase:
		return n.Words
	}
	return nil
}

// rewrite puts the words of paths into the tree, one path for each row.
func (s *speller) rewrite(paths []path) rewriting {
	r := rewriting{kind: ProposalAccents}
	var exact, typed []Node
	at := 0
	r.root = mapWords(s.query.Text.Root, func(words []Word) []Word {
		p := paths[at]
		at++
		r.score += p.score - p.typed
		out := slices.Clone(words)
		for i, c := range p.choices {
			if !c.changed {
				continue
			}
			if words[i].Marked || words[i].Folded != c.spelling.Exact && words[i].Folded != c.folded {
				r.kind = ProposalSpelling
			}
			out[i] = s.word(words[i], c)
		}
		for i := range out {
			exact = append(exact, Phrase{Words: out[i : i+1], Accents: true})
			typed = append(typed, phrase(words[i:i+1], directive.Span{}))
		}
		r.row, r.typedRow = append(r.row, out), append(r.typedRow, words)
		return out
	})
	r.exact, r.typed = all(exact), all(typed)
	return r
}

// word is a choice in place of a word, in capitals where it was typed so.
func (s *speller) word(typed Word, c choice) Word {
	text := readable(c.spelling.Exact)
	if as, ok := s.shown[c.spelling.Exact]; ok {
		text = as
	}
	if typed.Text == strings.ToUpper(typed.Text) && typed.Text != strings.ToLower(typed.Text) {
		text = strings.ToUpper(text)
	}
	made := wordsOf(text)
	if len(made) != 1 || made[0].Exact != c.spelling.Exact {
		return Word{Text: c.spelling.Exact, Exact: c.spelling.Exact, Folded: c.folded, Marked: c.spelling.Exact != c.folded}
	}
	return made[0]
}

// mapWords replaces the words that a tree asks for, in the order of
// Text.Positive; exclusions stay.
func mapWords(n Node, replace func([]Word) []Word) Node {
	switch n := n.(type) {
	case Run:
		n.Words = replace(n.Words)
		return n
	case Phrase:
		n.Words = replace(n.Words)
		for _, w := range n.Words {
			n.Accents = n.Accents || w.Marked
		}
		return n
	case And:
		return And{Nodes: mapAll(n.Nodes, replace)}
	case Or:
		return Or{Nodes: mapAll(n.Nodes, replace)}
	}
	return n
}

func mapAll(nodes []Node, replace func([]Word) []Word) []Node {
	out := make([]Node, len(nodes))
	for i, n := range nodes {
		out[i] = mapWords(n, replace)
	}
	return out
}
