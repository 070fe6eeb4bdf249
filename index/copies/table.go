package copies

// table finds documents by hashes of theirs: open addressing over their places,
// four bytes an entry. What it yields for a hash has that hash or lies near one
// that has; the caller compares. It is never asked to hold a place twice under one
// hash.
type table struct {
	slots []uint32 // place + 1, 0 for free, gone for removed
	used  int      // slots not free
}

const (
	gone    = ^uint32(0)
	maxFill = 7 // tenths
)

// each calls use with the places that may have the hash.
func (t *table) each(hash uint64, use func(place uint32)) {
	if len(t.slots) == 0 {
		return
	}
	mask := uint64(len(t.slots) - 1)
	for i := hash & mask; t.slots[i] != 0; i = (i + 1) & mask {
		if t.slots[i] != gone {
			use(t.slots[i] - 1)
		}
	}
}

// fits reports whether more entries can be added before the table must be grown.
func (t *table) fits(more int) bool { return (t.used+more)*10 <= len(t.slots)*maxFill }

// tableOf is an empty table with room for twice as many entries.
func tableOf(entries int) table {
	size := 64
	for size*maxFill < 2*entries*10 {
		size *= 2
	}
	return table{slots: make([]uint32, size)}
}

func (t *table) add(hash uint64, place uint32) {
	mask := uint64(len(t.slots) - 1)
	i := hash & mask
	for t.slots[i] != 0 {
		i = (i + 1) & mask
	}
	t.slots[i] = place + 1
	t.used++
}

func (t *table) remove(hash uint64, place uint32) {
	mask := uint64(len(t.slots) - 1)
	for i := hash & mask; t.slots[i] != 0; i = (i + 1) & mask {
		if t.slots[i] == place+1 {
			t.slots[i] = gone
			return
		}
	}
}
