package web

import (
	"fmt"
	"strconv"

	"tracuu/index"
	"tracuu/index/directive"
	"tracuu/server/api"
)

// histogram is the number of documents by year, or by month where the dates are
// bounded to a few years. Bars are drawn in a box of Width by histogramHeight.
type histogram struct {
	Bars     []bar
	Width    int
	Base     string // the search without dates, that a range is added to
	Widen    string // the same, where dates are bounded; else ""
	From, To string // as bounded
	Hidden   []field
	Months   bool
	First    string // labels of the ends
	Last     string
	Middle   string
	Few      string // bars, for which the chart is narrower, lest they be slabs: few, some or ""
}

// bar is a year or month.
type bar struct {
	Value  string // as in an address
	Text   string
	Count  int
	URL    string
	X, Y   int
	Height int
	Chosen bool
}

const (
	histogramHeight = 72
	barWidth        = 10
	mostBars        = 60
)

func newHistogram(lang Lang, q index.Query, answer *api.SearchResponse) *histogram {
	h := &histogram{Hidden: hidden(q, "from", "to"), From: q.Filters.From.String(), To: q.Filters.To.String()}
	free := firstPage(q)
	free.Filters.From, free.Filters.To = directive.Date{}, directive.Date{}
	h.Base = address(free)
	if h.From != "" || h.To != "" {
		h.Widen = h.Base
	}
	facet := index.FacetYear
	if narrow(q.Filters) {
		facet, h.Months = index.FacetMonth, true
	}
	counts := map[string]int{}
	for _, row := range answer.Facets[facet] {
		counts[row.Value] = row.Count
	}
	dates := steps(q.Filters, counts, h.Months)
	if len(dates) == 0 {
		return nil
	}
	highest := 1
	for _, d := range dates {
		highest = max(highest, counts[d.String()])
	}
	for i, d := range dates {
		h.Bars = append(h.Bars, newBar(lang, free, q.Filters, d, i, counts[d.String()], highest))
	}
	h.Width = len(dates) * barWidth
	switch {
	case len(dates) <= 3:
		h.Few = "few"
	case len(dates) <= 6:
		h.Few = "some"
	}
	h.First = lang.Date(dates[0])
	if len(dates) > 1 {
		h.Last = lang.Date(dates[len(dates)-1])
	}
	if len(dates) > 8 {
		h.Middle = lang.Date(dates[len(dates)/2])
	}
	return h
}

func newBar(lang Lang, free index.Query, filters index.Filters, d directive.Date, i, count, highest int) bar {
	height := count * (histogramHeight - 6) / highest
	if count > 0 {
		height = max(height, 3)
	}
	free.Filters.From, free.Filters.To = d, d
	bounded := !filters.From.IsZero() || !filters.To.IsZero()
	return bar{
		Value: d.String(), Count: count, URL: address(free), X: i * barWidth, Y: histogramHeight - height, Height: height,
		Text:   fmt.Sprintf("%s: %s", lang.Date(d), lang.Say("%s văn bản", lang.Number(count))),
		Chosen: !bounded || index.NewFilterSet(index.Filters{From: filters.From, To: filters.To}, nil).Dated(d),
	}
}

// steps are the years or months from the first to the last that has documents, or
// that is asked for.
func steps(f index.Filters, counts map[string]int, months bool) []directive.Date {
	if months {
		var out []directive.Date
		for y := f.From.Year; y <= f.To.Year; y++ {
			for m := 1; m <= 12; m++ {
				out = append(out, directive.Date{Year: y, Month: m})
			}
		}
		return out
	}
	first, last := 0, 0
	for value := range counts {
		y, err := strconv.Atoi(value)
		if err != nil {
			continue
		}
		if first == 0 || y < first {
			first = y
		}
		last = max(last, y)
	}
	if first == 0 {
		return nil
	}
	var out []directive.Date
	for y := max(first, last-mostBars+1); y <= last; y++ {
		out = append(out, directive.Date{Year: y})
	}
	return out
}
