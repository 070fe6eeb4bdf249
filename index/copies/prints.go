package copies

import (
	"math"

	"tracuu/index/compact"
)

// print is what is kept of a fingerprint to find the documents that may be copies.
type print struct {
	number uint32
	id     uint32 // where it is written; gone for a document that is not held any more
	bands  [bands * rows]uint8
	day    uint16 // see day
	issuer uint16 // 0 unknown
	kind   uint16 // 0 unknown
}

const gone = math.MaxUint32

// byNumber is the key of the number among the keys of a document; those before are
// its bands.
const byNumber = bands

func newPrint(f *Fingerprint) print {
	p := print{number: f.number, kind: f.kind, bands: [bands * rows]uint8(f.sketch[:])}
	if f.dayKnown() { // the same for equal days, and mostly another for others
		p.day = uint16(uint32(f.first)%math.MaxUint16) + 1
	}
	if f.issuer != 0 {
		p.issuer = uint16(f.issuer>>16) | 1
	}
	return p
}

// hash is what documents share that are found by a key.
func (p *print) hash(key int) uint64 {
	if key == byNumber {
		return uint64(p.number)
	}
	s := p.bands[key*rows : key*rows+rows]
	return uint64(s[0])<<16 | uint64(s[1])<<8 | uint64(s[2])
}

// rank orders documents by the hash of a key, then by the day of issue, those without
// one first.
func (p *print) rank(key int) uint64 { return p.hash(key)<<dayBits | uint64(p.day) }

// mayBe reports whether two documents with one band or number may be copies, as far
// as prints tell: see contradict.
func (p *print) mayBe(q *print) bool {
	differ := func(a, b uint16) bool { return a != 0 && b != 0 && a != b }
	return !differ(p.issuer, q.issuer) && ((p.number != 0 && q.number != 0) || !differ(p.kind, q.kind))
}

// prints holds prints at their places, and their ids. Places are given once and in
// order, until all that are held get new ones.
type prints struct {
	places compact.Column[print]
	dead   int           // places of documents that are gone
	byID   compact.Table // places of those that are held
	blocks [][]byte      // of ids, each behind its length less one
}

// idBlock is the size of a block of ids.
const idBlock = 1 << 16

// add gives a document the next place.
func (s *prints) add(id string, p print) uint32 {
	last := len(s.blocks) - 1
	if last < 0 || len(s.blocks[last])+1+len(id) > idBlock {
		s.blocks, last = append(s.blocks, make([]byte, 0, idBlock)), last+1
	}
	p.id = uint32(last*idBlock + len(s.blocks[last]))
	s.blocks[last] = append(append(s.blocks[last], byte(len(id)-1)), id...)
	at := uint32(s.places.Len())
	s.places.Grow(int(at) + 1)
	*s.places.At(at) = p
	s.byID.Add(hashID(id), at, func(place uint32) uint64 { return hashID(s.id(place)) })
	return at
}

// id is that of the document at a place, which is held.
func (s *prints) id(place uint32) string {
	at := s.places.At(place).id
	b := s.blocks[at/idBlock][at%idBlock:]
	return string(b[1 : 2+int(b[0])])
}

// place finds a document.
func (s *prints) place(id string) (uint32, bool) {
	return s.byID.Find(hashID(id), func(place uint32) bool {
		at := s.places.At(place).id
		b := s.blocks[at/idBlock][at%idBlock:]
		return int(b[0]) == len(id)-1 && string(b[1:1+len(id)]) == id
	})
}

// drop takes a document away. What orders the lists by its place stays.
func (s *prints) drop(place uint32) {
	s.byID.Remove(hashID(s.id(place)), place)
	s.places.At(place).id = gone
	s.dead++
}

func (s *prints) held(place uint32) bool { return s.places.At(place).id != gone }

// compacted are the prints that are held at new places, in the order of the ones
// before; now tells the new ones by the old.
func (s *prints) compacted() (kept prints, now []uint32) {
	now = make([]uint32, s.places.Len())
	kept.byID.Reserve(s.places.Len() - s.dead)
	for place := range now {
		if s.held(uint32(place)) {
			now[place] = kept.add(s.id(uint32(place)), *s.places.At(uint32(place)))
		}
	}
	return kept, now
}

func hashID(id string) uint64 {
	h := uint64(14695981039346656037)
	for i := range len(id) {
		h = (h ^ uint64(id[i])) * 1099511628211
	}
	return mix(h)
}
