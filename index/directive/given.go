package directive

import (
	"encoding/json"
	"fmt"
	"strings"
)

// Given is what a caller supplied of a document: the values, and which fields
// were there at all. A field that was there and empty is known to be empty; one
// that was absent or null is to be read from the text. It encodes as the fields
// that were there, and decodes from that. Copies share the list of fields.
type Given struct {
	Directive Directive
	present   map[string]bool // by JSON path: "issuer", "signer.name"
}

// Has reports whether the field was supplied, by its JSON path ("issuer",
// "signer.name"); an object was when any of its members was.
func (g Given) Has(field string) bool {
	if g.present[field] {
		return true
	}
	if objects[field] {
		for name := range g.present {
			if strings.HasPrefix(name, field+".") {
				return true
			}
		}
	}
	return false
}

// Fields lists the JSON paths of the supplied fields, in the order of the JSON.
func (g Given) Fields() []string {
	var names []string
	for i := range fields {
		if g.present[fields[i].name] {
			names = append(names, fields[i].name)
		}
	}
	return names
}

// Set marks fields of g.Directive as supplied, by their JSON paths: what a caller
// in Go does after filling them. An object marks all its members. An unknown path
// is a *FieldError.
func (g *Given) Set(names ...string) error {
	for _, name := range names {
		marked := false
		for i := range fields {
			if f := fields[i].name; f == name || objects[name] && strings.HasPrefix(f, name+".") {
				g.mark(f)
				marked = true
			}
		}
		if !marked {
			return &FieldError{Field: name, Reason: "no such field"}
		}
	}
	return nil
}

func (g *Given) mark(name string) {
	if g.present == nil {
		g.present = make(map[string]bool)
	}
	g.present[name] = true
}

// FieldError is a field of a supplied document that cannot be used: its JSON path
// ("" for the document as a whole) and why.
type FieldError struct {
	Field  string
	Reason string
}

func (e *FieldError) Error() string {
	if e.Field == "" {
		return "directive: " + e.Reason
	}
	return fmt.Sprintf("directive: field %q: %s", e.Field, e.Reason)
}

// MarshalJSON writes the supplied fields only, empty ones included.
func (g Given) MarshalJSON() ([]byte, error) {
	out := []byte{'{'}
	object := ""
	for _, name := range g.Fields() {
		value, err := g.encode(name)
		if err != nil {
			return nil, fmt.Errorf("directive: encode field %q: %w", name, err)
		}
		outer, inner, nested := strings.Cut(name, ".")
		if object != "" && (!nested || outer != object) {
			out, object = append(out, '}'), ""
		}
		if c := out[len(out)-1]; c != '{' {
			out = append(out, ',')
		}
		if nested && object == "" {
			object = outer
			out = append(out, `"`+outer+`":{`...)
		}
		if nested {
			name = inner
		}
		out = append(append(out, `"`+name+`":`...), value...)
	}
	if object != "" {
		out = append(out, '}')
	}
	return append(out, '}'), nil
}

func (g Given) encode(name string) ([]byte, error) {
	d := g.Directive
	d.fillLists()
	return json.Marshal(fieldNamed(name).at(&d))
}

// UnmarshalJSON reads what MarshalJSON wrote, by the rules of DecodeGiven.
func (g *Given) UnmarshalJSON(data []byte) error {
	read, err := DecodeGiven(data)
	if err != nil {
		return err
	}
	*g = read
	return nil
}
