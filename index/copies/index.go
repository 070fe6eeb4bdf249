package copies

import (
	"cmp"
	"math"
	"slices"
)

// bands is how many pieces of a sketch documents are found by, and rows the bins of
// each: of pairs with .6 of their rows of words in common 96 in 100 are found, of
// unrelated ones one in ten thousand is looked at. Those with one number are found
// by it.
const (
	bands = 14
	rows  = 3
)

// Index holds fingerprints and keeps the families among them. It takes about 300
// bytes a document. It is not safe for concurrent use.
type Index struct {
	docs     []entry
	dead     int // places in docs that hold no document any more
	ids      table
	numbers  sorted // those with a number, by it
	numbered sorted // the same, by band
	bare     sorted // those without a number, by band
	found    []uint32
	edges    map[uint32][]edge
	families map[uint32][]uint32 // of documents with copies: its family, in order of id
	dirty    map[uint32]struct{}
	version  uint64
}

type entry struct {
	id   string
	f    Fingerprint
	dead bool // but its fingerprint still orders the lists
}

// edge leads to a copy.
type edge struct {
	to uint32
	pair
}

// NewIndex makes an empty Index.
func NewIndex() *Index {
	x := &Index{edges: map[uint32][]edge{}, families: map[uint32][]uint32{}, dirty: map[uint32]struct{}{}}
	of := func(key int) func(uint32) uint64 {
		return func(place uint32) uint64 { return x.docs[place].f.rank(key) }
	}
	for band := range bands {
		x.numbered.ranks = append(x.numbered.ranks, of(band))
	}
	x.bare.ranks = x.numbered.ranks
	x.numbers.ranks = append(x.numbers.ranks, of(byNumber))
	return x
}

// byNumber is the key of the number among the keys of a document; those before are
// its bands.
const byNumber = bands

// hash is what documents share that are found by a key.
func (f *Fingerprint) hash(key int) uint64 {
	if key == byNumber {
		return uint64(f.number)
	}
	s := f.sketch[key*rows : key*rows+rows]
	return uint64(s[0])<<16 | uint64(s[1])<<8 | uint64(s[2])
}

// rank orders documents by the hash of a key, then by the day of issue.
func (f *Fingerprint) rank(key int) uint64 { return f.hash(key)<<16 | uint64(f.day()) }

// day is the same for equal days of issue and mostly another for others, 0 where
// the day is not known exactly.
func (f *Fingerprint) day() uint16 {
	if !f.dayKnown() {
		return 0
	}
	return uint16(uint32(f.first)%math.MaxUint16) + 1
}

// each calls use with the documents of a list that share the hash of a key with f
// and may be of its day, until it returns false: two known days are the same one or
// contradict each other, so that of wording which an office sends out every day few
// are looked at.
func (f *Fingerprint) each(list *sorted, key int, use func(place uint32) bool) {
	hash, day := f.hash(key)<<16, uint64(f.day())
	key %= len(list.ranks) // the number is the only key of its list
	if day == 0 {
		list.each(key, hash, hash|math.MaxUint16, use)
		return
	}
	list.each(key, hash, hash, use)
	list.each(key, hash|day, hash|day, use)
}

// crowd is how many documents with one band, or with one number, a document is held
// against: more have their wording from one form, and a day, a number or a year
// tells them apart. Which ones depends on the order of writes.
const crowd = 2000

// candidates lists the documents that may be copies of one with a fingerprint. Two
// numbers are equal, and then found by it, or contradict each other: so documents with
// a number look for like texts only among the few without, or the wording that
// offices share would lead each to thousands.
func (x *Index) candidates(f *Fingerprint) []uint32 {
	x.found = x.found[:0]
	if f.words == 0 {
		return nil
	}
	look := func(list *sorted, key int) {
		looked := 0
		f.each(list, key, func(place uint32) bool {
			if !x.docs[place].dead {
				x.found = append(x.found, place)
			}
			looked++
			return looked < crowd
		})
	}
	for band := range bands {
		look(&x.bare, band)
		if f.number == 0 {
			look(&x.numbered, band)
		}
	}
	if f.number != 0 {
		look(&x.numbers, byNumber)
	}
	slices.Sort(x.found)
	return slices.Compact(x.found)
}

func (x *Index) place(id string) (uint32, bool) {
	at, found := uint32(0), false
	x.ids.each(hashID(id), func(place uint32) {
		if x.docs[place].id == id {
			at, found = place, true
		}
	})
	return at, found
}

func hashID(id string) uint64 {
	h := uint64(14695981039346656037)
	for i := range len(id) {
		h = (h ^ uint64(id[i])) * 1099511628211
	}
	return mix(h)
}

// Put takes a document in, in place of the one of its id.
func (x *Index) Put(id string, f Fingerprint) {
	if at, ok := x.place(id); ok {
		if x.docs[at].f == f {
			return
		}
		x.Delete(id)
	}
	x.tidy()
	at := uint32(len(x.docs))
	x.docs = append(x.docs, entry{id: id, f: f})
	x.link(at)
	x.enter(at)
}

