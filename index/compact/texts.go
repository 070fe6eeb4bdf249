package compact

import (
	"encoding/binary"
	"hash/maphash"
	"iter"
	"strings"
)

// Texts numbers strings. A number is kept until its string is dropped, and then
// given to another. The zero Texts holds nothing.
type Texts struct {
	blocks []string         // letters, each string behind its length
	open   *strings.Builder // the last of blocks
	places Column[uint32]   // by number: block and offset; 0 for a free number
	table  Table
	free   []uint32
	size   int // bytes in blocks
	dead   int // those of strings that were dropped
}

const (
	textBits  = 16
	textBlock = 1 << textBits
)

// seed makes hashes that nobody outside can know, and so strings that all have one.
var seed = maphash.MakeSeed()

// Len is how many strings are held.
func (t *Texts) Len() int { return t.table.held }

// Numbers is above every number given.
func (t *Texts) Numbers() int { return t.places.Len() }

// Has reports whether a number stands for a string.
func (t *Texts) Has(number uint32) bool {
	return int(number) < t.places.Len() && *t.places.At(number) != 0
}

// Text is the string of a number, which Has. It may be kept as long as one likes; but
// a block of strings is kept with it, so long keepers clone.
func (t *Texts) Text(number uint32) string {
	s, _ := t.text(*t.places.At(number))
	return s
}

// text gives the string at a place, and how many bytes it takes with its length.
func (t *Texts) text(place uint32) (string, int) {
	b := t.blocks[place>>textBits][place%textBlock:]
	n, size := uint64(b[0]), 1
	if n >= 0x80 {
		n, size = longLength(b)
	}
	end := size + int(n)
	return b[size:end], end
}

func longLength(b string) (uint64, int) {
	var head [binary.MaxVarintLen64]byte
	return binary.Uvarint(head[:copy(head[:], b)])
}

// Find gives the number of a string that is held.
func (t *Texts) Find(s string) (uint32, bool) {
	return t.table.Find(maphash.String(seed, s), func(number uint32) bool { return t.Text(number) == s })
}

// Take gives the number of a string, and whether it is a new one. It does not keep s.
func (t *Texts) Take(s string) (number uint32, isNew bool) {
	hash := maphash.String(seed, s)
	if number, held := t.table.Find(hash, func(number uint32) bool { return t.Text(number) == s }); held {
		return number, false
	}
	number = uint32(t.places.Len())
	if n := len(t.free); n > 0 {
		number, t.free = t.free[n-1], t.free[:n-1]
	} else {
		t.places.Grow(int(number) + 1)
	}
	*t.places.At(number) = t.write(s)
	t.table.Add(hash, number, t.hashOf)
	return number, true
}

// TakeBytes is Take for a string in bytes.
func (t *Texts) TakeBytes(b []byte) (number uint32, isNew bool) { return t.Take(string(b)) }

// Reserve makes room to find n strings by, in a Texts that holds none.
func (t *Texts) Reserve(n int) { t.table.Reserve(n) }

// Drop forgets the string of a number, which Has.
func (t *Texts) Drop(number uint32) {
	s, size := t.text(*t.places.At(number))
	t.table.Remove(maphash.String(seed, s), number)
	*t.places.At(number) = 0
	t.free = append(t.free, number)
	if t.dead += size; t.dead > t.size/4+textBlock {
		t.compact()
	}
}

// All gives the numbers in their order, each with its string.
func (t *Texts) All() iter.Seq2[uint32, string] {
	return func(yield func(uint32, string) bool) {
		for number := range uint32(t.places.Len()) {
			if t.Has(number) && !yield(number, t.Text(number)) {
				return
			}
		}
	}
}

func (t *Texts) hashOf(number uint32) uint64 { return maphash.String(seed, t.Text(number)) }

// write puts a string into the last block, or into a new one, and gives its place.
// Bytes once written never change, since strings given away lie in them.
func (t *Texts) write(s string) uint32 {
	var head [binary.MaxVarintLen64]byte
	length := head[:binary.PutUvarint(head[:], uint64(len(s)))]
	size := len(length) + len(s)
	if len(t.blocks) == 0 || t.open.Len()+size > t.open.Cap() || t.open.Len() >= textBlock {
		t.open = &strings.Builder{}
		t.open.Grow(max(textBlock, size+1))
		t.blocks = append(t.blocks, "")
		t.open.WriteByte(0) // so that no place is 0
		t.size++
	}
	place := uint32(len(t.blocks)-1)<<textBits + uint32(t.open.Len())
	t.open.Write(length)
	t.open.WriteString(s)
	t.blocks[len(t.blocks)-1] = t.open.String()
	t.size += size
	return place
}

// compact writes what is held into new blocks, without what was dropped.
func (t *Texts) compact() {
	old := *t
	t.blocks, t.open, t.size, t.dead = nil, nil, 0, 0
	for number, s := range old.All() {
		*t.places.At(number) = t.write(s)
	}
}
