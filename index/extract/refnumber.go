package extract

import (
	"strings"

	"tracuu/analyzers/viet"
	"tracuu/index/directive"
)

// readNumbers makes a mention of every document number of the text.
func (r *reader) readNumbers() {
	for _, found := range directive.FindSymbols(r.doc.text) {
		first, end := r.view.at(found.Start), r.view.at(found.End-1)+1
		if !r.free(first, end) {
			continue
		}
		r.readNumber(found.Symbol, first, end, found.Repairs)
	}
}

// readNumber reads what stands round the number in tokens [at, end): the type
// word or the name of a law before it, numbers that share its symbol, its date
// and its issuer.
func (r *reader) readNumber(sym directive.Symbol, at, end int, repairs []directive.Repair) {
	v := r.view
	if r.ownHeading(at, end) {
		return
	}
	m := mention{symbol: sym, repairs: repairs, end: end}
	if !r.brokenNumber(&m, &at) {
		return
	}
	r.gluedSlash(&m, at)
	repairLegislature(&m)
	elided := r.elidedNumbers(sym, at)
	listAt := at
	if len(elided) > 0 {
		listAt = elided[0].at
	}
	cue := v.numberCue(listAt)
	m.first = cue
	r.typeBefore(&m, cue)
	if m.kind == "" && !m.ownKind && v.notADocument(cue) {
		return
	}
	if cue == listAt && !m.ownKind && m.kind == "" {
		elided = nil // "15, 16/CT-TTg" with nothing before it announces no list
	}
	if m.kind != "" {
		r.repairCode(&m)
	}
	r.dateAndIssuer(&m)
	for _, e := range elided {
		r.add(r.elidedMention(m, e))
	}
	if len(elided) > 0 {
		m.first = at
	}
	m.number, m.key = m.symbol.String(), m.symbol.Key()
	r.add(m)
}

// numberCue is the token where "số" stands before token i, or i.
func (v *view) numberCue(i int) int {
	at := i
	for v.joined(at) && v.isAny(at-1, ".", ":", "“", `"`) {
		at--
	}
	if v.joined(at) && v.isAny(at-1, "so", "s", "sol") {
		return at - 1
	}
	return i
}

// notDocuments are folded words before "số" that number something other than a
// document: forms, invoices, accounts.
var notDocuments = map[string]bool{
	"mau": true, "bieu": true, "don": true, "khai": true, "khoan": true, "the": true, "thoai": true, "tem": true,
	"xe": true, "thua": true, "dang": false, "mst": true, "ma": true, "fax": true, "tel": true,
}

// notADocument reports a number that the word before its cue, token i, makes
// something else.
func (v *view) notADocument(i int) bool {
	return v.joined(i) && notDocuments[v.fold(i-1)]
}

// typeBefore reads the type word, or the name of a law, that ends before token
// cue, and moves the mention's start to it.
func (r *reader) typeBefore(m *mention, cue int) {
	v := r.view
	if law, ok := r.laws[cue]; ok && v.joined(cue) {
		m.kind, m.ownKind, m.law, m.title, m.first = law.kind, true, true, law.title, law.first
		return
	}
	if w, first, ok := v.kindBefore(cue); ok && v.joined(cue) {
		m.kind, m.ownKind, m.first = w.kind, true, first
		if w.generic {
			m.kind = kindOfSymbol(m.symbol)
		}
		return
	}
	if r.typeBeforeIssuer(m, cue) || r.typeBeforeWords(m, cue) {
		return
	}
	if v.fold(cue-1) == ":" { // "tại các Quyết định: số 1055/…"
		if w, first, ok := v.kindBefore(cue - 1); ok && !w.generic {
			m.kind, m.ownKind, m.typeAt = w.kind, true, first
		}
	}
}

// typeBeforeIssuer reads "Công văn của Bộ Y tế số …" and "các Quyết định của
// UBND tỉnh: số …".
func (r *reader) typeBeforeIssuer(m *mention, cue int) bool {
	v := r.view
	edge := cue
	if v.fold(edge-1) == ":" {
		edge--
	}
	for at := edge - 2; at > 0 && at > edge-maxIssuerTokens && !v.endsSentence(at+1); at-- {
		if v.fold(at) != "cua" {
			continue
		}
		w, first, ok := v.kindBefore(at)
		issuer, end := v.issuerAt(at+1, true)
		if !ok || end != edge {
			return false
		}
		m.kind, m.ownKind, m.issuer = w.kind, true, issuer
		if edge == cue {
			m.first = first
		}
		return true
	}
	return false
}

