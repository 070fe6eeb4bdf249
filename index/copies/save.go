package copies

import (
	"bufio"
	"cmp"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
)

// SavedVersion names the form of what Save writes and the rules of likeness behind it.
const SavedVersion = "1"

// ErrSaved is the error of Load for what Save did not write.
var ErrSaved = errors.New("copies: not what was saved")

// bases are the reasons in the order of their saved numbers.
var bases = []Basis{SameText, Certified, Scan, Repost}

// Flags of a saved document.
const savedTwin = 1

// Save writes the documents that have copies and their pairs. The others have none, and
// need not be compared again: see Load and Restore.
//
// The form is a row of uvarints: the number of documents, and of each its id behind its
// length, its fingerprint in Size bytes, its flags, and its pairs with those before it,
// each as the number of the other, the strength and the basis.
func (x *Index) Save(w io.Writer) error {
	x.settle()
	out := bufio.NewWriterSize(w, 1<<16) // remembers its first error
	var buf [binary.MaxVarintLen64]byte
	uint := func(n int) { _, _ = out.Write(buf[:binary.PutUvarint(buf[:], uint64(n))]) }
	places := slices.Sorted(maps.Keys(x.kin))
	number := make(map[uint32]int, len(places))
	print := make([]byte, 0, Size)
	uint(len(places))
	for n, at := range places {
		number[at] = n
		r, id := x.kin[at], x.id(at)
		uint(len(id))
		_, _ = out.WriteString(id)
		_, _ = out.Write(r.f.Append(print[:0]))
		flags := 0
		if r.twin {
			flags = savedTwin
		}
		uint(flags)
		before := slices.DeleteFunc(slices.Clone(r.edges), func(e edge) bool { return e.to >= at })
		slices.SortFunc(before, func(a, b edge) int { return cmp.Compare(a.to, b.to) })
		uint(len(before))
		for _, e := range before {
			uint(number[e.to])
			uint(int(e.strength))
			uint(slices.Index(bases, e.basis))
		}
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("copies: save: %w", err)
	}
	return nil
}

// Load makes an Index of what Save wrote, and keeps nothing of saved. It tells all
// families, but knows no other documents: before anything is put in or deleted those are
// to be restored. The error is ErrSaved.
func Load(saved []byte) (*Index, error) {
	l := loader{b: saved, x: NewIndex()}
	for n := l.uint(); n > 0 && !l.bad; n-- {
		l.document()
	}
	for _, r := range l.x.kin {
		if r.twin && (len(r.edges) != 1 || l.x.kin[r.edges[0].to].twin) {
			l.bad = true
		}
	}
	if l.bad || len(l.b) > 0 {
		return nil, ErrSaved
	}
	l.x.settle()
	return l.x, nil
}

// loader reads an Index. After the first fault it reads nothing but zeros.
type loader struct {
	b   []byte
	bad bool
	x   *Index
}

func (l *loader) uint() int {
	n, size := binary.Uvarint(l.b)
	if size <= 0 || n > 1<<32 {
		l.bad, l.b = true, nil
		return 0
	}
	l.b = l.b[size:]
	return int(n)
}

func (l *loader) bytes(n int) []byte {
	if n > len(l.b) {
		l.bad, l.b = true, nil
		return nil
	}
	out := l.b[:n]
	l.b = l.b[n:]
	return out
}

// document reads one document and its pairs with those before it.
func (l *loader) document() {
	x, id := l.x, string(l.bytes(l.uint()))
	f, err := Decode(l.bytes(Size))
	flags := l.uint()
	_, known := x.place(id)
	if l.bad || err != nil || id == "" || len(id) > 256 || known || flags > savedTwin {
		l.bad = true
		return
	}
	at := x.add(id, newPrint(&f))
	own := x.relative(at, &f)
	own.twin = flags == savedTwin
	x.dirty[at] = struct{}{}
	last := -1
	for n := l.uint(); n > 0 && !l.bad; n-- {
		to, strength, basis := l.uint(), l.uint(), l.uint()
		if to <= last || to >= int(at) || strength > 1<<15 || basis >= len(bases) {
			l.bad = true
			return
		}
		p := pair{uint16(strength), bases[basis]}
		own.edges = append(own.edges, edge{uint32(to), p})
		other := x.kin[uint32(to)]
		other.edges, last = append(other.edges, edge{at, p}), to
	}
	if !own.twin {
		x.list(at)
	}
}

// Restore takes a document in that was in when the Index was saved. Those that it holds
// already are those with copies.
func (x *Index) Restore(id string, f Fingerprint) {
	if _, held := x.place(id); held {
		return
	}
	if at := x.add(id, newPrint(&f)); f.words > 0 {
		x.list(at)
	}
}

// Sort puts what was restored in order, which else whoever puts a document in next does.
func (x *Index) Sort() {
	for _, list := range []*sorted{&x.numbers, &x.numbered, &x.bare} {
		if len(list.tail) > maxTail {
			list.settle()
		}
	}
}
