package citation

import (
	"strings"

	"tracuu/index/directive"
)

// cite is a citation as the graph keeps it, in twelve bytes, since there are many.
type cite struct {
	mention uint32 // what it says
	ref     uint32 // shortHash of its Ref, which tells it from others of its document
	found   found
}

// finding is what a citation was found to be.
type finding struct {
	state  stateCode
	ghost  bool  // means a document that is not held
	target int32 // slot, or noSlot
}

// found is a finding in four bytes: two bits for the state, one for the ghost, and
// the target.
type found uint32

func (f finding) pack() found {
	return found(uint32(f.target+1)<<3 | uint32(flags(f.ghost))<<2 | uint32(f.state))
}

func (c *cite) finding() finding {
	return finding{stateCode(c.found & 3), c.found&4 != 0, int32(c.found>>3) - 1}
}

// nothingFound is what a citation is before it is resolved.
var nothingFound = finding{state: codeOf(Absent), target: noSlot}

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

// shortHash is hash for a string that is one of the few hundred of a document.
func shortHash(s string) uint32 { return uint32(hash(s) >> 32) }

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

// asker turns citations back into questions, and remembers the last.
type asker struct {
	g       *Graph
	mention uint32
	last    *question
}

func (a *asker) question(number uint32) *question {
	if a.last != nil && a.mention == number {
		return a.last
	}
	g, m := a.g, a.g.mentions.at(number)
	q := question{
		number: g.numbers.of(g.said.text(m.printed)), how: m.how, kind: g.foldKind(directive.Kind(g.said.text(m.kind))), title: g.said.long(m.title),
		body: g.bodies.list[m.body], date: m.date.date(), year: int(m.year),
	}
	if m.node != noNode {
		q.key = g.keys.Text(m.node)
	}
	a.mention, a.last = number, &q
	return a.last
}
