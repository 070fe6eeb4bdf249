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

// saying is a mention and what is kept of the citations that are it.
type saying struct {
	mention
	absent uint32      // how many of the citations were found Absent
	citers compact.Row // slots of their documents, in order
}

// mentionTable numbers mentions. One that no citation is any more is forgotten.
type mentionTable struct {
	list  compact.Column[saying]
	table compact.Table
	free  []uint32
}

// seed makes hashes that nobody outside can know.
var seed = maphash.MakeSeed()

func (m *mention) hash() uint64 { return maphash.Comparable(seed, *m) }

func (t *mentionTable) at(number uint32) *saying { return t.list.At(number) }

// find gives the number of a mention.
func (t *mentionTable) find(m *mention) (uint32, bool) {
	return t.table.Find(m.hash(), func(number uint32) bool { return t.at(number).mention == *m })
}

// add numbers a mention that is not there.
func (t *mentionTable) add(m *mention) uint32 {
	number := uint32(t.list.Len())
	if n := len(t.free); n > 0 {
		number, t.free = t.free[n-1], t.free[:n-1]
	} else {
		t.list.Grow(int(number) + 1)
	}
	t.at(number).mention = *m
	t.table.Add(m.hash(), number, func(other uint32) uint64 { return t.at(other).hash() })
	return number
}

func (t *mentionTable) remove(number uint32) {
	t.table.Remove(t.at(number).hash(), number)
	*t.at(number) = saying{}
	t.free = append(t.free, number)
}

// mention numbers what a citation says. One that is new must get a citer.
func (g *Graph) mention(a *asked) uint32 {
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
	if known {
		return number
	}
	number = g.mentions.add(&m)
	for _, id := range m.strings() {
		g.said.use(id)
	}
	g.said.setLong(m.title, a.title)
	if m.node != noNode {
		g.setMember(&g.nodes.At(m.node).mentions, number, true)
	}
	return number
}

// dropMention forgets a mention without citers, and its key where nothing else has it.
func (g *Graph) dropMention(number uint32) {
	m := g.mentions.at(number).mention
	for _, id := range m.strings() {
		g.said.drop(id)
	}
	g.mentions.remove(number)
	if m.node != noNode {
		g.setMember(&g.nodes.At(m.node).mentions, number, false)
		g.drop(m.node)
	}
}

func (m *mention) strings() [4]uint32 { return [4]uint32{m.printed, m.kind, m.title, m.relation} }
