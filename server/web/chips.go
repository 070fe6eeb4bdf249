package web

import (
	"slices"
	"strings"

	"tracuu/index"
	"tracuu/index/directive"
)

// chip is something that narrows a search and can be taken off.
type chip struct {
	Label  string // what it is, "" for a plain word
	Text   string
	Remove string // the search without it
	Not    bool
}

// fieldNames say what a filter is on.
var fieldNames = map[index.Field]string{
	index.FieldIssuer: "Cơ quan", index.FieldType: "Loại", index.FieldProvince: "Tỉnh, thành phố",
	index.FieldLevel: "Cấp", index.FieldNumber: "Số", index.FieldCites: "Viện dẫn",
	index.FieldKeyword: "Từ khóa", index.FieldUrgency: "Độ khẩn", index.FieldIssued: "Ngày ban hành",
	index.FieldTitle: "Trích yếu", index.FieldSigner: "Người ký", index.FieldPlace: "Địa danh",
}

// paramNames say what the other parameters of an address are.
var paramNames = map[string]string{"q": "câu tìm", "from": "từ ngày", "to": "đến ngày", "sort": "cách sắp xếp"}

// paramName is what people call a parameter of a search; its name where they have none.
func paramName(lang Lang, param string) string {
	if name, ok := paramNames[param]; ok {
		return lang.Say(name)
	}
	if name, ok := fieldNames[index.Field(strings.TrimPrefix(param, "-"))]; ok {
		return strings.ToLower(lang.Say(name))
	}
	return param
}

// levels are the levels of issuers, from the top.
var levels = []struct {
	level index.Level
	name  string
}{
	{index.LevelCentral, "Trung ương"}, {index.LevelProvince, "Cấp tỉnh"}, {index.LevelDistrict, "Cấp huyện"},
	{index.LevelCommune, "Cấp xã"}, {"", "Chưa rõ cấp"},
}

func levelName(level string) string {
	for _, l := range levels {
		if string(l.level) == level {
			return l.name
		}
	}
	return level
}

// filterChips are the filters of a search, with names for ids.
func (p *Pages) filterChips(lang Lang, q index.Query, names map[string]string) []chip {
	var out []chip
	for _, f := range q.Filters.Where {
		for _, c := range f.Any {
			out = append(out, chip{
				Label: lang.Say(fieldNames[f.Field]), Text: p.conditionText(lang, f.Field, c, names),
				Remove: address(toggled(q, f.Field, f.Not, c)), Not: f.Not,
			})
		}
	}
	for _, m := range q.Filters.Missing {
		less := firstPage(q)
		less.Filters.Missing = slices.DeleteFunc(slices.Clone(less.Filters.Missing), func(f index.Field) bool { return f == m })
		out = append(out, chip{Label: lang.Say("Không rõ"), Text: strings.ToLower(lang.Say(fieldNames[m])), Remove: address(less)})
	}
	if from, to := q.Filters.From, q.Filters.To; !from.IsZero() || !to.IsZero() {
		less := firstPage(q)
		less.Filters.From, less.Filters.To = directive.Date{}, directive.Date{}
		out = append(out, chip{Label: lang.Say("Ban hành"), Text: period(lang, from, to), Remove: address(less)})
	}
	return out
}

func period(lang Lang, from, to directive.Date) string {
	switch {
	case from == to:
		return lang.Date(from)
	case from.IsZero():
		return lang.Say("đến %s", lang.Date(to))
	case to.IsZero():
		return lang.Say("từ %s", lang.Date(from))
	}
	return lang.Date(from) + " – " + lang.Date(to)
}

// conditionText says a condition as a person would.
func (p *Pages) conditionText(lang Lang, field index.Field, c index.Condition, names map[string]string) string {
	text := c.Value
	switch {
	case field == index.FieldLevel:
		text = lang.Say(levelName(c.Value))
	case c.Op == index.OpID || c.Op == index.OpUnder:
		if name := names[c.Value]; name != "" {
			text = name
		} else if body, ok := p.options.Bodies.ByID(c.Value); ok {
			text = body.Name
		}
	}
	switch c.Op {
	case index.OpUnder:
		text = lang.Say("%s và trực thuộc", text)
	case index.OpNow:
		text = lang.Say("%s hiện nay", text)
	case index.OpWas:
		text = lang.Say("%s trước sắp xếp", text)
	}
	if !c.Date.IsZero() {
		text += " (" + lang.Date(c.Date) + ")"
	}
	return text
}

// understood are the parts of what was typed, each with the search without it, and
// what was added to them.
func understood(lang Lang, q index.Query, in index.Interpreted) (parts, added []chip) {
	nodes := []index.Node{q.Text.Root}
	and, several := q.Text.Root.(index.And)
	if several {
		nodes = and.Nodes
	}
	for i, n := range nodes {
		if n == nil {
			continue
		}
		var rest index.Node
		if several {
			rest = index.And{Nodes: slices.Delete(slices.Clone(and.Nodes), i, i+1)}
		}
		c := nodeChip(lang, n)
		c.Remove = address(typed(q, index.Text{Root: rest}.String()))
		parts = append(parts, c)
	}
	literal := firstPage(q)
	literal.Literal = true
	for _, e := range in.Expanded {
		added = append(added, chip{Label: e.Term, Text: strings.Join(e.Also, ", "), Remove: address(literal)})
	}
	for _, d := range in.Decoded {
		added = append(added, chip{Label: d.Term, Text: strings.Join(d.Also, ", "), Remove: address(literal)})
	}
	return parts, added
}

// nodeChip says what a part of the text was taken for.
func nodeChip(lang Lang, n index.Node) chip {
	text := index.Text{Root: n}.String()
	switch n := n.(type) {
	case index.Run:
		return chip{Text: text}
	case index.Phrase:
		return chip{Label: lang.Say("đúng cụm từ"), Text: strings.Trim(text, `"`)}
	case index.Number:
		return chip{Label: lang.Say("số văn bản"), Text: text}
	case index.Not:
		return chip{Label: lang.Say("trừ"), Text: index.Text{Root: n.Node}.String(), Not: true}
	case index.Or:
		return chip{Label: lang.Say("một trong"), Text: strings.ReplaceAll(text, " OR ", lang.Say(" hoặc "))}
	case index.Where:
		if n.Filter.Field == "" {
			return chip{Label: strings.ToLower(lang.Say("Ban hành")), Text: period(lang, n.From, n.To)}
		}
		_, value, _ := strings.Cut(text, ":")
		return chip{Label: strings.ToLower(lang.Say(fieldNames[n.Filter.Field])), Text: strings.Trim(value, `"`)}
	}
	return chip{Text: text}
}
