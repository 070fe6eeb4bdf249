package index

import "tracuu/index/directive"

// Why says what put a document into its tier, in stable English words, and
// "title" where all words stand in its title.
func Why(d *directive.Directive, t Tier, p Plan) []string {
	why := []string{t.Why()}
	if t == TierNone {
		return why
	}
	inTitle := map[string]bool{}
	for _, w := range wordsOf(d.Title) {
		inTitle[w.Exact], inTitle[w.Folded] = true, true
	}
	all, words := true, 0
	p.Query.Text.Positive(func(n Node) {
		if run, ok := n.(Run); ok {
			for _, w := range run.Words {
				words++
				all = all && inTitle[w.Key()]
			}
		}
	})
	if all && words > 0 {
		why = append(why, "title")
	}
	return why
}
