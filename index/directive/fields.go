package directive

import "reflect"

// field is one value of a directive that a caller may supply: its JSON path and
// where it is.
type field struct {
	name   string
	at     func(*Directive) any // a pointer to the value
	single bool                 // one value and not a list
	fact   bool                 // a fact about the document, which has evidence
}

// fields are all that can be supplied, in the order of the JSON. Objects are
// supplied by their members.
var fields = []field{
	{name: "id", at: func(d *Directive) any { return &d.ID }},
	{name: "number", at: func(d *Directive) any { return &d.Number }, single: true, fact: true},
	{name: "type", at: func(d *Directive) any { return &d.Type }, single: true, fact: true},
	{name: "issuer", at: func(d *Directive) any { return &d.Issuer }, single: true, fact: true},
	{name: "issuer_id", at: func(d *Directive) any { return &d.IssuerID }, single: true, fact: true},
	{name: "province", at: func(d *Directive) any { return &d.Province }, single: true, fact: true},
	{name: "place", at: func(d *Directive) any { return &d.Place }, single: true, fact: true},
	{name: "issued", at: func(d *Directive) any { return &d.Issued }, single: true, fact: true},
	{name: "title", at: func(d *Directive) any { return &d.Title }, single: true, fact: true},
	{name: "urgency", at: func(d *Directive) any { return &d.Urgency }, single: true, fact: true},
	{name: "secrecy", at: func(d *Directive) any { return &d.Secrecy }, single: true, fact: true},
	{name: "signer.name", at: func(d *Directive) any { return &d.Signer.Name }, fact: true},
	{name: "signer.title", at: func(d *Directive) any { return &d.Signer.Title }, fact: true},
	{name: "signer.authority", at: func(d *Directive) any { return &d.Signer.Authority }, fact: true},
	{name: "recipients", at: func(d *Directive) any { return &d.Recipients }, fact: true},
	{name: "distribution", at: func(d *Directive) any { return &d.Distribution }, fact: true},
	{name: "incoming.number", at: func(d *Directive) any { return &d.Incoming.Number }, fact: true},
	{name: "incoming.date", at: func(d *Directive) any { return &d.Incoming.Date }, fact: true},
	{name: "incoming.office", at: func(d *Directive) any { return &d.Incoming.Office }, fact: true},
	{name: "dates", at: func(d *Directive) any { return &d.Dates }, fact: true},
	{name: "keywords", at: func(d *Directive) any { return &d.Keywords }, fact: true},
	{name: "references", at: func(d *Directive) any { return &d.References }, fact: true},
	{name: "text", at: func(d *Directive) any { return &d.Text }},
	{name: "source.name", at: func(d *Directive) any { return &d.Source.Name }},
	{name: "source.root", at: func(d *Directive) any { return &d.Source.Root }},
	{name: "source.part", at: func(d *Directive) any { return &d.Source.Part }},
	{name: "source.format", at: func(d *Directive) any { return &d.Source.Format }},
	{name: "source.sha256", at: func(d *Directive) any { return &d.Source.SHA256 }},
	{name: "source.ocr", at: func(d *Directive) any { return &d.Source.OCR }},
	{name: "pages", at: func(d *Directive) any { return &d.Pages }},
	{name: "noise", at: func(d *Directive) any { return &d.Noise }},
}

// computed are members of our own output that follow from the rest; they are
// taken back and not used.
var computed = setOf([]string{"key", "repairs", "evidence", "problems"})

// objects are the members that are objects of fields.
var objects = setOf([]string{"signer", "incoming", "source"})

// fieldNamed finds a field by its JSON path; nil for none.
func fieldNamed(name string) *field {
	for i := range fields {
		if fields[i].name == name {
			return &fields[i]
		}
	}
	return nil
}

func isZero(pointer any) bool { return reflect.ValueOf(pointer).Elem().IsZero() }

// copyField copies one value from a directive to another.
func (f *field) copyField(to, from *Directive) {
	reflect.ValueOf(f.at(to)).Elem().Set(reflect.ValueOf(f.at(from)).Elem())
}
