package directive

import (
	_ "embed"
	"slices"
	"strings"
	"sync"

	"tracuu/analyzers/viet"
)

//go:embed places.tsv
var placesTSV string

// Place is a province or city under the centre, or a district of one. On 1 July
// 2025 the 63 provinces became 34 and the districts ended (Nghị quyết
// 202/2025/QH15), so a name is of before, of since, or of both.
type Place struct {
	Name     string // without its class: "Hải Dương"
	Class    string // "tỉnh", "thành phố", "huyện", "quận", "thị xã"
	Province string // the province it lies in; its own name for a province
	Now      string // for a province: the one it belongs to since 1 July 2025
	Before   bool   // it bore this name before 1 July 2025
	Since    bool   // it bears it since

	city bool // a province that has been of both classes
}

// IsProvince reports whether the place is a province or a city under the centre.
func (p Place) IsProvince() bool { return p.Now != "" }

// FirstDayOfProvinces is the day since which the provinces are 34, as Date.First
// counts days.
var FirstDayOfProvinces = Date{Year: 2025, Month: 7, Day: 1}.First()

// gazetteer is the embedded table, read once.
type gazetteer struct {
	all       []Place
	provinces map[string]*Place   // by folded name
	districts map[string][]*Place // by folded name
}

var gazetteers = sync.OnceValue(func() *gazetteer {
	g := &gazetteer{provinces: map[string]*Place{}, districts: map[string][]*Place{}}
	for line := range strings.Lines(placesTSV) {
		if p, ok := parsePlace(strings.TrimRight(line, "\n")); ok {
			g.all = append(g.all, p)
		}
	}
	for i := range g.all {
		p := &g.all[i]
		key := viet.FoldKey(p.Name)
		if p.IsProvince() {
			g.provinces[key] = p
		} else {
			g.districts[key] = append(g.districts[key], p)
		}
	}
	return g
})

// parsePlace reads a row of the table; a comment is none.
func parsePlace(line string) (Place, bool) {
	row := strings.Split(line, "\t")
	if strings.HasPrefix(line, "#") || len(row) < 4 {
		return Place{}, false
	}
	class, second, _ := strings.Cut(row[1], ",")
	p := Place{Name: row[0], Class: class, Province: row[2], city: class == cityClass || second == cityClass}
	p.Before, p.Since = row[3] != "since", row[3] != "before"
	if len(row) > 4 {
		p.Now = row[4]
	}
	return p, true
}

// Places lists the provinces and districts that are known, provinces first.
func Places() []Place { return slices.Clone(gazetteers().all) }

// ProvinceByName finds a province by its name in any spelling, with or without
// its class: "tỉnh Hải Dương", "TP. Hồ Chí Minh".
func ProvinceByName(name string) (Place, bool) {
	key := viet.FoldKey(name)
	p := gazetteers().provinces[key]
	for _, class := range []string{"tinh ", "thanh pho ", "tp "} {
		if rest, ok := strings.CutPrefix(key, class); ok && p == nil {
			p = gazetteers().provinces[rest]
		}
	}
	if p == nil {
		return Place{}, false
	}
	return *p, true
}

// ProvincesNow gives the provinces that form today's province of name, which may
// also be an old one that went into it: Hải Phòng and Hải Dương for either. They
// come in the order of the table; nil for what is no province.
func ProvincesNow(name string) []Place {
	p, ok := ProvinceByName(name)
	if !ok {
		return nil
	}
	var out []Place
	for _, other := range gazetteers().all {
		if other.Now == p.Now && other.IsProvince() {
			out = append(out, other)
		}
	}
	return out
}

// district finds a district by its folded name, and by its class where given;
// unique says that the name leaves no choice.
func (g *gazetteer) district(name, class string) (found Place, unique bool) {
	n := 0
	for _, p := range g.districts[name] {
		if class == "" || p.Class == class {
			found = *p
			n++
		}
	}
	return found, n == 1
}
