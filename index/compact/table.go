package compact

import "math/bits"

// Table finds numbers by hashes of what they stand for, in about six bytes a
// number: open addressing over the numbers alone. What they stand for is the
// caller's, who compares and hashes it. Hashes must differ in their high bits. The
// zero Table is empty.
type Table struct {
	entries []uint32 // number + 1; 0 for free, gone for removed
	held    int
	gone    int // removed entries, in the way until the table is made anew
}

const (
	gone      = ^uint32(0)
	firstSize = 16
)

// Find gives the number under a hash that is the one meant, as equal says.
func (t *Table) Find(hash uint64, equal func(number uint32) bool) (uint32, bool) {
	if t.held == 0 {
		return 0, false
	}
	for i := t.start(hash); t.entries[i] != 0; i = t.next(i) {
		if e := t.entries[i]; e != gone && equal(e-1) {
			return e - 1, true
		}
	}
	return 0, false
}

// Add puts a number under a hash. It must not be there. Where the table must grow,
// hashOf is asked for the hashes of all other numbers. A number is below 1<<32 - 2.
func (t *Table) Add(hash uint64, number uint32, hashOf func(number uint32) uint64) {
	if (t.held+t.gone+1)*4 > len(t.entries)*3 {
		t.remake(t.held+1, hashOf)
	}
	t.put(hash, number)
	t.held++
}

// Reserve makes an empty table ready for n numbers.
func (t *Table) Reserve(n int) { t.entries = make([]uint32, max(firstSize, n*3/2)) }

// Remove takes a number away from under its hash.
func (t *Table) Remove(hash uint64, number uint32) {
	if t.held == 0 {
		return
	}
	for i := t.start(hash); t.entries[i] != 0; i = t.next(i) {
		if t.entries[i] != number+1 {
			continue
		}
		t.held--
		if t.entries[t.next(i)] == 0 {
			t.entries[i] = 0
		} else {
			t.entries[i] = gone
			t.gone++
		}
		return
	}
}

// start is where the search for a hash begins: as far into the table as the hash
// is into its range.
func (t *Table) start(hash uint64) int {
	at, _ := bits.Mul64(hash, uint64(len(t.entries)))
	return int(at)
}

func (t *Table) next(i int) int {
	if i++; i == len(t.entries) {
		return 0
	}
	return i
}

func (t *Table) put(hash uint64, number uint32) {
	i := t.start(hash)
	for t.entries[i] != 0 {
		i = t.next(i)
	}
	t.entries[i] = number + 1
}

// remake gives the table room for n numbers and half as many again, and forgets
// removed entries.
func (t *Table) remake(n int, hashOf func(number uint32) uint64) {
	old := t.entries
	t.entries, t.gone = make([]uint32, max(firstSize, n*15/8)), 0
	for _, e := range old {
		if e != 0 && e != gone {
			t.put(hashOf(e-1), e-1)
		}
	}
}
