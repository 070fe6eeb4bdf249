package indextest

import (
	"fmt"
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
	case "refine":
		for _, x := range r.Refinements {
			add("%s=%d", x.Phrase, x.Count)
		}
	default:
		return "", false
	}
	return strings.Join(out, " "), true
}
