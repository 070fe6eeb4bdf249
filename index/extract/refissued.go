package extract

import (
	"strings"

	"tracuu/index/directive"
)

// dateAndIssuer reads the date and the issuing body that stand round a number:
// after it in either order, or before it ("Ngày 31/8/2020, Bộ Y tế ban hành …").
func (r *reader) dateAndIssuer(m *mention) {
	v := r.view
	var dateEnd int
	m.date, dateEnd = r.dateAfter(m.end)
	m.end = max(m.end, dateEnd)
	m.tail = m.end
	at := m.tail
	if v.isAny(at, ",") {
		at++
	}
	if v.isAny(at, "cua", "do") && v.joined(at) {
		name, end := v.issuerAt(at+1, len(m.symbol.Orgs) > 1)
		if m.symbol.Code != "TTLT" && strings.Contains(name, ",") && v.speaks(end) { // "của Bộ A, Bộ B đề nghị": B speaks and has not signed
			name, end = v.issuerAt(at+1, false)
		}
		if end > at+1 && (v.fold(at) == "cua" || v.isAny(end, "cap", "ban", "ky", "phat")) {
			m.issuer, m.tail = name, end
			if m.date.IsZero() {
				if date, dateEnd := r.dateAfter(end); dateEnd > end {
					m.date, m.end, m.tail = date, dateEnd, dateEnd
				}
			}
		}
	}
	if m.issuer == "" {
		r.issuerBefore(m)
	}
	if m.symbol.Year > 0 && m.date.Precision() == directive.PrecisionYear {
		m.date = directive.Date{} // the number has the year
	}
}

// speaks reports whether a body that ends before token i goes on to speak in the
// document at hand.
func (v *view) speaks(i int) bool {
	return v.is(i, "de", "nghi") || v.is(i, "yeu", "cau") || v.is(i, "bao", "cao") || v.is(i, "thong", "bao") || v.is(i, "co", "y", "kien")
}

// issuerBefore reads the body, and the date, that stand before the type word:
// "Ngày 31/8/2020, Bộ Y tế ban hành công văn số …", "của Chính phủ tại Tờ trình
// số …".
func (r *reader) issuerBefore(m *mention) {
	v := r.view
	at := m.first
	if m.typeAt > 0 {
		at = m.typeAt
	}
	for v.isAny(at-1, "cac", "mot") {
		at--
	}
	switch {
	case v.is(at-2, "ban", "hanh"):
		at -= 2
	case v.isAny(at-1, "tai"), v.is(at-2, "da", "co"):
		at--
	default:
		return
	}
	for v.isAny(at-1, "da", "co", "vua", "moi") {
		at--
	}
	first := -1
	for k := at - 1; k >= 0 && k > at-maxIssuerTokens && !v.endsSentence(k+1) && v.fold(k) != "cua"; k-- {
		if !r.startsClause(k) || first >= 0 && !bodyWords[v.fold(k)] && !v.isAny(k, "giam", "chu", "pho") {
			continue
		}
		if name, end := v.issuerAt(k, false); end == at {
			first = k
			m.issuer = strings.TrimPrefix(strings.TrimPrefix(name, "Giám đốc "), "Thủ trưởng ")
		}
	}
	if first < 0 {
		r.actorBefore(m, at)
		return
	}
	m.issuedBefore = true
	if m.date.IsZero() {
		m.date = r.dateEnding(first)
	}
}

// actorBefore reads the body that acted by the document, before token at: "được
// UBND huyện Lạng Giang thu hồi tại các Quyết định …".
func (r *reader) actorBefore(m *mention, at int) {
	v := r.view
	for k := at - 2; k > 0 && k > at-maxIssuerTokens && !v.endsSentence(k+1); k-- {
		if v.isAny(k, "duoc") {
			if name, end := v.issuerAt(k+1, false); end > k+1 && at-end <= 3 && bodyWords[v.fold(k+1)] {
				m.issuer, m.issuedBefore = name, true
			}
			return
		}
	}
}

// startsClause reports whether a clause may start at token k: after "của", a
// comma, a date, or the start of a sentence.
func (r *reader) startsClause(k int) bool {
	return r.view.isAny(k-1, "cua", ",", ":", "-", "theo") || r.view.endsSentence(k) || r.view.tokens[k].gap >= gapLine && r.view.upper(k) && bodyWords[r.view.fold(k)] && !r.view.isAny(k-1, "va") || !r.dateEnding(k).IsZero()
}

// dateEnding is the date that ends before token i, a comma aside.
func (r *reader) dateEnding(i int) directive.Date {
	if r.view.fold(i-1) == "," {
		i--
	}
	for k := i - 1; k >= 0 && k > i-10; k-- {
		if d, ok := r.dates[k]; ok {
			if d.end == i && d.date.Precision() == directive.PrecisionDay {
				return d.date
			}
			return directive.Date{}
		}
	}
	return directive.Date{}
}
