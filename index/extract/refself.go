package extract

import (
	"strings"

	"tracuu/index/directive"
)

// isSelf reports whether a mention names the document that it stands in: the
// document's own number, unless the date says it is another year's.
func (r *reader) isSelf(m mention) bool {
	if m.number == "" || m.short || r.own.Key() != m.key {
		return false
	}
	if m.kind != "" && r.doc.out.Type != "" && m.symbol.Grammar == directive.Law && m.kind != r.doc.out.Type {
		return false
	}
	return oneOfItsNumber(m.symbol) || datesAgree(m.date, r.doc.out.Issued)
}

// isShortSelf reports a short form of the document's own number, "Thông tư 08" in
// Thông tư 08/2014/TT-BNNPTNT.
func (r *reader) isShortSelf(m mention) bool {
	short := directive.Symbol{Number: r.own.Number}
	return m.short && r.own.Number != "" && m.kind == r.doc.out.Type && short.Key() == m.key && datesAgree(m.date, r.doc.out.Issued)
}

// oneOfItsNumber reports a symbol that one document only can bear: it has its
// year, and the body that issued it is one. Two dates beside it are a slip of the
// pen or of the scanner.
func oneOfItsNumber(s directive.Symbol) bool {
	if s.Year == 0 || len(s.Orgs) != 1 {
		return false
	}
	return s.Grammar == directive.Law || s.Orgs[0] == "CP" || s.Orgs[0] == "TTg"
}

// inStamp reports a mention inside a stamp or letters nobody can read, which
// cites nothing.
func (r *reader) inStamp(m mention) bool {
	switch r.noise(m) {
	case directive.NoiseStamp, directive.NoiseRepeated, directive.NoiseGarbage:
		return true
	}
	return false
}

// marksCopy reports the number under which a copy was made ("SAO Y BẢN CHÍNH Số:
// 112/SY-UBND"), printed below the signature of the original.
func (r *reader) marksCopy(m mention) bool {
	switch m.symbol.Code {
	case "SY", "SL", "TrS", "BS":
		return r.doc.zoneAt(r.view.tokens[m.first].Start) != zoneBody
	}
	return false
}

func (r *reader) noise(m mention) directive.NoiseKind {
	return r.doc.noiseAt(r.view.tokens[m.first].Start)
}

// inNavigation reports a mention in a link list or page furniture.
func (r *reader) inNavigation(m mention) bool {
	switch r.noise(m) {
	case directive.NoiseNavigation, directive.NoisePage:
		return true
	}
	return websiteLicence(m)
}

// websiteLicence reports the licence that a web page must print in its footer
// (giấy phép trang thông tin điện tử, Nghị định 72/2013/NĐ-CP): furniture wherever
// it stands.
func websiteLicence(m mention) bool {
	return m.kind == "Giấy phép" && strings.Contains(m.number, "TTĐT")
}
