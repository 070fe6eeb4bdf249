package citation

import (
	"hash/maphash"
	"strings"

	"tracuu/index/directive"
)

// cite is a citation as the graph keeps it: what it says of the document meant,
// and what that was last found to be. Strings are shared.
type cite struct {
	node     *node
	body     *body // issuer
	printed  text  // number
	kind     text  // as written
	title    text  // as written
	relation text
	long     uint64 // longTitle
	ref      uint64 // hash of it
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

var seed = maphash.MakeSeed()

// hash stands for a string that is only compared, in eight bytes.
func hash(s string) uint64 { return maphash.String(seed, s) }

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
		body: g.bodyOf(r.Issuer, ""), date: r.Date,
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

// citesOf gives the citations of a document that count, those outside
// navigation, with the keys they are looked up under.
func (g *Graph) citesOf(d *directive.Directive) ([]cite, []string) {
	if len(d.References) == 0 {
		return nil, nil
	}
	cites := make([]cite, 0, len(d.References))
	keys := make([]string, 0, len(d.References))
	for i := range d.References {
		r := &d.References[i]
		if r.Navigation {
			continue
		}
		q := g.ask(r)
		cites = append(cites, cite{
			body: q.body, printed: intern(r.Number), kind: intern(string(r.Type)), title: intern(r.Title),
			long: q.title, ref: hash(r.Ref), date: pack(q.date), year: int16(q.year), how: q.how,
			state: codeOf(Absent), relation: intern(string(r.Relation)), slot: noSlot,
		})
		keys = append(keys, q.key)
	}
	return cites, keys
}

// asker turns citations back into questions, and remembers the number that those
// of one key share.
type asker struct {
	g       *Graph
	printed text
	number  number
}

func (a *asker) question(c *cite) question {
	if c.printed != a.printed {
		a.printed, a.number = c.printed, a.g.numbers.of(c.printed.String())
	}
	kind := a.g.foldKind(directive.Kind(c.kind.String()))
	q := question{number: a.number, how: c.how, kind: kind, title: c.long, body: c.body, date: c.date.date(), year: int(c.year)}
	if !isOwnKey(c.node.key) {
		q.key = c.node.key
	}
	return q
}
