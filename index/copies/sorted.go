package copies

import (
	"slices"
	"sort"
)

// dayBits are the lowest of a rank, the day; those above are the hash.
const dayBits = 16

// maxTail is how many documents a list looks through one by one before it sorts them.
const maxTail = 64

// sorted lists documents under one key or several each, so that those with a key are
// found together however many share it. For each key it holds the places of the
// documents in the order of their ranks, which the caller can tell at any time: four
// bytes an entry. It grows as log-structured trees do: what comes is first kept in
// the order of its coming, and sorted when somebody looks; runs of like length are
// merged, so that a document is moved as often as the logarithm of their number.
type sorted struct {
	ranks []func(place uint32) uint64 // for each key
	runs  []run                       // each less than half of the one before
	tail  []uint32
}

// run holds the places of some documents for each key, in order.
type run [][]uint32

func (r run) len() int { return len(r[0]) }

func (s *sorted) empty() bool { return len(s.tail)+len(s.runs) == 0 }

// add lists a document.
func (s *sorted) add(place uint32) { s.tail = append(s.tail, place) }

// each calls use with the documents that have a hash under a key and may be of a day,
// until it returns false, run by run: those of the day and those of none, or all where
// it is 0. Those that were deleted are among them.
func (s *sorted) each(key int, hash uint64, day uint16, use func(place uint32) bool) {
	if len(s.tail) > maxTail {
		s.settle()
	}
	rank := s.ranks[key]
	for _, place := range s.tail {
		r := rank(place)
		if own := uint16(r); r>>dayBits == hash && (own == 0 || day == 0 || own == day) && !use(place) {
			return
		}
	}
	for _, run := range s.runs {
		places := run[key]
		places = places[search(places, rank, hash<<dayBits):]
		for i := 0; i < len(places); i++ {
			r := rank(places[i])
			if own := uint16(r); day != 0 && own != 0 && own < day && r>>dayBits == hash {
				i += search(places[i:], rank, hash<<dayBits|uint64(day)) - 1
				continue
			} else if r>>dayBits != hash || day != 0 && own > day {
				break
			}
			if !use(places[i]) {
				return
			}
		}
	}
}

// search is the first of places whose rank is not below one.
func search(places []uint32, rank func(uint32) uint64, least uint64) int {
	return sort.Search(len(places), func(i int) bool { return rank(places[i]) >= least })
}

// settle sorts the tail into a run and merges runs of like length.
func (s *sorted) settle() {
	last := make(run, len(s.ranks))
	for key, rank := range s.ranks {
		last[key] = sortPlaces(s.tail, rank)
	}
	s.tail = s.tail[:0]
	for n := len(s.runs); n > 0 && s.runs[n-1].len() < 2*last.len(); n-- {
		for key, rank := range s.ranks {
			last[key] = merge(s.runs[n-1][key], last[key], rank)
			s.runs[n-1][key] = nil
		}
		s.runs = s.runs[:n-1]
	}
	s.runs = append(s.runs, last)
}

// sortPlaces is a copy of places in the order of their ranks, and among equals in
// their own.
func sortPlaces(places []uint32, rank func(uint32) uint64) []uint32 {
	type ranked struct {
		rank  uint64
		place uint32
	}
	list := make([]ranked, len(places))
	for i, place := range places {
		list[i] = ranked{rank(place), place}
	}
	slices.SortFunc(list, func(a, b ranked) int {
		switch {
		case a.rank != b.rank && a.rank < b.rank, a.rank == b.rank && a.place < b.place:
			return -1
		}
		return 1
	})
	out := make([]uint32, len(list))
	for i, r := range list {
		out[i] = r.place
	}
	return out
}

// merge joins two lists in order, the first of which has the older places.
func merge(a, b []uint32, rank func(uint32) uint64) []uint32 {
	out := make([]uint32, 0, len(a)+len(b))
	for len(a) > 0 && len(b) > 0 {
		next := rank(b[0])
		for len(a) > 0 && rank(a[0]) <= next {
			out, a = append(out, a[0]), a[1:]
		}
		if len(a) == 0 {
			break
		}
		next = rank(a[0])
		for len(b) > 0 && rank(b[0]) < next {
			out, b = append(out, b[0]), b[1:]
		}
	}
	return append(append(out, a...), b...)
}

// renumber gives documents other places, in the order of the ones before; now gives
// the new place, false for one that is listed no more.
func (s *sorted) renumber(now func(place uint32) (uint32, bool)) {
	of := func(places []uint32) []uint32 {
		kept := places[:0]
		for _, place := range places {
			if at, ok := now(place); ok {
				kept = append(kept, at)
			}
		}
		return kept
	}
	s.tail = of(s.tail)
	for _, run := range s.runs {
		for key := range run {
			run[key] = of(run[key])
		}
	}
	s.runs = slices.DeleteFunc(s.runs, func(r run) bool { return r.len() == 0 })
}
