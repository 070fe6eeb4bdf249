package extract

import (
	"sort"

	"tracuu/analyzers/viet"
	"tracuu/index/directive"
)

// cluster is every mention of one cited document.
type cluster struct {
	key      string
	date     directive.Date
	mentions []mention
}

// clusters are the cited documents in the order in which they are met, and the
// names that each can be called by.
type clusters struct {
	list   []*cluster
	byName map[string][]*cluster
}

// maxNamesakes bounds how many documents of one name are compared by date.
const maxNamesakes = 64

// distinct turns mentions into references, one for each document, placed at its
// fullest mention. Two citations of one number with dates that exclude each other
// are two documents.
func (r *reader) distinct() []directive.Reference {
	all := clusters{byName: map[string][]*cluster{}}
	for _, m := range r.mentions {
		if r.isSelf(m) || r.inStamp(m) || r.marksCopy(m) {
			continue
		}
		c := all.known(m)
		if c == nil && r.isShortSelf(m) {
			continue
		}
		all.add(c, m)
	}
	refs := make([]directive.Reference, 0, len(all.list))
	for _, c := range all.bindShortForms() {
		refs = append(refs, r.reference(c))
	}
	sort.SliceStable(refs, func(i, j int) bool { return refs[i].Start < refs[j].Start })
	return refs
}

// add adds a mention to a cluster, or to a new one where there is none.
func (all *clusters) add(c *cluster, m mention) {
	if c == nil {
		c = &cluster{key: callName(m)}
		all.list = append(all.list, c)
	}
	for _, name := range names(m) {
		if same := all.byName[name]; len(same) == 0 || same[len(same)-1] != c {
			all.byName[name] = append(same, c)
		}
	}
	c.mentions = append(c.mentions, m)
	if m.date.Precision() > c.date.Precision() {
		c.date = m.date
	}
}

// known is the document among those met that a mention names, nil for a new one.
func (all *clusters) known(m mention) *cluster {
	date := m.date
	if oneOfItsNumber(m.symbol) {
		date = directive.Date{}
	}
	c := all.find(callName(m), date, func(c *cluster) bool { return c.sameLaw(m) })
	if c == nil && m.symbol.Year == 0 && alwaysWithYear[m.symbol.Code] {
		c = all.find("yearless "+string(m.key), date, func(*cluster) bool { return true })
	}
	return c
}

// alwaysWithYear are the codes of acts whose number has its year by law, so that
// without one it is the same act. A Quyết định has a year or none and is another
// then.
var alwaysWithYear = map[string]bool{"NĐ": true, "TT": true, "TTLT": true}

// find is the latest document of the name whose date does not exclude date.
func (all *clusters) find(name string, date directive.Date, accept func(*cluster) bool) *cluster {
	same := all.byName[name]
	for i := len(same) - 1; i >= max(0, len(same)-maxNamesakes); i-- {
		if c := same[i]; datesAgree(c.date, date) && accept(c) {
			return c
		}
	}
	return nil
}

// callName is the name that a mention calls its document by.
func callName(m mention) string {
	switch {
	case m.number == "" && m.law:
		return "law " + viet.FoldKey(m.title)
	case m.number == "":
		return "doc " + viet.FoldKey(string(m.kind)+" "+m.issuer)
	case m.short:
		return "short " + string(m.kind) + " " + string(m.key)
	case m.symbol.Grammar == directive.Law && m.kind == "Nghị quyết":
		return "nq " + string(m.key) // Luật 24/2008/QH12 and Nghị quyết 24/2008/QH12 are two
	}
	return string(m.key)
}

// names are all the names that a mention shows its document to have: a number
// gives the short form too, a law with its name and number both.
func names(m mention) []string {
	names := []string{callName(m)}
	if m.number != "" && !m.short {
		short := directive.Symbol{Number: m.symbol.Number}
		names = append(names, "short "+string(m.kind)+" "+string(short.Key()), "short  "+string(short.Key()))
		if m.law {
			names = append(names, "law "+viet.FoldKey(m.title))
		}
		if m.symbol.Year > 0 {
			names = append(names, "yearless "+string(m.key.WithoutYear()))
		}
	}
	return names
}

// sameLaw reports whether a law cited by name can be the cluster's: one cited by
// number bears its year.
func (c *cluster) sameLaw(m mention) bool {
	if !m.law || m.number != "" {
		return true
	}
	year := c.mentions[0].symbol.Year
	return m.date.Year == 0 || year == 0 || m.date.Year == year
}

