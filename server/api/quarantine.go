package api

import "tracuu/index"

// QuarantineResponse lists what is held back for its mark of secrecy, in order of
// id. Next is the value of after that continues where it ends, "" at the end.
type QuarantineResponse struct {
	Total      int              `json:"total"` // that the caller may see
	Quarantine []index.Withheld `json:"quarantine"`
	Next       string           `json:"next,omitempty"`
}

// NewQuarantineResponse renders the first limit of a list, where total documents are
// held back.
func NewQuarantineResponse(list []index.Withheld, limit, total int) *QuarantineResponse {
	out := &QuarantineResponse{Total: total, Quarantine: listed(list)}
	if len(list) > limit {
		out.Quarantine = list[:limit]
		out.Next = list[limit-1].ID
	}
	return out
}

// ReleaseRequest opens a document in quarantine. Why stands in its trail.
type ReleaseRequest struct {
	Why string `json:"why"`
}
