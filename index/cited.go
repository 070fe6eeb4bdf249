package index

import (
	"strconv"
	"strings"

	"tracuu/analyzers/viet"
	"tracuu/index/directive"
)

// lawKinds are the types that are cited by name (Luật Ban hành văn bản quy phạm
// pháp luật 2015, Điều 4).
var lawKinds = map[string]bool{
	"hien phap": true, "bo luat": true, "luat": true, "phap lenh": true,
}

func newCited(r *directive.Reference) CitedFact {
	c := CitedFact{Keys: numberKeys(r.Number, r.Date), Date: r.Date}
	sym, err := directive.ParseSymbol(r.Number)
	if err == nil && c.Date.IsZero() && sym.Year > 0 {
		c.Date = directive.Date{Year: sym.Year}
	}
	kind := viet.FoldKey(string(r.Type))
	name := lawName(r)
	if c.Keys == nil || lawKinds[kind] {
		c.Title = viet.FoldKey(name)
	}
	switch {
	case r.Number == "":
		c.Value = name
		if lawKinds[kind] && r.Date.Year > 0 && !strings.Contains(name, strconv.Itoa(r.Date.Year)) {
			c.Value += " " + strconv.Itoa(r.Date.Year)
		}
	case err != nil:
		c.Value = strings.TrimSpace(r.Number)
	default:
		c.Value = formNumber(sym)
	}
	return c
}

// lawName is the type and title of what is cited, or the words of the citation.
func lawName(r *directive.Reference) string {
	title, kind := strings.TrimSpace(r.Title), string(r.Type)
	switch {
	case title == "":
		return strings.TrimSpace(r.Text)
	case strings.HasPrefix(viet.FoldKey(title), viet.FoldKey(kind)):
		return title
	}
	return kind + " " + title
}

// formNumber prints a number as the form of documents wants it: zeros before
// the digits dropped, one put before a single digit (Nghị định 30/2020/NĐ-CP,
// Điều 8), so that one document has one printed number.
func formNumber(sym directive.Symbol) string {
	sym.Number = strings.TrimLeft(sym.Number, "0")
	if len(sym.Number) < 2 {
		sym.Number = "0" + sym.Number
	}
	return sym.String()
}

// Matches reports whether the citation is one that the criterion asks for.
func (c CitedFact) Matches(want Criterion) bool {
	if !want.Date.IsZero() && !want.Date.Overlaps(c.Date) {
		return false
	}
	if want.Number != "" {
		for _, k := range c.Keys {
			if k == want.Number {
				return true
			}
		}
		return false
	}
	return containsWords(c.Title, want.Key)
}

// containsWords reports whether the words of part occur in a row in key; both
// are folded keys. Nothing occurs in anything.
func containsWords(key, part string) bool {
	if part == "" {
		return false
	}
	return strings.Contains(" "+key+" ", " "+part+" ")
}
