package index

import "cmp"

// SortKey is what places a document in an order.
type SortKey struct {
	Tier    Tier    `json:"tier,omitempty"`
	Score   float64 `json:"score,omitempty"`
	Day     int32   `json:"day,omitempty"` // first day of the date of issue, since 1970-01-01
	Undated bool    `json:"undated,omitempty"`
	CitedBy int     `json:"cited_by,omitempty"`
	Arrival uint64  `json:"arrival,omitempty"` // generation at which the document came
	ID      string  `json:"id"`
}

// Compare orders two documents, negative when a comes first: by relevance the
// higher tier, then the higher score; newest or oldest by the first day that
// the date of issue may be, undated last; most-cited by the citing documents;
// added by arrival, the latest first; ties by id in byte order.
func (s Sort) Compare(a, b SortKey) int {
	first := 0
	switch s {
	case ByRelevance:
		first = cmp.Or(cmp.Compare(b.Tier, a.Tier), cmp.Compare(b.Score, a.Score))
	case MostCited:
		first = cmp.Compare(b.CitedBy, a.CitedBy)
	case Added:
		first = cmp.Compare(b.Arrival, a.Arrival)
	case Oldest, Newest:
		first = s.compareDays(a, b)
	}
	return cmp.Or(first, cmp.Compare(a.ID, b.ID))
}

func (s Sort) compareDays(a, b SortKey) int {
	switch {
	case a.Undated && b.Undated:
		return 0
	case a.Undated:
		return 1
	case b.Undated:
		return -1
	case s == Oldest:
		return cmp.Compare(a.Day, b.Day)
	}
	return cmp.Compare(b.Day, a.Day)
}

// Stable reports whether the order of documents that nobody writes stays as it
// is while others are written.
func (s Sort) Stable() bool { return s == Newest || s == Oldest || s == Added }

// OrderTier is the tier that places a document. In a question only the
// document's own number stands above the scores; the other tiers are a bonus
// in them.
func (m Mode) OrderTier(t Tier) Tier {
	if m == ModeQuestion && t != TierNumber {
		return TierSome
	}
	return t
}
