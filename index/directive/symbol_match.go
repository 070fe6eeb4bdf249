package directive

import (
	"strings"
	"unicode/utf8"
)

// strength says how much of a match speaks for a document number.
type strength int

const (
	weak   strength = iota // a number and one group: needs a word before it
	fair                   // two groups of capitals that no table knows
	strong                 // a known type code with a body, an act with its year
)

// match is a symbol read at a place of a text.
type match struct {
	sym      Symbol
	start    int
	end      int
	rules    repairRules
	strength strength
}

// matcher reads one symbol: the number, then separators and groups in turn.
type matcher struct {
	s    string
	m    match
	lead separator // before the first group
}

// matchAt reads the symbol whose number starts at byte i.
func matchAt(s string, i int) (match, bool) {
	num, ok := numberAt(s, i)
	if !ok {
		return match{}, false
	}
	r := matcher{s: s, m: match{start: i, rules: num.rules}}
	r.m.sym.Number = num.text
	r.lead = separatorAt(s, num.end)
	if r.lead.kind == hyphen && r.lead.broken {
		return match{}, false // a list bullet on the next line
	}
	if !r.year() && num.year {
		return match{}, false
	}
	first, ok := groupAt(s, r.lead.end)
	if !ok || isRoman(first.text) || r.lead.kind == other && strings.HasSuffix(num.text, "1") {
		return match{}, false // a 1 glued to the code may be the slash
	}
	r.m.rules |= r.lead.rules
	if !r.law(first) && !r.typed(first) && !r.untyped(first) && !r.single(first) {
		return match{}, false
	}
	r.footnote()
	return r.m, true
}

// year reads the year of a normative act and moves the lead after it.
func (r *matcher) year() bool {
	if r.lead.kind != slash && (r.lead.kind != hyphen || !r.lead.tight()) {
		return false
	}
	num, ok := numberAt(r.s, r.lead.end)
	if !ok || len(num.text) != 4 {
		return false
	}
	y, ok := allDigits(num.text)
	if !ok || y < 1945 || y > lastYear {
		return false
	}
	next := separatorAt(r.s, num.end)
	if next.kind != slash && next.kind != hyphen || next.kind == hyphen && next.broken {
		return false
	}
	r.m.sym.Year = y
	r.m.rules |= r.lead.rules | num.rules
	if r.lead.kind == hyphen {
		r.m.rules |= repairHyphen
	}
	r.lead = next
	return true
}

// law reads 51/2005/QH11: the Quốc hội or its standing committee with its term.
func (r *matcher) law(g group) bool {
	body, term, end, rules := legislature(r.s, g)
	if term == 0 || r.lead.kind != slash && r.lead.kind != hyphen {
		return false
	}
	r.m.sym.Orgs = []string{body}
	r.m.sym.Term = term
	r.take(g, strings.ToUpper(g.text))
	r.m.rules |= rules
	r.m.end = end
	if r.m.sym.Year == 0 {
		r.m.sym.Grammar = Loose
		return r.lead.kind == slash
	}
	r.m.sym.Grammar, r.m.strength = Law, strong
	return true
}

// maxOrgs bounds the bodies of a symbol; joint circulars have up to eight.
const maxOrgs = 10

// extend reads the further bodies and units, which stand close to what precedes:
// a dash in white space after a whole symbol belongs to the sentence.
func (r *matcher) extend(code group) {
	for len(r.m.sym.Orgs) < maxOrgs {
		sep := separatorAt(r.s, r.m.end)
		if sep.kind != slash && sep.kind != hyphen || sep.before {
			return
		}
		org, ok := groupAt(r.s, sep.end)
		joint := strings.HasSuffix(r.m.sym.Code, "LT")
		switch {
		case !ok, sep.after && org.uppers < 2, sep.wrapped && !knownOrg(org) && !joint:
			return
		case org.uppers == 0 && code.uppers > 0 && org.text != "nb":
			return
		}
		r.append(sep, org)
	}
}

// append adds a body in its canonical spelling.
func (r *matcher) append(sep separator, org group) {
	name, _ := canonical(orgByFold, org.text)
	if name == org.text && org.uppers == 0 && org.text != "nb" {
		name = strings.ToUpper(name)
	}
	sym := &r.m.sym
	mark := byte('-')
	if sep.kind == slash {
		mark = '/'
	}
	if i := len(sym.Orgs); i == 0 && (sym.Grammar == Party || sym.Code == "") {
		mark = '/'
	}
	sym.Orgs = append(sym.Orgs, name)
	sym.seps += string(mark)
	r.m.rules |= sep.rules
	if _, term, _, _ := legislature("", org); term != 0 {
		sym.Term = term
	}
	r.take(org, name)
}

// take moves the end past a group and notes what its canonical spelling mends.
func (r *matcher) take(g group, name string) {
	r.m.end = g.end
	r.m.rules |= g.rules
	if name == g.text {
		return
	}
	if strings.EqualFold(name, g.text) {
		r.m.rules |= repairCase
		return
	}
	r.m.rules |= repairStroke
}

// footnote takes a footnote's digit off the last body (NĐ-CP1): bodies that a
// table knows, and the legislature, have no further digits.
func (r *matcher) footnote() {
	orgs := r.m.sym.Orgs
	if len(orgs) == 0 {
		return
	}
	last := orgs[len(orgs)-1]
	base := strings.TrimRight(last, "0123456789")
	if base == last || r.m.sym.Term != 0 || !stateOrgs[base] && !partyOrgs[base] || mayHaveDigits[base] {
		return
	}
	orgs[len(orgs)-1] = base
	for range len(last) - len(base) {
		_, n := utf8.DecodeLastRuneInString(r.s[:r.m.end])
		r.m.end -= n
	}
	r.m.rules |= repairFootnote
}

// mayHaveDigits are bodies that are printed with the number of a term or a
// department: HĐND8, NHNN14, BCĐ389.
var mayHaveDigits = setOf([]string{"HĐND", "NHNN", "BCĐ", "UBTVQH", "KTNN", "MTTW"})

// knownOrg reports whether a table has the body, in any case.
func knownOrg(g group) bool {
	_, ok := canonical(orgByFold, g.text)
	return ok
}

// isRoman reports whether the group is a roman numeral, as form numbers have
// (Mẫu 02-IV/KSHN).
func isRoman(s string) bool { return strings.Trim(s, "IVX") == "" }
