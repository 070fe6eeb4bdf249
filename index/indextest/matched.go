package indextest

import (
	"slices"

	"tracuu/analyzers/viet"
	"tracuu/index"
)

// matched answers index.Rank for one document by reading its tokens.
type matched struct {
	engine *Memory
	doc    *document
	graph  index.Graph // for filters; nil where none are asked
}

var _ index.Matched = matched{}

// same compares a token with a word: with accents as typed, or without.
func same(w index.Word, t viet.Token, exact bool) bool {
	if exact && w.Marked {
		return w.Exact == t.Exact
	}
	return w.Folded == t.Folded
}

func (m matched) Word(w index.Word, exact bool) bool {
	for _, tokens := range m.doc.analysis.Tokens {
		for _, t := range tokens {
			if same(w, t, exact) {
				return true
			}
		}
	}
	return false
}

func (m matched) Row(words []index.Word, exact bool) bool {
	return m.row(words, true, func(w index.Word, t viet.Token) bool { return same(w, t, exact) })
}

func (m matched) Phrase(p index.Phrase) bool {
	return m.row(p.Words, true, samePhrase(p))
}

func samePhrase(p index.Phrase) func(index.Word, viet.Token) bool {
	return func(w index.Word, t viet.Token) bool {
		if p.Accents {
			return w.Exact == t.Exact
		}
		return w.Folded == t.Folded
	}
}

// row looks for the words in a row within a section and a sentence.
func (m matched) row(words []index.Word, noise bool, same func(index.Word, viet.Token) bool) bool {
	for i, tokens := range m.doc.analysis.Tokens {
		if m.doc.analysis.Sections[i].Noise && !noise {
			continue
		}
		for start := 0; start+len(words) <= len(tokens); start++ {
			if rowAt(words, tokens[start:], same) {
				return true
			}
		}
	}
	return false
}

func rowAt(words []index.Word, tokens []viet.Token, same func(index.Word, viet.Token) bool) bool {
	for i, w := range words {
		if !same(w, tokens[i]) || i > 0 && tokens[i].Gap == viet.GapSentence {
			return false
		}
	}
	return true
}

func (m matched) Own(n index.Number) bool {
	return slices.Contains(m.doc.analysis.Facts.Own, n.NumberKey())
}

func (m matched) Mentions(n index.Number) bool {
	return slices.Contains(m.doc.analysis.Facts.Mentioned, n.NumberKey())
}

func (m matched) Where(w index.Where) bool {
	return w.Holds(&m.doc.analysis.Facts, lookups{m}, m.engine.families)
}

// lookups answers what filters ask beyond the facts.
type lookups struct {
	matched
}

func (m *Memory) lookups(d *document) index.Lookups { return lookups{matched{m, d, m.graph}} }

func (s *search) lookups(d *document) index.Lookups { return lookups{matched{s.engine, d, s.graph}} }

func (l lookups) Phrase(p index.Phrase) bool { return l.row(p.Words, false, samePhrase(p)) }

func (l lookups) Cites(id string) bool {
	return l.graph != nil && slices.Contains(l.graph.Citing(id), l.doc.directive.ID)
}
