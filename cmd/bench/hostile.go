package main

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"syscall"
	"time"

	"tracuu/index"
	"tracuu/index/directive"
)

// hostile are the queries that cost the most processor time, the worst first.
type hostile struct {
	Beside float64 // ms of processor time that the engine takes after a start for what searches lean on, whatever is asked
	Worst  []hostileQuery
}

type hostileQuery struct {
	Name  string
	CPU   float64 // ms of all threads, when it was asked first
	Took  float64 // ms
	Total int
	Error string // a refusal is an answer
}

// hostileCase is a query made to be as dear as the interface allows.
type hostileCase struct {
	name string
	text string
	also func(*index.Query)
	call func(*tracuu) (int, error) // instead of a search
	// again measures the second time, where the first finds what to ask.
	again bool
}

func (s settings) hostileHere(string) (any, error) {
	g, err := s.generator()
	if err != nil {
		return nil, err
	}
	cases := hostileCases(g.commonWords())
	g.corpus = corpus{}
	e := &tracuu{}
	if err := e.open(s.dir, false); err != nil {
		return nil, err
	}
	defer e.close()
	begun := processor()
	still()
	out := hostile{Beside: ms(processor() - begun)}
	for _, c := range cases {
		q := hostileQuery{Name: c.name}
		if c.again {
			if _, err := c.run(e); err != nil {
				return nil, fmt.Errorf("%s: %w", c.name, err)
			}
		}
		start, cpu := time.Now(), processor()
		total, err := c.run(e)
		q.CPU, q.Took, q.Total = ms(processor()-cpu), ms(time.Since(start)), total
		if err != nil {
			q.Error = err.Error()
		}
		out.Worst = append(out.Worst, q)
	}
	slices.SortStableFunc(out.Worst, func(a, b hostileQuery) int { return int(b.CPU*1000) - int(a.CPU*1000) })
	return out, nil
}

// processor is the processor time of this process so far.
func processor() time.Duration {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		return 0
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}

// still waits until this process does nothing any more, so that what an engine makes
// beside the first searches after a start is taken for nobody's query.
func still() {
	const pause, idle = 250 * time.Millisecond, 10 * time.Millisecond
	for before := processor(); ; {
		time.Sleep(pause)
		now := processor()
		if now-before < idle {
			return
		}
		before = now
	}
}

func (c hostileCase) run(e *tracuu) (int, error) {
	ctx := context.Background()
	if c.call != nil {
		return c.call(e)
	}
	text, err := index.Parse(c.text)
	if err != nil {
		return 0, err
	}
	q := index.Query{Text: text, Limit: index.MaxLimit}
	if c.also != nil {
		c.also(&q)
	}
	found, err := e.engine.Search(ctx, index.Everything(), q)
	if err != nil {
		return 0, err
	}
	return found.Total.Value + found.Total.Partial, nil
}

var allFacets = []index.Facet{
	index.FacetIssuer, index.FacetType, index.FacetProvince, index.FacetLevel, index.FacetYear, index.FacetMonth,
	index.FacetKeyword, index.FacetUrgency, index.FacetCites,
}

