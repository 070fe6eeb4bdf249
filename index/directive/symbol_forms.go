package directive

import "strings"

// typed reads a known type code with the bodies after it.
func (r *matcher) typed(g group) bool {
	code, known := canonical(codeByFold, g.text)
	if !known || g.uppers == 0 && (!r.lead.tight() || len(code) < 2) {
		return false
	}
	sep := r.afterCode(g)
	org, ok := r.body(sep, g)
	if !ok {
		return r.typedAlone(g, code)
	}
	if r.lead.kind != slash && r.lead.kind != hyphen && (!knownOrg(org) || g.uppers < 2) {
		return false
	}
	r.shape(sep, org)
	r.take(g, r.keepStroke(g, code))
	r.m.sym.Code = r.keepStroke(g, code)
	r.append(sep, org)
	r.m.strength = strong
	r.extend(g)
	return true
}

// afterCode reads the separator after a type code, for which some print a dot
// (NQ.HĐTP).
func (r *matcher) afterCode(code group) separator {
	sep := separatorAt(r.s, code.end)
	if sep.kind == other && charAt(r.s, code.end).class == dot {
		if org, ok := groupAt(r.s, code.end+1); ok && org.uppers > 0 && knownOrg(org) {
			return separator{kind: hyphen, end: code.end + 1, rules: repairHyphen}
		}
	}
	return sep
}

// keepStroke leaves CD of a party symbol alone: Công điện is not in the party's
// list, so that only a type word before it can show that CD is CĐ.
func (r *matcher) keepStroke(g group, code string) string {
	if r.m.sym.Grammar == Party && code == "CĐ" && !strings.ContainsAny(g.text, "Đđ") {
		return "CD"
	}
	return code
}

// typedAlone reads an act with its year and type and no body (168/2024/NĐ).
func (r *matcher) typedAlone(g group, code string) bool {
	if r.m.sym.Year == 0 || g.uppers < 2 || r.lead.kind != slash {
		return false
	}
	r.m.sym.Grammar, r.m.sym.Code, r.m.strength = Normative, code, fair
	r.take(g, code)
	return true
}

// body reads the first body after a type code.
func (r *matcher) body(sep separator, code group) (group, bool) {
	if sep.kind != slash && sep.kind != hyphen || sep.kind == hyphen && sep.broken && sep.after {
		return group{}, false
	}
	org, ok := groupAt(r.s, sep.end)
	switch {
	case !ok:
		return org, false
	case org.uppers == 0:
		return org, sep.tight() && org.letters > 1 && (code.uppers == 0 || knownOrg(org))
	case sep.tight():
		return org, true
	}
	return org, org.uppers >= 2 || knownOrg(org)
}

// shape settles the grammar by the separators and the body.
func (r *matcher) shape(sep separator, org group) {
	sym := &r.m.sym
	name, _ := canonical(orgByFold, org.text)
	party := r.lead.kind != slash && (sep.kind == slash || partyOrgs[name] && !stateOrgs[name])
	switch {
	case sym.Year != 0:
		sym.Grammar = Normative
	case party:
		sym.Grammar = Party
		r.mend(r.lead.kind != hyphen || sep.kind != slash)
	default:
		sym.Grammar = State
		r.mend(r.lead.kind != slash)
	}
}

// mend notes that a separator was missing or another one.
func (r *matcher) mend(wrong bool) {
	if wrong {
		r.m.rules |= repairHyphen
	}
}

// untyped reads symbols without a known type code: letters (1442/UBND-KGVX), the
// open types of the party (459-KHHT/TU) and acts of a type no table has.
func (r *matcher) untyped(g group) bool {
	sep := separatorAt(r.s, g.end)
	sure := r.lead.tight() && sep.tight() || knownOrg(g)
	org, ok := r.body(sep, g)
	if !ok || !sure {
		return false
	}
	if g.uppers < 2 || org.uppers == 0 {
		return r.typedLetter(g, sep, org)
	}
	switch {
	case r.m.sym.Year != 0:
		r.m.sym.Grammar = Normative
	case r.lead.kind == hyphen && sep.kind == slash && org.uppers >= 2:
		r.m.sym.Grammar = Party
	case r.lead.kind == slash:
		r.m.sym.Grammar = Letter
	default:
		return false
	}
	r.m.strength = fair
	if r.m.sym.Grammar == Letter {
		r.append(r.lead, g)
	} else {
		r.m.sym.Code = g.text
		r.take(g, g.text)
	}
	r.append(sep, org)
	r.extend(g)
	return true
}

// typedLetter reads a letter as people type it, in small letters throughout; only
// a body that a table knows makes it one.
func (r *matcher) typedLetter(g group, sep separator, unit group) bool {
	if g.uppers+unit.uppers > 0 || !knownOrg(g) || r.lead.kind != slash || !r.lead.tight() || r.m.sym.Year != 0 {
		return false
	}
	r.m.sym.Grammar, r.m.strength = Letter, fair
	r.append(r.lead, g)
	r.append(sep, unit)
	return true
}

// single reads a number with one group: 619/TTg, 09/HDTLMM/2025, 107-CV.
func (r *matcher) single(g group) bool {
	code, coded := canonical(codeByFold, g.text)
	known := coded || knownOrg(g)
	if !r.lead.tight() || g.letters < 2 || r.lead.kind != slash && r.lead.kind != hyphen {
		return false
	}
	sym := &r.m.sym
	switch {
	case r.lead.kind == hyphen && (!coded || sym.Year != 0 || g.uppers == 0):
		return false
	case r.lead.kind == hyphen:
		sym.Grammar = Party
	case sym.Year != 0:
		sym.Grammar = Normative
	default:
		sym.Grammar = Loose
	}
	switch {
	case !known && r.glued(g):
		return true
	case !known && g.uppers == 0:
		return false
	case coded && !knownOrg(g) || sym.Grammar == Party:
		sym.Code = code
		r.take(g, code)
	default:
		r.append(r.lead, g)
	}
	r.trailingYear()
	return true
}

// glued reads a type code and a body without the hyphen between them (NĐCP).
func (r *matcher) glued(g group) bool {
	for i := range g.text {
		code, isCode := canonical(codeByFold, g.text[:i])
		name, isOrg := canonical(orgByFold, g.text[i:])
		if i < 2 || !isCode || !isOrg || !stateOrgs[name] {
			continue
		}
		if r.m.sym.Grammar == Loose {
			r.m.sym.Grammar = State
		}
		r.m.sym.Code, r.m.sym.Orgs, r.m.sym.seps = code, []string{name}, "-"
		r.take(g, code+name)
		r.m.rules |= repairHyphen
		if g.uppers > 0 || r.m.sym.Year != 0 {
			r.m.strength = fair
		}
		return true
	}
	return false
}

// trailingYear reads the year after the one group of a contract or a loose
// symbol (09/HDTLMM/2025).
func (r *matcher) trailingYear() {
	sep := separatorAt(r.s, r.m.end)
	if r.m.sym.Grammar != Loose || sep.kind != slash || !sep.tight() {
		return
	}
	num, ok := numberAt(r.s, sep.end)
	if y, digits := allDigits(num.text); ok && digits && len(num.text) == 4 && y >= 1945 && y <= lastYear {
		r.m.sym.Year, r.m.end, r.m.strength = y, num.end, fair
	}
}
