package index

import (
	"slices"
	"strings"

	"tracuu/analyzers/viet"
	"tracuu/index/directive"
)

// Criterion is a condition of a filter, read: what an engine looks up.
type Criterion struct {
	Field  Field
	Op     Op
	ID     string              // with OpID and OpUnder; for an issuer given by name, the body that the name means
	Key    string              // folded words to compare, abbreviations spelled out for an issuer
	Number directive.NumberKey // for number and cites, where the value is a number
	Date   directive.Date      // of a citation
	Family string              // for keyword, where the value names a family
	Phrase Phrase              // for keyword without a family: the words in the text
	Level  Level               // for level
	Names  []string            // for province with OpNow and OpWas: the provinces meant, as Facts.ProvinceKey
	Later  string              // for province with OpWas: one that counts since July 2025 only, "" for none
}

// Criterion reads the condition as one on field. Families may be nil.
func (c Condition) Criterion(field Field, families *Families) Criterion {
	out := Criterion{Field: field, Op: c.Op, Date: c.Date}
	if c.Op == OpID || c.Op == OpUnder {
		out.ID = c.Value
		return out
	}
	out.Key = viet.FoldKey(c.Value)
	switch field {
	case FieldNumber:
		var ok bool
		if out.Number, ok = numberIn(c.Value); !ok {
			out.Number = looseKey(c.Value)
		}
	case FieldCites:
		out.Number, _ = numberIn(c.Value)
	case FieldIssuer:
		out.ID, out.Key = families.issuerMeant(c.Value, out.Key)
	case FieldProvince:
		out.Key = provinceKey(c.Value)
		out.Names, out.Later = provincesMeant(c)
	case FieldLevel:
		out.Level = levelByName(c.Value)
	case FieldKeyword:
		out.Family, _ = families.Lookup(c.Value)
		out.Phrase = phrase(wordsOf(c.Value), directive.Span{})
		out.Phrase.Accents = false // a filter, unlike a quoted phrase
	}
	return out
}

// numberIn reads a value that is a document number, or digits alone, or has one
// number in it ("Chỉ thị số 16/CT-TTg").
func numberIn(value string) (directive.NumberKey, bool) {
	value = strings.TrimSpace(value)
	if value != "" && strings.Trim(value, "0123456789") == "" {
		return looseKey(value), true
	}
	if sym, err := directive.ParseSymbol(value); err == nil {
		return sym.Key(), true
	}
	if found := directive.FindSymbols(value); len(found) == 1 {
		return found[0].Symbol.Key(), true
	}
	return "", false
}

// Lookups answer what a filter asks beyond the facts of a document.
type Lookups interface {
	// Phrase reports whether the phrase occurs in a section that is not noise.
	Phrase(p Phrase) bool
	// Cites reports whether the document cites the one with this id, in a
	// resolved edge of the graph.
	Cites(id string) bool
}

// Matches reports whether a document with these facts meets the criterion.
// This is the meaning of every filter; an engine may keep an index for it.
func (want Criterion) Matches(f *Facts, look Lookups) bool {
	switch want.Field {
	case FieldIssuer:
		return want.issuer(f)
	case FieldType:
		return want.Key != "" && want.Key == f.TypeKey
	case FieldProvince:
		return want.province(f)
	case FieldUrgency:
		return want.Key != "" && want.Key == f.UrgencyKey
	case FieldLevel:
		return want.Level != "" && want.Level == f.Level
	case FieldNumber:
		return slices.Contains(f.Own, want.Number)
	case FieldCites:
		if want.Op == OpID {
			return look.Cites(want.ID)
		}
		return slices.ContainsFunc(f.Cites, func(c CitedFact) bool { return c.Matches(want) })
	case FieldKeyword:
		return want.keyword(f, look)
	}
	return false
}

func (want Criterion) issuer(f *Facts) bool {
	switch want.Op {
	case OpID:
		return f.IssuerID != "" && f.IssuerID == want.ID
	case OpUnder:
		return want.ID != "" && (f.IssuerID == want.ID || slices.Contains(f.IssuerPath, want.ID))
	}
	return want.ID != "" && f.IssuerID == want.ID || containsWords(f.IssuerKey, want.Key)
}

func (want Criterion) keyword(f *Facts, look Lookups) bool {
	if want.Family != "" {
		return slices.Contains(f.Families, want.Family)
	}
	if len(want.Phrase.Words) == 0 {
		return false
	}
	return slices.Contains(f.KeywordKeys, want.Key) || look.Phrase(want.Phrase)
}
