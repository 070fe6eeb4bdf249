package citation

import (
	"strings"

	"tracuu/index/directive"
)

// evidence is what comparing a citation with a document found, as a set.
type evidence uint32

const (
	dayEqual evidence = 1 << iota
	yearEqual
	termEqual
	titleEqual
	issuerEqual
	centralSymbol
	placeEqual // the citing document's own, for a body that each province has

	typeDiffers
	issuerDiffers
	placeDiffers
	yearDiffers
	dateDiffers
	termDiffers
	issuedLater
	nameOnly  // the document itself, cited by number alone
	elsewhere // from another place than the citing document, which names no issuer
)

const (
	settlesWhen = dayEqual | yearEqual | termEqual | titleEqual
	settlesWho  = issuerEqual | centralSymbol | placeEqual
	against     = typeDiffers | issuerDiffers | placeDiffers | yearDiffers | dateDiffers | termDiffers | issuedLater | nameOnly
	// otherIdentity contradicts who or when in a way that makes it another
	// document, not the same one cited carelessly.
	otherIdentity = typeDiffers | issuerDiffers | placeDiffers | yearDiffers | termDiffers | issuedLater | nameOnly
)

// weigh compares a citation, made by from, with a document, and reports whether that
// is another one, which only shares digits with the one meant: the year inside one of
// the two numbers is not the other's, a law of the name is of another year, or two of
// what, who and when differ. Then it does not look at everything.
func (q *question) weigh(doc, from *document) (e evidence, another bool) {
	e = q.weighWhen(doc)
	if e&yearDiffers != 0 && (q.year != 0 || doc.yeared || q.how == byLawName) {
		return e, true
	}
	undated := q.date.IsZero() && q.year == 0 && e&termEqual == 0
	if undated && !doc.date.IsZero() && !from.date.IsZero() && doc.date.First() > from.date.Last() {
		e |= issuedLater
	}
	if e |= q.weighType(doc); e.axes() > 1 {
		return e, true
	}
	if e |= q.weighWho(doc, from); e.axes() > 1 {
		return e, true
	}
	if q.how != byLawName && q.title != 0 && q.title == doc.title {
		e |= titleEqual
	}
	if doc.slot == from.slot && e&(dayEqual|yearEqual) == 0 {
		e |= nameOnly
	}
	return e, false
}

// axes counts which of what, who and when differ.
func (e evidence) axes() int {
	n := 0
	for _, axis := range [...]evidence{typeDiffers, issuerDiffers | placeDiffers | elsewhere, yearDiffers | dateDiffers | termDiffers | issuedLater} {
		if e&axis != 0 {
			n++
		}
	}
	return n
}

func (q *question) weighType(doc *document) evidence {
	if q.kind == "" || len(doc.kinds) == 0 {
		return 0
	}
	for _, kind := range doc.kinds {
		if kindsAgree(q.kind, kind) {
			return 0
		}
	}
	return typeDiffers
}

// kindsAgree allows for a type named in part: "Luật" for "Bộ luật", "Thông tư"
// for "Thông tư liên tịch".
func kindsAgree(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	return a == b || strings.HasPrefix(b, a+" ") || strings.HasSuffix(b, " "+a)
}

// weighWhen compares year, date and term.
func (q *question) weighWhen(doc *document) evidence {
	var e evidence
	if q.year != 0 && doc.year != 0 {
		if q.year == int(doc.year) {
			e |= yearEqual
		} else {
			e |= yearDiffers
		}
	}
	e |= q.weighDate(doc)
	if q.otherForm(doc) {
		e &^= yearEqual
	}
	return e | q.weighTerm(doc)
}

// otherForm reports that one number has its year inside and the other not, or
// may have it. 18/2020/QĐ-TTg and 18/QĐ-TTg of 2020 are two documents, each of
// its own series, so that the year alone does not make them one; nor does it for
// "Quyết định 18" of a year.
func (q *question) otherForm(doc *document) bool {
	switch {
	case q.how != byNumber:
		return false
	case q.number.short:
		return q.kind == "" || q.kind == "quyet dinh" || q.kind == "nghi quyet"
	}
	return (q.year != 0) != doc.yeared
}

func (q *question) weighDate(doc *document) evidence {
	switch {
	case q.date.IsZero():
		return 0
	case doc.date.IsZero():
		if doc.year == 0 {
			return 0
		}
		if int(doc.year) == q.date.Year {
			return yearEqual
		}
		return yearDiffers
	case q.date.Day != 0 && doc.date.Day != 0:
		switch {
		case q.date == doc.date:
			return dayEqual
		case q.date.Year != doc.date.Year:
			return yearDiffers
		}
		return dateDiffers
	case q.date.Overlaps(doc.date):
		return yearEqual
	case q.date.Year != doc.date.Year:
		return yearDiffers
	}
	return dateDiffers
}

func (q *question) weighTerm(doc *document) evidence {
	cited := q.body.term
	if cited == "" {
		return 0
	}
	if doc.body.term != "" {
		if doc.body.term != cited {
			return termDiffers
		}
		if doc.term {
			return termEqual
		}
		return 0
	}
	span, known := terms[cited]
	if !doc.term || !known || doc.date.IsZero() {
		return 0
	}
	switch iso := doc.date.String(); {
	case doc.date.Precision() == directive.PrecisionDay && span.contains(iso):
		return termEqual
	case doc.date.Precision() == directive.PrecisionDay:
		return termDiffers
	}
	return 0
}

// weighWho compares issuers. A citation without one is of the citing document's
// own place, where the symbol is one that each place writes: another place then
// speaks against resolving, but contradicts nothing that the citation says.
func (q *question) weighWho(doc, from *document) evidence {
	var e evidence
	if doc.central && q.number.central || q.how == byLawName {
		e |= centralSymbol
	}
	if q.body.office == "" && q.body.province == "" {
		if e != 0 || from.from.province == "" || doc.body.level == nationwide || doc.body.province == "" {
			return e
		}
		if doc.body.province != from.from.province {
			return e | elsewhere
		}
		if doc.inTU && q.number.province {
			return e | placeEqual
		}
		return e
	}
	bound := q.body.boundTo(from.from)
	switch compareBodies(&bound, doc.body) {
	case sameBody:
		e |= issuerEqual
	case otherBody:
		if e&centralSymbol != 0 && (q.number.joint || sameStart(bound.office, doc.body.office)) {
			return e // one symbol, and the name is only spelt in another way
		}
		e |= issuerDiffers
	case otherPlace:
		e |= placeDiffers
	}
	return e
}

// sameStart reports that two names begin with the same two words: "Bộ Nông nghiệp
// và PTNT" and the ministry in full.
func sameStart(a, b string) bool {
	x, y := strings.Fields(a), strings.Fields(b)
	return len(x) > 1 && len(y) > 1 && x[0] == y[0] && x[1] == y[1]
}

// strength is how far a citation is settled on a document.
type strength uint8

const (
	contradicted strength = iota
	possible
	datedOnly // an equal day, who issued it not settled
	settled   // who and when
	settledTo // who, and when to the day
)

func (q *question) strength(e evidence) strength {
	who, when := e&settlesWho != 0, e&settlesWhen != 0
	switch {
	case e&against != 0:
		return contradicted
	case q.how == byDay:
		if e&issuerEqual != 0 && e&titleEqual != 0 {
			return settledTo
		}
		return possible
	case e&elsewhere != 0:
		return possible
	case who && e&dayEqual != 0:
		return settledTo
	case who && when:
		return settled
	case e&dayEqual != 0:
		return datedOnly
	}
	return possible
}
