package index

import "tracuu/index/directive"

// Text is a query text and its reading. The zero value has no words.
type Text struct {
	Source string // as typed
	Root   Node   // nil when nothing was typed
}

// Node is a part of a query tree: Run, Phrase, Number, Where, And, Or or Not.
type Node interface{ node() }

// Word is one token of a query with the keys that engines compare.
type Word struct {
	Text   string // as typed
	Exact  string
	Folded string
	Marked bool // typed with at least one mark, so accents count
}

// Run is words typed side by side without quotes: all must occur, in any order,
// better in a row.
type Run struct {
	Words []Word
	Span  directive.Span // of the query text, as for all nodes
}

// Phrase is words that must stand in a row. Accents count where Accents is set,
// which is where at least one mark was typed.
type Phrase struct {
	Words   []Word
	Accents bool
	Span    directive.Span
}

// Number is a document number recognised in the text: the document's own, or
// one it mentions.
type Number struct {
	Symbol directive.Symbol
	Span   directive.Span
}

// Where is a field:value term.
type Where struct {
	Filter Filter
	// From and To are set for tu: and den: instead of Filter.
	From, To directive.Date
	Span     directive.Span
}

// And holds where all its nodes hold.
type And struct{ Nodes []Node }

// Or holds where any of its nodes holds.
type Or struct{ Nodes []Node }

// Not holds where its node does not. It stands inside an And.
type Not struct{ Node Node }

func (Run) node()    {}
func (Phrase) node() {}
func (Number) node() {}
func (Where) node()  {}
func (And) node()    {}
func (Or) node()     {}
func (Not) node()    {}
