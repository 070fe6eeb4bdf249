package web

import (
	"cmp"
	"slices"

	"tracuu/index"
	"tracuu/server/api"
)

// facetList is a facet as a list of links.
type facetList struct {
	Name  string
	Title string
	Rows  []facetRow
	Other int    // documents of values that are not listed
	More  int    // values that are not listed, as far as they were counted
	All   string // the page of all values, "" where all are listed
}

// facetRow is a value: a link to the search with it, or without where it is chosen.
type facetRow struct {
	Text   string
	Count  int
	URL    string
	Chosen bool
	Under  string // the search for a body and those under it
	Rows   []facetRow
}

// facetShown is how many values of a plain facet are listed.
const facetShown = 8

// plainFacets are the facets that are lists.
var plainFacets = []struct {
	facet index.Facet
	title string
}{
	{index.FacetType, "Loại văn bản"}, {index.FacetKeyword, "Từ khóa"}, {index.FacetUrgency, "Độ khẩn"},
	{index.FacetCites, "Văn bản được viện dẫn"},
}

func facetLists(lang Lang, q index.Query, answer *api.SearchResponse) []facetList {
	var out []facetList
	for _, f := range plainFacets {
		list := facetList{Name: string(f.facet), Title: lang.Say(f.title), Other: answer.FacetsOther[f.facet]}
		field := f.facet.Field()
		for _, row := range answer.Facets[f.facet] {
			c := index.Condition{Value: row.Value}
			chosen := chosenIn(q, field, c)
			if len(list.Rows) >= facetShown && !chosen {
				list.More++
				continue
			}
			list.Rows = append(list.Rows, facetRow{
				Text: row.Value, Count: row.Count, Chosen: chosen, URL: linked(row.Value, toggled(q, field, false, c)),
			})
		}
		if len(list.Rows) > 0 {
			out = append(out, list.leadOn(q, f.facet))
		}
	}
	return out
}

// leadOn adds where all values are, if some are not listed.
func (l facetList) leadOn(q index.Query, facet index.Facet) facetList {
	if l.More > 0 || l.Other > 0 {
		l.All = facetAddress(q, facet)
	}
	return l
}

// issuersShown is how many bodies the tree of issuers has.
const issuersShown = 24

// issuerNode is a body on its way into the tree.
type issuerNode struct {
	row      index.FacetRow
	level    index.Level
	province string
}

// issuerTree are the issuers by level, those of the places by province, bodies under
// the body that they stand under.
func (p *Pages) issuerTree(lang Lang, q index.Query, answer *api.SearchResponse) (tree facetList) {
	tree = facetList{Name: "issuer", Title: lang.Say("Cơ quan ban hành"), Other: answer.FacetsOther[index.FacetIssuer]}
	counts := map[string]int{}
	for _, row := range answer.Facets[index.FacetLevel] {
		counts[row.Value] = row.Count
	}
	var nodes []issuerNode
	for i, row := range answer.Facets[index.FacetIssuer] {
		if i >= issuersShown && !chosenIn(q, index.FieldIssuer, issuerCondition(row)) {
			tree.More++
			continue
		}
		body, _ := p.options.Bodies.Identify(row.Value, "")
		nodes = append(nodes, issuerNode{row, body.Level, body.Province})
	}
	for _, l := range levels {
		var of []issuerNode
		for _, n := range nodes {
			if n.level == l.level {
				of = append(of, n)
			}
		}
		if len(of) == 0 {
			continue
		}
		level := facetRow{Text: lang.Say(l.name), Count: counts[string(l.level)], Rows: provinces(lang, q, of)}
		if l.level != "" {
			c := index.Condition{Value: string(l.level)}
			level.URL, level.Chosen = address(toggled(q, index.FieldLevel, false, c)), chosenIn(q, index.FieldLevel, c)
		}
		tree.Rows = append(tree.Rows, level)
	}
	return tree.leadOn(q, index.FacetIssuer)
}

// provinces groups bodies by province where they have one.
func provinces(lang Lang, q index.Query, of []issuerNode) []facetRow {
	byProvince := map[string][]issuerNode{}
	var names []string
	for _, n := range of {
		if _, known := byProvince[n.province]; !known {
			names = append(names, n.province)
		}
		byProvince[n.province] = append(byProvince[n.province], n)
	}
	var out []facetRow
	for _, name := range names {
		rows := bodies(lang, q, byProvince[name])
		if name == "" {
			out = append(out, rows...)
			continue
		}
		c := index.Condition{Value: name}
		count := 0
		for _, n := range byProvince[name] {
			count += n.row.Count
		}
		out = append(out, facetRow{
			Text: name, Count: count, Rows: rows,
			URL: linked(name, toggled(q, index.FieldProvince, false, c)), Chosen: chosenIn(q, index.FieldProvince, c),
		})
	}
	slices.SortStableFunc(out, func(a, b facetRow) int { return cmp.Compare(b.Count, a.Count) })
	return out
}

// bodies puts bodies under those that they stand under.
func bodies(lang Lang, q index.Query, of []issuerNode) []facetRow {
	listed := map[string]bool{}
	for _, n := range of {
		listed[n.row.ID] = n.row.ID != ""
	}
	var under func(parent string, depth int) []facetRow
	under = func(parent string, depth int) []facetRow {
		var out []facetRow
		for _, n := range of {
			top := n.row.Parent == "" || !listed[n.row.Parent]
			if top != (parent == "") || !top && n.row.Parent != parent {
				continue
			}
			c := issuerCondition(n.row)
			row := facetRow{
				Text: n.row.Value, Count: n.row.Count,
				URL: linked(c.Value, toggled(q, index.FieldIssuer, false, c)), Chosen: chosenIn(q, index.FieldIssuer, c),
			}
			if n.row.ID != "" && depth < 4 {
				row.Rows = under(n.row.ID, depth+1)
			}
			if len(row.Rows) > 0 {
				row.Under = address(toggled(q, index.FieldIssuer, false, index.Condition{Op: index.OpUnder, Value: n.row.ID}))
			}
			out = append(out, row)
		}
		return out
	}
	return under("", 0)
}

// issuerCondition selects exactly the body of a row, where it is one.
func issuerCondition(row index.FacetRow) index.Condition {
	if row.ID != "" {
		return index.Condition{Op: index.OpID, Value: row.ID}
	}
	return index.Condition{Value: row.Value}
}