// typeBeforeWords reads a type word some words before the number, "Báo cáo thẩm
// tra số 429/BC-…", where the number's code says it belongs to it.
func (r *reader) typeBeforeWords(m *mention, cue int) bool {
	v := r.view
	for at := cue - 1; at > cue-6 && at > 0; at-- {
		if v.tokens[at].kind != wordToken || !v.joined(at+1) {
			return false
		}
		if w, first, ok := v.kindBefore(at); ok && v.joined(at) && allows(m.symbol, w.kind) {
			m.kind, m.ownKind, m.first = w.kind, true, first
			return true
		}
	}
	return false
}

// repairCode restores the Đ of a type code on the ground of the type word before
// it: "Công điện số 02-CD/TU" is 02-CĐ/TU.
func (r *reader) repairCode(m *mention) {
	for _, party := range []bool{m.symbol.Grammar == directive.Party, m.symbol.Grammar != directive.Party} {
		code := m.kind.Code(party)
		if code == "" || code == m.symbol.Code || !strings.EqualFold(viet.Fold(code), viet.Fold(m.symbol.Code)) {
			continue
		}
		raw := m.symbol.String()
		m.symbol.Code = code
		m.repairs = append(m.repairs, directive.Repair{
			Field: "references", Raw: raw, Repaired: m.symbol.String(), Rule: "type-code-of-type-word"})
		return
	}
}

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
		if name, end := v.issuerAt(at+1, len(m.symbol.Orgs) > 1); end > at+1 {
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
	return r.view.isAny(k-1, "cua", ",", ":", "-", "theo") || r.view.endsSentence(k) || !r.dateEnding(k).IsZero()
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

// elidedNumber is a number whose symbol is that of a later one: the 15 of
// "số 15, 16 và 19/CT-TTg". Year is set where the form has one: "38/2015,
// 39/2018/TT-BTC".
type elidedNumber struct {
	at     int
	end    int
	digits string
	year   int
}

// elidedNumbers reads the numbers before token at that share the symbol there, in
// the order of the text.
func (r *reader) elidedNumbers(sym directive.Symbol, at int) []elidedNumber {
	v := r.view
	var found []elidedNumber
	for {
		k := at
		if v.isAny(k-1, "so") {
			k--
		}
		if !v.isAny(k-1, ",", "va", "hoac", ";") || !v.joined(at) || !v.joined(k) {
			return found
		}
		e, ok := v.bareNumber(k-2, sym.Year > 0)
		if !ok {
			return found
		}
		found = append([]elidedNumber{e}, found...)
		at = e.at
	}
}

// bareNumber reads a number without symbol that ends at token i.
func (v *view) bareNumber(i int, withYear bool) (elidedNumber, bool) {
	if i < 0 || v.tokens[i].kind != digitToken || len(v.tokens[i].fold) > 5 || !v.joined(i+1) {
		return elidedNumber{}, false
	}
	e := elidedNumber{at: i, end: i + 1, digits: v.fold(i)}
	if v.fold(i-1) == "/" && i >= 2 && v.tokens[i-2].kind == digitToken && len(e.digits) == 4 && withYear {
		e = elidedNumber{at: i - 2, end: i + 1, digits: v.fold(i - 2), year: atoi(e.digits)}
		i -= 2
	} else if withYear {
		return elidedNumber{}, false
	}
	if v.isAny(i-1, "/", "-", ".", ":") && v.tokens[i].gap == gapNone || v.isAny(i-1, "dieu", "khoan", "diem", "chuong", "muc", "ngay") {
		return elidedNumber{}, false
	}
	return e, true
}

// elidedMention completes an elided number from the mention whose symbol it
// shares. Its date is its own, and it has none.
func (r *reader) elidedMention(m mention, e elidedNumber) mention {
	em := mention{first: e.at, end: e.end, tail: e.end, kind: m.kind, ownKind: true, symbol: m.symbol, issuer: m.issuer}
	if cue := r.view.numberCue(e.at); cue < e.at {
		em.first = cue
	}
	if m.first < em.first && r.view.isAny(em.first-1, ",", "va", "hoac", ";") == false {
		em.first = m.first
	}
	em.symbol.Number = e.digits
	if e.year > 0 {
		em.symbol.Year = e.year
	}
	em.number, em.key = em.symbol.String(), em.symbol.Key()
	return em
}

// ownHeading reports whether tokens [at, end) are the document's own number in
// its letterhead: "Số: 107-CV/BDVTU", on a line of its own or before the place
// and date, with no type word before it. The reader may have read that number
// differently, or not at all.
func (r *reader) ownHeading(at, end int) bool {
	v := r.view
	if r.doc.zoneAt(v.tokens[at].Start) != zoneHead {
		return false
	}
	cue := v.numberCue(at)
	if cue == at || v.tokens[cue].gap < gapLine || v.isAny(cue-1, ",", "va") {
		return false
	}
	if _, _, typed := v.kindBefore(cue); typed && v.joined(cue) {
		return false
	}
	date, _ := r.dateAfter(end)
	return date.IsZero()
}
