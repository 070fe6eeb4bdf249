package citation

import (
	"cmp"
	"slices"
	"strings"

	"tracuu/index/directive"
)

// resolution writes a verdict out, with the candidates.
func (q *question) resolution(v verdict, holders []weighed) Resolution {
	r := Resolution{State: v.state, Reason: v.reason, Candidates: []Candidate{}}
	if v.state == Resolved {
		r.Target = v.best.doc.id
		if v.reason != confirmed {
			r.Reason += ": " + q.explain(v.best)
		}
	}
	q.rank(holders)
	if v.state == Conflict {
		r.Reason += ": " + q.explain(&holders[0])
	}
	for i := range holders[:min(len(holders), MaxCandidates)] {
		r.Candidates = append(r.Candidates, Candidate{holders[i].doc.id, q.explain(&holders[i])})
	}
	return r
}

// explain says what a comparison found.
func (q *question) explain(h *weighed) string {
	var parts []string
	if h.rejected {
		parts = append(parts, "rejected by a curator")
	}
	for _, w := range wording {
		if h.evidence&w.evidence != 0 {
			parts = append(parts, w.text+w.detail(q, &h.doc))
		}
	}
	if len(parts) == 0 || h.evidence&(settlesWhen|settlesWho|against) == 0 {
		same := "number equal"
		switch q.how {
		case byLawName:
			same = "name equal"
		case byDay:
			same = "type and day equal"
		}
		parts = append([]string{same}, parts...)
	}
	return strings.Join(parts, "; ")
}

// wording gives the words for evidence, what speaks against first.
var wording = []struct {
	evidence evidence
	text     string
	detail   func(q *question, doc *document) string
}{
	{typeDiffers, "type differs", func(q *question, doc *document) string {
		return ": cited " + q.kind + ", held " + strings.Join(doc.kinds, " or ")
	}},
	{issuerDiffers, "issuer differs", issuerDetail},
	{placeDiffers, "place differs", issuerDetail},
	{yearDiffers, "year differs", func(q *question, doc *document) string {
		return ": cited " + q.when() + ", held " + doc.when()
	}},
	{dateDiffers, "date differs", func(q *question, doc *document) string {
		return ": cited " + q.date.String() + ", held " + doc.date.String()
	}},
	{termDiffers, "term differs", noDetail},
	{issuedLater, "issued after the citing document", noDetail},
	{nameOnly, "the citing document itself", noDetail},
	{elsewhere, "elsewhere", noDetail},
	{dayEqual, "date equal", noDetail},
	{yearEqual, "year equal", noDetail},
	{termEqual, "term equal", noDetail},
	{titleEqual, "title equal", noDetail},
	{issuerEqual, "issuer equal", noDetail},
	{placeEqual, "own place", noDetail},
	{centralSymbol, "central symbol", noDetail},
}

func noDetail(*question, *document) string { return "" }

func issuerDetail(q *question, doc *document) string {
	return ": cited " + q.body.String() + ", held " + doc.body.String()
}

// String names the body, folded: "uy ban nhan dan, hai duong".
func (b *body) String() string {
	s := b.office
	for _, p := range []string{b.unit, b.province} {
		if p != "" {
			s += ", " + p
		}
	}
	return s
}

func (q *question) when() string {
	if q.year != 0 {
		return directive.Date{Year: q.year}.String()
	}
	return q.date.String()
}

func (doc *document) when() string {
	if doc.date.IsZero() {
		return directive.Date{Year: int(doc.year)}.String()
	}
	return doc.date.String()
}

// rank orders candidates: the stronger first, of the contradicted what a slip in
// the date explains, then what less speaks against, then the newer, then by id.
func (q *question) rank(holders []weighed) {
	slices.SortFunc(holders, func(a, b weighed) int {
		return cmp.Or(
			first(b.rejected, a.rejected),
			cmp.Compare(b.strength, a.strength),
			first(q.slip(&a), q.slip(&b)),
			cmp.Compare(count(a.evidence&otherIdentity), count(b.evidence&otherIdentity)),
			cmp.Compare(count(a.evidence&against), count(b.evidence&against)),
			cmp.Compare(count(b.evidence&^against), count(a.evidence&^against)),
			b.doc.date.Compare(a.doc.date),
			strings.Compare(a.doc.id, b.doc.id),
		)
	})
}

// first orders what holds of a alone before what holds of b alone.
func first(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return -1
	}
	return 1
}

func count(e evidence) int {
	n := 0
	for ; e != 0; e &= e - 1 {
		n++
	}
	return n
}
