package extract

import (
	"strings"
	"sync"

	"tracuu/analyzers/viet"
	"tracuu/index/directive"
)

// unit is a province or district: the name without its class, the class
// ("tỉnh", "huyện") and the province it belongs to.
type unit struct {
	name, class, province string
}

// body is an issuing body that is known by name. Proper names that are no bodies
// stand among them for their spelling.
type body struct {
	name  string
	level directive.Level
	word  bool // no body
}

// entry is a known name as the folded words it is found by.
type entry struct {
	fold []string
	name string
	unit *unit
	body *body
}

// registry finds known names in running words.
type registry struct {
	byFirst map[string][]entry // by first folded word, longest first
}

// properNames are spelled as they are here wherever they stand.
var properNames = []string{"Việt Nam", "Trung ương", "Nhà nước", "Covid-19", "Thủ tướng", "Phó Thủ tướng", "Phó Thủ tướng Chính phủ", "Tổng Bí thư"}

// known finds the places and bodies of the registry. Districts that are numbered,
// or named as their province is, say nothing without their class and are left out.
var known = sync.OnceValue(func() *registry {
	r := &registry{byFirst: map[string][]entry{}}
	for _, p := range directive.Places() {
		u := &unit{name: p.Name, class: p.Class, province: p.Province}
		if p.IsProvince() || p.Name != p.Province && p.Name[0] > '9' {
			r.add(entry{name: u.name, unit: u})
		}
	}
	for _, row := range directive.DefaultBodies().Rows() {
		r.add(entry{name: row.Name, body: &body{name: row.Name, level: row.Level}})
	}
	for _, name := range properNames {
		r.add(entry{name: name, body: &body{name: name, word: true}})
	}
	return r
})

// tableRows splits an embedded table into its rows of n columns.
func tableRows(table string, n int) [][]string {
	var rows [][]string
	for l := range strings.Lines(table) {
		l = strings.TrimRight(l, "\r\n")
		if l == "" || l[0] == '#' {
			continue
		}
		if row := strings.Split(l, "\t"); len(row) >= n {
			rows = append(rows, row)
		}
	}
	return rows
}

func (r *registry) add(e entry) {
	e.fold = foldWords(e.name)
	list := r.byFirst[e.fold[0]]
	at := len(list)
	for at > 0 && len(list[at-1].fold) < len(e.fold) {
		at--
	}
	list = append(list, entry{})
	copy(list[at+1:], list[at:])
	list[at] = e
	r.byFirst[e.fold[0]] = list
}

// foldWords cuts a name into folded words without punctuation; lone dashes go.
func foldWords(s string) []string {
	var out []string
	for _, w := range strings.Fields(viet.Fold(s)) {
		if w = strings.TrimFunc(w, func(r rune) bool { return !isWordRune(r) }); w != "" {
			out = append(out, w)
		}
	}
	return out
}

// match is a known name found in the first n words.
type match struct {
	entry
	n int
}

// at finds the longest known name at the start of words. Lone dashes inside are
// stepped over.
func (r *registry) at(folds []string, accept func(entry) bool) (match, bool) {
	if len(folds) == 0 {
		return match{}, false
	}
	for _, e := range r.byFirst[folds[0]] {
		if accept != nil && !accept(e) {
			continue
		}
		if n := prefixLen(folds, e.fold); n > 0 {
			return match{entry: e, n: n}, true
		}
	}
	return match{}, false
}

// prefixLen is how many words of folds spell name, 0 when they do not.
func prefixLen(folds, name []string) int {
	i := 0
	for _, want := range name {
		for i < len(folds) && folds[i] == "" {
			i++
		}
		if i >= len(folds) || folds[i] != want {
			return 0
		}
		i++
	}
	return i
}

func isProvince(e entry) bool { return e.unit != nil && e.unit.name == e.unit.province }
func isBody(e entry) bool     { return e.body != nil && !e.body.word }
func isUnit(e entry) bool     { return e.unit != nil }

// province finds the last province named in folded words.
func (r *registry) province(folds []string) (unit, bool) {
	var last *unit
	for i := 0; i < len(folds); i++ {
		if m, ok := r.at(folds[i:], isProvince); ok {
			last = m.unit
			i += m.n - 1
		}
	}
	if last == nil {
		return unit{}, false
	}
	return *last, true
}
