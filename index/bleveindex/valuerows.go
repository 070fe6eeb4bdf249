package bleveindex

import "math"

// valueRows tells which values the documents of a segment have, by the ordinals of the
// values, in as few bytes as the largest needs. Mostly a document has one or none:
// then ordinals stand one above theirs, at the numbers of the documents, and 0 is
// none. Else those of document d are between start[d] and start[d+1].
type valueRows struct {
	start []uint32 // nil where no document has two
	ords  narrow
}

// narrow is a row of numbers as wide as they need; one of the three is made.
type narrow struct {
	one  []uint8
	two  []uint16
	four []uint32
}

func newNarrow(row []uint32) (n narrow) {
	most := uint32(0)
	for _, v := range row {
		most = max(most, v)
	}
	switch {
	case most <= math.MaxUint8:
		n.one = narrowed[uint8](row)
	case most <= math.MaxUint16:
		n.two = narrowed[uint16](row)
	default:
		n.four = narrowed[uint32](row)
	}
	return n
}

func narrowed[T uint8 | uint16 | uint32](row []uint32) []T {
	out := make([]T, len(row))
	for i, v := range row {
		out[i] = T(v)
	}
	return out
}

func (n *narrow) at(i uint32) uint32 {
	switch {
	case n.one != nil:
		return uint32(n.one[i])
	case n.two != nil:
		return uint32(n.two[i])
	}
	return n.four[i]
}

// newValueRows takes rows as valueRows has them where a document may have several.
func newValueRows(start, ords []uint32) *valueRows {
	single := make([]uint32, len(start)-1)
	for doc := range single {
		switch own := ords[start[doc]:start[doc+1]]; len(own) {
		case 0:
		case 1:
			single[doc] = own[0] + 1
		default:
			return &valueRows{start: append([]uint32(nil), start...), ords: newNarrow(ords)}
		}
	}
	return &valueRows{ords: newNarrow(single)}
}

// each calls use with the ordinals of a document's values, until it returns false.
func (r *valueRows) each(doc uint32, use func(ord uint32) bool) {
	if r.start == nil {
		if ord := r.ords.at(doc); ord > 0 {
			use(ord - 1)
		}
		return
	}
	for i, end := r.start[doc], r.start[doc+1]; i < end; i++ {
		if !use(r.ords.at(i)) {
			return
		}
	}
}

// count adds up how many documents of a block have each value; counts[0] is of
// those without.
func (r *valueRows) count(counts []int32, docs []uint32) {
	switch {
	case r.ords.one != nil:
		countRows(counts, r.start, r.ords.one, docs)
	case r.ords.two != nil:
		countRows(counts, r.start, r.ords.two, docs)
	default:
		countRows(counts, r.start, r.ords.four, docs)
	}
}

func countRows[T uint8 | uint16 | uint32](counts []int32, start []uint32, ords []T, docs []uint32) {
	if start == nil {
		for _, doc := range docs {
			counts[ords[doc]]++
		}
		return
	}
	for _, doc := range docs {
		for _, ord := range ords[start[doc]:start[doc+1]] {
			counts[uint32(ord)+1]++
		}
	}
}
