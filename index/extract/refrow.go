package extract

import "tracuu/index/directive"

// joinRows finds the rows of citations ("các Chỉ thị số 15/CT-TTg, 16/CT-TTg và
// 19/CT-TTg của …"): a type word goes on to the right, an issuer spreads to the
// left, a date never spreads. A semicolon before another type word ends the row.
func (r *reader) joinRows() {
	for i := range r.mentions {
		m := &r.mentions[i]
		m.row = i
		if i == 0 {
			continue
		}
		prev := &r.mentions[i-1]
		joined := r.separatorsOnly(prev.tail, m.first)
		if joined && !(m.ownKind && r.view.fold(m.first-1) == ";") {
			m.row = prev.row
		}
		if !m.ownKind && m.kind == "" && (joined || prev.symbol.Code == m.symbol.Code && prev.kind != "") {
			r.shareKind(m, *prev)
		}
	}
	for i := range r.mentions {
		if m := &r.mentions[i]; m.kind == "" && m.number != "" {
			m.kind = kindOfSymbol(m.symbol)
		}
	}
	for i := len(r.mentions) - 2; i >= 0; i-- {
		m, next := &r.mentions[i], r.mentions[i+1]
		if m.row != next.row {
			continue
		}
		if m.issuer == "" && sameSource(*m, next) {
			m.issuer = next.issuer
		}
		if m.date.IsZero() && r.sameDay(next) {
			m.date, m.sameDay = next.date, true
		}
	}
	for i := 1; i < len(r.mentions); i++ { // "các Quyết định của UBND tỉnh: số …, số …"
		m, prev := &r.mentions[i], r.mentions[i-1]
		if m.issuer == "" && m.row == prev.row && !m.ownKind && sameSource(*m, prev) {
			m.issuer = prev.issuer
		}
	}
}

// sameSource reports whether one issuer can stand for both mentions: their
// symbols share a body or, where one has no symbol, they are of one type.
func sameSource(a, b mention) bool {
	if a.law || b.law {
		return false
	}
	return sameBody(a.symbol, b.symbol) && (a.kind == b.kind || len(a.symbol.Orgs) > 0 && len(b.symbol.Orgs) > 0)
}

// sameDay reports whether a mention's date is that of the whole row: "…, cùng ngày
// 03/02/2021".
func (r *reader) sameDay(m mention) bool {
	if m.sameDay {
		return true
	}
	for k := m.end - 1; k > m.first; k-- {
		if r.view.fold(k) == "cung" {
			return !m.date.IsZero()
		}
	}
	return false
}

// spreadSubjects gives the body that stands before a row of documents, with what
// each is about between them, to all of the row: "Tổng cục Thuế đã ban hành Quyết
// định số 41/QĐ-TCT về …; Quyết định số 42/QĐ-TCT về …".
func (r *reader) spreadSubjects() {
	for i := 1; i < len(r.mentions); i++ {
		m, prev := &r.mentions[i], r.mentions[i-1]
		if m.issuer != "" || m.law || !prev.issuedBefore || !sameBody(m.symbol, prev.symbol) || !r.view.isAny(m.first-1, "va", ";", ",") {
			continue
		}
		if m.first >= prev.tail && r.sameSentence(prev.end, m.first) {
			m.issuer, m.issuedBefore = prev.issuer, true
		}
	}
}

// sameSentence reports whether no sentence ends in tokens [from, to); a semicolon
// ends none.
func (r *reader) sameSentence(from, to int) bool {
	for i := from + 1; i <= to; i++ {
		if r.view.endsSentence(i) && r.view.fold(i-1) != ";" {
			return false
		}
	}
	return true
}

// shareKind gives a mention without type word the type of the one before it,
// unless its code says otherwise.
func (r *reader) shareKind(m *mention, prev mention) {
	own := kindOfSymbol(m.symbol)
	if prev.kind == "" || own != "" && own != prev.kind && !allows(m.symbol, prev.kind) {
		return
	}
	m.kind = prev.kind
	r.repairCode(m)
	m.number, m.key = m.symbol.String(), m.symbol.Key()
}

// separatorsOnly reports whether nothing but commas, "và" and "số" stands in
// tokens [from, to).
func (r *reader) separatorsOnly(from, to int) bool {
	if from > to || to-from > 4 {
		return false
	}
	for i := from; i < to; i++ {
		if !r.view.isAny(i, ",", ";", "va", "hoac", "so", "cung", "&", "/", "cac") || !r.view.joined(i) {
			return false
		}
	}
	return r.view.joined(to)
}

// sameBody reports whether two symbols may come from one body: they share an
// issuing code, or one has none.
func sameBody(a, b directive.Symbol) bool {
	if len(a.Orgs) == 0 || len(b.Orgs) == 0 {
		return true
	}
	for _, x := range a.Orgs {
		for _, y := range b.Orgs {
			if x == y {
				return true
			}
		}
	}
	return false
}
