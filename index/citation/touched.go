package citation

// touched tells which documents came to a key or went from it since its citations
// were resolved: only citations that may mean one of them can have another answer.
type touched struct {
	slots []uint32   // of those that came
	gone  []document // those that went, as they were
	all   bool       // too many: every citation is to be resolved
}

// maxTouched is how many documents are told apart. More, as in a load that nobody
// asks anything of, would take more room than it saves time.
const maxTouched = 4

// maxStale is how many touched keys are told apart.
const maxStale = 10_000

// What touched a key that nothing is cited by, and what touched one of very many.
var (
	nobody   *touched
	everyone = &touched{all: true}
)

// touch gives what touched a node, for one more to be added; where nothing cites by
// it, that is nobody.
func (g *Graph) touch(id uint32) *touched {
	if g.nodes.At(id).mentions.Len() == 0 {
		return nobody
	}
	t := g.stale[id]
	if t == nil {
		if t = everyone; len(g.stale) < maxStale {
			t = &touched{}
		}
		g.stale[id] = t
	}
	return t
}

func (t *touched) came(slot uint32) {
	if t != nobody && !t.all {
		t.slots = append(t.slots, slot)
		t.bound()
	}
}

func (t *touched) went(was document) {
	if t != nobody && !t.all {
		t.gone = append(t.gone, was)
		t.bound()
	}
}

func (t *touched) bound() {
	if len(t.slots)+len(t.gone) > maxTouched {
		*t = touched{all: true}
	}
}

// spares reports that no citation that says m can mean another document since, so
// that none needs a look: what came is of another year, and contradicts at most.
func (t *touched) spares(g *Graph, m *saying) bool {
	if t.all || len(t.gone) > 0 {
		return false
	}
	for _, slot := range t.slots {
		if year := g.docs.At(slot).soleYear(); !m.ofOther(year) || m.absent > 0 && !m.allOrNothing() {
			return false
		}
	}
	return true
}

// concerns reports whether a citation may mean a document that came or went. A mere
// contradiction more or less changes nothing for one that has an answer.
func (s *settler) concerns(t *touched, slot uint32, c *cite) bool {
	if t.all {
		return true
	}
	m, f := &s.g.mentions.at(c.mention).mention, c.finding()
	for _, came := range t.slots {
		if !s.g.ids.Has(came) || m.passes(s.g.docs.At(came).soleYear(), f, true) {
			continue
		}
		if doc := s.g.document(came); s.mayMean(&doc, slot, c) {
			return true
		}
	}
	for i := range t.gone {
		was := &t.gone[i]
		r := record{year: was.year, date: pack(was.date)}
		if !m.passes(r.soleYear(), f, false) && s.mayMean(was, slot, c) {
			return true
		}
	}
	return false
}

// ofOther reports that a year is surely not a mention's.
func (m *mention) ofOther(year int16) bool {
	own := m.soleYear()
	return own != 0 && year != 0 && own != year
}

// passes reports that a document of another year than a mention's, which it can at
// most contradict, changes nothing of what was found.
func (m *mention) passes(year int16, f finding, came bool) bool {
	if !m.ofOther(year) {
		return false
	}
	switch states[f.state] {
	case Resolved, Ambiguous:
		return true
	case Conflict:
		return came || m.allOrNothing()
	}
	return m.allOrNothing()
}

func (s *settler) mayMean(doc *document, slot uint32, c *cite) bool {
	_, another := s.asker.question(c.mention).weigh(doc, s.citing(slot))
	return !another
}
