package citation

import (
	"hash/maphash"
	"strings"

	"tracuu/index/compact"
)

// profile is what the documents of one body, type and sort of number share.
type profile struct {
	kinds   []string // folded types that it may be of
	body    *body
	from    place // that relative issuers in it mean
	yeared  bool  // the number has its year inside
	central bool  // number.central
	term    bool  // number.term
	inTU    bool  // number.province
}

// profileKey tells profiles apart.
type profileKey struct {
	kinds string
	body  uint32
	from  place
	flags byte
}

func (p *profile) flags() byte { return flags(p.yeared, p.central, p.term, p.inTU) }

func (p *profile) key() profileKey {
	return profileKey{strings.Join(p.kinds, "|"), p.body.number, p.from, p.flags()}
}

// profileTable numbers profiles, which are shared and never changed.
type profileTable struct {
	list  []*profile
	table compact.Table
}

// keep gives the number of a profile whose body is kept.
func (t *profileTable) keep(p *profile) uint32 {
	key := p.key()
	number, known := t.table.Find(key.hash(), func(number uint32) bool { return t.list[number].key() == key })
	if !known {
		number = uint32(len(t.list))
		t.list = append(t.list, p)
		t.table.Add(key.hash(), number, func(number uint32) uint64 { return t.list[number].key().hash() })
	}
	return number
}

func (k profileKey) hash() uint64 { return maphash.Comparable(seed, k) }
