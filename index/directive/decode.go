package directive

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"tracuu/analyzers/viet"
)

// DecodeGiven reads a supplied document from JSON: one object with any of the
// members that a Directive encodes to. Null means absent, "" and [] known to be
// empty. Computed members of our own output (key, evidence, repairs, problems, the
// ref of a reference) are taken and not used, so that an answer can be sent back.
// An unknown member, a wrong type, a date that does not exist, a span outside the
// text and anything after the object are errors: a *FieldError with the path.
func DecodeGiven(data []byte) (Given, error) {
	if !utf8.Valid(data) {
		data = bytes.ToValidUTF8(data, []byte("\uFFFD"))
	}
	var g Given
	if err := g.object("", data); err != nil {
		return Given{}, err
	}
	if err := g.settle(); err != nil {
		return Given{}, err
	}
	return g, nil
}

// object reads the members of the document, or of an object inside it.
func (g *Given) object(path string, data []byte) error {
	dec := json.NewDecoder(bytes.NewReader(data))
	if tok, err := dec.Token(); err != nil || tok != json.Delim('{') {
		return &FieldError{Field: path, Reason: "want a JSON object" + detail(err)}
	}
	seen := map[string]bool{}
	for dec.More() {
		tok, err := dec.Token()
		if err != nil {
			return &FieldError{Field: path, Reason: "broken JSON" + detail(err)}
		}
		name, _ := tok.(string)
		var raw json.RawMessage
		full := joinPath(path, name)
		if err := dec.Decode(&raw); err != nil {
			return &FieldError{Field: full, Reason: "broken JSON" + detail(err)}
		}
		if seen[name] {
			return &FieldError{Field: full, Reason: "given twice"}
		}
		seen[name] = true
		if err := g.member(full, raw); err != nil {
			return err
		}
	}
	if _, err := dec.Token(); err != nil {
		return &FieldError{Field: path, Reason: "broken JSON" + detail(err)}
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return &FieldError{Field: path, Reason: "something after the JSON object"}
	}
	return nil
}

func joinPath(path, name string) string {
	if path == "" {
		return name
	}
	return path + "." + name
}

func detail(err error) string {
	if err == nil {
		return ""
	}
	return ": " + strings.TrimPrefix(err.Error(), "json: ")
}

// member reads one member by its path.
func (g *Given) member(path string, raw json.RawMessage) error {
	f := fieldNamed(path)
	switch {
	case computed[path]:
		return nil
	case f == nil && !objects[path]:
		return &FieldError{Field: path, Reason: "no such field"}
	case string(raw) == "null":
		return nil
	case f == nil:
		return g.object(path, raw)
	}
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.DisallowUnknownFields()
	if err := dec.Decode(f.at(&g.Directive)); err != nil {
		return valueError(path, err)
	}
	g.mark(path)
	return nil
}

// valueError says in a caller's words what is wrong with a value.
func valueError(path string, err error) error {
	var wrong *json.UnmarshalTypeError
	var date *DateError
	switch {
	case errors.As(err, &date):
		return &FieldError{Field: path, Reason: fmt.Sprintf("%q: %s", date.Text, date.Reason)}
	case errors.As(err, &wrong):
		if wrong.Field != "" {
			path += "." + wrong.Field
		}
		return &FieldError{Field: path, Reason: "a JSON " + wrong.Value + " does not fit"}
	}
	return &FieldError{Field: path, Reason: strings.TrimPrefix(err.Error(), "json: ")}
}

// settle checks what was supplied and puts closed vocabularies into their own
// spelling.
func (g *Given) settle() error {
	d := &g.Directive
	if g.present["id"] {
		if d.ID == "" {
			delete(g.present, "id") // no document has an empty id: mint one
		} else if err := ValidateID(d.ID); err != nil {
			return &FieldError{Field: "id", Reason: strings.TrimPrefix(err.Error(), ErrID.Error()+": ")}
		}
	}
	if kind, ok := KindByName(string(d.Type)); ok {
		d.Type = kind
	}
	if err := closed("urgency", &d.Urgency, Urgent, VeryUrgent, Immediately); err != nil {
		return err
	}
	if viet.FoldKey(string(d.Secrecy)) == "khong mat" {
		d.Secrecy = "" // known to have none
	}
	if err := closed("secrecy", &d.Secrecy, Secret, HighSecret, TopSecret); err != nil {
		return err
	}
	for i := range d.Dates {
		if err := closed(fmt.Sprintf("dates[%d].kind", i), &d.Dates[i].Kind, DatePublished, DateCaptured, DateEvent); err != nil {
			return err
		}
	}
	SetRefs(d.References)
	if g.present["text"] {
		return d.validateSpans()
	}
	return nil
}

// closed puts a value of a closed vocabulary into its own spelling.
func closed[T ~string](name string, value *T, allowed ...T) error {
	if *value == "" {
		return nil
	}
	for _, a := range allowed {
		if viet.FoldKey(string(a)) == viet.FoldKey(string(*value)) {
			*value = a
			return nil
		}
	}
	return &FieldError{Field: name, Reason: fmt.Sprintf("%q is none of %q", *value, allowed)}
}
