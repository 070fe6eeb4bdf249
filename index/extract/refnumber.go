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
	if r.ownHeading(sym, at, end) {
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
	if v.joined(at) && v.isAny(at-1, "so", "s", "sol", "se", "sd", "sb") {
		return at - 1
	}
	if v.joined(at) && v.isAny(at-2, "s") && v.isAny(at-1, "6", "0", "5") && v.tokens[at-1].gap == gapNone {
		return at - 2 // OCR: "s6"
	}
	return i
}

// notDocuments are words before "số" that number something other than a document:
// forms, invoices, accounts. They count with their accents: "thay thế" is no "thẻ".
var notDocuments = map[string]bool{
	"mẫu": true, "biểu": true, "đơn": true, "khai": true, "khoản": true, "thẻ": true, "thoại": true, "tem": true,
	"xe": true, "thửa": true, "mst": true, "mã": true, "fax": true, "tel": true, "lô": true,
}

// notADocument reports a number that the word before its cue, token i, makes
// something else.
func (v *view) notADocument(i int) bool {
	return v.joined(i) && notDocuments[v.lower(i-1)]
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
// tra số 429/BC-…", where the number's code says it belongs to it or says nothing:
// "Hướng dẫn liên ngành số 05/HDLN-…".
func (r *reader) typeBeforeWords(m *mention, cue int) bool {
	v := r.view
	for at := cue - 1; at > cue-6 && at > 0; at-- {
		if v.tokens[at].kind != wordToken || !v.joined(at+1) {
			return false
		}
		if w, first, ok := v.kindBefore(at); ok && v.joined(at) && (allows(m.symbol, w.kind) || unknownCode(m.symbol) && at > cue-4) {
			m.kind, m.ownKind, m.first = w.kind, true, first
			return true
		}
	}
	return false
}

// unknownCode reports a symbol whose type code no table has.
func unknownCode(s directive.Symbol) bool {
	return s.Code != "" && len(s.Kinds()) == 0
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
			Raw: raw, Repaired: m.symbol.String(), Rule: "type-code-of-type-word"})
		return
	}
}

// ownHeading reports whether tokens [at, end) are the document's own number in
// its letterhead: "Số: 107-CV/BDVTU" at the start of a line, with no type word and
// no running text before it and no date after it. The reader may have read that
// number differently, or not at all.
func (r *reader) ownHeading(sym directive.Symbol, at, end int) bool {
	v := r.view
	if r.doc.zoneAt(v.tokens[at].Start) != zoneHead {
		return false
	}
	cue := v.numberCue(at)
	if cue == at || v.tokens[cue].gap < gapLine || v.tokens[cue].gap == gapLine && v.runsOn(cue) {
		return false
	}
	if !sameBody(r.own, sym) {
		return false
	}
	date, _ := r.dateAfter(end)
	return date.IsZero()
}

// runsOn reports whether a sentence goes on with the "số" at token cue: a comma,
// "và" or a type word stands before it, or a word without capital that is not the
// end of the motto (Độc lập - Tự do - Hạnh phúc) and "số" has none either.
func (v *view) runsOn(cue int) bool {
	before := cue - 1
	if v.isAny(before, ",", "va") {
		return true
	}
	if _, _, typed := v.kindBefore(cue); typed {
		return true
	}
	return !v.upper(cue) && v.fold(cue+1) != ":" && v.tokens[before].kind == wordToken && !v.upper(before) && v.fold(before) != "phuc"
}
