package web

import (
	"slices"

	"tracuu/index"
	"tracuu/index/directive"
	"tracuu/server/api"
)

// Found is the answer to a search, with what the numbers in it mean.
type Found struct {
	Answer  *api.SearchResponse
	Numbers []api.ResolvedNumber // of the numbers that were recognised, on a first page
	Doubts  map[string]int       // citations to decide on, by id of a hit, for a visitor who may
}

// searchPage is what the template of a search shows.
type searchPage struct {
	Asked
	Found
	Home     bool
	Ignored  []string // conditions of the address that cannot be read
	Keep     []field  // for a form that changes the text
	Parts    []chip   // of the text
	Added    []chip
	Literal  string // the search that takes expand=off back
	Chips    []chip
	Issuers  facetList
	Facets   []facetList
	Filters  int
	Years    *histogram
	Sorts    []sortLink
	Hits     []hitView
	Numbers  []numberView
	Total    int
	Partial  int
	Next     string
	Start    string // the first page, where this is a later one
	Undated  string // the search for the undated ones that dates leave out
	Apart    string // the search with copies apart, or together
	CSV      string
	Feed     string
	Advice   adviceView
	Nothing  bool // was found: what to try
	Above    bool // all that was found stands above, by its number
	Sentence string
}

// sortLink is an order of the hits.
type sortLink struct {
	Text, URL string
	Chosen    bool
}

// numberView is a number that was recognised and the documents that it means.
type numberView struct {
	Number string
	Note   string
	Heads  []api.Candidate
	Cited  string // the search for what cites it, where it is not held
}

// adviceView is what to try instead.
type adviceView struct {
	Meant, Without, Dropped []proposal
	Ghosts                  []ghostView
}

type proposal struct {
	Text, URL string
	Count     int
}

type ghostView struct {
	api.Ghost
	Name, URL string
}

// results is what the page of a search shows; home is the page without one.
func (p *Pages) results(v Visit, asked Asked, found Found) searchPage {
	q, answer := asked.Query, found.Answer
	page := searchPage{
		Asked: asked, Found: found, Keep: hidden(q, "q"),
		Home:    asked.home(v),
		Total:   answer.Total.Value + answer.Total.Partial,
		Partial: answer.Total.Partial,
		Chips:   p.filterChips(v.Lang, q, issuerNames(answer)),
		Issuers: p.issuerTree(v.Lang, q, answer),
		Facets:  facetLists(v.Lang, q, answer),
		Years:   newHistogram(v.Lang, q, answer),
		Sorts:   sorts(v.Lang, q),
		Advice:  p.advice(v.Lang, q, answer),
	}
	for _, bad := range asked.Bad {
		page.Ignored = append(page.Ignored, paramName(v.Lang, bad.Param))
	}
	page.Numbers = numbers(v.Lang, found.Numbers)
	page.Hits = withoutNumbers(p.hitViews(v.Lang, q, answer.Hits), page.Numbers)
	for i := range page.Hits {
		if page.Hits[i].Doubts = found.Doubts[page.Hits[i].Directive.ID]; page.Hits[i].Doubts > 0 {
			page.Hits[i].Decide = returning(LinksPath(page.Hits[i].Directive.ID), v.Address())
		}
	}
	page.Filters = len(page.Chips)
	page.Nothing = len(page.Hits) == 0 && !slices.ContainsFunc(page.Numbers, func(n numberView) bool { return len(n.Heads) > 0 })
	for i := range page.Numbers {
		if page.Total == 0 {
			page.Numbers[i].Cited = "" // nothing mentions it
		}
	}
	page.Parts, page.Added = understood(v.Lang, q, answer.Interpreted)
	if v.Lang == Vietnamese && q.Text.Root != nil {
		page.Sentence = answer.Interpreted.Sentence
	}
	page.links(p, q, answer)
	page.Above = len(page.Hits) == 0 && !page.Nothing && page.Total > 0 && page.Next == ""
	return page
}

