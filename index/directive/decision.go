package directive

// Decision is what a curator decided of one citation of a document, by its Ref:
// the id of the document that is meant, or "", and the ids of documents that are
// not. A decision outlives its citation: when reading the text again loses the
// Ref, the decision is listed as lost and never dropped.
type Decision struct {
	Ref      string   `json:"ref"`
	Target   string   `json:"target,omitempty"`
	Rejected []string `json:"rejected,omitempty"`
}
