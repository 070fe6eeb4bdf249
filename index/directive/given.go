package directive

import "fmt"

// Given is what a caller supplied of a document: the values, and which fields
// were there at all.
type Given struct {
	Directive Directive
	fields    map[string]bool
}

// FieldError is a field of a supplied document that cannot be used.
type FieldError struct {
	Field  string
	Reason string
}

func (e *FieldError) Error() string {
	return fmt.Sprintf("directive: field %q: %s", e.Field, e.Reason)
}

// DecodeGiven reads a supplied document from JSON.
func DecodeGiven(data []byte) (Given, error) { return Given{}, nil }

// Has reports whether the field, by its JSON name, was supplied.
func (g Given) Has(field string) bool { return g.fields[field] }

// Fields lists the supplied fields, sorted.
func (g Given) Fields() []string { return nil }

// Set marks fields as supplied.
func (g *Given) Set(fields ...string) {}

// Merge lays what was supplied over what was read.
func Merge(read Directive, given Given) Directive { return read }
