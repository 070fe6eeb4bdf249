package api

import (
	"bytes"
	"encoding/json"
	"slices"

	"tracuu/index"
	"tracuu/index/directive"
)

// Hit is a hit as it is written: the fields that were asked for, in a fixed
// order. Unknown values are left out; lists are there even when empty.
type Hit struct {
	index.Hit
	columns []*hitField
}

// hitField is one field of a hit in JSON.
type hitField struct {
	name   string
	usual  bool // written unless fields= says otherwise
	inText bool // holds positions in the document's text
	value  func(h *index.Hit) any
}

// hitFields is every field of a hit, in the order in which they are written. A
// nil value is left out.
var hitFields = []hitField{
	{name: "id", usual: true, value: func(h *index.Hit) any { return h.Directive.ID }},
	text("key", true, func(d *directive.Directive) string { return d.Key }),
	text("number", true, func(d *directive.Directive) string { return d.Number }),
	text("type", true, func(d *directive.Directive) directive.Kind { return d.Type }),
	text("issuer", true, func(d *directive.Directive) string { return d.Issuer }),
	text("issuer_id", true, func(d *directive.Directive) string { return d.IssuerID }),
	text("province", true, func(d *directive.Directive) string { return d.Province }),
	text("issued", true, func(d *directive.Directive) string { return d.Issued.String() }),
	text("title", true, func(d *directive.Directive) string { return d.Title }),
	text("urgency", true, func(d *directive.Directive) directive.Urgency { return d.Urgency }),
	{name: "score", usual: true, value: func(h *index.Hit) any { return h.Score }},
	{name: "tier", value: func(h *index.Hit) any { return tierNames[h.Tier] }},
	{name: "why", usual: true, value: func(h *index.Hit) any { return listed(h.Why) }},
	{name: "fragments", usual: true, inText: true, value: func(h *index.Hit) any { return fragmentsToWire(h.Fragments) }},
	{name: "cites", usual: true, value: func(h *index.Hit) any { return h.Cites }},
	{name: "cited_by", usual: true, value: func(h *index.Hit) any { return h.CitedBy }},
	text("place", false, func(d *directive.Directive) string { return d.Place }),
	text("secrecy", false, func(d *directive.Directive) directive.Secrecy { return d.Secrecy }),
	struc("signer", func(d *directive.Directive) directive.Signer { return d.Signer }),
	struc("incoming", func(d *directive.Directive) directive.Incoming { return d.Incoming }),
	struc("source", func(d *directive.Directive) directive.Source { return d.Source }),
	lists("recipients", false, func(d *directive.Directive) []string { return d.Recipients }),
	lists("distribution", false, func(d *directive.Directive) []string { return d.Distribution }),
	lists("keywords", false, func(d *directive.Directive) []string { return d.Keywords }),
	lists("dates", true, func(d *directive.Directive) []directive.OtherDate { return d.Dates }),
	lists("references", true, func(d *directive.Directive) []directive.Reference { return d.References }),
	lists("pages", true, func(d *directive.Directive) []directive.Page { return d.Pages }),
	lists("noise", true, func(d *directive.Directive) []directive.Noise { return d.Noise }),
	lists("repairs", false, func(d *directive.Directive) []directive.Repair { return d.Repairs }),
	lists("problems", true, func(d *directive.Directive) []directive.Problem { return d.Problems }),
	{name: "evidence", inText: true, value: func(h *index.Hit) any {
		if h.Directive.Evidence == nil {
			return struct{}{}
		}
		return h.Directive.Evidence
	}},
}

// text is a field that is left out when nothing is known; a value known to be
// empty has evidence, and is written.
func text[S ~string](name string, usual bool, get func(*directive.Directive) S) hitField {
	return hitField{name: name, usual: usual, value: func(h *index.Hit) any {
		v := get(&h.Directive)
		if _, known := h.Directive.Evidence[name]; v == "" && !known {
			return nil
		}
		return v
	}}
}

func struc[S comparable](name string, get func(*directive.Directive) S) hitField {
	return hitField{name: name, value: func(h *index.Hit) any {
		var zero S
		if v := get(&h.Directive); v != zero {
			return v
		}
		return nil
	}}
}

func lists[E any](name string, inText bool, get func(*directive.Directive) []E) hitField {
	return hitField{name: name, inText: inText, value: func(h *index.Hit) any { return listed(get(&h.Directive)) }}
}

// listed makes a list that encodes as [] when it is empty.
func listed[E any](list []E) []E {
	if list == nil {
		return []E{}
	}
	return list
}

func hitFieldByName(name string) *hitField {
	i := slices.IndexFunc(hitFields, func(f hitField) bool { return f.name == name })
	if i < 0 {
		return nil
	}
	return &hitFields[i]
}

// MarshalJSON writes the fields that were asked for.
func (h Hit) MarshalJSON() ([]byte, error) {
	columns := h.columns
	if columns == nil {
		columns = Presentation{}.columns()
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	b.WriteByte('{')
	for _, f := range columns {
		v := f.value(&h.Hit)
		if v == nil {
			continue
		}
		if b.Len() > 1 {
			b.WriteByte(',')
		}
		b.WriteString(`"` + f.name + `":`)
		if err := enc.Encode(v); err != nil {
			return nil, err
		}
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}
