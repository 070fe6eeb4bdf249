package extract

import (
	"strings"
	"sync"

	"tracuu/analyzers/viet"
)

// form is what a piece of text between blanks is as a word: the bytes
// [lead, lead+size) of the piece.
type form struct {
	lead, size int
	text, fold string
	edges      edges
}

// folded is a word as a view has it, and whether a type word may start with it.
type folded struct {
	text      string
	opensKind bool
}

// lexicon remembers how words read, from one document to the next: few words make up
// most of all texts. It also lends the long rows that one document after the other
// needs. It serves one reader at a time.
type lexicon struct {
	forms  map[string]form
	folds  map[string]folded
	words  []word
	edges  []edges
	pairs  map[uint64]int
	seen   map[uint64]int
	grown  []growth
	tokens []token
}

// What a lexicon may hold: words, their length in bytes, and the length of a row that
// it keeps between documents.
const (
	lexiconWords = 1 << 14
	lexiconWord  = 48
	lexiconRow   = 1 << 16
)

var lexicons = sync.Pool{New: func() any { return newLexicon() }}

func newLexicon() *lexicon {
	return &lexicon{forms: make(map[string]form, 1024), folds: make(map[string]folded, 1024), pairs: make(map[uint64]int, 1024), seen: make(map[uint64]int, 1024)}
}

// giveBack lets another reader have the lexicon.
func (x *lexicon) giveBack() {
	if len(x.forms) > lexiconWords {
		clear(x.forms)
	}
	if len(x.folds) > lexiconWords {
		clear(x.folds)
	}
	clear(x.words) // they hold on to the text
	clear(x.tokens)
	if cap(x.tokens) > lexiconRow {
		x.tokens = nil
	}
	lexicons.Put(x)
}

// form gives the form of a piece of text.
func (x *lexicon) form(piece string) form {
	if f, known := x.forms[piece]; known {
		return f
	}
	short := len(piece) <= lexiconWord
	if short {
		piece = strings.Clone(piece)
	}
	var f form
	if inner := trimSpan(piece, 0, len(piece)); inner.Len() > 0 {
		clean := viet.Compose(cleanText(piece[inner.Start:inner.End]))
		f = form{lead: inner.Start, size: inner.Len(), text: clean, fold: strings.TrimFunc(viet.Fold(clean), func(r rune) bool { return !isWordRune(r) })}
		f.edges = edgesOf(f.text, f.fold)
	}
	if short {
		x.forms[piece] = f
	}
	return f
}

// fold folds a word.
func (x *lexicon) fold(word string) folded {
	if f, known := x.folds[word]; known {
		return f
	}
	short := len(word) <= lexiconWord
	if short {
		word = strings.Clone(word)
	}
	f := folded{text: viet.Fold(word)}
	f.opensKind = kindOpeners()[f.text]
	if short {
		x.folds[word] = f
	}
	return f
}
