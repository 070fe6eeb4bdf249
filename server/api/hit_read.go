package api

import (
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"tracuu/index"
	"tracuu/index/directive"
)

// tierNames are the tiers in answers, by index.Tier.
var tierNames = [...]string{
	index.TierNone:         "none",
	index.TierSome:         "some",
	index.TierFolded:       "folded",
	index.TierFoldedPhrase: "folded-phrase",
	index.TierExact:        "exact",
	index.TierExactPhrase:  "exact-phrase",
	index.TierNumber:       "number",
}

// fragmentWire is a fragment in JSON: marks are pairs.
type fragmentWire struct {
	Field string   `json:"field"`
	Start int      `json:"start"`
	Text  string   `json:"text"`
	Marks [][2]int `json:"marks"`
}

func appendFragments(b []byte, fragments []index.Fragment) []byte {
	b = append(b, '[')
	for i, f := range fragments {
		if i > 0 {
			b = append(b, ',')
		}
		b = appendString(append(b, `{"field":`...), f.Field)
		b = appendInt(append(b, `,"start":`...), f.Start)
		b = appendString(append(b, `,"text":`...), f.Text)
		b = append(b, `,"marks":[`...)
		for j, m := range f.Marks {
			if j > 0 {
				b = append(b, ',')
			}
			b = append(appendInt(append(b, '['), m.Start), ',')
			b = append(appendInt(b, m.End), ']')
		}
		b = append(b, ']', '}')
	}
	return append(b, ']')
}

func fragmentsFromWire(wire []fragmentWire) []index.Fragment {
	var out []index.Fragment
	for _, f := range wire {
		var marks []directive.Span
		for _, m := range f.Marks {
			marks = append(marks, directive.Span{Start: m[0], End: m[1]})
		}
		out = append(out, index.Fragment{Field: f.Field, Start: f.Start, Text: f.Text, Marks: marks})
	}
	return out
}

// UnmarshalJSON reads a hit as MarshalJSON wrote it; fields that were not asked
// for stay zero.
func (h *Hit) UnmarshalJSON(data []byte) error {
	var more struct {
		Score     float64        `json:"score"`
		Tier      string         `json:"tier"`
		Why       []string       `json:"why"`
		Fragments []fragmentWire `json:"fragments"`
		Cites     int            `json:"cites"`
		CitedBy   int            `json:"cited_by"`
		Copies    []index.Copy   `json:"copies"`
		Added     time.Time      `json:"added"`
		Updated   time.Time      `json:"updated"`
	}
	var d directive.Directive
	if err := json.Unmarshal(data, &d); err != nil {
		return fmt.Errorf("read hit: %w", err)
	}
	if err := json.Unmarshal(data, &more); err != nil {
		return fmt.Errorf("read hit: %w", err)
	}
	tier := max(slices.Index(tierNames[:], more.Tier), int(index.TierNone))
	h.Hit = index.Hit{
		Directive: d, Score: more.Score, Tier: index.Tier(tier), Why: more.Why,
		Fragments: fragmentsFromWire(more.Fragments), Cites: more.Cites, CitedBy: more.CitedBy,
		Copies: more.Copies, Added: more.Added, Updated: more.Updated,
	}
	return nil
}
