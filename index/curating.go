package index

import (
	"encoding/json"
	"slices"
	"strings"

	"tracuu/index/directive"
)

// Apply lays the corrected fields over a document as it was supplied and read.
func (c Curation) Apply(d directive.Directive) directive.Directive {
	if len(c.Fields.Fields()) == 0 {
		return d
	}
	id := d.ID
	d = directive.Overlay(d, c.Fields, directive.Curated)
	d.ID = id
	return d
}

// CheckCorrections says whether changes can be made to a document, which d is with them:
// dates lie in the text, and what is decided is a citation of d outside
// navigation and leads to another document, of those that held tells. A decision
// that is only taken back may be on a citation that is lost. It fills the Text of
// the changes. The error is a *directive.FieldError.
func CheckCorrections(d *directive.Directive, changes []Correction, held func(id string) bool) error {
	for i := range changes {
		if changes[i].Field == "dates" {
			if err := checkDates(d); err != nil {
				return err
			}
		}
		ref, ok := strings.CutPrefix(changes[i].Field, citationPath+".")
		if !ok {
			continue
		}
		if r := citationOf(d, ref); r != nil {
			changes[i].Text = r.Text
		} else if !isNull(changes[i].To) {
			return &directive.FieldError{Field: changes[i].Field, Reason: "the document has no such citation"}
		}
		if err := checkTarget(d.ID, changes[i], held); err != nil {
			return err
		}
	}
	return nil
}

// checkDates says whether the dates of a document lie in its text; only what is
// corrected is held against the corrector.
func checkDates(d *directive.Directive) error {
	return (&directive.Directive{ID: d.ID, Text: d.Text, Dates: d.Dates}).Validate()
}

func checkTarget(id string, change Correction, held func(id string) bool) error {
	var d decided
	if err := json.Unmarshal(change.To, &d); err != nil {
		return &directive.FieldError{Field: change.Field, Reason: err.Error()}
	}
	switch {
	case d.Target == "":
		return nil
	case d.Target == id:
		return &directive.FieldError{Field: change.Field, Reason: "the target is the document itself"}
	case !held(d.Target):
		return &directive.FieldError{Field: change.Field, Reason: "no document is held under the target's id"}
	}
	return nil
}

func citationOf(d *directive.Directive, ref string) *directive.Reference {
	i := slices.IndexFunc(d.References, func(r directive.Reference) bool { return r.Ref == ref && !r.Navigation })
	if i < 0 {
		return nil
	}
	return &d.References[i]
}

// LostDecision is a decision whose citation the document no longer has, with the
// words of that citation when it was decided on.
type LostDecision struct {
	directive.Decision
	Text string `json:"text"`
}

// Lost lists the decisions on citations that d does not have, as reading it
// again may leave them.
func (h History) Lost(d *directive.Directive) []LostDecision {
	lost := []LostDecision{}
	for _, decision := range h.Curation.Decisions {
		if citationOf(d, decision.Ref) != nil {
			continue
		}
		l := LostDecision{Decision: decision}
		for _, e := range h.Edits {
			for _, change := range e.Changes {
				if change.Field == citationPath+"."+decision.Ref && change.Text != "" {
					l.Text = change.Text
				}
			}
		}
		lost = append(lost, l)
	}
	return lost
}
