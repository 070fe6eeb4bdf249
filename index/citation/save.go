package citation

import (
	"bufio"
	"encoding/binary"
	"fmt"
	"io"
	"iter"
	"maps"
	"slices"

	"tracuu/index"
	"tracuu/index/compact"
)

var _ index.Keeper = (*Graph)(nil)

// savedVersion is raised with every change to the form of what Save writes, and to
// any rule by which documents and citations are taken apart or compared: what was
// saved holds what those rules found. TestSavedForm tells when it is due.
const savedVersion = "citation/2"

// Version implements index.Keeper.
func (g *Graph) Version() string { return savedVersion }

// Settle resolves what is still to be resolved, as the next question would.
func (g *Graph) Settle() { g.read(func() {}) }

// Save writes all that the graph holds, settled or not, for Load in this process or
// another. Others may ask meanwhile, and wait to write.
//
// The form is a row of uvarints, and strings behind their lengths: the shared
// strings, bodies and profiles; the keys; the mentions; the documents in the order of
// their slots, each with its citations; the decisions; and what is not settled.
// Who holds a key, who cites by it and who cites a document follow from these.
func (g *Graph) Save(w io.Writer) error {
	g.mu.RLock()
	defer g.mu.RUnlock()
	s := saver{w: bufio.NewWriterSize(w, 1<<16), g: g}
	s.strings()
	s.bodies()
	s.profiles()
	s.nodes = s.texts(&g.keys)
	s.mentions()
	s.documents()
	s.decisions()
	s.unsettled()
	if err := s.w.Flush(); err != nil {
		return fmt.Errorf("citation: save graph: %w", err)
	}
	return nil
}

// saver writes a graph. Numbers that are free in the graph are closed up, so that
// equal graphs of one history are saved alike.
type saver struct {
	w         *bufio.Writer // remembers its first error
	g         *Graph
	said      []uint32 // the saved number of each shared string
	nodes     []uint32 // of each node
	mentioned []uint32 // of each mention
	slots     []uint32 // of each document
	buf       [binary.MaxVarintLen64]byte
}

func (s *saver) uint(n uint64) { _, _ = s.w.Write(s.buf[:binary.PutUvarint(s.buf[:], n)]) }

func (s *saver) uints(list ...uint32) {
	for _, n := range list {
		s.uint(uint64(n))
	}
}

func (s *saver) text(t string) {
	s.uint(uint64(len(t)))
	_, _ = s.w.WriteString(t)
}

// texts writes strings, and gives the number that each has in what is saved.
func (s *saver) texts(t *compact.Texts) []uint32 {
	numbers, next := make([]uint32, t.Numbers()), uint32(0)
	s.uint(uint64(t.Len()))
	for number, text := range t.All() {
		numbers[number] = next
		next++
		s.text(text)
	}
	return numbers
}

func (s *saver) strings() {
	t := &s.g.said.texts
	s.said = s.texts(t)
	for number := range t.All() {
		s.uint(s.g.said.long(number))
	}
}

func (s *saver) bodies() {
	s.uint(uint64(len(s.g.bodies.list)))
	for _, b := range s.g.bodies.list {
		s.text(b.name)
		s.text(b.home)
	}
}

func (s *saver) profiles() {
	s.uint(uint64(len(s.g.profiles.list)))
	for _, p := range s.g.profiles.list {
		s.uint(uint64(len(p.kinds)))
		for _, kind := range p.kinds {
			s.text(kind)
		}
		s.text(p.from.province)
		s.text(p.from.unit)
		s.uints(p.body.number, uint32(p.from.level), uint32(p.flags()))
	}
}

func (s *saver) mentions() {
	list := &s.g.mentions.list
	s.mentioned = make([]uint32, list.Len())
	next := uint32(0)
	s.uint(uint64(list.Len() - len(s.g.mentions.free)))
	for number := range s.mentioned {
		m := list.At(uint32(number))
		if m.citers.Len() == 0 {
			continue
		}
		s.mentioned[number] = next
		next++
		node := uint32(0)
		if m.node != noNode {
			node = s.nodes[m.node] + 1
		}
		s.uints(node, m.body, s.said[m.printed], s.said[m.kind], s.said[m.title], s.said[m.relation], uint32(m.date), uint32(uint16(m.year)), uint32(m.how))
	}
}

func (s *saver) documents() {
	g, cites := s.g, 0
	for slot := range g.ids.All() {
		cites += g.docs.At(slot).cites.Len()
	}
	s.slots = s.texts(&g.ids)
	s.uint(uint64(cites))
	for slot := range g.ids.All() {
		r := g.docs.At(slot)
		s.uint(r.title)
		s.uints(uint32(r.date), r.profile, uint32(uint16(r.year)), uint32(r.nodes.Len()))
		for _, id := range g.rows.Of(r.nodes) {
			s.uints(s.nodes[id])
		}
		s.uint(uint64(r.cites.Len()))
		for _, c := range g.citesIn(slot) {
			s.cite(&c)
		}
	}
}

func (s *saver) cite(c *cite) {
	f := c.finding()
	if f.target != noSlot {
		f.target = int32(s.slots[f.target])
	}
	s.uints(s.mentioned[c.mention], uint32(f.pack()))
	_, _ = s.w.Write(binary.LittleEndian.AppendUint32(s.buf[:0], c.ref))
}

func flags(set ...bool) (b byte) {
	for i, v := range set {
		if v {
			b |= 1 << i
		}
	}
	return b
}

func (s *saver) decisions() {
	s.uint(uint64(len(s.g.decisions)))
	for _, id := range slices.Sorted(maps.Keys(s.g.decisions)) {
		s.text(id)
		s.uint(uint64(len(s.g.decisions[id])))
		for _, d := range s.g.decisions[id] {
			s.text(d.Ref)
			s.text(d.Target)
			s.uint(uint64(len(d.Rejected)))
			for _, not := range d.Rejected {
				s.text(not)
			}
		}
	}
}

// unsettled writes the nodes and the documents whose citations are to be resolved.
func (s *saver) unsettled() {
	for _, list := range [][]uint32{
		savedNumbers(maps.Keys(s.g.stale), s.nodes), savedNumbers(maps.Keys(s.g.fresh), s.slots),
	} {
		s.uint(uint64(len(list)))
		s.uints(list...)
	}
}

func savedNumbers(numbers iter.Seq[uint32], saved []uint32) []uint32 {
	var list []uint32
	for n := range numbers {
		list = append(list, saved[n])
	}
	slices.Sort(list)
	return list
}
