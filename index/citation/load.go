package citation

import (
	"encoding/binary"
	"errors"
	"fmt"
	"slices"

	"tracuu/index/compact"
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
	l.profiles()
	l.nodes()
	l.mentions()
	l.documents()
	l.unused()
	l.decisions()
	l.unsettled()
	if l.bad || len(l.b) > 0 {
		g.reset()
		g.decisions, g.wanted = make(map[string][]Decision), make(map[string][]string)
		return fmt.Errorf("load graph: %w", ErrSaved)
	}
	g.link()
	return nil
}

// loader reads a graph. After the first fault it reads nothing but zeros.
type loader struct {
	b    []byte
	bad  bool
	g    *Graph
	said []bool // which mentions a citation is
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

func (l *loader) text() string { return string(l.bytes(l.length())) }

func (l *loader) bytes(n int) []byte {
	if n > len(l.b) {
		l.fail()
		return nil
	}
	b := l.b[:n]
	l.b = l.b[n:]
	return b
}

// texts reads different strings, which get the numbers in their order.
func (l *loader) texts(t *compact.Texts) {
	n := l.length()
	t.Reserve(n)
	for range n {
		t.TakeBytes(l.bytes(l.length()))
	}
	if t.Len() != n {
		l.fail()
	}
}

func (l *loader) strings() {
	t := &l.g.said
	*t = sharedStrings{}
	l.texts(&t.texts)
	t.about.Grow(t.texts.Len())
	for id := range t.texts.All() {
		if t.about.At(id).long = l.uint(); (t.texts.Text(id) == "") != (id == 0) {
			l.fail()
		}
	}
	if t.texts.Len() == 0 {
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
}

func (l *loader) profiles() {
	n, t := l.length(), &l.g.profiles
	for range n {
		p := &profile{}
		for range l.length() {
			p.kinds = append(p.kinds, l.text())
		}
		p.from.province, p.from.unit = l.text(), l.text()
		body := l.below(len(l.g.bodies.list))
		p.from.level = level(l.below(int(nationwide) + 1))
		set := l.below(1 << 4)
		p.yeared, p.central, p.term, p.inTU = set&1 != 0, set&2 != 0, set&4 != 0, set&8 != 0
		if l.bad {
			return
		}
		p.body = l.g.bodies.list[body]
		t.keep(p)
	}
	if len(t.list) != n {
		l.fail()
	}
}

func (l *loader) nodes() {
	l.texts(&l.g.keys)
	l.g.nodes.Grow(l.g.keys.Len())
	if _, unnamed := l.g.keys.Find(""); unnamed {
		l.fail()
	}
}

func (l *loader) mentions() {
	n, t := l.length(), &l.g.mentions
	l.said = make([]bool, n)
	t.table.Reserve(n)
	for range n {
		var m mention
		m.node = l.below(l.g.keys.Len()+1) - 1 // 0 is noNode
		m.body = l.below(len(l.g.bodies.list))
		said := l.g.said.texts.Len()
		for _, number := range [...]*uint32{&m.printed, &m.kind, &m.title, &m.relation} {
			*number = l.below(said)
		}
		m.date = day(l.below(1 << 32))
		m.year = int16(l.below(1 << 16))
		m.how = manner(l.below(int(byDay) + 1))
		if l.bad {
			return
		}
		t.add(&m)
		for _, number := range m.strings() {
			l.g.said.use(number)
		}
	}
}

func (l *loader) documents() {
	g := l.g
	l.texts(&g.ids)
	g.docs.Grow(g.ids.Len())
	left := l.length()
	for slot := range uint32(g.ids.Len()) {
		r := g.docs.At(slot)
		r.title = l.uint()
		r.date, r.profile, r.year = day(l.below(1<<32)), l.below(len(g.profiles.list)), int16(l.below(1<<16))
		r.nodes = g.rows.Make(l.length())
		l.differentNodes(g.rows.Of(r.nodes))
		n := l.length()
		if left -= n; left < 0 {
			l.fail()
		}
		if l.bad {
			return
		}
		r.cites = g.cites.Make(n)
		for i := range g.citesIn(slot) {
			l.cite(&g.citesIn(slot)[i])
		}
	}
}

// differentNodes reads nodes that differ; a document has few.
func (l *loader) differentNodes(nodes []uint32) {
	for i := range nodes {
		nodes[i] = l.below(l.g.keys.Len())
		if slices.Contains(nodes[:i], nodes[i]) {
			l.fail()
		}
		if l.bad {
			return
		}
	}
}

func (l *loader) cite(c *cite) {
	c.mention = l.below(l.g.mentions.list.Len())
	c.found = found(l.below(1 << 32))
	if int(c.finding().target) >= l.g.ids.Len() {
		l.fail()
	}
	ref := l.bytes(4)
	if l.bad {
		return
	}
	c.ref = binary.LittleEndian.Uint32(ref)
	m := l.g.mentions.at(c.mention)
	l.said[c.mention] = true
	if states[c.finding().state] == Absent {
		m.absent++
	}
}

// unused refuses mentions and strings that nothing says.
func (l *loader) unused() {
	if slices.Contains(l.said, false) {
		l.fail()
	}
	for id := range l.g.said.texts.All() {
		if id != 0 && l.g.said.about.At(id).uses == 0 {
			l.fail()
		}
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
		l.g.stale[l.below(l.g.keys.Len())] = everyone
	}
	for range l.length() {
		l.g.fresh[l.below(l.g.ids.Len())] = struct{}{}
	}
}