// hostileCases are made of the commonest words of the collection.
func hostileCases(common []string) []hostileCase {
	top := func(n int) []string { return common[:min(n, len(common))] }
	fill := func(words []string, between string) string {
		var b strings.Builder
		for _, w := range words {
			if b.Len()+len(w)+len(between) > index.MaxQueryBytes-2 {
				break
			}
			b.WriteString(w + between)
		}
		return strings.TrimSuffix(b.String(), between)
	}
	facets := func(q *index.Query) { q.Facets, q.FacetLimit = allFacets, index.MaxFacetLimit }
	where := func(field index.Field, value string) func(*index.Query) {
		return func(q *index.Query) {
			q.Filters.Where = []index.Filter{{Field: field, Any: []index.Condition{{Value: value}}}}
		}
	}
	out := []hostileCase{
		{name: "nothing, all facets", also: facets},
		{name: "one letter", text: "a"}, {name: "one letter, marked", text: "ở"}, {name: "one digit", text: "1"},
		{name: "seven commonest words", text: fill(top(7), " ")},
		{name: "seven commonest words, all facets", text: fill(top(7), " "), also: facets},
		{name: "seven commonest words, no accents", text: "cua va co theo quy dinh nay"},
		{name: "eight commonest words", text: fill(top(8), " ")},
		{name: "eight kilobytes of common words", text: fill(common, " ")},
		{name: "eight kilobytes of common words, all of them", text: fill(common, " "), also: func(q *index.Query) { q.MatchAll = true }},
		{name: "two hundred words or", text: fill(top(200), " OR ")},
		{name: "eight kilobytes or", text: fill(common, " OR ")},
		{name: "eight kilobytes of letters", text: fill(slices.Repeat(strings.Split("abcdeghiklmnopqrstuvxy", ""), 200), " ")},
		{name: "quoted stop words", text: `"` + fill(top(5), " ") + `"`},
		{name: "quoted stop words, no accents", text: `"cua va co theo quy"`},
		{name: "quoted commonest pair, backwards", text: `"` + top(2)[1] + " " + top(2)[0] + `"`},
		{name: "one word repeated in quotes", text: `"` + fill(slices.Repeat(top(1), 40), " ") + `"`},
		{name: "two hundred words in quotes", text: `"` + fill(top(200), " ") + `"`},
		{name: "fifty phrases or", text: `"` + fill(pairs(top(100)), `" OR "`) + `"`},
		{name: "only exclusions", text: "-" + fill(top(30), " -")},
		{name: "thirty deep", text: strings.Repeat("(", 30) + "và OR của" + strings.Repeat(") -này OR có", 30)},
		{name: "misspelt words", text: "nghiepj doanhh khongg thuucs"},
		{name: "misspelt without accents", text: "ngiep doah kinhh doahn"},
		{name: "keystrokes", text: "nghieejp ddieeuf kieejn khoong"},
		{name: "issuer of one letter", also: where(index.FieldIssuer, "u")},
		{name: "issuer of a common word, all facets", also: func(q *index.Query) { where(index.FieldIssuer, "nhân dân")(q); facets(q) }},
		{name: "cites a title", also: where(index.FieldCites, "luật")},
		{name: "keyword that is a stop word", also: where(index.FieldKeyword, "của các")},
		{name: "keyword of five stop words", also: where(index.FieldKeyword, fill(top(5), " "))},
		{name: "number of one digit", also: where(index.FieldNumber, "1")},
		{name: "most cited of a common word", text: top(1)[0], also: func(q *index.Query) { q.Sort = index.MostCited }},
		{name: "copies as one", text: top(1)[0], also: func(q *index.Query) { q.Collapse = true }},
		{name: "refinements of a common word", text: top(1)[0], also: func(q *index.Query) { q.Refine = index.MaxRefinements }},
		{name: "refinements of everything", also: func(q *index.Query) { q.Refine = index.MaxRefinements }},
		{name: "dates and facets", text: top(1)[0], also: func(q *index.Query) {
			facets(q)
			q.Filters.From, q.Filters.To = directive.Date{Year: 1900}, directive.Date{Year: 2100}
		}},
		{name: "undated and unnumbered", also: func(q *index.Query) {
			q.Filters.Missing = []index.Field{index.FieldIssued, index.FieldNumber, index.FieldTitle, index.FieldSigner, index.FieldPlace}
		}},
		{name: "related", call: func(e *tracuu) (int, error) {
			found, err := e.engine.Related(context.Background(), index.Everything(), idOf(0), index.MaxRelated)
			return len(found), err
		}},
	}
	for _, order := range []index.Sort{index.ByRelevance, index.Oldest} {
		out = append(out, hostileCase{name: "twentieth page of 200, " + string(order), call: deepPage(top(1)[0], order), again: true})
	}
	for _, text := range []string{"", "a", "n", "1", "qu", "nghị", "ủy ban", strings.Repeat("của ", 60)} {
		out = append(out, hostileCase{name: fmt.Sprintf("suggest %.20q", text), call: func(e *tracuu) (int, error) {
			found, err := e.engine.Suggest(context.Background(), index.Everything(), text, index.MaxSuggestions)
			return len(found), err
		}})
	}
	return out
}

// pairs joins words two by two.
func pairs(words []string) []string {
	var out []string
	for i := 0; i+1 < len(words); i += 2 {
		out = append(out, words[i]+" "+words[i+1])
	}
	return out
}

// deepPage asks for the twentieth page; each run goes on from the cursor of the
// nineteenth, which the first one finds.
func deepPage(text string, order index.Sort) func(*tracuu) (int, error) {
	cursor := ""
	return func(e *tracuu) (int, error) {
		parsed, err := index.Parse(text)
		if err != nil {
			return 0, err
		}
		q := index.Query{Text: parsed, Limit: index.MaxLimit, Sort: order, Cursor: cursor}
		for page := 1; ; page++ {
			found, err := e.engine.Search(context.Background(), index.Everything(), q)
			if err != nil || cursor != "" || found.Next == "" || page == 19 {
				if found != nil && cursor == "" {
					cursor = found.Next
				}
				return 0, err
			}
			q.Cursor = found.Next
		}
	}
}
