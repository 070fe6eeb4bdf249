package citation

import (
	"strings"

	"tracuu/analyzers/viet"
	"tracuu/index/directive"
)

// Citation is one citation of a document and which document it means.
type Citation struct {
	directive.Reference
	Resolution
	// Count is how many references of the document mean the same: the same
	// target, or, unresolved, the same number or name and date.
	Count int `json:"count"`
}

// Citations resolves what a document cites, in the order of its references, with
// the decisions of curators on it. Links of navigation are left out.
func (g *Graph) Citations(d *directive.Directive, visible Visible) []Citation {
	return g.Check(d.References, d, visible)
}

// Check resolves references that stand in a document, which need not be held:
// the draft of a letter. From gives the place that relative issuers mean, the
// date that excludes later documents, and the id that decisions are by; it may
// be nil. Links of navigation are left out.
func (g *Graph) Check(refs []directive.Reference, from *directive.Directive, visible Visible) []Citation {
	if from == nil {
		from = &directive.Directive{}
	}
	doc, _ := g.describe(from)
	list := make([]Citation, 0, len(refs))
	same := map[string]int{}
	var names []string
	g.mu.RLock()
	defer g.mu.RUnlock()
	if slot, held := g.ids.Find(from.ID); held {
		doc.slot = int32(slot)
	}
	for i := range refs {
		if refs[i].Navigation {
			continue
		}
		c := Citation{Reference: refs[i], Resolution: g.resolve(&refs[i], &doc, visible)}
		name := c.Target
		if name == "" {
			q := g.ask(&refs[i])
			name = "\x00" + q.key + "\x00" + q.date.String()
		}
		same[name]++
		names, list = append(names, name), append(list, c)
	}
	for i := range list {
		list[i].Count = same[names[i]]
	}
	return list
}

// resolve decides on one reference of a document.
func (g *Graph) resolve(r *directive.Reference, from *document, visible Visible) Resolution {
	q := g.ask(r)
	holders := g.weighAll(nil, &q, g.holders(q.key), from, visible)
	for i := range holders {
		holders[i].doc.id = g.ids.Text(holders[i].slot)
	}
	v := g.rule(&q, holders, findDecision(g.decisions[from.id], shortHash(r.Ref)), visible)
	return q.resolution(v, holders)
}

// Resolve decides which document a number means, as a person asks for it: in any
// spelling, with or without its type before it ("Chỉ thị 16/CT-TTg"), or the name
// of a law with its year ("Luật Đất đai 2024"). Issuer and date may be unknown.
func (g *Graph) Resolve(number, issuer string, date directive.Date, visible Visible) Resolution {
	r := asReference(number)
	r.Issuer = issuer
	if !date.IsZero() {
		r.Date = date
	}
	g.mu.RLock()
	defer g.mu.RUnlock()
	return g.resolve(&r, &document{slot: noSlot, profile: &profile{body: &body{}}}, visible)
}

// asReference reads what a person asks for.
func asReference(asked string) directive.Reference {
	asked = strings.TrimSpace(asked)
	r := directive.Reference{Text: asked, Number: asked}
	words := strings.Fields(asked)
	for n := min(len(words)-1, 4); n > 0; n-- {
		kind, ok := directive.KindByName(strings.Join(words[:n], " "))
		if !ok {
			continue
		}
		r.Type = kind
		rest := strings.Join(words[n:], " ")
		if found := directive.FindSymbols(rest); len(found) > 0 {
			r.Number = found[0].Symbol.String()
			return r
		}
		r.Number = strings.TrimSpace(strings.TrimPrefix(rest, "số"))
		if lawKinds[viet.FoldKey(string(kind))] {
			r.Number = ""
			r.Title, r.Date = splitYear(words)
		}
		return r
	}
	if found := directive.FindSymbols(asked); len(found) > 0 {
		r.Number = found[0].Symbol.String()
	}
	return r
}

// splitYear takes the year off the end of a law's name.
func splitYear(words []string) (string, directive.Date) {
	n := len(words)
	if n == 0 {
		return "", directive.Date{}
	}
	date, err := directive.ParseDate(words[n-1])
	if err != nil {
		return strings.Join(words, " "), directive.Date{}
	}
	if n--; n > 0 && words[n-1] == "năm" {
		n--
	}
	return strings.Join(words[:n], " "), date
}
