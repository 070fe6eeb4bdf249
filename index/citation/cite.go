package citation

import (
	"strings"

	"tracuu/index/directive"
)

// cite is a citation as the graph keeps it: what it says of the document meant,
// and what that was last found to be. There are many, so what they share is by
// its number elsewhere.
type cite struct {
	ref      uint64 // hash of it
	node     uint32
	body     uint32 // issuer
	printed  uint32 // number, in sharedStrings, as are the next three
	kind     uint32 // as written
	title    uint32 // as written
	relation uint32
	date     day
	slot     int32 // of the target, or noSlot
	year     int16 // in the number
	how      manner
	state    stateCode
	ghost    bool // means a document that is not held
}

// day is a date in four bytes.
type day uint32

func pack(d directive.Date) day { return day(d.Year<<9 | d.Month<<5 | d.Day) }

func (p day) date() directive.Date {
	return directive.Date{Year: int(p >> 9), Month: int(p >> 5 & 15), Day: int(p & 31)}
}

// manner is the way of citing, which decides what must be equal.
type manner uint8

const (
	byNumber manner = iota
	byLawName
	byDay // type, issuer and day, no number
)

const noSlot = -1

// hash stands for a string that is only compared, in eight bytes: FNV-1a, with
// its bits mixed once more. It is the same in every process, since it is saved.
func hash(s string) uint64 {
	h := uint64(14695981039346656037)
	for i := range len(s) {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	h ^= h >> 32
	return h * 0x9e3779b97f4a7c15
}

// question is a citation taken apart: what it says and the key to look under.
type question struct {
	key    string
	number number
	how    manner
	kind   string // folded, "" when unknown
	title  uint64 // longTitle
	body   *body
	date   directive.Date
	year   int
}

// ask takes a reference apart. Key is "" for what can't be looked up: neither
// number nor name nor day.
func (g *Graph) ask(r *directive.Reference) question {
	q := question{
		number: g.numbers.of(r.Number), kind: g.foldKind(r.Type), title: longTitle(r.Title),
		body: g.bodies.of(r.Issuer, ""), date: r.Date,
	}
	q.year = q.number.year
	name := ""
	if r.Number == "" && lawKinds[q.kind] {
		title, year := strings.TrimSpace(r.Title), directive.Date{}
		if title == "" {
			title, year = splitYear(strings.Fields(r.Text))
		}
		if name = lawName(q.kind, title); q.date.IsZero() {
			q.date = year
		}
	}
	switch {
	case q.number.short:
		q.key = shortKey(q.number, q.kind)
	case q.number.series != "":
		q.key = seriesKey(q.number)
	case name != "":
		q.how, q.key = byLawName, lawKey(name)
	case q.kind != "" && r.Date.Precision() == directive.PrecisionDay:
		q.how, q.key = byDay, dayKey(q.kind, r.Date)
	}
	return q
}

// asked is a citation on its way into the graph.
type asked struct {
	question
	said *directive.Reference
}

// asked takes apart the citations of a document that count, those outside
// navigation.
func (g *Graph) asked(d *directive.Directive) []asked {
	if len(d.References) == 0 {
		return nil
	}
	list := make([]asked, 0, len(d.References))
	for i := range d.References {
		if r := &d.References[i]; !r.Navigation {
			list = append(list, asked{g.ask(r), r})
		}
	}
	return list
}

// newCite is a citation that nothing is known of yet.
func (g *Graph) newCite(a *asked) cite {
	return cite{
		ref: hash(a.said.Ref), body: g.bodies.keep(a.body).number,
		printed: g.said.take(a.said.Number), kind: g.said.take(string(a.said.Type)),
		title: g.said.takeTitle(a.said.Title, a.title), relation: g.said.take(string(a.said.Relation)),
		date: pack(a.date), year: int16(a.question.year), how: a.how, state: codeOf(Absent), slot: noSlot,
	}
}

// forget gives back what a citation shared.
func (g *Graph) forget(c *cite) {
	for _, said := range [...]uint32{c.printed, c.kind, c.title, c.relation} {
		g.said.drop(said)
	}
}

// asker turns citations back into questions, and remembers the number that those
// of one key share.
type asker struct {
	g       *Graph
	printed uint32
	number  number
}

func (a *asker) question(c *cite) question {
	g := a.g
	if c.printed != a.printed {
		a.printed, a.number = c.printed, g.numbers.of(g.said.text(c.printed))
	}
	q := question{
		number: a.number, how: c.how, kind: g.foldKind(directive.Kind(g.said.text(c.kind))), title: g.said.list[c.title].long,
		body: g.bodies.list[c.body], date: c.date.date(), year: int(c.year),
	}
	if key := g.nodes.list[c.node].key; !isOwnKey(key) {
		q.key = key
	}
	return q
}
