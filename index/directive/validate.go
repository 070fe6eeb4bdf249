package directive

import (
	"fmt"
	"unicode/utf8"
)

// Validate checks what a store relies on: a usable id, a text of valid UTF-8, and
// spans inside that text on the bounds of characters. The error is a *FieldError.
func (d *Directive) Validate() error {
	if err := ValidateID(d.ID); err != nil {
		return &FieldError{Field: "id", Reason: err.Error()}
	}
	if !utf8.ValidString(d.Text) {
		return &FieldError{Field: "text", Reason: "not UTF-8"}
	}
	return d.validateSpans()
}

func (d *Directive) validateSpans() error {
	for i, r := range d.References {
		if err := d.validateSpan("references", i, r.Span); err != nil {
			return err
		}
	}
	for i, o := range d.Dates {
		if err := d.validateSpan("dates", i, o.Span); err != nil {
			return err
		}
	}
	for i, n := range d.Noise {
		if err := d.validateSpan("noise", i, n.Span); err != nil {
			return err
		}
	}
	for i, p := range d.Pages {
		if err := d.validateSpan("pages", i, Span{p.Start, p.Start}); err != nil {
			return err
		}
	}
	for i, p := range d.Problems {
		if err := d.validateSpan("problems", i, p.Span); err != nil {
			return err
		}
	}
	for name, e := range d.Evidence {
		if !d.inText(e.Span) {
			return &FieldError{Field: "evidence." + name, Reason: "its span is not in the text"}
		}
	}
	return nil
}

func (d *Directive) validateSpan(list string, i int, s Span) error {
	if d.inText(s) {
		return nil
	}
	return &FieldError{Field: fmt.Sprintf("%s[%d]", list, i), Reason: fmt.Sprintf("the span %d to %d is not in the text", s.Start, s.End)}
}

// inText reports whether a span lies inside the text and cuts no character.
func (d *Directive) inText(s Span) bool {
	return 0 <= s.Start && s.Start <= s.End && s.End <= len(d.Text) && d.isBound(s.Start) && d.isBound(s.End)
}

func (d *Directive) isBound(i int) bool { return i == len(d.Text) || utf8.RuneStart(d.Text[i]) }
