package citation

import (
	"math"
	"sort"
)

// settle resolves the citations of stale nodes and those that are new. The
// caller holds the lock for writing.
func (g *Graph) settle() {
	if g.isSettled() {
		return
	}
	s := settler{g: g, asker: asker{g: g}}
	for slot := range g.fresh {
		cites := g.citesIn(slot)
		for nth := range cites {
			s.resolve(slot, &cites[nth])
		}
	}
	for id, t := range g.stale {
		for _, number := range g.rows.Of(g.nodes.At(id).mentions) {
			if !t.spares(g, g.mentions.at(number)) {
				s.again(number, t)
			}
		}
	}
	g.stale, g.fresh = make(map[uint32]*touched), make(map[uint32]struct{})
}

// again resolves the citations that say one thing and that what touched their key
// concerns.
func (s *settler) again(number uint32, t *touched) {
	for e, c := range s.g.citesSaying(number) {
		if _, done := s.g.fresh[e.slot]; !done && s.concerns(t, e.slot, c) {
			s.resolve(e.slot, c)
		}
	}
}

// isSettled reports whether all citations are resolved.
func (g *Graph) isSettled() bool { return len(g.stale) == 0 && len(g.fresh) == 0 }

// settler resolves citations one after another, and keeps what they share.
type settler struct {
	g       *Graph
	asker   asker
	from    uint32
	doc     *document // in from
	holders []weighed
}

// citing is the document of which citations are resolved.
func (s *settler) citing(slot uint32) *document {
	if s.doc == nil || s.from != slot {
		doc := s.g.document(slot)
		s.from, s.doc = slot, &doc
	}
	return s.doc
}

func (s *settler) resolve(slot uint32, c *cite) {
	g, from := s.g, s.citing(slot)
	q := s.asker.question(c.mention)
	holders := g.holdersOf(g.mentions.at(c.mention).node)
	if d := g.ruling(slot, c.ref); d != nil {
		s.holders = g.weighAll(s.holders[:0], q, holders, from, nil)
		g.aim(slot, c, findingBy(g.rule(q, s.holders, d, nil)))
		return
	}
	s.weighEnough(q, &g.mentions.at(c.mention).mention, holders, from)
	g.aim(slot, c, findingBy(q.judge(s.holders)))
}

// weighEnough compares a question with as many of the holders of its key as decide
// what it is found to be. One that names its year is decided by those of the year:
// others are contradicted at once, which matters only where nothing else is held,
// and then one of them is enough.
func (s *settler) weighEnough(q *question, m *mention, holders []uint32, from *document) {
	g, year := s.g, m.soleYear()
	if year == 0 {
		s.holders = g.weighAll(s.holders[:0], q, holders, from, nil)
		return
	}
	undatedFrom, undatedTo := g.ofYear(holders, 0)
	yearFrom, yearTo := g.ofYear(holders, year)
	s.holders = g.weighAll(s.holders[:0], q, holders[undatedFrom:undatedTo], from, nil)
	s.holders = g.weighAll(s.holders, q, holders[yearFrom:yearTo], from, nil)
	if len(s.holders) > 0 || m.allOrNothing() {
		return
	}
	for _, slot := range holders {
		if s.holders = g.weighAll(s.holders, q, []uint32{slot}, from, nil); len(s.holders) > 0 {
			return
		}
	}
}

// ofYear gives where among holders those of a year stand.
func (g *Graph) ofYear(holders []uint32, year int16) (from, to int) {
	return sort.Search(len(holders), func(i int) bool { return g.docs.At(holders[i]).soleYear() >= year }),
		sort.Search(len(holders), func(i int) bool { return g.docs.At(holders[i]).soleYear() > year })
}

// soleYear is the year that all agrees on which a mention says of the document
// meant; 0 where it says none or two.
func (m *mention) soleYear() int16 {
	year := m.date.date().Year
	switch {
	case year == 0 || year == int(m.year):
		return m.year
	case m.year == 0 && year <= math.MaxInt16:
		return int16(year)
	}
	return 0
}

// allOrNothing reports that a document of another year is not meant even by
// mistake: the year is inside the number, or the name.
func (m *mention) allOrNothing() bool { return m.year != 0 || m.how == byLawName }

// weighAll compares a question with every document in the slots, those of its
// node, that visible allows, and keeps those that it may mean, contradicted or not;
// a nil visible allows all.
func (g *Graph) weighAll(holders []weighed, q *question, slots []uint32, from *document, visible Visible) []weighed {
	for _, slot := range slots {
		if visible != nil && !visible(g.ids.Text(slot)) {
			continue
		}
		doc := g.document(slot)
		if e, another := q.weigh(&doc, from); !another {
			holders = append(holders, weighed{doc: doc, slot: slot, evidence: e, strength: q.strength(e)})
		}
	}
	return holders
}

// read runs f on a settled graph, with the lock held for reading.
func (g *Graph) read(f func()) {
	for {
		g.mu.RLock()
		if g.isSettled() {
			defer g.mu.RUnlock()
			f()
			return
		}
		g.mu.RUnlock()
		g.mu.Lock()
		g.settle()
		g.mu.Unlock()
	}
}
