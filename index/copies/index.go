package copies

import (
	"cmp"
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
	free     []uint32
	ids      table
	numbers  table // those with a number, by it
	numbered table // the same, by band
	bare     table // those without a number, by band
	edges    map[uint32][]edge
	families map[uint32][]uint32 // of documents with copies: its family, in order of id
	dirty    map[uint32]struct{}
	version  uint64
}

type entry struct {
	id string // "" for a free place
	f  Fingerprint
}

// edge leads to a copy.
type edge struct {
	to uint32
	pair
}

// NewIndex makes an empty Index.
func NewIndex() *Index {
	return &Index{edges: map[uint32][]edge{}, families: map[uint32][]uint32{}, dirty: map[uint32]struct{}{}}
}

// bands calls use with the hashes that find documents of like text; none where
// there is no text.
func (f *Fingerprint) bands(use func(hash uint64)) {
	if f.words == 0 {
		return
	}
	for b := range bands {
		use(f.band(b))
	}
}

// ownTables calls use with each table that lists f and the hash under which it does.
func (x *Index) ownTables(f *Fingerprint, use func(t *table, hash uint64)) {
	if f.number == 0 {
		f.bands(func(hash uint64) { use(&x.bare, hash) })
		return
	}
	f.bands(func(hash uint64) { use(&x.numbered, hash) })
	if f.words > 0 {
		use(&x.numbers, f.numberHash())
	}
}

// otherTables calls use with each table that may list copies of f, and the hash to
// look under. Two numbers are equal, and then found by it, or contradict each other:
// so documents with a number look for like texts only among the few without, or the
// wording that offices share would lead each to thousands.
func (x *Index) otherTables(f *Fingerprint, use func(t *table, hash uint64)) {
	f.bands(func(hash uint64) {
		use(&x.bare, hash)
		if f.number == 0 {
			use(&x.numbered, hash)
		}
	})
	if f.number != 0 && f.words > 0 {
		use(&x.numbers, f.numberHash())
	}
}

func (f *Fingerprint) numberHash() uint64 { return mix(uint64(f.number) << 8) }

func (f *Fingerprint) band(b int) uint64 {
	s := f.sketch[b*rows : b*rows+rows]
	return mix(uint64(s[0])<<24 | uint64(s[1])<<16 | uint64(s[2])<<8 | uint64(b+1))
}

// alike reports whether one of the hashes of two documents is the same.
func alike(a, b *Fingerprint) bool {
	if a.number != 0 && a.number == b.number {
		return true
	}
	for i := 0; i < bands*rows; i += rows {
		if a.sketch[i] == b.sketch[i] && a.sketch[i+1] == b.sketch[i+1] && a.sketch[i+2] == b.sketch[i+2] {
			return true
		}
	}
	return false
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
	x.grow()
	at := uint32(len(x.docs))
	if n := len(x.free); n > 0 {
		at, x.free = x.free[n-1], x.free[:n-1]
		x.docs[at] = entry{id, f}
	} else {
		x.docs = append(x.docs, entry{id, f})
	}
	x.link(at)
	x.enter(at)
}

// enter lists a document in the tables.
func (x *Index) enter(at uint32) {
	x.ids.add(hashID(x.docs[at].id), at)
	x.ownTables(&x.docs[at].f, func(t *table, hash uint64) { t.add(hash, at) })
}

// grow makes room for one more document.
func (x *Index) grow() {
	for _, t := range []*table{&x.ids, &x.numbers, &x.numbered, &x.bare} {
		if t.fits(bands) {
			continue
		}
		*t = t.grown(bands)
		x.refill(t)
	}
}

// refill lists all documents in a table that was emptied.
func (x *Index) refill(t *table) {
	for at := range x.docs {
		d := &x.docs[at]
		switch {
		case d.id == "":
		case t == &x.ids:
			t.add(hashID(d.id), uint32(at))
		default:
			x.ownTables(&d.f, func(own *table, hash uint64) {
				if own == t {
					t.add(hash, uint32(at))
				}
			})
		}
	}
}

// link finds the copies of a document that is not in the tables yet.
func (x *Index) link(at uint32) {
	f := &x.docs[at].f
	seen := map[uint32]bool{}
	x.otherTables(f, func(t *table, hash uint64) {
		t.each(hash, func(other uint32) {
			if seen[other] || !alike(f, &x.docs[other].f) {
				return
			}
			seen[other] = true
			if p := compare(f, &x.docs[other].f); p.strength > 0 {
				x.edges[at] = append(x.edges[at], edge{other, p})
				x.edges[other] = append(x.edges[other], edge{at, p})
			}
		})
	})
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
	x.ownTables(&x.docs[at].f, func(t *table, hash uint64) { t.remove(hash, at) })
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
	x.docs[at] = entry{}
	x.free = append(x.free, at)
	x.version++
}

// Len is the number of documents.
func (x *Index) Len() int { return len(x.docs) - len(x.free) }

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
