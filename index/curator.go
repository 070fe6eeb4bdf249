package index

import (
	"context"
	"encoding/json"
	"errors"
	"time"
)

// Curator lets people correct what a collection holds. Corrections stand before
// what was supplied and what was read, through every re-reading and reindex; the
// id of a document never changes by them. Each edit is kept in the document's
// trail.
type Curator interface {
	// Curate applies a patch to the curation of a document (see Curation.Patch) in
	// the name of by. It returns ErrNotFound for a document that is not held, a
	// *directive.FieldError for a patch that cannot be used, and ErrScope where the
	// document would leave scope. An edit that changes nothing has N 0 and is not
	// kept.
	Curate(ctx context.Context, scope Scope, id, by string, patch json.RawMessage) (Edit, error)
	// Undo takes back the edit with number n, by a new edit. It returns ErrNoEdit
	// where there is none and ErrOverlaid where a later edit changed the same.
	Undo(ctx context.Context, scope Scope, id, by string, n int) (Edit, error)
	// History gives the curation of a document and how it came about.
	History(ctx context.Context, scope Scope, id string) (History, error)
}

// The errors of Undo.
var (
	ErrNoEdit   = errors.New("the document has no such edit")
	ErrOverlaid = errors.New("a later edit changed the same: undo that one first")
)

// Edit is one entry of a document's trail: what was changed, by whom and when.
type Edit struct {
	N       int          `json:"n"` // place in the trail, from 1
	By      string       `json:"by"`
	At      time.Time    `json:"at"`
	Undoes  int          `json:"undoes,omitempty"` // the edit that this one took back
	Changes []Correction `json:"changes"`
	// Action is what was done beside or instead of corrections, "" for nothing, and
	// Why the reason.
	Action Action `json:"action,omitempty"`
	Why    string `json:"why,omitempty"`
}

// Correction is one value that an edit changed. Field is its JSON path ("issuer",
// "signer.name"), or "citations." and the Ref of a citation. From and To are the
// curated values before and after, null for none: then what was supplied or read
// stands.
type Correction struct {
	Field string          `json:"field"`
	From  json.RawMessage `json:"from"`
	To    json.RawMessage `json:"to"`
	// Text is the citation that was decided on, as the document gives it, so that
	// it can be told after its Ref is lost.
	Text string `json:"text,omitempty"`
}

// History is the curation of a document with its trail, oldest edit first.
type History struct {
	Curation Curation
	Edits    []Edit
}
