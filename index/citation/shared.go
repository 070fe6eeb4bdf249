package citation

import (
	"strings"
	"sync"

	"tracuu/analyzers/viet"
	"tracuu/index/compact"
)

// sharedStrings numbers strings, so that the number, type or title that many
// mentions give is held once and takes four bytes in each. Number 0 is "". A string
// that nothing uses any more is forgotten.
type sharedStrings struct {
	texts compact.Texts
	about compact.Column[aboutString] // by number
}

type aboutString struct {
	long uint64 // longTitle of a title
	uses uint32
}

func newSharedStrings() (t sharedStrings) {
	t.number("")
	return t
}

// text is the string of a number.
func (t *sharedStrings) text(id uint32) string { return t.texts.Text(id) }

func (t *sharedStrings) long(id uint32) uint64 { return t.about.At(id).long }

// number gives the number of a string. One that is new must be used.
func (t *sharedStrings) number(s string) uint32 {
	id, _ := t.texts.Take(s)
	t.about.Grow(int(id) + 1)
	return id
}

// setLong keeps the longTitle of a title.
func (t *sharedStrings) setLong(id uint32, long uint64) {
	if id != 0 {
		t.about.At(id).long = long
	}
}

// use counts a use.
func (t *sharedStrings) use(id uint32) {
	if id != 0 {
		t.about.At(id).uses++
	}
}

// drop counts a use less.
func (t *sharedStrings) drop(id uint32) {
	if id == 0 {
		return
	}
	about := t.about.At(id)
	if about.uses--; about.uses == 0 {
		*about = aboutString{}
		t.texts.Drop(id)
	}
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
