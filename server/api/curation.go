package api

import (
	"encoding/json"

	"tracuu/index"
	"tracuu/index/directive"
)

// CuratedResponse answers a correction: the entry it has in the document's trail,
// absent where nothing changed, and the document as it now stands. A correction
// that puts the document into quarantine says so in State, and shows it no more.
type CuratedResponse struct {
	Edit      *index.Edit          `json:"edit,omitempty"`
	State     string               `json:"state,omitempty"`
	Directive *directive.Directive `json:"directive,omitempty"`
}

// AuditResponse is the curation of a document and how it came about.
type AuditResponse struct {
	Edits     []index.Edit         `json:"edits"`     // oldest first
	Curated   json.RawMessage      `json:"curated"`   // the corrected fields that stand
	Decisions []directive.Decision `json:"decisions"` // on citations, lost ones included
	Lost      []index.LostDecision `json:"lost"`      // those whose citation the document no longer has
}

// NewAuditResponse renders the history of d.
func NewAuditResponse(h index.History, d *directive.Directive) *AuditResponse {
	fields, err := json.Marshal(h.Curation.Fields)
	if err != nil {
		fields = []byte("{}") // not reachable: fields were decoded from JSON
	}
	return &AuditResponse{
		Edits: listed(h.Edits), Curated: fields, Decisions: listed(h.Curation.Decisions), Lost: listed(h.Lost(d)),
	}
}
