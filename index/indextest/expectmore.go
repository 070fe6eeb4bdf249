package indextest

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"tracuu/index"
)

// beyond prints what an answer says beyond its hits.
func beyond(name string, r *index.Results) (string, bool) {
	var out []string
	add := func(format string, args ...any) { out = append(out, fmt.Sprintf(format, args...)) }
	switch name {
	case "meant":
		for _, p := range r.Advice.DidYouMean {
			add("%s=%d", p.Query, p.Count)
		}
	case "without":
		for _, w := range r.Advice.Without {
			add("%s=%s:%d", w.Filter, strings.Join(w.Values, ","), w.Count)
		}
	case "dropped":
		for _, o := range r.Advice.Dropped {
			add("%s=%d", strings.Join(o.Words, " "), o.Count)
		}
	case "decoded":
		for _, d := range r.Interpreted.Decoded {
			add("%s=%s", d.Term, strings.Join(d.Also, " "))
		}
	case "bodies":
		for _, row := range r.Facets[index.FacetIssuer].Rows {
			if add("%s", row.ID); row.Parent != "" {
				out[len(out)-1] += "<" + row.Parent
			}
		}
	case "refine":
		for _, x := range r.Refinements {
			add("%s=%d", x.Phrase, x.Count)
		}
	default:
		return "", false
	}
	return strings.Join(out, " "), true
}

// suggest prints the completions of a text.
func (s *script) suggest(rest string) string {
	text, limit := cutLimit(rest)
	found, err := s.engine.Suggest(context.Background(), s.scope, text, limit)
	if err != nil {
		return outcome(err)
	}
	out := make([]string, len(found))
	for i, f := range found {
		if f.Relation != "eq" {
			s.errorf("count of %q is not exact", f.Value)
		}
		out[i] = fmt.Sprintf("%s %s=%d", f.Kind, f.Value, f.Count)
	}
	return strings.Join(out, " | ")
}

// related prints the documents like one, with what they share.
func (s *script) related(rest string) string {
	id, limit := cutLimit(rest)
	found, err := s.engine.Related(context.Background(), s.scope, id, limit)
	if err != nil {
		return outcome(err)
	}
	out := make([]string, len(found))
	for i, f := range found {
		if f.Hit.Directive.Text != "" {
			s.errorf("%s has its text", f.Hit.Directive.ID)
		}
		out[i] = fmt.Sprintf("%s[%s]", f.Hit.Directive.ID, strings.Join(f.Hit.Why, ","))
	}
	return strings.Join(out, " ")
}

// cutLimit takes limit=n off the end of a line; 0 where there is none.
func cutLimit(line string) (rest string, limit int) {
	rest, value, ok := strings.Cut(line, " limit=")
	if ok {
		limit, _ = strconv.Atoi(value)
	}
	return rest, limit
}
