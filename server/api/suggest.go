package api

import (
	"encoding/json"
	"fmt"
	"time"

	"tracuu/index"
)

// SuggestResponse is what completes a text, the best first.
type SuggestResponse struct {
	Suggestions []index.Suggestion `json:"suggestions"`
	Generation  uint64             `json:"generation"`
	TookMS      float64            `json:"took_ms"`
}

// NewSuggestResponse renders suggestions from a collection at generation.
func NewSuggestResponse(found []index.Suggestion, generation uint64, took time.Duration) *SuggestResponse {
	return &SuggestResponse{Suggestions: listed(found), Generation: generation, TookMS: millis(took)}
}

// RelatedResponse lists documents like one, the most alike first.
type RelatedResponse struct {
	Related    []Related `json:"related"`
	Generation uint64    `json:"generation"`
	TookMS     float64   `json:"took_ms"`
}

// Related is a document like another one: a hit, with what both share.
type Related struct {
	Hit    Hit
	Shared index.Shared
}

// NewRelatedResponse renders related documents from a collection at generation.
func NewRelatedResponse(found []index.Related, view Presentation, generation uint64, took time.Duration) *RelatedResponse {
	out := &RelatedResponse{Related: make([]Related, len(found)), Generation: generation, TookMS: millis(took)}
	columns := view.columns()
	for i, f := range found {
		f.Shared.Citations, f.Shared.Words = listed(f.Shared.Citations), listed(f.Shared.Words)
		out.Related[i] = Related{Hit: Hit{Hit: f.Hit, columns: columns}, Shared: f.Shared}
	}
	return out
}

// MarshalJSON writes the fields of the hit, and shared after them.
func (r Related) MarshalJSON() ([]byte, error) {
	b, err := r.Hit.append(nil)
	if err != nil {
		return nil, err
	}
	b = append(b[:len(b)-1], `,"shared":`...)
	if b, err = appendAny(b, r.Shared); err != nil {
		return nil, err
	}
	return append(b, '}'), nil
}

// Results are the related documents as an engine gives them.
func (r *RelatedResponse) Results() []index.Related {
	out := make([]index.Related, len(r.Related))
	for i, related := range r.Related {
		out[i] = index.Related{Hit: related.Hit.Hit, Shared: related.Shared}
	}
	return out
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (r *Related) UnmarshalJSON(data []byte) error {
	var more struct {
		Shared index.Shared `json:"shared"`
	}
	if err := r.Hit.UnmarshalJSON(data); err != nil {
		return err
	}
	if err := json.Unmarshal(data, &more); err != nil {
		return fmt.Errorf("read what related documents share: %w", err)
	}
	r.Shared = more.Shared
	return nil
}
