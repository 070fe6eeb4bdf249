package citation

import (
	"encoding/binary"
	"errors"
	"fmt"
)

// ErrSaved is what Load returns for bytes that Save did not write.
var ErrSaved = errors.New("citation: not a saved graph")

// Load takes what Save wrote in place of all that the graph holds. It keeps nothing
// of saved. After an error the graph is empty.
func (g *Graph) Load(saved []byte) error {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.reset()
	g.decisions, g.wanted = make(map[string][]Decision), make(map[string][]string)
	l := loader{b: saved, g: g}
	l.strings()
	l.bodies()
	l.keys()
	l.documents()
	l.decisions()
	l.unsettled()
	if l.bad || len(l.b) > 0 {
		g.reset()
		g.decisions, g.wanted = make(map[string][]Decision), make(map[string][]string)
		return fmt.Errorf("load graph: %w", ErrSaved)
	}
	l.link()
	return nil
}

// loader reads a graph. After the first fault it reads nothing but zeros.
type loader struct {
	b      []byte
	bad    bool
	g      *Graph
	places []*place
	docs   []document
	cites  []cite
}

func (l *loader) fail() { l.b, l.bad = nil, true }

func (l *loader) uint() uint64 {
	if len(l.b) > 0 && l.b[0] < 0x80 {
		n := l.b[0]
		l.b = l.b[1:]
		return uint64(n)
	}
	n, size := binary.Uvarint(l.b)
	if size <= 0 {
		l.fail()
		return 0
	}
	l.b = l.b[size:]
	return n
}

// below reads a number that must be below n.
func (l *loader) below(n int) uint32 {
	v := l.uint()
	if v >= uint64(n) {
		l.fail()
		return 0
	}
	return uint32(v)
}

// length reads how many values of at least one byte follow.
func (l *loader) length() int {
	n := l.uint()
	if n > uint64(len(l.b)) {
		l.fail()
		return 0
	}
	return int(n)
}

func (l *loader) text() string {
	n := l.length()
	s := string(l.b[:n])
	l.b = l.b[n:]
	return s
}

func (l *loader) strings() {
	n := l.length()
	t := &l.g.said
	t.list, t.ids = make([]sharedString, n+1), make(map[string]uint32, n)
	for id := 1; id <= n; id++ {
		t.list[id] = sharedString{text: l.text(), long: l.uint()}
		t.ids[t.list[id].text] = uint32(id)
	}
	if len(t.ids) != n {
		l.fail()
	}
}

func (l *loader) bodies() {
	n := l.length()
	for range n {
		l.g.bodies.keep(newBody(l.text(), l.text()))
	}
	if len(l.g.bodies.list) != n {
		l.fail()
	}
	l.places = make([]*place, l.length())
	for i := range l.places {
		p := place{province: l.text(), unit: l.text(), level: level(l.below(int(nationwide) + 1))}
		l.places[i] = &p
		l.g.alike.places[p] = &p
	}
}

func (l *loader) keys() {
	n := l.length()
	t := &l.g.nodes
	t.list, t.ids = make([]node, n), make(map[string]uint32, n)
	for id := range t.list {
		key := l.text()
		t.list[id].key = key
		t.ids[key] = uint32(id)
	}
	if _, unnamed := t.ids[""]; unnamed || len(t.ids) != n {
		l.fail()
	}
}

func (l *loader) documents() {
	l.docs = make([]document, l.length())
	l.cites = make([]cite, 0, l.length())
	l.g.docs, l.g.slots = make([]*document, len(l.docs)), make(map[string]uint32, len(l.docs))
	for slot := range l.docs {
		doc := &l.docs[slot]
		l.document(doc)
		l.g.docs[slot] = doc
		l.g.slots[doc.id] = uint32(slot)
	}
	if len(l.g.slots) != len(l.docs) {
		l.fail()
	}
}

