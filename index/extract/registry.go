package extract

import (
	_ "embed"
	"strings"
	"sync"

	"tracuu/analyzers/viet"
)

//go:embed data/units.tsv
var unitsTSV string

//go:embed data/registry.tsv
var registryTSV string

// unit is a province or district: the name without its class, the class
// ("tỉnh", "huyện") and the province it belongs to.
type unit struct {
	name, class, province string
}

// body is an issuing body that is known by name or by the code that stands in
// its symbols.
type body struct {
	name  string
	level string // central, province, district, unit
	side  string // state, party, mass
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
	codes   map[string]*body   // folded code → body
}

// known is the registry of the embedded tables.
var known = sync.OnceValue(func() *registry {
	r := &registry{byFirst: map[string][]entry{}, codes: map[string]*body{}}
	for _, row := range tableRows(unitsTSV, 4) {
		u := &unit{name: row[0], class: row[1], province: row[2]}
		r.add(entry{name: u.name, unit: u})
	}
	for _, row := range tableRows(registryTSV, 4) {
		b := &body{name: row[0], level: row[2], side: row[3]}
		r.add(entry{name: b.name, body: b})
		for _, code := range strings.Split(row[1], ",") {
			if key := foldCode(code); key != "" && r.codes[key] == nil {
				r.codes[key] = b
			}
		}
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

// foldCode is a body's code for comparison: folded, letters and digits only, TƯ
// and TW alike.
func foldCode(code string) string {
	code = strings.NewReplacer("TƯ", "TW", "T.Ư", "TW").Replace(code)
	return squash(viet.Fold(code))
}

// match is a known name found in words[at:at+n].
type match struct {
	entry
	at, n int
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
func isBody(e entry) bool     { return e.body != nil && e.body.level != "name" }
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
