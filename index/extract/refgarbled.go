package extract

import (
	"strconv"
	"strings"

	"tracuu/analyzers/viet"
	"tracuu/index/directive"
)

// readGarbled makes a mention of numbers that a scan has damaged so that they are
// no longer of any form, where the text round them says what they were.
func (r *reader) readGarbled() {
	v := r.view
	for i := range v.tokens {
		if !v.isAny(i, "so", "s") || r.taken[i] || !v.joined(i+1) || v.tokens[i+1].kind != digitToken {
			continue
		}
		if sym, end, ok := v.garbledLaw(i + 1); ok && r.free(i, end) {
			r.readRepaired(sym, i+1, end, "legislature-misread")
			continue
		}
		kinds := directive.KindsByCode(strings.ToUpper(v.fold(i+2)), false)
		if w, _, ok := v.kindBefore(i); ok {
			kinds = []directive.Kind{w.kind}
		}
		for _, kind := range kinds {
			if sym, end, ok := v.garbledCode(i+1, kind); ok && r.free(i, end) {
				r.readRepaired(sym, i+1, end, "slash-misread")
			}
		}
	}
}

// readRepaired reads a mention whose number in tokens [at, end) was restored by a
// rule.
func (r *reader) readRepaired(sym directive.Symbol, at, end int, rule string) {
	repair := directive.Repair{Raw: r.view.words(at, end), Repaired: sym.String(), Rule: rule}
	r.readNumber(sym, at, end, []directive.Repair{repair})
}

// garbledLaw reads "38/2019/Q1113", an act of the Quốc hội whose H was read as
// digits.
func (v *view) garbledLaw(i int) (directive.Symbol, int, bool) {
	if v.fold(i+1) != "/" || v.fold(i+3) != "/" || v.fold(i+4) != "q" || len(v.fold(i+2)) != 4 {
		return directive.Symbol{}, 0, false
	}
	term := strings.TrimPrefix(strings.TrimPrefix(v.fold(i+5), "1"), "1")
	if n := atoi(term); len(term) != 2 || n < 10 || n > 20 || v.tokens[i+5].gap != gapNone {
		return directive.Symbol{}, 0, false
	}
	sym, err := directive.ParseSymbol(v.fold(i) + "/" + v.fold(i+2) + "/QH" + term)
	return sym, i + 6, err == nil
}

// garbledCode reads "45511B-TLD" after "Thông báo số": the slash before the type
// code, and perhaps the code's first letter with it, was read as a 1. The kind is
// that of the type word or, where a scan has destroyed it, of the code.
func (v *view) garbledCode(i int, kind directive.Kind) (directive.Symbol, int, bool) {
	if !v.isAny(i+2, "-", "/") || v.tokens[i+1].kind != wordToken || v.tokens[i+1].gap != gapNone {
		return directive.Symbol{}, 0, false
	}
	number, cut := strings.CutSuffix(v.fold(i), "1")
	if number == "" || !cut || i+3 >= len(v.tokens) || v.tokens[i+3].gap != gapNone {
		return directive.Symbol{}, 0, false
	}
	org := v.words(i+3, i+4)
	for _, party := range []bool{false, true} {
		code := kind.Code(party)
		tail := viet.Fold(code)
		if code == "" || tail != v.fold(i+1) && tail[1:] != v.fold(i+1) {
			continue
		}
		form := number + "/" + code + "-" + org
		if party {
			form = number + "-" + code + "/" + org
		}
		sym, err := directive.ParseSymbol(form)
		return sym, i + 4, err == nil
	}
	return directive.Symbol{}, 0, false
}

// brokenNumber handles a number that blanks have cut in two after "số": the
// digits before token at belong to it ("số 5 7/2014/QH13" is 57/2014/QH13). It
// reports false where a stray point leaves open what the number was.
func (r *reader) brokenNumber(m *mention, at *int) bool {
	v := r.view
	k := *at - 1
	if v.fold(k) == "." && v.tokens[*at].gap == gapBlank {
		k--
	}
	if k < 1 || v.tokens[k].kind != digitToken || v.tokens[*at].gap != gapBlank || !v.isAny(k-1, "so") {
		return true
	}
	if k < *at-1 || len(v.fold(k)) > 2 {
		return false // what stands there is no longer known
	}
	raw := m.symbol.String()
	m.symbol.Number = v.fold(k) + m.symbol.Number
	m.repairs = append(m.repairs, directive.Repair{Raw: raw, Repaired: m.symbol.String(), Rule: "blank-inside-number"})
	*at = k
	return true
}

