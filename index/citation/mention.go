package citation

import (
	"hash/maphash"

	"tracuu/index/compact"
)

// mention is what a citation says of the document meant. Many say the same.
type mention struct {
	node     uint32 // noNode for none
	body     uint32 // issuer
	printed  uint32 // number, in sharedStrings, as are the next three
	kind     uint32 // as written
	title    uint32 // as written
	relation uint32
	date     day
	year     int16 // in the number
	how      manner
}

// mentionTable numbers mentions. One that no citation uses any more is forgotten.
type mentionTable struct {
	list  compact.Column[usedMention]
	table compact.Table
	free  []uint32
}

type usedMention struct {
	mention
	uses uint32
}

// seed makes hashes that nobody outside can know.
var seed = maphash.MakeSeed()

func (m *mention) hash() uint64 { return maphash.Comparable(seed, *m) }

func (t *mentionTable) at(number uint32) *mention { return &t.list.At(number).mention }

// find gives the number of a mention.
func (t *mentionTable) find(m *mention) (uint32, bool) {
	return t.table.Find(m.hash(), func(number uint32) bool { return *t.at(number) == *m })
}

// add numbers a mention that is not there and that nothing uses yet.
func (t *mentionTable) add(m *mention) uint32 {
	number := uint32(t.list.Len())
	if n := len(t.free); n > 0 {
		number, t.free = t.free[n-1], t.free[:n-1]
	} else {
		t.list.Grow(int(number) + 1)
	}
	*t.at(number) = *m
	t.table.Add(m.hash(), number, func(other uint32) uint64 { return t.at(other).hash() })
	return number
}

func (t *mentionTable) remove(number uint32) {
	t.table.Remove(t.at(number).hash(), number)
	*t.list.At(number) = usedMention{}
	t.free = append(t.free, number)
}

// take numbers what a citation says, and counts the use.
func (g *Graph) take(a *asked) uint32 {
	said := a.said
	m := mention{
		node: noNode, body: g.bodies.keep(a.body).number,
		printed: g.said.number(said.Number), kind: g.said.number(string(said.Type)), title: g.said.number(said.Title), relation: g.said.number(string(said.Relation)),
		date: pack(a.date), year: int16(a.question.year), how: a.how,
	}
	if a.key != "" {
		m.node = g.nodeOf(a.key)
	}
	number, known := g.mentions.find(&m)
	if !known {
		number = g.mentions.add(&m)
		for _, id := range m.strings() {
			g.said.use(id)
		}
		g.said.setLong(m.title, a.title)
	}
	g.mentions.list.At(number).uses++
	return number
}

// leave counts a use of a mention less.
func (g *Graph) leave(number uint32) {
	m := g.mentions.list.At(number)
	if m.uses--; m.uses > 0 {
		return
	}
	for _, id := range m.strings() {
		g.said.drop(id)
	}
	g.mentions.remove(number)
}

func (m *mention) strings() [4]uint32 { return [4]uint32{m.printed, m.kind, m.title, m.relation} }
