package extract

import (
	"strings"
	"unicode"

	"tracuu/analyzers/viet"
	"tracuu/index/directive"
)

// readLaws makes a mention of every law cited by name that no number claimed.
// A law inside the name of a law that amends it is part of that name.
func (r *reader) readLaws() {
	v := r.view
	for _, law := range r.lawOrder {
		if !r.free(law.first, law.end) || r.doc.zoneAt(v.tokens[law.first].Start) == zoneHead && v.shouted(law.first) {
			continue
		}
		m := mention{first: law.first, end: law.end, kind: law.kind, ownKind: true, law: true, title: law.title}
		m.alias = len(viet.FoldKey(v.words(law.first, law.end))) < len(viet.FoldKey(law.title))
		m.date, m.end = r.dateAfter(law.end)
		m.tail = m.end
		draft := v.isAny(law.first-1, "an", "thao") && v.isAny(law.first-2, "du")
		if m.date.IsZero() && (!law.known || draft || !r.citesCharter(m)) {
			continue
		}
		r.add(m)
	}
}

// citesCharter reports whether the short name of the constitution or of a charter
// cites it: "Điều 30 Điều lệ Đảng", not "tuân thủ Hiến pháp và pháp luật". Other
// laws always do.
func (r *reader) citesCharter(m mention) bool {
	if m.kind != "Hiến pháp" && m.kind != "Điều lệ" || m.kind == "Hiến pháp" && !m.alias {
		return true
	}
	if r.view.isAny(m.first-1, "cu") || r.view.pinpointBefore(m.first) != "" {
		return true
	}
	return m.kind == "Điều lệ" && r.view.isAny(m.first-1, "theo", "cua")
}

// shouted reports whether token i is printed in capitals, as in a heading.
func (v *view) shouted(i int) bool {
	t := v.tokens[i]
	return strings.IndexFunc(v.text[t.Start:t.End], unicode.IsLower) < 0
}

// shortKinds are the types that texts cite by type and number alone.
var shortKinds = map[directive.Kind]bool{
	"Chỉ thị": true, "Nghị quyết": true, "Nghị định": true, "Thông tư": true, "Quyết định": true, "Công văn": true,
	"Công điện": true, "Kết luận": true, "Thông báo": true, "Kế hoạch": true, "Hướng dẫn": true, "Quy định": true,
	"Pháp lệnh": true, "Thông tư liên tịch": true, "Đề án": true,
}

// readShortForms makes a mention of every short form: a type word and a number
// without symbol, "Chỉ thị 16", "Nghị quyết số 128".
func (r *reader) readShortForms() {
	v := r.view
	for i := 0; i < len(v.tokens); i++ {
		if v.tokens[i].kind != wordToken || r.taken[i] {
			continue
		}
		w, at, ok := v.kindFrom(i)
		if !ok {
			continue
		}
		first := i
		i = at - 1
		cue := v.isAny(at, "so") && v.joined(at)
		if cue {
			at++
		}
		if !v.shortKind(w, first, at, cue) || !v.shortNumber(at, cue) || !r.free(first, at+1) {
			continue
		}
		if sym, end, ok := v.spacedSymbol(at); ok {
			r.readNumber(sym, at, end, nil)
			continue
		}
		m := mention{first: first, end: at + 1, kind: w.kind, ownKind: true, short: true, weak: w.abbrev && !cue || w.kind == "Đề án"}
		i = r.addShortForms(m, at)
	}
}

// addShortForms adds the short form whose number is token at, and those that share
// its type word: "Chỉ thị 15, 16 và 19 của Thủ tướng Chính phủ". It gives the last
// token read.
func (r *reader) addShortForms(m mention, at int) int {
	numbers := r.shortRow(at)
	for n, at := range numbers {
		if n > 0 {
			m.first, m.end, m.ownKind = at, at+1, false
			if r.view.isAny(at-1, "so") {
				m.first--
			}
		}
		m.symbol = directive.Symbol{Number: r.view.fold(at)}
		m.number, m.key = m.symbol.Number, m.symbol.Key()
		m.tail = m.end
		if n == len(numbers)-1 {
			r.dateAndIssuer(&m)
		}
		r.add(m)
	}
	return max(at, m.end-1)
}

// shortRow are the tokens of the numbers that stand in a row from token at on,
// parted by commas and "và".
func (r *reader) shortRow(at int) []int {
	v := r.view
	row := []int{at}
	for k := at + 1; len(row) < maxElided && v.isAny(k, ",", "va", "hoac") && v.joined(k); {
		n := k + 1
		if v.isAny(n, "va") {
			n++
		}
		cue := v.isAny(n, "so")
		if cue {
			n++
		}
		if !v.shortNumber(n, cue) || r.taken[n] || r.inDate[n] {
			break
		}
		row = append(row, n)
		k = n + 1
	}
	return row
}