func (l *loader) document(doc *document) {
	doc.id = l.text()
	doc.year = int16(l.uint())
	doc.date = day(l.uint()).date()
	for range l.length() {
		doc.kinds = append(doc.kinds, l.text())
	}
	bodies := l.g.bodies.list
	body, from := l.below(len(bodies)), l.below(len(l.places))
	doc.title = l.uint()
	set := l.uint()
	doc.yeared, doc.central, doc.term, doc.inTU = set&1 != 0, set&2 != 0, set&4 != 0, set&8 != 0
	if n := l.length(); n > 0 {
		doc.nodes = make([]uint32, n)
		for i := range doc.nodes {
			doc.nodes[i] = l.below(len(l.g.nodes.list))
		}
	}
	start := len(l.cites)
	if n := l.length(); n > cap(l.cites)-start {
		l.fail()
	} else {
		l.cites = l.cites[:start+n]
	}
	doc.cites = l.cites[start:len(l.cites):len(l.cites)]
	for i := range doc.cites {
		l.cite(&doc.cites[i])
	}
	if l.bad {
		return
	}
	doc.body, doc.from = bodies[body], l.places[from]
	l.g.alike.share(doc)
}

func (l *loader) cite(c *cite) {
	if len(l.b) < 8 {
		l.fail()
		return
	}
	c.ref = binary.LittleEndian.Uint64(l.b)
	l.b = l.b[8:]
	c.node = l.below(len(l.g.nodes.list))
	c.body = l.below(len(l.g.bodies.list))
	for _, said := range [...]*uint32{&c.printed, &c.kind, &c.title, &c.relation} {
		*said = l.below(len(l.g.said.list))
		l.g.said.list[*said].uses++
	}
	c.date = day(l.uint())
	c.slot = int32(l.below(len(l.docs)+1)) - 1
	c.year = int16(l.uint())
	set := l.uint()
	c.how, c.state, c.ghost = manner(set>>4), stateCode(set>>1&7), set&1 != 0
	if int(c.state) >= len(states) || set>>4 > uint64(byDay) {
		l.fail()
	}
}

func (l *loader) decisions() {
	for range l.length() {
		id := l.text()
		list := make([]Decision, 0, l.length())
		for range cap(list) {
			d := Decision{Ref: l.text(), Target: l.text()}
			for range l.length() {
				d.Rejected = append(d.Rejected, l.text())
			}
			list = append(list, d)
			if d.Target != "" {
				l.g.wanted[d.Target] = append(l.g.wanted[d.Target], id)
			}
		}
		l.g.decisions[id] = list
	}
}

func (l *loader) unsettled() {
	for range l.length() {
		l.g.stale[l.below(len(l.g.nodes.list))] = struct{}{}
	}
}

// link gives the nodes those who hold and cite by them, and the documents those who
// cite them. All lie in a few long rows.
func (l *loader) link() {
	g := l.g
	holders, cites, incoming := make([]uint32, len(g.nodes.list)), make([]uint32, len(g.nodes.list)), make([]uint32, len(g.docs))
	holding := 0
	for _, doc := range g.docs {
		holding += len(doc.nodes)
		for _, id := range doc.nodes {
			holders[id]++
		}
		for i := range doc.cites {
			cites[doc.cites[i].node]++
			if target := doc.cites[i].slot; target != noSlot {
				incoming[target]++
			}
		}
	}
	allHolders, allEdges := make([]uint32, holding), make([]edge, len(l.cites))
	for id := range g.nodes.list {
		n := &g.nodes.list[id]
		n.holders, allHolders = cut(allHolders, int(holders[id]))
		n.cites, allEdges = cut(allEdges, int(cites[id]))
	}
	for slot, doc := range g.docs {
		if n := incoming[slot]; n > 0 {
			doc.incoming = make([]citer, 0, n)
		}
	}
	for slot, doc := range g.docs {
		l.linkDocument(uint32(slot), doc)
	}
}

func (l *loader) linkDocument(slot uint32, doc *document) {
	g := l.g
	for _, id := range doc.nodes {
		n := &g.nodes.list[id]
		n.holders = append(n.holders, slot)
	}
	for i := range doc.cites {
		c := &doc.cites[i]
		n := &g.nodes.list[c.node]
		n.cites = append(n.cites, edge{slot, uint32(i)})
		if c.slot != noSlot && c.slot != int32(slot) {
			g.docs[c.slot].cite(slot)
		}
	}
}

// cut takes an empty row with room for n off the front of a long one.
func cut[T any](row []T, n int) (head, rest []T) { return row[:0:n], row[n:] }