// links fills in where else the page leads.
func (s *searchPage) links(p *Pages, q index.Query, answer *api.SearchResponse) {
	if answer.Next != "" {
		next := q
		next.Cursor = answer.Next
		s.Next = address(next)
	}
	if q.Cursor != "" {
		s.Start = address(firstPage(q))
	}
	if q.Literal {
		loose := firstPage(q)
		loose.Literal = false
		s.Literal = address(loose)
	}
	if answer.Undated > 0 && (!q.Filters.From.IsZero() || !q.Filters.To.IsZero()) {
		undated := firstPage(q)
		undated.Filters.From, undated.Filters.To = directive.Date{}, directive.Date{}
		undated.Filters.Missing = append(slices.Clone(undated.Filters.Missing), index.FieldIssued)
		s.Undated = address(undated)
	}
	apart := firstPage(q)
	apart.Collapse = !q.Collapse
	s.Apart = address(apart)
	shared := parameters(firstPage(q))
	shared.Del("collapse")
	if p.options.Has("/export.csv") {
		s.CSV = "/export.csv?" + shared.Encode()
	}
	if p.options.Has("/feed.atom") {
		shared.Del("sort")
		s.Feed = "/feed.atom?" + shared.Encode()
	}
}

// issuerNames are the names of the bodies in an answer, by id.
func issuerNames(answer *api.SearchResponse) map[string]string {
	names := map[string]string{}
	for _, row := range answer.Facets[index.FacetIssuer] {
		names[row.ID] = row.Value
	}
	for _, h := range answer.Hits {
		names[h.Directive.IssuerID] = h.Directive.Issuer
	}
	delete(names, "")
	return names
}

// sortNames are the orders to choose from.
var sortNames = []struct {
	sort index.Sort
	name string
}{
	{index.ByRelevance, "Phù hợp nhất"}, {index.Newest, "Mới nhất"}, {index.Oldest, "Cũ nhất"}, {index.MostCited, "Được viện dẫn nhiều"},
}

func sorts(lang Lang, q index.Query) []sortLink {
	standard := index.ByRelevance
	if q.Text.Root == nil {
		standard = index.Newest
	}
	var out []sortLink
	for _, s := range sortNames {
		if s.sort == index.ByRelevance && q.Text.Root == nil {
			continue
		}
		sorted := firstPage(q)
		sorted.Sort = s.sort
		if s.sort == standard {
			sorted.Sort = ""
		}
		out = append(out, sortLink{lang.Say(s.name), address(sorted), q.Sort == s.sort || q.Sort == "" && s.sort == standard})
	}
	return out
}

// numbers are the cards of recognised numbers.
func numbers(lang Lang, resolved []api.ResolvedNumber) []numberView {
	var out []numberView
	for _, r := range resolved {
		v := numberView{Number: r.Number, Heads: r.Candidates}
		if r.Target != nil {
			v.Heads = []api.Candidate{{Head: *r.Target}}
		}
		switch {
		case len(v.Heads) > 1:
			v.Note = lang.Say("%d văn bản cùng mang số này. Chọn văn bản cần tìm:", len(v.Heads))
		case len(v.Heads) == 0:
			v.Note = lang.Say("Trong kho không có văn bản mang số này.")
			q := index.Query{Collapse: true, Filters: index.Filters{Where: []index.Filter{{Field: index.FieldCites, Any: []index.Condition{{Value: r.Number}}}}}}
			v.Cited = address(q)
		}
		out = append(out, v)
	}
	return out
}

// withoutNumbers drops the hits that stand above, as a card or to be chosen from.
func withoutNumbers(hits []hitView, cards []numberView) []hitView {
	return slices.DeleteFunc(hits, func(h hitView) bool {
		return slices.ContainsFunc(cards, func(n numberView) bool {
			return slices.ContainsFunc(n.Heads, func(c api.Candidate) bool { return c.ID == h.Directive.ID })
		})
	})
}
