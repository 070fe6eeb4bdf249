package bleveindex

import "math/bits"

// packed is a row of numbers in as many bits each as the largest may need.
type packed struct {
	width uint
	bits  []uint64
}

// newPacked makes a row of so many numbers, none above most; all are 0.
func newPacked(count int, most uint64) packed {
	width := uint(max(1, bits.Len64(most)))
	return packed{width: width, bits: make([]uint64, (uint(count)*width+63)/64+1)} // one more, so that at may always read two
}

// packRow packs a row.
func packRow(row []uint32) packed {
	most := uint32(0)
	for _, n := range row {
		most = max(most, n)
	}
	p := newPacked(len(row), uint64(most))
	for i, n := range row {
		p.set(i, n)
	}
	return p
}

// set gives a number its value, once.
func (p *packed) set(i int, n uint32) {
	at := uint(i) * p.width
	word, from := at/64, at%64
	p.bits[word] |= uint64(n) << from
	if from+p.width > 64 {
		p.bits[word+1] |= uint64(n) >> (64 - from)
	}
}

func (p *packed) at(i int) uint32 {
	at := uint(i) * p.width
	word, from := at/64, at%64
	n := p.bits[word] >> from
	if from+p.width > 64 {
		n |= p.bits[word+1] << (64 - from)
	}
	return uint32(n & (1<<p.width - 1))
}
