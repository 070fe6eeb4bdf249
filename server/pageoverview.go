package server

import (
	"net/http"
	"strconv"

	"tracuu/index"
	"tracuu/index/citation"
	"tracuu/index/directive"
	"tracuu/server/api"
	"tracuu/server/web"
)

const (
	kindsPlotted   = 5 // by year, apart from the others
	yearsMapped    = 16
	mostCitedShown = 8
	unsettledShown = 30
)

// overviewPage answers GET /tong-quan: the collection in plots.
func (s *Server) overviewPage(w http.ResponseWriter, r *http.Request) error {
	ask := func(q index.Query) (*index.Results, error) { return s.find(r.Context(), s.scope(r), q) }
	all, err := ask(index.Query{Sort: index.MostCited, Limit: mostCitedShown, FacetLimit: index.MaxFacetLimit,
		Facets: []index.Facet{index.FacetYear, index.FacetType, index.FacetIssuer, index.FacetLevel, index.FacetProvince, index.FacetKeyword}})
	if err != nil {
		return err
	}
	o := web.Overview{Total: all.Total.Value, Facets: all.Facets, Years: map[directive.Kind]map[string]int{}, Missing: map[index.Field]int{}}
	for _, h := range api.NewSearchResponse(all, s.presentation(r)).Hits {
		if h.CitedBy > 0 {
			o.MostCited = append(o.MostCited, h)
		}
	}
	for _, row := range all.Facets[index.FacetType].Rows[:min(kindsPlotted, len(all.Facets[index.FacetType].Rows))] {
		of, err := ask(index.Query{FacetLimit: index.MaxFacetLimit, Facets: []index.Facet{index.FacetYear}, Filters: only(index.FieldType, row.Value)})
		if err != nil {
			return err
		}
		o.Years[directive.Kind(row.Value)] = byValue(of.Facets[index.FacetYear])
	}
	if o.Months, err = s.months(ask, all.Facets[index.FacetYear]); err != nil {
		return err
	}
	for _, field := range web.MissingShown {
		none, err := ask(index.Query{Filters: index.Filters{Missing: []index.Field{field}}})
		if err != nil {
			return err
		}
		o.Missing[field] = none.Total.Value
	}
	if err := s.overviewDesk(r, &o); err != nil {
		return err
	}
	return s.pages.Overview(w, s.visit(w, r), o)
}

// months counts documents by month in the last years that have any.
func (s *Server) months(ask func(index.Query) (*index.Results, error), years index.FacetCounts) (map[string]int, error) {
	last := 0
	for _, row := range years.Rows {
		if y, err := strconv.Atoi(row.Value); err == nil {
			last = max(last, y)
		}
	}
	if last == 0 {
		return nil, nil
	}
	from, to := directive.Date{Year: last - yearsMapped + 1}, directive.Date{Year: last}
	found, err := ask(index.Query{FacetLimit: index.MaxFacetLimit, Facets: []index.Facet{index.FacetMonth}, Filters: index.Filters{From: from, To: to}})
	if err != nil {
		return nil, err
	}
	return byValue(found.Facets[index.FacetMonth]), nil
}

// overviewDesk adds what citations and the readings of documents tell.
func (s *Server) overviewDesk(r *http.Request, o *web.Overview) error {
	visible, err := s.engine.Visible(r.Context(), s.scope(r))
	if err != nil {
		return err
	}
	if s.options.Graph != nil {
		states, unsettled := s.options.Graph.Tally(visible)
		o.States, o.Unsettled = map[string]int{}, len(unsettled)
		for state, n := range states {
			o.States[string(state)] = n
		}
	}
	whole, err := s.census.look(r.Context(), s.engine)
	if err != nil {
		return err
	}
	o.Looked, o.Problems = s.census.count(visible)
	o.Partial = !whole && o.Looked < o.Total // what is left may be hidden from the caller
	return nil
}

func only(field index.Field, value string) index.Filters {
	return index.Filters{Where: []index.Filter{{Field: field, Any: []index.Condition{{Value: value}}}}}
}

func byValue(counts index.FacetCounts) map[string]int {
	out := map[string]int{}
	for _, row := range counts.Rows {
		out[row.Value] = row.Count
	}
	return out
}

// listPage answers GET /tong-quan/danh-sach: documents that no search finds, those
// with a problem of reading (?van-de=) and those with citations to decide on.
func (s *Server) listPage(w http.ResponseWriter, r *http.Request) error {
	visible, err := s.engine.Visible(r.Context(), s.scope(r))
	if err != nil {
		return err
	}
	list := web.List{Problem: r.URL.Query().Get("van-de"), From: max(0, atoi(r.URL.Query().Get("tu")))}
	var ids []string
	waiting := map[string]citation.Unsettled{}
	if list.Problem != "" {
		whole, err := s.census.look(r.Context(), s.engine)
		if err != nil {
			return err
		}
		list.Partial = !whole
		ids = s.census.with(list.Problem, visible)
	} else if s.options.Graph != nil {
		_, unsettled := s.options.Graph.Tally(visible)
		for _, u := range unsettled {
			ids = append(ids, u.ID)
			waiting[u.ID] = u
		}
	}
	list.Total = len(ids)
	page := ids[min(list.From, len(ids)):min(list.From+unsettledShown, len(ids))]
	held, err := s.engine.Get(r.Context(), s.scope(r), page...)
	if err != nil {
		return err
	}
	for _, id := range page {
		d, ok := held[id]
		if !ok {
			continue
		}
		row := web.ListRow{Head: api.NewHead(&d, 0), Ambiguous: waiting[id].Ambiguous, Conflict: waiting[id].Conflict}
		for _, p := range d.Problems {
			if p.Code == list.Problem {
				row.Passage = api.NewSentence(d.Text, p.Span)
				break
			}
		}
		list.Rows = append(list.Rows, row)
	}
	list.Step = unsettledShown
	return s.pages.List(w, s.visit(w, r), list)
}

func atoi(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return 0
	}
	return n
}
