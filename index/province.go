package index

import (
	"slices"

	"tracuu/analyzers/viet"
	"tracuu/index/directive"
)

// provinceKey is the folded name of a province without its class.
func provinceKey(name string) string {
	if p, ok := directive.ProvinceByName(name); ok {
		name = p.Name
	}
	return viet.FoldKey(name)
}

// provincesMeant are the provinces that a condition with OpNow or OpWas takes:
// those that count always, and the one that counts since July 2025 only.
func provincesMeant(c Condition) (names []string, later string) {
	p, ok := directive.ProvinceByName(c.Value)
	switch {
	case c.Op == OpNow && ok:
		for _, p := range directive.ProvincesNow(c.Value) {
			names = append(names, provinceKey(p.Name))
		}
	case c.Op == OpWas && ok:
		names = []string{provinceKey(p.Name)}
		if p.Now != p.Name {
			later = provinceKey(p.Now)
		}
	case c.Op != OpText:
		names = []string{provinceKey(c.Value)}
	}
	return names, later
}

func (want Criterion) province(f *Facts) bool {
	if want.Op == OpText {
		return want.Key != "" && want.Key == f.ProvinceKey
	}
	if f.ProvinceKey == "" {
		return false
	}
	return slices.Contains(want.Names, f.ProvinceKey) ||
		f.ProvinceKey == want.Later && !f.Issued.IsZero() && f.Issued.Last() >= directive.FirstDayOfProvinces
}

// Successor is the part of an OpWas that holds for documents within bounds of
// their date of issue only: the province that another became, since it did. An
// engine that decides by values alone adds it to what Matches gives.
func (want Criterion) Successor() (later Criterion, bounds FilterSet, ok bool) {
	if want.Field != FieldProvince || want.Later == "" {
		return Criterion{}, FilterSet{}, false
	}
	later = Criterion{Field: FieldProvince, Op: OpText, Key: want.Later}
	return later, FilterSet{from: directive.Date{Year: 2025, Month: 7, Day: 1}}, true
}
