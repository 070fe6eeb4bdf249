package extract

import (
	"sort"

	"tracuu/index/directive"
)

// references lists every document that doc cites, once each, in the order of
// their fullest mentions. It never lists the document itself.
//
// Reading goes from the surest sign to the weakest: document numbers with what
// stands round them, laws by name, short forms ("Chỉ thị 16"), documents known by
// type, issuer and date alone. Each is a mention; mentions that stand in one row
// share their type and issuer, and mentions of one document become one reference.
// The fields that say which document doc is must be filled before; Ref is not
// filled here.
func references(doc *document) []directive.Reference {
	r := newReader(doc)
	r.readNumbers()
	r.readGarbled()
	r.readLaws()
	r.readShortForms()
	r.readUnnumbered()
	sort.SliceStable(r.mentions, func(i, j int) bool { return r.mentions[i].first < r.mentions[j].first })
	r.repairIssuers()
	r.joinRows()
	r.readTitles()
	r.spreadSubjects()
	r.readRelations()
	return r.distinct()
}

// mention is one place where a document is cited. Tokens [first, end) are its
// surface, from the type word to the end of the date; tail is the token past its
// issuer.
type mention struct {
	first, end, tail int
	typeAt           int // its type word where that is no part of the surface, else 0
	kind             directive.Kind
	ownKind          bool // a type word stands before it, generic ones included
	symbol           directive.Symbol
	number           string // printed form; "" for a document without number
	key              directive.NumberKey
	short            bool // a number without symbol
	weak             bool // a short form that counts only beside a full form
	law              bool // cited by name
	alias            bool // by a shorter name than its own
	date             directive.Date
	sameDay          bool // the date of its whole row
	issuer, title    string
	issuedBefore     bool // the issuer stands before: "Bộ Y tế ban hành Quyết định …"
	relation         directive.Relation
	pinpoint         string
	row              int // mentions of one row share it
	repairs          []directive.Repair
}

// reader reads the citations of one document.
type reader struct {
	doc      *document
	view     *view
	dates    map[int]datedAt
	inDate   []bool
	laws     map[int]lawName // by the token past the name
	lawOrder []lawName
	mentions []mention
	taken    []bool // tokens that are part of a mention
	recorded map[directive.Repair]bool
	own      directive.Symbol // the document's own number, zero where unknown
}

func newReader(doc *document) *reader {
	v := newView(doc.text, doc.lexicon)
	r := &reader{
		doc: doc, view: v, dates: v.dateIndex(), laws: map[int]lawName{}, taken: make([]bool, len(v.tokens)+1),
		recorded: map[directive.Repair]bool{},
	}
	r.own, _ = directive.ParseSymbol(doc.out.Number) // an odd number is none to compare with
	r.inDate = tokensInDates(r.dates, len(v.tokens))
	for i := 0; i < len(v.tokens); i++ {
		if law, ok := v.lawAt(i); ok {
			r.laws[law.end] = law
			r.lawOrder = append(r.lawOrder, law)
			i = law.end - 1
		}
	}
	return r
}

// add keeps a mention and marks its tokens as read.
func (r *reader) add(m mention) {
	for i := m.first; i < m.end; i++ {
		r.taken[i] = true
	}
	r.mentions = append(r.mentions, m)
}

// free reports whether no token of [first, end) has been read.
func (r *reader) free(first, end int) bool {
	for i := first; i < end; i++ {
		if r.taken[i] {
			return false
		}
	}
	return true
}

// span is the surface of a mention in the text.
func (r *reader) span(m mention) directive.Span {
	return directive.Span{Start: r.view.tokens[m.first].Start, End: r.view.tokens[m.end-1].End}
}
