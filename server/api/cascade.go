package api

import (
	"cmp"
	"slices"

	"tracuu/index"
	"tracuu/index/directive"
)

// CascadeResponse says how a document was carried out downwards: who followed it,
// level by level, and how long each took.
type CascadeResponse struct {
	Root      Head           `json:"root"`
	Levels    []CascadeLevel `json:"levels"` // from the top; those with followers
	Truncated bool           `json:"truncated,omitempty"`
}

// CascadeLevel are the followers at one level, the earliest first, undated last.
// Level is "unknown" where the issuer does not show it. The days are those of the
// first, the median and the last of those whose days are known.
type CascadeLevel struct {
	Level     string     `json:"level"`
	Count     int        `json:"count"`
	Undated   int        `json:"undated"` // whose days are not known
	First     *int       `json:"first_days,omitempty"`
	Median    *int       `json:"median_days,omitempty"`
	Last      *int       `json:"last_days,omitempty"`
	Followers []Follower `json:"followers"`
}

// Follower is a document that carries out another: Via is the document it cites
// for that, Depth how many citations it is away from the root, Days how many days
// after the root it was issued, where both days are known.
type Follower struct {
	Head
	Relation directive.Relation `json:"relation,omitempty"`
	Via      string             `json:"via"`
	Depth    int                `json:"depth"`
	Days     *int               `json:"days,omitempty"`
	Level    index.Level        `json:"-"`
}

// unknownLevel stands for the level of an issuer that does not show it.
const unknownLevel = "unknown"

// NewCascade groups the followers of root by level.
func NewCascade(root Head, followers []Follower, truncated bool) *CascadeResponse {
	out := &CascadeResponse{Root: root, Levels: []CascadeLevel{}, Truncated: truncated}
	for _, level := range []index.Level{index.LevelCentral, index.LevelProvince, index.LevelDistrict, index.LevelCommune, ""} {
		l := CascadeLevel{Level: cmp.Or(string(level), unknownLevel)}
		for _, f := range followers {
			if f.Level == level {
				l.Followers = append(l.Followers, f)
			}
		}
		if l.Count = len(l.Followers); l.Count > 0 {
			l.count()
			out.Levels = append(out.Levels, l)
		}
	}
	return out
}

// count orders the followers of a level and sums up their days.
func (l *CascadeLevel) count() {
	slices.SortFunc(l.Followers, func(a, b Follower) int {
		switch {
		case a.Days != nil && b.Days != nil && *a.Days != *b.Days:
			return cmp.Compare(*a.Days, *b.Days)
		case a.Days != nil && b.Days == nil:
			return -1
		case a.Days == nil && b.Days != nil:
			return 1
		}
		return cmp.Compare(a.ID, b.ID)
	})
	known := slices.IndexFunc(l.Followers, func(f Follower) bool { return f.Days == nil })
	if known < 0 {
		known = l.Count
	}
	l.Undated = l.Count - known
	if known > 0 {
		l.First, l.Median, l.Last = l.Followers[0].Days, l.Followers[(known-1)/2].Days, l.Followers[known-1].Days
	}
}