// gluedSlash restores a slash that was read as a 1 and stuck to the number:
// "1261NQ-CP" is 126/NQ-CP.
func (r *reader) gluedSlash(m *mention, at int) {
	v := r.view
	number, cut := strings.CutSuffix(v.fold(at), "1")
	if !cut || len(number) < 2 || at+1 >= len(v.tokens) || v.tokens[at+1].kind != wordToken || v.tokens[at+1].gap != gapNone ||
		viet.Fold(m.symbol.Code) != v.fold(at+1) || m.symbol.Number != v.fold(at) {
		return
	}
	raw := m.symbol.String()
	m.symbol.Number = number
	m.repairs = append(m.repairs, directive.Repair{Raw: raw, Repaired: m.symbol.String(), Rule: "slash-misread"})
}

// repairLegislature restores the digits in the code of the Quốc hội or its
// standing committee: UBTVQHI5 is UBTVQH15.
func repairLegislature(m *mention) {
	if len(m.symbol.Orgs) != 1 {
		return
	}
	org := m.symbol.Orgs[0]
	head, term, ok := strings.Cut(org, "QH")
	if !ok || head != "" && head != "UBTV" {
		return
	}
	digits := strings.NewReplacer("I", "1", "l", "1", "O", "0", "S", "5").Replace(term)
	if n, err := strconv.Atoi(digits); err != nil || digits == term || n > 20 {
		return
	}
	sym, err := directive.ParseSymbol(strings.Replace(m.symbol.String(), org, head+"QH"+digits, 1))
	if err != nil {
		return
	}
	m.repairs = append(m.repairs, directive.Repair{Raw: m.symbol.String(), Repaired: sym.String(), Rule: "legislature-misread"})
	m.symbol = sym
}

// misread maps letters that scans take for one another inside issuing codes to
// one of them.
var misread = strings.NewReplacer("I", "T", "l", "T", "1", "T", "Q", "O")

// repairIssuers restores an issuing code that differs in one misread letter from
// the code that most other numbers of the text bear: among 1831/QĐ-BTC,
// 1832/QĐ-BTC and 1839/QĐ-BTC, 1833/QĐ-BIC is 1833/QĐ-BTC.
func (r *reader) repairIssuers() {
	count := map[string]int{}
	for _, m := range r.mentions {
		if len(m.symbol.Orgs) == 1 {
			count[m.symbol.Orgs[0]]++
		}
	}
	usual := map[string]string{}
	for org, n := range count {
		if best := usual[misread.Replace(org)]; n >= 3 && (n > count[best] || n == count[best] && org < best) {
			usual[misread.Replace(org)] = org
		}
	}
	for i := range r.mentions {
		m := &r.mentions[i]
		if len(m.symbol.Orgs) != 1 {
			continue
		}
		org := m.symbol.Orgs[0]
		other := usual[misread.Replace(org)]
		if other == "" || count[other] <= count[org] || !oneLetter(org, other) {
			continue
		}
		raw := m.symbol.String()
		m.symbol.Orgs = []string{other}
		m.number, m.key = m.symbol.String(), m.symbol.Key()
		m.repairs = append(m.repairs, directive.Repair{Raw: raw, Repaired: m.number, Rule: "issuer-code-of-neighbours"})
	}
}

// oneLetter reports whether two codes of one length differ in one letter.
func oneLetter(a, b string) bool {
	x, y := []rune(a), []rune(b)
	if len(x) != len(y) || len(x) < 2 {
		return false
	}
	diff := 0
	for i := range x {
		if x[i] != y[i] {
			diff++
		}
	}
	return diff == 1
}
