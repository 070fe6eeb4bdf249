package citation

import (
	"strings"
	"sync"

	"tracuu/analyzers/viet"
)

// sharedStrings numbers strings, so that the number, type or title that many
// citations give is held once and takes four bytes in each. Number 0 is "". A
// string that nothing uses any more is forgotten.
type sharedStrings struct {
	list []sharedString
	ids  map[string]uint32
	free []uint32
}

type sharedString struct {
	text string
	long uint64 // longTitle of a title
	uses uint32
}

func newSharedStrings() sharedStrings {
	return sharedStrings{list: make([]sharedString, 1), ids: make(map[string]uint32)}
}

// text is the string of a number.
func (t *sharedStrings) text(id uint32) string { return t.list[id].text }

// take gives the number of a string and counts a use of it.
func (t *sharedStrings) take(s string) uint32 {
	if s == "" {
		return 0
	}
	id, known := t.ids[s]
	if !known {
		s = strings.Clone(s)
		id = uint32(len(t.list))
		if n := len(t.free); n > 0 {
			id, t.free = t.free[n-1], t.free[:n-1]
		} else {
			t.list = append(t.list, sharedString{})
		}
		t.list[id].text = s
		t.ids[s] = id
	}
	t.list[id].uses++
	return id
}

// takeTitle is take for a title, with its longTitle.
func (t *sharedStrings) takeTitle(s string, long uint64) uint32 {
	id := t.take(s)
	if id != 0 {
		t.list[id].long = long
	}
	return id
}

// drop counts a use less.
func (t *sharedStrings) drop(id uint32) {
	s := &t.list[id]
	if id == 0 {
		return
	}
	if s.uses--; s.uses == 0 {
		delete(t.ids, s.text)
		*s = sharedString{}
		t.free = append(t.free, id)
	}
}

// alike holds the places and lists of types that documents share.
type alike struct {
	places map[place]*place
	kinds  map[string][]string
}

func newAlike() alike { return alike{make(map[place]*place), make(map[string][]string)} }

// share replaces what a document has by the equal that others have.
func (a *alike) share(doc *document) {
	at := a.places[*doc.from]
	if at == nil {
		at = doc.from
		a.places[*at] = at
	}
	doc.from = at
	if len(doc.kinds) == 0 {
		doc.kinds = nil
		return
	}
	name := strings.Join(doc.kinds, "|")
	kinds := a.kinds[name]
	if kinds == nil {
		kinds = doc.kinds
		a.kinds[name] = kinds
	}
	doc.kinds = kinds
}

// bodyTable numbers the bodies that documents are of or cite. Bodies are shared
// and never changed. The list grows only under the lock of the graph.
type bodyTable struct {
	mu    sync.RWMutex
	known map[bodyName]*body
	list  []*body
}

// bodyName is what a body is parsed from.
type bodyName struct{ name, home string }

func (t *bodyTable) reset() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.known, t.list = make(map[bodyName]*body), nil
}

// of gives the body of a name, completed by the province that is known
// otherwise. What a caller merely asks about is not kept.
func (t *bodyTable) of(name, home string) *body {
	t.mu.RLock()
	b := t.known[bodyName{name, home}]
	t.mu.RUnlock()
	if b == nil {
		b = newBody(name, home)
	}
	return b
}

// keep gives a body its number. The caller holds the lock of the graph.
func (t *bodyTable) keep(b *body) *body {
	t.mu.Lock()
	defer t.mu.Unlock()
	name := bodyName{b.name, b.home}
	if known := t.known[name]; known != nil {
		return known
	}
	b.number = uint32(len(t.list))
	t.list = append(t.list, b)
	t.known[name] = b
	return b
}

// newBody parses a name and completes it.
func newBody(name, provinceName string) *body {
	b := parseBody(name)
	b.name, b.home = strings.Clone(name), strings.Clone(provinceName)
	if b.level != nationwide {
		home := parseBody(provinceName)
		if home.province == "" && provinces[viet.FoldKey(provinceName)] {
			home.province = viet.FoldKey(provinceName)
		}
		if b.province == "" {
			b.province = home.province
		}
		if b.level == city && b.unit == "" && centralCities[b.province] {
			b.level = province
		}
	}
	return &b
}
