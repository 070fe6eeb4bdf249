package directive

import (
	"maps"
	"strings"
)

// Merge lays what a caller supplied over what was read from the text: a supplied
// field stands, empty or not, its evidence has the basis Supplied, and repairs of
// it are dropped. A supplied issuer without its issuer_id leaves that unknown, to
// be resolved anew. Key and the Refs are computed from the result. Neither
// argument is changed.
func Merge(read Directive, given Given) Directive {
	out := read
	out.Evidence = maps.Clone(read.Evidence)
	if out.Evidence == nil {
		out.Evidence = make(map[string]Evidence)
	}
	if given.Has("issuer") && !given.Has("issuer_id") && given.Directive.Issuer != read.Issuer {
		out.IssuerID = ""
		delete(out.Evidence, "issuer_id")
	}
	for i := range fields {
		f := &fields[i]
		if !given.present[f.name] {
			continue
		}
		f.copyField(&out, &given.Directive)
		if f.fact {
			top, _, _ := strings.Cut(f.name, ".")
			out.Evidence[top] = Evidence{Basis: Supplied, Confidence: 1}
		}
	}
	out.Repairs = nil
	for _, r := range read.Repairs {
		if !given.Has(r.Field) {
			out.Repairs = append(out.Repairs, r)
		}
	}
	out.References = append([]Reference(nil), out.References...)
	SetRefs(out.References)
	out.Key = Identity(&out)
	return out
}
