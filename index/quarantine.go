package index

import (
	"context"
	"errors"
	"time"

	"tracuu/index/directive"
)

// Quarantine holds back documents with a mark of secrecy (độ mật): Luật Bảo vệ bí
// mật nhà nước 2018 forbids to post or copy them where others can read. A document
// whose secrecy is known, however it became known, is stored and is in nothing
// else: no search, facet, count, suggestion, citation, change, export or copy tells
// of it, and reading it is ErrNotFound. What was supplied stands before what was
// read, so a document supplied as not secret is open whatever its text bears.
//
// Once there, a document stays, even where a later version or correction has no
// mark, until somebody releases it. What was released stays open while its text is
// the same and its mark no higher.
type Quarantine interface {
	// Quarantined lists the documents that are held back within scope, in order of
	// id, after the id after and at most limit of them.
	Quarantined(ctx context.Context, scope Scope, after string, limit int) ([]Withheld, error)
	// Release opens a document in the name of by, for a reason, with an entry in its
	// trail. It returns ErrNotFound for one that is not in quarantine and ErrNoReason
	// where by or why is missing.
	Release(ctx context.Context, scope Scope, id, by, why string) (Edit, error)
}

// ErrNoReason is a release without who or why.
var ErrNoReason = errors.New("a release needs who and why")

// Withheld is what an administrator is told of a document in quarantine, without
// its text.
type Withheld struct {
	ID      string            `json:"id"`
	Secrecy directive.Secrecy `json:"secrecy"` // "" where the mark has gone since
	Basis   directive.Basis   `json:"basis,omitempty"`
	Since   time.Time         `json:"since"`
	Number  string            `json:"number,omitempty"`
	Type    directive.Kind    `json:"type,omitempty"`
	Issuer  string            `json:"issuer,omitempty"`
	Issued  directive.Date    `json:"issued,omitzero"`
	Title   string            `json:"title,omitempty"`
	Source  directive.Source  `json:"source,omitzero"`
}

// NewWithheld is what is told of a document held since then.
func NewWithheld(d *directive.Directive, since time.Time) Withheld {
	return Withheld{
		ID: d.ID, Secrecy: d.Secrecy, Basis: d.Evidence["secrecy"].Basis, Since: since, Number: d.Number, Type: d.Type,
		Issuer: d.Issuer, Issued: d.Issued, Title: d.Title, Source: d.Source,
	}
}

// Action is what an entry of a trail tells of beside corrections.
type Action string

// The actions. Held and Opened are the collection's own, by Automatic.
const (
	Held     Action = "held"     // put into quarantine for its mark
	Opened   Action = "opened"   // not held: supplied or corrected as not secret, against the mark in its text
	Released Action = "released" // let out of quarantine
)

// Automatic is who did what nobody asked for.
const Automatic = "tracuu"

// SecrecyAudit is the entry that a write leaves in the trail of a document with a
// mark, read in its text or standing; nil for none. WasHeld and wasOpened say how it was
// with the version before: in quarantine, or opened against a mark in its text.
func SecrecyAudit(read directive.Secrecy, standing *directive.Directive, held, wasHeld, wasOpened bool) *Edit {
	e := &Edit{By: Automatic, At: time.Now().UTC(), Changes: []Correction{}}
	switch {
	case held && !wasHeld:
		e.Action, e.Why = Held, string(standing.Secrecy)+", "+string(standing.Evidence["secrecy"].Basis)
	case !held && read != "" && standing.Secrecy == "" && !wasOpened:
		e.Action, e.Why = Opened, string(read)+" in the text, "+string(standing.Evidence["secrecy"].Basis)+" as not secret"
	default:
		return nil
	}
	return e
}
