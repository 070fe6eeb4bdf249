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

// distinct turns mentions into references, one for each document, placed at its
// fullest mention. Two citations of one number with dates that exclude each other
// are two documents.
func (r *reader) distinct() []directive.Reference {
	var clusters []*cluster
	for _, m := range r.mentions {
		if r.isSelf(m) || r.inStamp(m) {
			continue
		}
		if c := r.clusterOf(clusters, m); c != nil {
			c.add(m)
			continue
		}
		if r.isShortSelf(m) {
			continue
		}
		c := &cluster{key: clusterKey(m)}
		c.add(m)
		clusters = append(clusters, c)
	}
	clusters = bindShortForms(clusters)
	refs := make([]directive.Reference, 0, len(clusters))
	for _, c := range clusters {
		refs = append(refs, r.reference(c))
	}
	sort.SliceStable(refs, func(i, j int) bool { return refs[i].Start < refs[j].Start })
	return refs
}

func (c *cluster) add(m mention) {
	c.mentions = append(c.mentions, m)
	if m.date.Precision() > c.date.Precision() {
		c.date = m.date
	}
}

// clusterKey is what mentions of one document share, the date aside.
func clusterKey(m mention) string {
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

// clusterOf finds the document that a mention belongs to: the latest one with its
// key whose date does not exclude the mention's.
func (r *reader) clusterOf(clusters []*cluster, m mention) *cluster {
	key := clusterKey(m)
	for i := len(clusters) - 1; i >= 0; i-- {
		c := clusters[i]
		if !datesAgree(c.date, m.date) {
			continue
		}
		if c.key == key || m.short && c.hasShort(m) || m.law && m.number == "" && c.hasLaw(m) {
			return c
		}
	}
	return nil
}

// bindShortForms joins short forms to a full form that follows them, and drops
// the weak ones that no full form supports: programmes known by a number ("Đề án
// 06"), abbreviations ("PL 6").
func bindShortForms(clusters []*cluster) []*cluster {
	kept := clusters[:0]
	for i, c := range clusters {
		if m := c.mentions[0]; m.short {
			if full := fullForm(clusters[i+1:], c); full != nil {
				for _, m := range c.mentions {
					full.add(m)
				}
				continue
			}
			if c.allWeak() {
				continue
			}
		}
		kept = append(kept, c)
	}
	return kept
}

// fullForm is the first of clusters whose document the short forms of c name.
func fullForm(clusters []*cluster, c *cluster) *cluster {
	if !c.allShort() {
		return nil
	}
	for _, other := range clusters {
		if datesAgree(other.date, c.date) && other.hasShort(c.mentions[0]) {
			return other
		}
	}
	return nil
}

func (c *cluster) allWeak() bool {
	for _, m := range c.mentions {
		if !m.weak {
			return false
		}
	}
	return true
}

func (c *cluster) allShort() bool {
	for _, m := range c.mentions {
		if !m.short {
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

// hasShort reports whether a short form names the cluster's document: its type
// and number without the symbol.
func (c *cluster) hasShort(m mention) bool {
	for _, k := range c.mentions {
		if k.number != "" && !k.short && k.kind == m.kind && (directive.Symbol{Number: k.symbol.Number}).Key() == m.key {
			return true
		}
	}
	return false
}

// hasLaw reports whether the cluster holds a law of the mention's name, cited
// with its number.
func (c *cluster) hasLaw(m mention) bool {
	title := viet.FoldKey(m.title)
	for _, k := range c.mentions {
		if k.law && viet.FoldKey(k.title) == title {
			return m.date.Year == 0 || k.symbol.Year == 0 || m.date.Year == k.symbol.Year
		}
	}
	return false
}

// isSelf reports whether a mention names the document that it stands in: the
// document's own number, unless the date says it is another year's.
func (r *reader) isSelf(m mention) bool {
	if m.number == "" || m.short || r.doc.out.Number == "" {
		return false
	}
	own, err := directive.ParseSymbol(r.doc.out.Number)
	if err != nil || own.Key() != m.key {
		return false
	}
	if m.kind != "" && r.doc.out.Type != "" && m.symbol.Grammar == directive.Law && m.kind != r.doc.out.Type {
		return false
	}
	return datesAgree(m.date, r.doc.out.Issued)
}

// isShortSelf reports a short form of the document's own number, "Thông tư 08" in
// Thông tư 08/2014/TT-BNNPTNT.
func (r *reader) isShortSelf(m mention) bool {
	own, err := directive.ParseSymbol(r.doc.out.Number)
	return m.short && err == nil && m.kind == r.doc.out.Type && (directive.Symbol{Number: own.Number}).Key() == m.key &&
		datesAgree(m.date, r.doc.out.Issued)
}

// inStamp reports a mention inside a stamp or letters nobody can read, which
// cites nothing.
func (r *reader) inStamp(m mention) bool {
	switch r.noise(m) {
	case directive.NoiseStamp, directive.NoiseRepeated, directive.NoiseGarbage:
		return true
	}
	return false
}

func (r *reader) noise(m mention) directive.NoiseKind {
	return r.doc.noiseAt(r.view.tokens[m.first].Start)
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
	ref := directive.Reference{
		Text: plain(r.doc.text[span.Start:span.End]), Span: span, Type: best.kind, Number: best.number, Date: best.date,
		Issuer: best.issuer, Title: best.title, Relation: best.relation, Pinpoint: best.pinpoint,
		Navigation: r.inNavigation(best),
	}
	for _, m := range c.mentions {
		fill(&ref, m)
		if r.inNavigation(m) == ref.Navigation && weight[m.relation] > weight[ref.Relation] {
			ref.Relation = m.relation
		}
		r.doc.out.Repairs = append(r.doc.out.Repairs, m.repairs...)
	}
	return ref
}

// fill takes from another mention of the document what the reference lacks.
func fill(ref *directive.Reference, m mention) {
	if ref.Type == "" {
		ref.Type = m.kind
	}
	if ref.Number == "" {
		ref.Number = m.number
	}
	if m.date.Precision() > ref.Date.Precision() && !m.alias {
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

// inNavigation reports a mention in a link list or page furniture.
func (r *reader) inNavigation(m mention) bool {
	switch r.noise(m) {
	case directive.NoiseNavigation, directive.NoisePage:
		return true
	}
	return false
}