// spacedSymbol reads a symbol that a blank parts from the number at token i, as
// documents before 1990 print it: "344 QĐ/KT".
func (v *view) spacedSymbol(i int) (directive.Symbol, int, bool) {
	end := i + 1
	for ; end+1 < len(v.tokens) && end < i+8; end += 2 {
		if v.tokens[end].kind != wordToken || !v.shouted(end) || (v.tokens[end].gap != gapNone) != (end == i+1) {
			return directive.Symbol{}, 0, false
		}
		if !v.isAny(end+1, "/", "-") || v.tokens[end+1].gap != gapNone {
			end++
			break
		}
	}
	if end < i+3 || v.tokens[i+1].gap != gapBlank {
		return directive.Symbol{}, 0, false
	}
	sym, err := directive.ParseSymbol(v.fold(i) + "-" + v.words(i+1, end))
	return sym, end, err == nil
}

// shortKind reports whether the type word at token first can cite by the bare
// number at token at. Without a capital, or as generic as "văn bản", it needs
// "số" and a number of two digits.
func (v *view) shortKind(w kindPhrase, first, at int, cue bool) bool {
	if !w.generic && !shortKinds[w.kind] {
		return false
	}
	return v.upper(first) && !w.generic || cue && len(v.fold(at)) >= 2 || numberedKinds[w.kind] && !w.abbrev && len(v.fold(at)) >= 2
}

// numberedKinds are the types whose word, even without a capital, makes a bare
// number behind it a document: nobody counts "chỉ thị 16".
var numberedKinds = map[directive.Kind]bool{"Chỉ thị": true, "Nghị định": true, "Thông tư": true}

// afterShortNumber are folded words that may follow a short form; after any other
// word a bare number without "số" counts things ("Quyết định 16 trường hợp").
var afterShortNumber = map[string]bool{
	"cua": true, "ve": true, "ngay": true, "va": true, "nam": true, "nay": true, "tren": true, "quy": true, "thi": true,
	"duoc": true, "da": true, "la": true, "de": true, "trong": true, "tai": true, "tu": true, "co": true, "khi": true,
	"hoac": true, "den": true, "theo": true, "neu": true, "do": true, "cho": true, "doi": true, "phai": true, "voi": true,
}

// shortNumber reports whether token i is the number of a short form: digits that
// no separator joins to more.
func (v *view) shortNumber(i int, cue bool) bool {
	if i >= len(v.tokens) || v.tokens[i].kind != digitToken || !v.joined(i) || len(v.tokens[i].fold) > 5 {
		return false
	}
	n := atoi(v.fold(i))
	if n == 0 || n >= 1945 && n <= 2100 && !cue {
		return false
	}
	if !cue && (len(v.fold(i)) < 2 || v.tokens[i].gap != gapBlank) {
		return false // a footnote, or the row of a table
	}
	if i+1 >= len(v.tokens) || v.tokens[i+1].gap == gapBreak {
		return true
	}
	next := v.tokens[i+1]
	switch {
	case next.kind == digitToken:
		return false
	case next.kind == markToken:
		return next.fold != "/" && next.fold != "-" && next.fold != "–" && next.fold != "%" && next.fold != "°" &&
			!(v.isAny(i+1, ".", ",", ":") && i+2 < len(v.tokens) && v.tokens[i+2].kind == digitToken && v.tokens[i+2].gap == gapNone)
	}
	return cue || afterShortNumber[next.fold] && next.gap != gapNone
}

// readUnnumbered makes a mention of every document known by type, issuer and
// date: "Thông báo kết luận của Thủ tướng Chính phủ ngày 15/4/2020", "Tờ trình
// ngày 12/5/2021 của Sở Tài chính".
func (r *reader) readUnnumbered() {
	v := r.view
	for i := 0; i+2 < len(v.tokens); i++ {
		if !v.upper(i) || r.taken[i] {
			continue
		}
		w, at, ok := v.kindFrom(i)
		if !ok || w.abbrev || w.generic || !v.joined(at) || v.shouted(i) {
			continue
		}
		m := mention{first: i, kind: w.kind, ownKind: true}
		if r.issuerThenDate(&m, at) || r.dateThenIssuer(&m, at) {
			r.add(m)
			i = m.end - 1
		}
	}
}

// issuerThenDate reads "của Thủ tướng Chính phủ ngày 15/4/2020" from token at.
func (r *reader) issuerThenDate(m *mention, at int) bool {
	v := r.view
	if !v.isAny(at, "cua") {
		return false
	}
	issuer, end := v.issuerAt(at+1, false)
	if end == at+1 || !v.isAny(end, "ngay", ",") {
		return false
	}
	date, dateEnd := r.dateAfter(end)
	if date.Precision() != directive.PrecisionDay || !r.free(m.first, dateEnd) {
		return false
	}
	m.issuer, m.date, m.end, m.tail, m.title = issuer, date, dateEnd, dateEnd, v.words(m.first, end)
	return true
}

// dateThenIssuer reads "ngày 12/5/2021 của Sở Tài chính" from token at.
func (r *reader) dateThenIssuer(m *mention, at int) bool {
	v := r.view
	if !v.isAny(at, "ngay", "de") {
		return false
	}
	date, end := r.dateAfter(at)
	if date.Precision() != directive.PrecisionDay || !v.isAny(end, "cua") || !v.joined(end) || !r.free(m.first, end) {
		return false
	}
	issuer, tail := v.issuerAt(end+1, false)
	if tail == end+1 {
		return false
	}
	m.issuer, m.date, m.end, m.tail, m.title = issuer, date, end, tail, string(m.kind)+" của "+issuer
	return true
}
