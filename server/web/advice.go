package web

import (
	"strings"

	"tracuu/index"
	"tracuu/index/directive"
	"tracuu/server/api"
)

// advice is what to try where little or nothing was found.
func (p *Pages) advice(lang Lang, q index.Query, answer *api.SearchResponse) adviceView {
	var out adviceView
	for _, d := range answer.DidYouMean {
		out.Meant = append(out.Meant, proposal{d.Query, address(typed(q, d.Query)), d.Count})
	}
	for _, r := range answer.Without {
		less, ok := withoutFilter(q, r)
		if !ok {
			continue
		}
		out.Without = append(out.Without, proposal{p.removalText(lang, r), address(less), r.Count})
	}
	for _, o := range answer.Dropped {
		out.Dropped = append(out.Dropped, proposal{strings.Join(o.Words, ", "), address(typed(q, o.Query)), o.Count})
	}
	for _, g := range answer.Ghosts {
		out.Ghosts = append(out.Ghosts, newGhostView(lang, g))
	}
	return out
}

// removalText names a filter that stands in the way.
func (p *Pages) removalText(lang Lang, r index.Removal) string {
	name, _ := strings.CutPrefix(r.Filter, "not.")
	switch name {
	case "from", "to", "missing":
		return lang.Say("Ban hành") + " " + strings.Join(r.Values, ", ")
	}
	texts := make([]string, len(r.Values))
	for i, v := range r.Values {
		texts[i] = p.conditionText(lang, index.Field(name), index.ParseCondition(index.Field(name), v), nil)
	}
	return lang.Say(fieldNames[index.Field(name)]) + ": " + strings.Join(texts, ", ")
}

// withoutFilter is a search without a filter of its address; false where the filter
// was typed and stands in the text.
func withoutFilter(q index.Query, r index.Removal) (index.Query, bool) {
	values := parameters(firstPage(q))
	if _, ok := values[r.Filter]; !ok {
		return q, false
	}
	values.Del(r.Filter)
	return ReadSearch(values).Query, true
}

func newGhostView(lang Lang, g api.Ghost) ghostView {
	d := directive.Directive{Type: g.Type, Number: g.Number}
	cited := g.Number
	if cited == "" {
		cited = g.Title
	}
	q := index.Query{Collapse: true, Filters: index.Filters{Where: []index.Filter{{Field: index.FieldCites, Any: []index.Condition{{Value: cited}}}}}}
	v := ghostView{Ghost: g, Name: strings.TrimSpace(string(g.Type) + " " + g.Number), URL: address(q)}
	if g.Number == "" {
		v.Name = strings.TrimSpace(nameOf(lang, &d) + " " + g.Title)
	}
	return v
}
