package directive

import (
	"maps"
	"strings"
)

// Merge lays what a caller supplied over what was read from the text. It is
// Overlay with the basis Supplied.
func Merge(read Directive, given Given) Directive { return Overlay(read, given, Supplied) }

// Overlay lays a layer of values over a document, as precedence demands (curated
// over supplied over read): a field of the layer stands, empty or not, its
// evidence has the given basis, and repairs of it are dropped. An issuer or
// province without the issuer_id has that identified anew (see Bodies.Identify).
// Key and the Refs are computed from the result. Neither argument is changed.
func Overlay(base Directive, layer Given, basis Basis) Directive {
	out := base
	out.Evidence = maps.Clone(base.Evidence)
	if out.Evidence == nil {
		out.Evidence = make(map[string]Evidence)
	}
	if layer.Has("issuer") && !layer.Has("issuer_id") && layer.Directive.Issuer != base.Issuer {
		out.IssuerID = ""
		delete(out.Evidence, "issuer_id")
	}
	for i := range fields {
		f := &fields[i]
		if !layer.present[f.name] {
			continue
		}
		f.copyField(&out, &layer.Directive)
		if f.fact {
			top, _, _ := strings.Cut(f.name, ".")
			out.Evidence[top] = Evidence{Basis: basis, Confidence: 1}
		}
	}
	if basis := out.Evidence["issuer_id"].Basis; (layer.Has("issuer") || layer.Has("province")) && basis != Supplied && basis != Curated {
		if b, ok := DefaultBodies().Identify(out.Issuer, out.Province); ok {
			out.IssuerID = b.ID
		}
	}
	out.Repairs = nil
	for _, r := range base.Repairs {
		if !layer.Has(r.Field) {
			out.Repairs = append(out.Repairs, r)
		}
	}
	out.References = append([]Reference(nil), out.References...)
	SetRefs(out.References)
	out.Key = Identity(&out)
	return out
}
