package web

import (
	"cmp"
	"fmt"
	"maps"
	"math"
	"net/http"
	"slices"
	"strconv"

	"tracuu/index"
	"tracuu/index/directive"
	"tracuu/server/api"
)

// The pages of figures.
const (
	OverviewPath = "/tong-quan"
	ListPath     = "/tong-quan/danh-sach"
)

// MissingShown are the fields that the overview counts the documents without.
var MissingShown = []index.Field{index.FieldIssued, index.FieldNumber, index.FieldIssuer, index.FieldType, index.FieldTitle}

// Overview is what the page of figures draws.
type Overview struct {
	Total     int
	Facets    map[index.Facet]index.FacetCounts
	Years     map[directive.Kind]map[string]int // of the commonest types, by year
	Months    map[string]int                    // of the last years
	Missing   map[index.Field]int
	MostCited []api.Hit
	States    map[string]int // of citations; nil where there is no graph
	Unsettled int            // documents with citations to decide on
	Problems  map[string]int // documents by the code of a problem of reading
	Looked    int            // documents that Problems is of
	Partial   bool           // others are still to be looked at
}

// figure is a count that leads to the documents counted.
type figure struct {
	Text, URL string
	Count     int
	Share     int // of the largest beside it, in percent
}

// stack is a year of the plot of types: parts one upon the other.
type stack struct {
	X, Width int
	Text     string
	URL      string
	Parts    []stackPart
}

type stackPart struct {
	Class, Y, Height int
}

// cell is a month of the map of months.
type cell struct {
	X, Y, Depth int // depth of the colour, 0 to 5
	Text, URL   string
}

// axisLabel is a word beside a plot.
type axisLabel struct {
	X, Y int
	Text string
}

type yearPlot struct {
	Width  int
	Stacks []stack
	Labels []axisLabel
	Keys   []figure
}

type monthMap struct {
	Height int
	Cells  []cell
	Labels []axisLabel
}

const (
	plotHeight = 200
	plotWidth  = 960
	cellHeight = 22
	cellWidth  = 38
	mapLeft    = 52

	yearsMapped = 12
)

// Overview answers with the page of figures.
func (p *Pages) Overview(w http.ResponseWriter, v Visit, o Overview) error {
	page := struct {
		Overview
		Plot                                                *yearPlot
		Map                                                 *monthMap
		Issuers, Provinces, Keywords, Missing, Cited, Wrong []figure
		Cites                                               []stateCount
		Levels                                              []figure
	}{Overview: o, Plot: plotYears(v.Lang, o), Map: mapMonths(v.Lang, o.Months)}
	page.Issuers = p.figures(v.Lang, o, index.FacetIssuer, index.FieldIssuer, 12)
	page.Provinces = p.figures(v.Lang, o, index.FacetProvince, index.FieldProvince, 10)
	page.Keywords = p.figures(v.Lang, o, index.FacetKeyword, index.FieldKeyword, 10)
	page.Levels = p.figures(v.Lang, o, index.FacetLevel, index.FieldLevel, 5)
	for _, f := range MissingShown {
		q := index.Query{Collapse: true, Filters: index.Filters{Missing: []index.Field{f}}}
		page.Missing = append(page.Missing, figure{Text: v.Lang.Say(fieldNames[f]), URL: address(q), Count: o.Missing[f]})
	}
	for _, h := range o.MostCited {
		page.Cited = append(page.Cited, figure{Text: nameAndTitle(v.Lang, &h.Directive), URL: DocumentPath(h.Directive.ID), Count: h.CitedBy})
	}
	for _, code := range slices.SortedFunc(maps.Keys(o.Problems), func(a, b string) int {
		return cmp.Or(o.Problems[b]-o.Problems[a], cmp.Compare(a, b))
	}) {
		page.Wrong = append(page.Wrong, figure{Text: v.Lang.problem(code), URL: ListPath + "?van-de=" + code, Count: o.Problems[code]})
	}
	for _, s := range stateOrder {
		if o.States != nil {
			page.Cites = append(page.Cites, stateCount{s, v.Lang.Say(verdictNames[s]), o.States[s]})
		}
	}
	for _, list := range [][]figure{page.Issuers, page.Provinces, page.Keywords, page.Levels, page.Missing, page.Cited, page.Wrong} {
		share(list)
	}
	return p.write(w, http.StatusOK, "overview", frame{Visit: v, Title: v.Lang.Say("Tổng quan"), Page: page})
}

func share(list []figure) {
	most := 1
	for _, f := range list {
		most = max(most, f.Count)
	}
	for i := range list {
		list[i].Share = 100 * list[i].Count / most
		if list[i].Count > 0 {
			list[i].Share = max(list[i].Share, 1)
		}
	}
}

// figures are the commonest values of a facet, each with its search.
func (p *Pages) figures(lang Lang, o Overview, facet index.Facet, field index.Field, most int) []figure {
	var out []figure
	for _, row := range o.Facets[facet].Rows {
		if row.Count == 0 || row.Value == "" || len(out) == most {
			continue
		}
		c := index.Condition{Value: row.Value}
		text := row.Value
		if facet == index.FacetIssuer && row.ID != "" {
			c = index.Condition{Op: index.OpID, Value: row.ID}
		}
		if facet == index.FacetLevel {
			text = lang.Say(levelName(row.Value))
		}
		out = append(out, figure{Text: text, URL: linked(c.Value, searchOf(field, c)), Count: row.Count})
	}
	return out
}

func searchOf(field index.Field, c index.Condition) index.Query {
	return index.Query{Collapse: true, Filters: index.Filters{Where: []index.Filter{{Field: field, Any: []index.Condition{c}}}}}
}

