package copies

import (
	"cmp"
	"iter"

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

// Index keeps the families among documents. Of most it holds what finds those that
// may be their copies, about 80 bytes and the id, and 60 more where documents without
// a number are many; the fingerprints of those few it asks a Source for. It is not safe
// for concurrent use.
type Index struct {
	prints
	numbers  sorted // those with a number, by it
	numbered sorted // the same, by band
	bare     sorted // those without a number, by band
	found    []uint32
	kin      map[uint32]*relative // of documents with copies
	dirty    map[uint32]struct{}
	version  uint64
}

// Source gives back the fingerprints that an Index does not keep.
type Source interface {
	// Fingerprint gives that with which a document was put in, false where it is not
	// held any more.
	Fingerprint(id string) (Fingerprint, bool)
}

// Held is a Source in memory: fingerprints by id.
type Held map[string]Fingerprint

// Fingerprint implements Source.
func (h Held) Fingerprint(id string) (Fingerprint, bool) {
	f, ok := h[id]
	return f, ok
}

// relative is a document that has copies. Of those that are the same in all that their
// fingerprints tell, one stands for all: the others are its twins, with an edge to it
// and no other, and are not listed, so that a document which comes in ten thousand
// times has ten thousand edges and not their square.
type relative struct {
	f      Fingerprint
	edges  []edge
	family []uint32 // in order of id, nil where it belongs to none
	twin   bool     // of the document at the end of its edge
}

// edge leads to a copy.
type edge struct {
	to uint32
	pair
}

// NewIndex makes an empty Index.
func NewIndex() *Index {
	x := &Index{kin: map[uint32]*relative{}, dirty: map[uint32]struct{}{}}
	of := func(key int) func(uint32) uint64 {
		return func(place uint32) uint64 { return x.places.At(place).rank(key) }
	}
	for band := range bands {
		x.numbered.ranks = append(x.numbered.ranks, of(band))
	}
	x.bare.ranks = x.numbered.ranks
	x.numbers.ranks = append(x.numbers.ranks, of(byNumber))
	return x
}

// crowd is how many documents with one band, or with one number, a document is held
// against: more have their wording from one form, and a day, a number or a year
// tells them apart. No more have an edge to one, but for its twins. Which ones depends
// on the order of writes.
const crowd = 2000

// candidates lists the documents that may be copies of one. Two numbers are equal,
// and then found by it, or contradict each other: so documents with a number look for
// like texts only among the few without, or the wording that offices share would lead
// each to thousands. Two known days are equal or contradict each other too, so that of
// wording that is sent out every day few documents are looked at.
func (x *Index) candidates(p *print) []uint32 {
	x.found = x.found[:0]
	look := func(list *sorted, key int) {
		if list.empty() {
			return
		}
		looked := 0
		// The number is the only key of its list.
		list.each(key%len(list.ranks), p.hash(key), p.day, func(place uint32) bool {
			if x.held(place) && p.mayBe(x.places.At(place)) {
				x.found = append(x.found, place)
			}
			looked++
			return looked < crowd
		})
	}
	for band := range bands {
		look(&x.bare, band)
		if p.number == 0 {
			look(&x.numbered, band)
		}
	}
	if p.number != 0 {
		look(&x.numbers, byNumber)
	}
	slices.Sort(x.found)
	return slices.Compact(x.found)
}

// Put takes a document in, in place of the one of its id, which is of 1 to 256 bytes.
// From gives the fingerprints of others that were put in.
func (x *Index) Put(id string, f Fingerprint, from Source) {
	if at, ok := x.place(id); ok {
		if r := x.kin[at]; r != nil && r.f == f {
			return
		}
		x.Delete(id)
	}
	x.tidy()
	at := x.add(id, newPrint(&f))
	if f.words > 0 && !x.link(at, &f, from) {
		x.list(at)
	}
}

// list makes a document one that others find.
func (x *Index) list(at uint32) {
	if x.places.At(at).number == 0 {
		x.bare.add(at)
		return
	}
	x.numbered.add(at)
	x.numbers.add(at)
}

// link finds the copies of a document that is not listed yet, and reports whether it
// is the twin of one.
func (x *Index) link(at uint32, f *Fingerprint, from Source) (twin bool) {
	type copied struct {
		at uint32
		f  *Fingerprint
		pair
	}
	var found []copied
	for _, other := range x.candidates(x.places.At(at)) {
		g, known := x.fingerprint(other, from)
		if !known {
			continue
		}
		p := compare(f, g)
		if p.strength == 0 {
			continue
		}
		if r := x.kin[other]; r != nil && len(r.edges) >= crowd && f.Named() != g.Named() {
			continue
		}
		if f.Named() == g.Named() {
			found, twin = []copied{{other, g, p}}, true
			break
		}
		found = append(found, copied{other, g, p})
	}
	for _, c := range found {
		own, other := x.relative(at, f), x.relative(c.at, c.f)
		own.edges, own.twin = append(own.edges, edge{c.at, c.pair}), twin
		other.edges = append(other.edges, edge{at, c.pair})
		x.dirty[at] = struct{}{}
	}
	return twin
}

func (x *Index) fingerprint(at uint32, from Source) (*Fingerprint, bool) {
	if r := x.kin[at]; r != nil {
		return &r.f, true
	}
	f, ok := from.Fingerprint(x.id(at))
	return &f, ok
}

// relative is a document that has copies now.
func (x *Index) relative(at uint32, f *Fingerprint) *relative {
	r := x.kin[at]
	if r == nil {
		r = &relative{f: *f}
		x.kin[at] = r
	}
	return r
}

// Delete forgets a document; an unknown one is nothing.
func (x *Index) Delete(id string) {
	at, ok := x.place(id)
	if !ok {
		return
	}
	if r := x.kin[at]; r != nil {
		x.unlink(at, r)
		x.version++
	}
	x.drop(at)
}

// unlink takes a document out of its family. Where it stands for twins, one of them
// does so from now on.
func (x *Index) unlink(at uint32, r *relative) {
	heir := slices.IndexFunc(r.edges, func(e edge) bool { return !r.twin && x.kin[e.to].twin })
	for i, e := range r.edges {
		other := x.kin[e.to]
		back := slices.IndexFunc(other.edges, func(back edge) bool { return back.to == at })
		if heir >= 0 && i != heir {
			other.edges[back].to = r.edges[heir].to
		} else {
			other.edges = slices.Delete(other.edges, back, back+1)
		}
		x.dirty[e.to] = struct{}{}
	}
	if heir >= 0 {
		to := r.edges[heir].to
		x.kin[to].twin, x.kin[to].edges = false, slices.Delete(r.edges, heir, heir+1)
		x.list(to)
	}
	for _, other := range r.family {
		x.dirty[other] = struct{}{}
	}
	delete(x.kin, at)
	delete(x.dirty, at)
}

// tidy gives up the places of documents that are gone where they are many.
func (x *Index) tidy() {
	if x.dead <= 1000 || x.dead <= x.Len()/4 {
		return
	}
	x.settle()
	kept, now := x.compacted()
	of := func(place uint32) (uint32, bool) { return now[place], x.held(place) }
	for _, list := range []*sorted{&x.numbers, &x.numbered, &x.bare} {
		list.renumber(of)
	}
	kin, families := make(map[uint32]*relative, len(x.kin)), map[*uint32][]uint32{} // by the old ones
	for at, r := range x.kin {
		kin[now[at]] = r
		for i := range r.edges {
			r.edges[i].to = now[r.edges[i].to]
		}
		if len(r.family) == 0 {
			continue
		}
		old := &r.family[0]
		if families[old] == nil {
			for _, member := range r.family {
				families[old] = append(families[old], now[member])
			}
		}
		r.family = families[old]
	}
	x.prints, x.kin = kept, kin
}

// Len is the number of documents.
func (x *Index) Len() int { return x.places.Len() - x.dead }

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
	r := x.kin[at]
	if r == nil {
		return nil
	}
	var out []Copy
	for _, other := range r.family {
		if other == at {
			continue
		}
		g := &x.kin[other].f
		c := Copy{ID: x.id(other), Basis: Repost, Likeness: contained(&r.f, g)}
		if p := compare(&r.f, g); p.strength > 0 {
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
	if r := x.kin[at]; ok && r != nil && len(r.family) > 0 {
		return r.member(), true
	}
	return Member{}, false
}

func (r *relative) member() Member { return Member{Family: r.family[0], Named: r.f.IsNamed()} }

// Members gives all documents that have copies, in no order.
func (x *Index) Members() iter.Seq2[string, Member] {
	x.settle()
	return func(yield func(string, Member) bool) {
		for at, r := range x.kin {
			if len(r.family) > 0 && !yield(x.id(at), r.member()) {
				return
			}
		}
	}
}

// Families lists the ids of every family, each in order of id, by the first of them.
func (x *Index) Families() [][]string {
	x.settle()
	var out [][]string
	for at, r := range x.kin {
		if len(r.family) == 0 || r.family[0] != at {
			continue
		}
		var ids []string
		for _, member := range r.family {
			ids = append(ids, x.id(member))
		}
		out = append(out, ids)
	}
	slices.SortFunc(out, func(a, b []string) int { return cmp.Compare(a[0], b[0]) })
	return out
}
