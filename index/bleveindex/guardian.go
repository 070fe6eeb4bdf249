package bleveindex

import (
	"tracuu/index"
	"tracuu/index/directive"
)

// guardian says which documents lie within a scope, by the documents
// themselves: those to be written are in no index yet.
type guardian struct {
	filters  index.FilterSet
	families *index.Families
	graph    index.Graph
	free     bool // the scope forces nothing
}

func newGuardian(e *Engine, scope index.Scope) *guardian {
	return &guardian{
		filters:  index.NewFilterSet(index.Filters{Where: scope.Forced}, e.options.Families),
		families: e.options.Families, graph: e.options.Graph, free: len(scope.Forced) == 0,
	}
}

func (g *guardian) allows(d *directive.Directive) bool {
	if g.free {
		return true
	}
	words, read := readDocument(d, g.families)
	defer words.release()
	return g.filters.Matches(&read.Facts, documentLookups{sequence: words.sequence.bytes(), graph: g.graph, id: d.ID})
}

// documentLookups answer filters for one document without an index.
type documentLookups struct {
	sequence []byte
	graph    index.Graph
	id       string
}

// Phrase reports whether the phrase stands outside noise.
func (l documentLookups) Phrase(p index.Phrase) bool {
	if len(p.Words) == 0 {
		return false
	}
	holds, err := newPhraseFinder(phraseWords(p)).holds(l.sequence, true)
	return err == nil && holds
}

// Cites reports whether a resolved citation leads from the document to id.
func (l documentLookups) Cites(id string) bool {
	if l.graph == nil {
		return false
	}
	for _, citing := range l.graph.Citing(id) {
		if citing == l.id {
			return true
		}
	}
	return false
}