// plotYears draws the documents of each year, the commonest types apart.
func plotYears(lang Lang, o Overview) *yearPlot {
	counts := map[string]int{}
	highest := 1
	for _, row := range o.Facets[index.FacetYear].Rows {
		counts[row.Value] = row.Count
		highest = max(highest, row.Count)
	}
	years := steps(index.Filters{}, counts, false)
	if len(years) == 0 {
		return nil
	}
	var kinds []directive.Kind
	for _, row := range o.Facets[index.FacetType].Rows {
		if _, ok := o.Years[directive.Kind(row.Value)]; ok {
			kinds = append(kinds, directive.Kind(row.Value))
		}
	}
	plot := &yearPlot{Width: plotWidth}
	step := plotWidth / len(years)
	for i, year := range years {
		value, x := year.String(), i*step
		s := stack{X: x, Width: max(2, min(step-2, 64)), URL: address(index.Query{Collapse: true, Filters: index.Filters{From: year, To: year}}),
			Text: fmt.Sprintf("%s: %s", value, lang.Say("%s văn bản", lang.Number(counts[value])))}
		left, y := counts[value], plotHeight
		part := func(class, n int) {
			if n > 0 {
				h := max(1, n*(plotHeight-8)/highest)
				y -= h
				s.Parts = append(s.Parts, stackPart{class, y, h})
			}
		}
		for k, kind := range kinds {
			n := min(o.Years[kind][value], left)
			left -= n
			part(k+1, n)
		}
		part(0, left)
		plot.Stacks = append(plot.Stacks, s)
		if len(years) <= 14 || i%max(1, len(years)/10) == 0 {
			plot.Labels = append(plot.Labels, axisLabel{X: x, Text: value})
		}
	}
	for k, kind := range kinds {
		plot.Keys = append(plot.Keys, figure{Text: string(kind), URL: linked(string(kind), searchOf(index.FieldType, index.Condition{Value: string(kind)})), Share: k + 1})
	}
	return plot
}

// mapMonths draws the last years as rows of twelve months, darker where more was
// issued.
func mapMonths(lang Lang, months map[string]int) *monthMap {
	first, last, most := 9999, 0, 1
	for value, n := range months {
		if year, err := strconv.Atoi(value[:min(4, len(value))]); err == nil && n > 0 {
			first, last, most = min(first, year), max(last, year), max(most, n)
		}
	}
	if last == 0 {
		return nil
	}
	first = max(first, last-yearsMapped+1)
	m := &monthMap{Height: (last-first+1)*cellHeight + 24}
	for month := 1; month <= 12; month++ {
		m.Labels = append(m.Labels, axisLabel{mapLeft + (month-1)*cellWidth + cellWidth/2 - 8, 14, lang.month(month)})
	}
	for year := last; year >= first; year-- {
		y := 24 + (last-year)*cellHeight
		m.Labels = append(m.Labels, axisLabel{0, y + 15, strconv.Itoa(year)})
		for month := 1; month <= 12; month++ {
			d := directive.Date{Year: year, Month: month}
			n := months[d.String()]
			c := cell{X: mapLeft + (month-1)*cellWidth, Y: y, Text: fmt.Sprintf("%s: %s", lang.Date(d), lang.Say("%s văn bản", lang.Number(n)))}
			if n > 0 {
				c.Depth = 1 + min(4, int(5*math.Log1p(float64(n))/math.Log1p(float64(most))))
				c.URL = address(index.Query{Collapse: true, Filters: index.Filters{From: d, To: d}})
			}
			m.Cells = append(m.Cells, c)
		}
	}
	return m
}

// month is the head of a column of months.
func (l Lang) month(m int) string {
	if l == English {
		return [...]string{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"}[m-1]
	}
	return "T" + strconv.Itoa(m)
}

// problemNames say the codes of problems of reading that are met most.
var problemNames = map[string]string{
	"number-blank": "số bỏ trống để điền tay", "number-unreadable": "số không đọc được", "type-number-conflict": "loại và ký hiệu không khớp",
	"citation-type-conflict": "viện dẫn sai loại văn bản", "citation-date-conflict": "một số được viện dẫn với hai ngày",
	"impossible-date": "ngày không có trong lịch", "date-unreadable": "ngày không đọc được", "date-blank": "ngày bỏ trống để điền tay",
}

// problem says a code of a problem of reading in words; the code itself where it has
// none.
func (l Lang) problem(code string) string {
	if text, ok := problemNames[code]; ok {
		return l.Say(text)
	}
	return code
}

// List is a part of the documents with a problem of reading, or with citations to
// decide on where Problem is "".
type List struct {
	Problem           string
	From, Step, Total int
	Partial           bool // documents are still being looked at
	Rows              []ListRow
}

// ListRow is a document of a List.
type ListRow struct {
	api.Head
	Ambiguous, Conflict int
	Passage             *api.Sentence
}

// List answers with documents that want a person to look at them.
func (p *Pages) List(w http.ResponseWriter, v Visit, list List) error {
	title := v.Lang.Say("Viện dẫn chưa rõ")
	if list.Problem != "" {
		title = v.Lang.problem(list.Problem)
	}
	page := struct {
		List
		Heading, Next, Before string
	}{List: list, Heading: title}
	at := func(from int) string { return fmt.Sprintf("%s?van-de=%s&tu=%d", ListPath, list.Problem, from) }
	if next := list.From + list.Step; next < list.Total {
		page.Next = at(next)
	}
	if list.From > 0 {
		page.Before = at(max(0, list.From-list.Step))
	}
	return p.write(w, http.StatusOK, "list", frame{Visit: v, Title: title, Page: page})
}
