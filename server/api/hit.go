package api

import (
	"fmt"
	"slices"
	"time"

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
	// write appends the value, and nothing where the field is to be left out.
	write func(b []byte, h *index.Hit) ([]byte, error)
}

// hitFields is every field of a hit, in the order in which they are written. A
// nil value is left out.
var hitFields = []hitField{
	{name: "id", usual: true, write: func(b []byte, h *index.Hit) ([]byte, error) { return appendString(b, h.Directive.ID), nil }},
	text("key", true, func(d *directive.Directive) string { return d.Key }),
	text("number", true, func(d *directive.Directive) string { return d.Number }),
	text("type", true, func(d *directive.Directive) directive.Kind { return d.Type }),
	text("issuer", true, func(d *directive.Directive) string { return d.Issuer }),
	text("issuer_id", true, func(d *directive.Directive) string { return d.IssuerID }),
	text("province", true, func(d *directive.Directive) string { return d.Province }),
	text("issued", true, func(d *directive.Directive) string { return d.Issued.String() }),
	text("title", true, func(d *directive.Directive) string { return d.Title }),
	text("urgency", true, func(d *directive.Directive) directive.Urgency { return d.Urgency }),
	{name: "score", usual: true, write: func(b []byte, h *index.Hit) ([]byte, error) { return appendFloat(b, h.Score) }},
	{name: "tier", write: func(b []byte, h *index.Hit) ([]byte, error) { return appendString(b, tierNames[h.Tier]), nil }},
	{name: "why", usual: true, write: func(b []byte, h *index.Hit) ([]byte, error) { return appendStrings(b, h.Why), nil }},
	{name: "fragments", usual: true, inText: true, write: func(b []byte, h *index.Hit) ([]byte, error) { return appendFragments(b, h.Fragments), nil }},
	{name: "cites", usual: true, write: func(b []byte, h *index.Hit) ([]byte, error) { return appendInt(b, h.Cites), nil }},
	{name: "cited_by", usual: true, write: func(b []byte, h *index.Hit) ([]byte, error) { return appendInt(b, h.CitedBy), nil }},
	{name: "copies", usual: true, write: func(b []byte, h *index.Hit) ([]byte, error) {
		if h.Copies == nil { // nobody asked for them
			return b, nil
		}
		return appendAny(b, h.Copies)
	}},
	moment("added", func(h *index.Hit) time.Time { return h.Added }),
	moment("updated", func(h *index.Hit) time.Time { return h.Updated }),
	text("place", false, func(d *directive.Directive) string { return d.Place }),
	text("secrecy", false, func(d *directive.Directive) directive.Secrecy { return d.Secrecy }),
	object("signer", func(d *directive.Directive) directive.Signer { return d.Signer }),
	object("incoming", func(d *directive.Directive) directive.Incoming { return d.Incoming }),
	object("source", func(d *directive.Directive) directive.Source { return d.Source }),
	list("recipients", false, func(d *directive.Directive) []string { return d.Recipients }),
	list("distribution", false, func(d *directive.Directive) []string { return d.Distribution }),
	list("keywords", false, func(d *directive.Directive) []string { return d.Keywords }),
	list("dates", true, func(d *directive.Directive) []directive.OtherDate { return d.Dates }),
	list("references", true, func(d *directive.Directive) []directive.Reference { return d.References }),
	list("pages", true, func(d *directive.Directive) []directive.Page { return d.Pages }),
	list("noise", true, func(d *directive.Directive) []directive.Noise { return d.Noise }),
	list("repairs", false, func(d *directive.Directive) []directive.Repair { return d.Repairs }),
	list("problems", true, func(d *directive.Directive) []directive.Problem { return d.Problems }),
	{name: "evidence", inText: true, write: func(b []byte, h *index.Hit) ([]byte, error) {
		if len(h.Directive.Evidence) == 0 {
			return append(b, "{}"...), nil
		}
		return appendAny(b, h.Directive.Evidence)
	}},
}

// text is a field that is left out when nothing is known; a value known to be
// empty has evidence, and is written.
func text[S ~string](name string, usual bool, get func(*directive.Directive) S) hitField {
	return hitField{name: name, usual: usual, write: func(b []byte, h *index.Hit) ([]byte, error) {
		v := get(&h.Directive)
		if _, known := h.Directive.Evidence[name]; v == "" && !known {
			return b, nil
		}
		return appendString(b, string(v)), nil
	}}
}

// moment is a time (RFC 3339), left out when it is unknown.
func moment(name string, get func(*index.Hit) time.Time) hitField {
	return hitField{name: name, write: func(b []byte, h *index.Hit) ([]byte, error) {
		if get(h).IsZero() {
			return b, nil
		}
		return appendString(b, get(h).Format(time.RFC3339Nano)), nil
	}}
}

// object is a field that is left out when nothing is known of it.
func object[S comparable](name string, get func(*directive.Directive) S) hitField {
	return hitField{name: name, write: func(b []byte, h *index.Hit) ([]byte, error) {
		var zero S
		v := get(&h.Directive)
		if v == zero {
			return b, nil
		}
		return appendAny(b, v)
	}}
}

// list is a field that is there even when it is empty.
func list[E any](name string, inText bool, get func(*directive.Directive) []E) hitField {
	return hitField{name: name, inText: inText, write: func(b []byte, h *index.Hit) ([]byte, error) {
		return appendAny(b, listed(get(&h.Directive)))
	}}
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
func (h Hit) MarshalJSON() ([]byte, error) { return h.append(nil) }

func (h *Hit) append(b []byte) ([]byte, error) {
	columns := h.columns
	if columns == nil {
		columns = Presentation{}.columns()
	}
	b = append(b, '{')
	var err error
	for _, f := range columns {
		before := len(b)
		b = append(append(append(b, '"'), f.name...), '"', ':')
		value := len(b)
		if b, err = f.write(b, &h.Hit); err != nil {
			return nil, fmt.Errorf("write hit %q: %s: %w", h.Directive.ID, f.name, err)
		}
		if len(b) == value {
			b = b[:before]
			continue
		}
		b = append(b, ',')
	}
	b[len(b)-1] = '}' // in place of the last comma: an id is always there
	return b, nil
}
