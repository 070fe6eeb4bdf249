package indextest

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"tracuu/index"
)

// search runs a search; expect compares what it answered.
func (s *script) search(params string) {
	s.t.Helper()
	s.results, s.walked = nil, nil
	s.query, s.err = parseParams(params)
	if s.err == nil {
		s.results, s.err = s.engine.Search(context.Background(), s.scope, s.query)
	}
}

// expect compares the last search with one line of expectation.
func (s *script) expect(line string) {
	s.t.Helper()
	name, want, _ := strings.Cut(line, " ")
	if name == "error" {
		if got := outcome(s.err); got != want {
			s.errorf("error is %q, want %q", got, want)
		}
		return
	}
	if s.err != nil {
		s.errorf("%v", s.err)
		return
	}
	got, ok := s.answer(name, &want)
	if !ok {
		s.t.Fatalf("%sunknown expectation %q", s.at, name)
	}
	if got != want {
		s.errorf("%s\n got %s\nwant %s", name, got, want)
	}
}

// answer prints what a line of expectation asks for. It may take from want what
// says which part is asked for.
func (s *script) answer(name string, want *string) (string, bool) {
	s.t.Helper()
	r := s.results
	switch name {
	case "ids":
		return s.ids(*want), true
	case "total":
		if r.Total.Relation != "eq" {
			return "not exact: " + r.Total.Relation, true
		}
		if r.Total.Partial > 0 {
			return fmt.Sprintf("%d+%d", r.Total.Value, r.Total.Partial), true
		}
		return fmt.Sprint(r.Total.Value), true
	case "undated":
		return fmt.Sprint(r.Undated), true
	case "tiers":
		return s.tiers(), true
	case "facet":
		facet, rest, _ := strings.Cut(*want, " ")
		*want = strings.TrimSpace(rest)
		return printFacet(r.Facets[index.Facet(facet)]), true
	case "fragment":
		return s.fragment(want), true
	case "why":
		id, rest, _ := strings.Cut(*want, " ")
		*want = rest
		return strings.Join(s.hit(id).Why, ", "), true
	case "cited":
		id, rest, _ := strings.Cut(*want, " ")
		*want = rest
		return fmt.Sprintf("cites %d, cited by %d", s.hit(id).Cites, s.hit(id).CitedBy), true
	case "families":
		return fmt.Sprint(r.Total.Families), true
	case "copies":
		id, rest, _ := strings.Cut(*want, " ")
		*want = strings.TrimSpace(rest)
		return printCopies(s.hit(id).Copies), true
	case "mode":
		return r.Interpreted.Mode, true
	case "page":
		return fmt.Sprint(len(r.Hits)), true
	}
	return beyond(name, r)
}

// all walks through the pages and checks that none skips or repeats a hit.
func (s *script) all() []index.Hit {
	s.t.Helper()
	if s.walked != nil || s.query.Limit == 0 {
		return s.walked
	}
	page, seen := s.results, map[string]bool{}
	for {
		for _, h := range page.Hits {
			if seen[h.Directive.ID] {
				s.errorf("%s stands on two pages", h.Directive.ID)
				return s.walked
			}
			if h.Directive.Text != "" {
				s.errorf("the hit %s has its text", h.Directive.ID)
			}
			seen[h.Directive.ID] = true
			s.walked = append(s.walked, h)
		}
		if page.Next == "" {
			break
		}
		q := s.query
		q.Cursor = page.Next
		next, err := s.engine.Search(context.Background(), s.scope, q)
		if err != nil {
			s.errorf("next page: %v", err)
			return s.walked
		}
		if len(next.Hits) == 0 || next.Total != page.Total {
			s.errorf("next page has %d hits, total %v", len(next.Hits), next.Total)
			return s.walked
		}
		page = next
	}
	n := s.results.Total.Value + s.results.Total.Partial
	if s.query.Collapse {
		n = s.results.Total.Families
	}
	if n != len(s.walked) && s.query.Cursor == "" {
		s.errorf("pages have %d hits of %d", len(s.walked), n)
	}
	return s.walked
}

// ids prints the hits in order. Ids that stand in parentheses in want may come
// in any order, provided they are of one tier: there only scores decide.
func (s *script) ids(want string) string {
	s.t.Helper()
	hits := s.all()
	out := make([]string, len(hits))
	for i, h := range hits {
		out[i] = h.Directive.ID
	}
	at := 0
	for _, word := range strings.Fields(strings.NewReplacer("(", " ( ", ")", " ) ").Replace(want)) {
		switch word {
		case "(":
			end := at + groupSize(want, at)
			if end <= len(out) && sameTier(hits[at:end]) {
				slices.SortFunc(out[at:end], cmp.Compare[string])
				out[at] = "(" + out[at]
				out[end-1] += ")"
			}
		case ")":
		default:
			at++
		}
	}
	return strings.Join(out, " ")
}

// groupSize is the number of ids in the parentheses that open before the at-th
// id of want.
func groupSize(want string, at int) int {
	words := strings.Fields(want)
	for i := at; i < len(words); i++ {
		if strings.HasSuffix(words[i], ")") {
			return i - at + 1
		}
	}
	return 0
}

func sameTier(hits []index.Hit) bool {
	for _, h := range hits {
		if h.Tier != hits[0].Tier {
			return false
		}
	}
	return true
}

func (s *script) tiers() string {
	var out []string
	for _, h := range s.all() {
		out = append(out, h.Tier.Why())
	}
	return strings.Join(out, ", ")
}

func (s *script) hit(id string) index.Hit {
	for _, h := range s.all() {
		if h.Directive.ID == id {
			return h
		}
	}
	s.errorf("%s is not found", id)
	return index.Hit{}
}

func printFacet(c index.FacetCounts) string {
	var out []string
	for _, row := range c.Rows {
		out = append(out, fmt.Sprintf("%s=%d", row.Value, row.Count))
	}
	if c.Other > 0 {
		out = append(out, fmt.Sprintf("other=%d", c.Other))
	}
	return strings.Join(out, " ")
}

// fragment reports what was wanted when a fragment of the hit holds it, else
// the fragments; their marks stand in brackets.
func (s *script) fragment(want *string) string {
	id, rest, _ := strings.Cut(*want, " ")
	*want = rest
	var all []string
	for _, f := range s.hit(id).Fragments {
		text, at := "", 0
		for _, m := range f.Marks {
			text += f.Text[at:m.Start] + "[" + f.Text[m.Start:m.End] + "]"
			at = m.End
		}
		text = strings.Join(strings.Fields(text+f.Text[at:]), " ")
		if rest != "" && strings.Contains(text, rest) {
			return rest
		}
		all = append(all, text)
	}
	return strings.Join(all, " | ")
}