// bindShortForms joins short forms to a full form that follows them, and drops
// the weak ones that no full form supports: programmes known by a number ("Đề án
// 06"), abbreviations ("PL 6").
func (all *clusters) bindShortForms() []*cluster {
	kept := make([]*cluster, 0, len(all.list))
	for _, c := range all.list {
		if !c.all(func(m mention) bool { return m.short }) {
			kept = append(kept, c)
			continue
		}
		full := all.find(c.key, c.date, func(o *cluster) bool { return !o.mentions[0].short })
		switch {
		case full != nil:
			full.mentions = append(full.mentions, c.mentions...)
		case !c.all(func(m mention) bool { return m.weak }):
			kept = append(kept, c)
		}
	}
	return kept
}

// all reports whether something holds for every mention.
func (c *cluster) all(holds func(mention) bool) bool {
	for _, m := range c.mentions {
		if !holds(m) {
			return false
		}
	}
	return true
}

// datesAgree reports whether two dates may be the same day; an unknown date
// agrees with any.
func datesAgree(a, b directive.Date) bool {
	return a.IsZero() || b.IsZero() || a.Overlaps(b)
}

// reference makes one reference of a cluster. What its fullest mention does not
// say comes from the others; of several relations the one that does most to the
// cited document counts.
func (r *reader) reference(c *cluster) directive.Reference {
	best := c.mentions[0]
	for _, m := range c.mentions[1:] {
		if r.fullness(m) > r.fullness(best) {
			best = m
		}
	}
	span := r.span(best)
	if best.ownKind && contradicts(best.symbol, best.kind) {
		r.doc.problem("citation-type-conflict", string(best.kind)+" with symbol "+best.number, span)
	}
	ref := directive.Reference{
		Text: plain(r.doc.text[span.Start:span.End]), Span: span, Type: best.kind, Number: best.number, Date: best.date,
		Issuer: best.issuer, Title: best.title, Relation: best.relation, Pinpoint: best.pinpoint,
		Navigation: r.inNavigation(best),
	}
	for _, m := range c.mentions {
		if !datesAgree(m.date, best.date) {
			r.doc.problem("citation-date-conflict", best.number+" of "+best.date.String()+" and of "+m.date.String(), r.span(m))
		}
		fill(&ref, m)
		if r.inNavigation(m) == ref.Navigation && weight[m.relation] > weight[ref.Relation] {
			ref.Relation = m.relation
		}
		r.record(m.repairs)
	}
	return ref
}

// record adds repairs of cited numbers to those of the document, each once.
func (r *reader) record(repairs []directive.Repair) {
	for _, repair := range repairs {
		repair.Field = "references"
		if !r.recorded[repair] {
			r.recorded[repair] = true
			r.doc.out.Repairs = append(r.doc.out.Repairs, repair)
		}
	}
}

// fill takes from another mention of the document what the reference lacks.
func fill(ref *directive.Reference, m mention) {
	if ref.Type == "" {
		ref.Type = m.kind
	}
	if ref.Number == "" {
		ref.Number = m.number
	}
	lawYear := m.number == "" && ref.Number != "" && m.date.Precision() == directive.PrecisionYear
	if m.date.Precision() > ref.Date.Precision() && !m.alias && !lawYear {
		ref.Date = m.date
	}
	if ref.Issuer == "" {
		ref.Issuer = m.issuer
	}
	if ref.Title == "" {
		ref.Title = m.title
	}
	if ref.Pinpoint == "" {
		ref.Pinpoint = m.pinpoint
	}
}

// weight orders relations by what they do to the cited document.
var weight = map[directive.Relation]int{
	directive.Cites: 0, directive.Annexes: 1, directive.RepliesTo: 2, directive.Implements: 3, directive.BasedOn: 4,
	directive.Corrects: 5, directive.Amends: 6, directive.Suspends: 7, directive.Repeals: 8, directive.Replaces: 9,
}

// fullness ranks the mentions of one document: the text itself before page
// furniture, then the one that says most.
func (r *reader) fullness(m mention) int {
	n := 0
	for _, c := range []struct {
		weight int
		holds  bool
	}{
		{64, !r.inNavigation(m)}, {32, m.number != "" && !m.short}, {16, m.date.Precision() == directive.PrecisionDay},
		{8, m.ownKind}, {4, m.issuer != ""}, {2, m.title != "" && !m.alias}, {1, !m.date.IsZero()},
	} {
		if c.holds {
			n += c.weight
		}
	}
	return n
}
