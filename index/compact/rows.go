package compact

import "math/bits"

// Rows holds many lists of values. A list lies in a row of one of few sizes, at most
// a quarter longer than it needs, in a block with others; the room of those that
// grow out of theirs or end is used again. The zero Rows is empty.
type Rows[T any] struct {
	blocks [][]T
	short  uint32                // place of the block that short rows are put in, and 1
	filled uint32                // of that block
	free   [sizeClasses][]uint32 // rows to be used again
	spare  []uint32              // numbers of blocks to be used again
}

// Row is a list in Rows. The zero Row is an empty one. It must be given to the Rows
// that it came from, and by whom holds its newest form: a copy does not follow what
// is done to another.
type Row struct{ at, n uint32 }

// Len is how many values the list has.
func (r Row) Len() int { return int(r.n) }

const (
	rowBits  = 14
	rowBlock = 1 << rowBits
	// longRow is the size from which a row has an allocation of its own, which goes
	// back to the heap with it.
	longRow     = rowBlock / 8
	exactSizes  = 8 // up to here a row is as long as its list
	sizeClasses = exactSizes + 1 + 4*(rowBits-3)
)

// sizeOf gives the size of the row that a list of n values lies in, and the class of
// that size. Beyond exactSizes there are four sizes to each doubling.
func sizeOf(n int) (size, class int) {
	if n <= exactSizes {
		return n, n
	}
	b := bits.Len(uint(n - 1)) // 1<<(b-1) < n <= 1<<b
	step := 1 << (b - 3)
	quarter := (n - 1 - 1<<(b-1)) / step
	return 1<<(b-1) + (quarter+1)*step, exactSizes + 1 + 4*(b-4) + quarter
}

// Of is the list itself, which may be changed in place. It is good until the row is
// given to Insert, Delete or Free.
func (s *Rows[T]) Of(r Row) []T {
	if r.n == 0 {
		return nil
	}
	off := r.at % rowBlock
	return s.blocks[r.at>>rowBits][off : off+r.n : off+r.n]
}

// Make gives a list of n zero values.
func (s *Rows[T]) Make(n int) Row {
	if n == 0 {
		return Row{}
	}
	r := Row{s.alloc(n), uint32(n)}
	clear(s.Of(r))
	return r
}

// Insert puts a value into the list as its i-th.
func (s *Rows[T]) Insert(r *Row, i int, v T) {
	n := int(r.n)
	size, _ := sizeOf(n)
	if n == size {
		longer := Row{s.alloc(n + 1), uint32(n + 1)}
		list, old := s.Of(longer), s.Of(*r)
		copy(list, old[:i])
		copy(list[i+1:], old[i:])
		s.Free(r)
		*r = longer
	} else {
		r.n++
		list := s.Of(*r)
		copy(list[i+1:], list[i:])
	}
	s.Of(*r)[i] = v
}

// Delete takes the i-th value out of the list.
func (s *Rows[T]) Delete(r *Row, i int) {
	list := s.Of(*r)
	size, _ := sizeOf(len(list))
	if smaller, _ := sizeOf(len(list) - 1); smaller == size {
		copy(list[i:], list[i+1:])
		r.n--
		return
	}
	shorter := Row{}
	if len(list) > 1 {
		shorter = Row{s.alloc(len(list) - 1), r.n - 1}
		rest := s.Of(shorter)
		copy(rest, list[:i])
		copy(rest[i:], list[i+1:])
	}
	s.Free(r)
	*r = shorter
}

// Free empties a list and gives its room back.
func (s *Rows[T]) Free(r *Row) {
	if r.n > 0 {
		if size, class := sizeOf(int(r.n)); size < longRow {
			s.free[class] = append(s.free[class], r.at)
		} else {
			s.release(r.at>>rowBits, size)
		}
	}
	*r = Row{}
}

// alloc gives the place of a row for a list of n values, in which anything may stand.
func (s *Rows[T]) alloc(n int) uint32 {
	size, class := sizeOf(n)
	if size >= longRow {
		return s.own(size)
	}
	if n := len(s.free[class]); n > 0 {
		at := s.free[class][n-1]
		s.free[class] = s.free[class][:n-1]
		return at
	}
	if s.short == 0 || s.filled+uint32(size) > rowBlock {
		s.short, s.filled = s.own(rowBlock)+1, 0
	}
	at := s.short - 1 + s.filled
	s.filled += uint32(size)
	return at
}

// own gives the place of an allocation of its own. Places are counted in blocks, so
// that one longer than a block has the numbers of several.
func (s *Rows[T]) own(size int) uint32 {
	row := make([]T, size)
	if n := len(s.spare); n > 0 && size <= rowBlock {
		number := s.spare[n-1]
		s.spare = s.spare[:n-1]
		s.blocks[number] = row
		return number << rowBits
	}
	number := uint32(len(s.blocks))
	s.blocks = append(s.blocks, row)
	for range (size - 1) / rowBlock {
		s.blocks = append(s.blocks, nil)
	}
	return number << rowBits
}

// release gives an allocation of its own back.
func (s *Rows[T]) release(number uint32, size int) {
	s.blocks[number] = nil
	for i := range uint32((size-1)/rowBlock + 1) {
		s.spare = append(s.spare, number+i)
	}
}
