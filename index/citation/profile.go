package citation

import "strings"

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
	known map[profileKey]uint32
}

// keep gives the number of a profile whose body is kept.
func (t *profileTable) keep(p *profile) uint32 {
	key := p.key()
	number, known := t.known[key]
	if !known {
		number = uint32(len(t.list))
		t.list = append(t.list, p)
		t.known[key] = number
	}
	return number
}
