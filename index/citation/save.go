package citation

import (
	"bufio"
	"encoding/binary"
	"fmt"
	"io"
	"maps"
	"slices"

	"tracuu/index"
)

var _ index.Keeper = (*Graph)(nil)

// savedVersion is raised with every change to the form of what Save writes, and to
// any rule by which documents and citations are taken apart or compared: what was
// saved holds what those rules found. TestSavedForm tells when it is due.
const savedVersion = "citation/1"

// Version implements index.Keeper.
func (g *Graph) Version() string { return savedVersion }

// Settle resolves what is still to be resolved, as the next question would.
func (g *Graph) Settle() { g.read(func() {}) }

// Save writes all that the graph holds, settled or not, for Load in this process or
// another. Others may ask meanwhile, and wait to write.
//
// The form is a row of uvarints, and strings behind their lengths: the shared
// strings, bodies and places; the keys of the nodes; the documents in the order of
// their slots, each with its citations; the decisions; and what is not settled.
// Who holds a key, who cites by it and who cites a document follow from these.
func (g *Graph) Save(w io.Writer) error {
	g.mu.RLock()
	defer g.mu.RUnlock()
	s := saver{w: bufio.NewWriterSize(w, 1<<16), g: g, places: make(map[*place]int), nodes: make([]uint32, len(g.nodes.list)), said: make([]uint32, len(g.said.list))}
	s.strings()
	s.bodies()
	s.keys()
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
	w      *bufio.Writer // remembers its first error
	g      *Graph
	places map[*place]int
	nodes  []uint32 // the saved number of each node
	said   []uint32 // the saved number of each shared string
	slots  []uint32 // the saved slot of each document
	buf    [binary.MaxVarintLen64]byte
}

func (s *saver) uint(n uint64) { _, _ = s.w.Write(s.buf[:binary.PutUvarint(s.buf[:], n)]) }

func (s *saver) text(t string) {
	s.uint(uint64(len(t)))
	_, _ = s.w.WriteString(t)
}

func (s *saver) strings() {
	list := s.g.said.list
	s.uint(uint64(len(s.g.said.ids)))
	next := uint32(1)
	for id := 1; id < len(list); id++ {
		if list[id].uses > 0 {
			s.said[id] = next
			next++
			s.text(list[id].text)
			s.uint(list[id].long)
		}
	}
}

func (s *saver) bodies() {
	s.uint(uint64(len(s.g.bodies.list)))
	for _, b := range s.g.bodies.list {
		s.text(b.name)
		s.text(b.home)
	}
	list := make([]*place, 0, len(s.g.alike.places))
	for _, doc := range s.g.docs {
		if doc == nil {
			continue
		}
		if _, known := s.places[doc.from]; !known {
			s.places[doc.from] = len(list)
			list = append(list, doc.from)
		}
	}
	s.uint(uint64(len(list)))
	for _, p := range list {
		s.text(p.province)
		s.text(p.unit)
		s.uint(uint64(p.level))
	}
}

func (s *saver) keys() {
	s.uint(uint64(len(s.g.nodes.ids)))
	next := uint32(0)
	for id, n := range s.g.nodes.list {
		if n.key != "" {
			s.nodes[id] = next
			next++
			s.text(n.key)
		}
	}
}

func (s *saver) documents() {
	s.slots = make([]uint32, len(s.g.docs))
	cites, next := 0, uint32(0)
	for slot, doc := range s.g.docs {
		if doc != nil {
			s.slots[slot] = next
			next++
			cites += len(doc.cites)
		}
	}
	s.uint(uint64(next))
	s.uint(uint64(cites))
	for _, doc := range s.g.docs {
		if doc != nil {
			s.document(doc)
		}
	}
}

func (s *saver) document(doc *document) {
	s.text(doc.id)
	s.uint(uint64(uint16(doc.year)))
	s.uint(uint64(pack(doc.date)))
	s.uint(uint64(len(doc.kinds)))
	for _, kind := range doc.kinds {
		s.text(kind)
	}
	s.uint(uint64(doc.body.number))
	s.uint(uint64(s.places[doc.from]))
	s.uint(doc.title)
	s.uint(uint64(flags(doc.yeared, doc.central, doc.term, doc.inTU)))
	s.uint(uint64(len(doc.nodes)))
	for _, id := range doc.nodes {
		s.uint(uint64(s.nodes[id]))
	}
	s.uint(uint64(len(doc.cites)))
	for i := range doc.cites {
		s.cite(&doc.cites[i])
	}
}

func (s *saver) cite(c *cite) {
	target := uint64(0)
	if c.slot != noSlot {
		target = uint64(s.slots[c.slot]) + 1
	}
	_, _ = s.w.Write(binary.LittleEndian.AppendUint64(s.buf[:0], c.ref))
	for _, n := range [...]uint64{
		uint64(s.nodes[c.node]), uint64(c.body), uint64(s.said[c.printed]), uint64(s.said[c.kind]), uint64(s.said[c.title]), uint64(s.said[c.relation]),
		uint64(c.date), target, uint64(uint16(c.year)), uint64(c.how)<<4 | uint64(c.state)<<1 | uint64(flags(c.ghost)),
	} {
		s.uint(n)
	}
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

// unsettled writes the nodes whose citations are to be resolved again, those of new
// citations among them.
func (s *saver) unsettled() {
	stale := maps.Clone(s.g.stale)
	for _, e := range s.g.fresh {
		if doc := s.g.docs[e.slot]; doc != nil && int(e.nth) < len(doc.cites) {
			stale[doc.cites[e.nth].node] = struct{}{}
		}
	}
	list := slices.Sorted(maps.Keys(stale))
	s.uint(uint64(len(list)))
	for _, id := range list {
		s.uint(uint64(s.nodes[id]))
	}
}
