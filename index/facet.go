package index

import (
	"cmp"
	"fmt"
	"slices"
)

// FacetValue is a value that a document has for a facet. Documents are counted
// by Key; Value is how this document spells it.
type FacetValue struct {
	Key    string
	Value  string
	ID     string
	Parent string // id of the body above an issuer
}

// FacetValues gives the values of a document for a facet, each once.
func (f *Facts) FacetValues(facet Facet) []FacetValue {
	one := func(key, value, id string) []FacetValue {
		if key == "" {
			return nil
		}
		return []FacetValue{{Key: key, Value: value, ID: id}}
	}
	switch facet {
	case FacetIssuer:
		values := one(cmp.Or(f.IssuerID, f.IssuerKey), f.Issuer, f.IssuerID)
		if len(values) > 0 && len(f.IssuerPath) > 0 {
			values[0].Parent = f.IssuerPath[0]
		}
		return values
	case FacetType:
		return one(f.TypeKey, f.Type, "")
	case FacetProvince:
		return one(f.ProvinceKey, f.Province, "")
	case FacetLevel:
		return one(string(f.Level), string(f.Level), "")
	case FacetUrgency:
		return one(f.UrgencyKey, f.Urgency, "")
	case FacetYear, FacetMonth:
		value := f.datePart(facet)
		return one(value, value, "")
	case FacetKeyword:
		return f.keywordValues()
	case FacetCites:
		return f.citedValues()
	}
	return nil
}

func (f *Facts) datePart(facet Facet) string {
	switch {
	case f.Issued.Year == 0:
		return ""
	case facet == FacetYear:
		return fmt.Sprintf("%04d", f.Issued.Year)
	case f.Issued.Month == 0:
		return ""
	}
	return fmt.Sprintf("%04d-%02d", f.Issued.Year, f.Issued.Month)
}

// keywordValues are the families, then the keywords.
func (f *Facts) keywordValues() []FacetValue {
	var out []FacetValue
	for _, name := range f.Families {
		out = append(out, FacetValue{Key: foldedKey(wordsOf(name)), Value: name})
	}
	for i, key := range f.KeywordKeys {
		out = append(out, FacetValue{Key: key, Value: f.Keywords[i]})
	}
	return distinctValues(out)
}

func (f *Facts) citedValues() []FacetValue {
	out := make([]FacetValue, 0, len(f.Cites))
	for _, c := range f.Cites {
		key := foldedKey(wordsOf(c.Value))
		out = append(out, FacetValue{Key: key, Value: c.Value})
	}
	return distinctValues(out)
}

// distinctValues drops values without a key, and of several spellings of one all
// but the first in byte order.
func distinctValues(values []FacetValue) []FacetValue {
	out := values[:0]
	at := map[string]int{}
	for _, v := range values {
		i, again := at[v.Key]
		switch {
		case v.Key == "":
		case !again:
			at[v.Key] = len(out)
			out = append(out, v)
		default:
			out[i].Value = min(out[i].Value, v.Value)
		}
	}
	return out
}

// Merge is the value of two spellings with one key: the first in byte order is
// shown.
func (v *FacetValue) Merge(other *FacetValue) FacetValue {
	out := *v
	out.Value = min(v.Value, other.Value)
	out.Parent = max(v.Parent, other.Parent) // the same but for an id that is not of the registry
	return out
}

// FacetCounter counts the values of one facet over the matching documents.
type FacetCounter struct {
	values map[string]FacetValue
	counts map[string]int
}

// NewFacetCounter returns a counter of nothing yet.
func NewFacetCounter() *FacetCounter {
	return &FacetCounter{values: map[string]FacetValue{}, counts: map[string]int{}}
}

// Add counts the values of one document.
func (c *FacetCounter) Add(values []FacetValue) {
	for _, v := range values {
		if before, known := c.values[v.Key]; known {
			v = before.Merge(&v)
		}
		c.values[v.Key] = v
		c.counts[v.Key]++
	}
}

// Counts gives the commonest values; see NewTopValues.
func (c *FacetCounter) Counts(limit int) FacetCounts {
	top := NewTopValues(limit)
	for key, v := range c.values {
		top.Add(&v, c.counts[key])
	}
	return top.Counts()
}

// TopValues keeps the commonest values of a facet.
type TopValues struct {
	rows  []FacetRow // in order, with room for one more
	limit int
	other int
}

// NewTopValues keeps at most limit values (0 means DefaultFacetLimit), the
// commonest first, ties by value.
func NewTopValues(limit int) *TopValues {
	if limit <= 0 {
		limit = DefaultFacetLimit
	}
	limit = min(limit, MaxFacetLimit)
	return &TopValues{rows: make([]FacetRow, 0, limit+1), limit: limit}
}

// Add puts a value forward that documents many documents have, once each value.
func (t *TopValues) Add(v *FacetValue, documents int) {
	last := len(t.rows) - 1
	if last+1 == t.limit && documents < t.rows[last].Count {
		t.other += documents
		return
	}
	row := FacetRow{Value: v.Value, ID: v.ID, Parent: v.Parent, Count: documents}
	at, _ := slices.BinarySearchFunc(t.rows, row, compareRows)
	t.rows = slices.Insert(t.rows, at, row)
	if len(t.rows) > t.limit {
		t.other += t.rows[t.limit].Count
		t.rows = t.rows[:t.limit]
	}
}

// Counts are the values kept, and how many documents the others have.
func (t *TopValues) Counts() FacetCounts { return FacetCounts{Rows: t.rows, Other: t.other} }

func compareRows(a, b FacetRow) int {
	return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Value, b.Value), cmp.Compare(a.ID, b.ID))
}