// enter lists a document.
func (x *Index) enter(at uint32) {
	d := &x.docs[at]
	x.ids.add(hashID(d.id), at)
	switch {
	case d.f.words == 0:
	case d.f.number == 0:
		x.bare.add(at)
	default:
		x.numbered.add(at)
		x.numbers.add(at)
	}
}

// link finds the copies of a document that is not listed yet.
func (x *Index) link(at uint32) {
	f := &x.docs[at].f
	for _, other := range x.candidates(f) {
		if p := compare(f, &x.docs[other].f); p.strength > 0 {
			x.edges[at] = append(x.edges[at], edge{other, p})
			x.edges[other] = append(x.edges[other], edge{at, p})
		}
	}
	if len(x.edges[at]) > 0 {
		x.dirty[at] = struct{}{}
	}
}

// Delete forgets a document; an unknown one is nothing.
func (x *Index) Delete(id string) {
	at, ok := x.place(id)
	if !ok {
		return
	}
	x.ids.remove(hashID(id), at)
	for _, e := range x.edges[at] {
		x.edges[e.to] = slices.DeleteFunc(x.edges[e.to], func(back edge) bool { return back.to == at })
		if len(x.edges[e.to]) == 0 {
			delete(x.edges, e.to)
		}
		x.dirty[e.to] = struct{}{}
	}
	for _, other := range x.families[at] {
		x.dirty[other] = struct{}{}
	}
	delete(x.edges, at)
	delete(x.families, at)
	delete(x.dirty, at)
	x.docs[at].dead = true
	x.dead++
	x.version++
}

// tidy makes room for one more document, and gives up the places of those that are
// gone where they are many.
func (x *Index) tidy() {
	if x.dead > 1000 && x.dead > x.Len()/4 {
		x.compact()
	}
	if x.ids.fits(1) {
		return
	}
	x.ids = tableOf(x.Len() + 1)
	for at := range x.docs {
		if d := &x.docs[at]; !d.dead {
			x.ids.add(hashID(d.id), uint32(at))
		}
	}
}

// compact gives the documents new places in the order of the ones before.
func (x *Index) compact() {
	x.settle()
	now := make([]uint32, len(x.docs))
	var docs []entry
	for at := range x.docs {
		if !x.docs[at].dead {
			now[at] = uint32(len(docs))
			docs = append(docs, x.docs[at])
		}
	}
	of := func(place uint32) (uint32, bool) { return now[place], !x.docs[place].dead }
	for _, list := range []*sorted{&x.numbers, &x.numbered, &x.bare} {
		list.renumber(of)
	}
	edges, families := map[uint32][]edge{}, map[uint32][]uint32{}
	for at, list := range x.edges {
		for i := range list {
			list[i].to = now[list[i].to]
		}
		edges[now[at]] = list
	}
	for at, family := range x.families {
		if family[0] != at {
			continue
		}
		moved := make([]uint32, len(family))
		for i, member := range family {
			moved[i] = now[member]
			families[moved[i]] = moved
		}
	}
	x.docs, x.dead, x.edges, x.families, x.ids = docs, 0, edges, families, table{}
}

// Len is the number of documents.
func (x *Index) Len() int { return len(x.docs) - x.dead }

// Version changes whenever a family may have.
func (x *Index) Version() uint64 {
	x.settle()
	return x.version
}

// Copy is another member of a document's family.
type Copy struct {
	ID    string
	Basis Basis
	// Likeness is about the part of the shorter text that stands in the longer, from
	// 0 to 1.
	Likeness float64
}

// Family lists the other members of a document's family, the likest first.
func (x *Index) Family(id string) []Copy {
	x.settle()
	at, ok := x.place(id)
	if !ok {
		return nil
	}
	var out []Copy
	f := &x.docs[at].f
	for _, other := range x.families[at] {
		if other == at {
			continue
		}
		g := &x.docs[other].f
		c := Copy{ID: x.docs[other].id, Basis: Repost, Likeness: contained(f, g)}
		if p := compare(f, g); p.strength > 0 {
			c.Basis = p.basis
		}
		out = append(out, c)
	}
	slices.SortFunc(out, func(a, b Copy) int { return cmp.Or(cmp.Compare(b.Likeness, a.Likeness), cmp.Compare(a.ID, b.ID)) })
	return out
}

// Member is where a document stands that has copies.
type Member struct {
	Family uint32 // the same for all members, and for no others
	Named  bool
}

// Member tells the family of a document; false for one without copies.
func (x *Index) Member(id string) (Member, bool) {
	x.settle()
	at, ok := x.place(id)
	if !ok || len(x.families[at]) == 0 {
		return Member{}, false
	}
	return Member{Family: x.families[at][0], Named: x.docs[at].f.IsNamed()}, true
}

// Families lists the ids of every family, each in order of id, by the first of them.
func (x *Index) Families() [][]string {
	x.settle()
	var out [][]string
	for at, family := range x.families {
		if family[0] != at {
			continue
		}
		var ids []string
		for _, member := range family {
			ids = append(ids, x.docs[member].id)
		}
		out = append(out, ids)
	}
	slices.SortFunc(out, func(a, b []string) int { return cmp.Compare(a[0], b[0]) })
	return out
}
