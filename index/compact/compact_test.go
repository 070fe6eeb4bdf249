package compact

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

func TestColumn(t *testing.T) {
	var c Column[int]
	c.Grow(1)
	first := c.At(0)
	*first = 7
	c.Grow(3*columnBlock + 1)
	if c.Len() != 3*columnBlock+1 || c.At(0) != first || *c.At(0) != 7 || *c.At(3 * columnBlock) != 0 {
		t.Errorf("grown to %d: element 0 moved or changed", c.Len())
	}
	if c.Grow(2); c.Len() != 3*columnBlock+1 {
		t.Errorf("a column shrank to %d", c.Len())
	}
}

// TestSizes holds that rows of one class have one size, which is enough and little
// more.
func TestSizes(t *testing.T) {
	last, lastClass := -1, -1
	for n := range 3 * longRow {
		size, class := sizeOf(n)
		if size < n || size > n+n/4 || n <= exactSizes && size != n {
			t.Fatalf("%d values: a row of %d", n, size)
		}
		if (size == last) != (class == lastClass) || size < last || class >= sizeClasses {
			t.Fatalf("%d values: size %d of class %d after size %d of class %d", n, size, class, last, lastClass)
		}
		last, lastClass = size, class
	}
}

// FuzzRows holds rows that grow, shrink and end to plain slices. Two bytes are a
// step: what and to which row.
func FuzzRows(f *testing.F) {
	rng := rand.New(rand.NewPCG(1, 2))
	for n := range 5 {
		data := make([]byte, 200*(n+1))
		for i := range data {
			data[i] = byte(rng.Uint32())
		}
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		var s Rows[uint32]
		rows, want := make([]Row, 6), make([][]uint32, 6)
		for step := uint32(0); len(data) > 1; step++ {
			i, at := int(data[1])%len(rows), int(data[1])/len(rows)
			switch what := data[0]; {
			case what < 8: // a row longer than a block, at the most
				s.Free(&rows[i])
				rows[i] = s.Make(int(what) * at * 64)
				want[i] = make([]uint32, int(what)*at*64)
			case what < 16:
				s.Free(&rows[i])
				want[i] = nil
			case what < 100 && len(want[i]) > 0:
				at %= len(want[i])
				s.Delete(&rows[i], at)
				want[i] = slices.Delete(want[i], at, at+1)
			default:
				at = min(at, len(want[i]))
				s.Insert(&rows[i], at, step)
				want[i] = slices.Insert(want[i], at, step)
			}
			data = data[2:]
		}
		for i := range rows {
			if !slices.Equal(s.Of(rows[i]), want[i]) || rows[i].Len() != len(want[i]) {
				t.Fatalf("row %d of %d values is not the %d that it should be", i, rows[i].Len(), len(want[i]))
			}
		}
	})
}

// TestRoomIsUsedAgain holds that rows which come and go take no more room, and that
// long ones give theirs back.
func TestRoomIsUsedAgain(t *testing.T) {
	var s Rows[byte]
	var rows [50]Row
	for round := range 200 {
		for i := range rows {
			s.Free(&rows[i])
			rows[i] = s.Make((i*37 + round) % (2 * longRow))
		}
	}
	held := 0
	for _, b := range s.blocks {
		held += len(b)
	}
	if held > 8*len(rows)*longRow {
		t.Errorf("%d rows of at most %d take %d", len(rows), 2*longRow, held)
	}
	for i := range rows {
		s.Free(&rows[i])
	}
	var long Row
	for i := range 5 * rowBlock {
		s.Insert(&long, i, 1)
	}
	blocks := len(s.blocks)
	for range 20 {
		s.Free(&long)
		long = s.Make(rowBlock)
	}
	if len(s.blocks) > blocks {
		t.Errorf("from %d blocks to %d for the same rows", blocks, len(s.blocks))
	}
}

// FuzzTexts holds strings that come and go to a map.
func FuzzTexts(f *testing.F) {
	f.Add("16/CT-TTg\n11/CT-UBND\n\n-16/CT-TTg\n16/CT-TTg\nb\n-b")
	f.Add("a\n-a\na\n-a\n" + strings.Repeat("dài", 50) + "\n" + strings.Repeat("x", 127))
	f.Fuzz(func(t *testing.T, lines string) {
		var texts Texts
		numbers := map[string]uint32{}
		for line := range strings.SplitSeq(lines, "\n") {
			s, drop := strings.CutPrefix(line, "-")
			number, held := numbers[s]
			switch {
			case drop && held:
				texts.Drop(number)
				delete(numbers, s)
			case !drop:
				got, isNew := texts.Take(s)
				if isNew == held || held && got != number {
					t.Fatalf("%q is number %d, new %v; was %d, held %v", s, got, isNew, number, held)
				}
				numbers[s] = got
			}
		}
		sameTexts(t, &texts, numbers)
	})
}

func sameTexts(t *testing.T, texts *Texts, numbers map[string]uint32) {
	t.Helper()
	if texts.Len() != len(numbers) {
		t.Fatalf("%d strings are held, want %d", texts.Len(), len(numbers))
	}
	for s, number := range numbers {
		if got, held := texts.Find(s); !held || got != number || texts.Text(number) != s || !texts.Has(number) {
			t.Fatalf("%q is number %d, held %v; want %d", s, got, held, number)
		}
	}
	back := map[string]uint32{}
	for number, s := range texts.All() {
		back[s] = number
	}
	if !maps.Equal(back, numbers) {
		t.Fatalf("walking gives %d strings, want %d", len(back), len(numbers))
	}
}

// TestManyTexts goes over the bounds of blocks, with strings that are longer, and
// through the writing anew that many dropped ones cause. What was given away before
// stays as it was.
func TestManyTexts(t *testing.T) {
	var texts Texts
	numbers := map[string]uint32{}
	var kept []string
	for i := range 40_000 {
		s := fmt.Sprintf("%d/QĐ-UBND", i)
		if i%5000 == 0 {
			s += strings.Repeat("x", i*5)
		}
		number, isNew := texts.Take(s)
		if !isNew {
			t.Fatalf("%.20q is not new", s)
		}
		numbers[s] = number
		kept = append(kept, texts.Text(number))
	}
	sameTexts(t, &texts, numbers)
	before := texts.size
	for i, s := range slices.Clone(kept) {
		if i%4 != 0 {
			texts.Drop(numbers[s])
			delete(numbers, s)
		}
	}
	sameTexts(t, &texts, numbers)
	if texts.size > before*3/4 {
		t.Errorf("three quarters are dropped, and %d of %d bytes stay", texts.size, before)
	}
	for i, s := range kept {
		if want := fmt.Sprintf("%d/QĐ-UBND", i); !strings.HasPrefix(s, want) {
			t.Fatalf("what was given away as %s is %.20q now", want, s)
		}
	}
	if _, isNew := texts.Take("mới"); !isNew || texts.Numbers() != 40_000 {
		t.Errorf("a free number is not used again: %d numbers", texts.Numbers())
	}
}

// TestTableWithOneHash finds numbers that differ in nothing but themselves.
func TestTableWithOneHash(t *testing.T) {
	var table Table
	const all = ^uint64(0)
	for n := range uint32(100) {
		table.Add(all, n, func(uint32) uint64 { return all })
	}
	for n := uint32(0); n < 100; n += 2 {
		table.Remove(all, n)
	}
	table.Remove(all, 0) // no longer there
	for n := range uint32(100) {
		if _, found := table.Find(all, func(m uint32) bool { return m == n }); found != (n%2 == 1) {
			t.Errorf("%d found: %v", n, found)
		}
	}
}

// BenchmarkTexts tells what a string of eight letters costs.
func BenchmarkTexts(b *testing.B) {
	words := make([]string, 100_000)
	for i := range words {
		words[i] = fmt.Sprintf("d%07d", i)
	}
	for b.Loop() {
		var t Texts
		for _, w := range words {
			t.Take(w)
		}
		b.ReportMetric(float64(t.size+4*cap(t.table.entries)+4*columnBlock*len(t.places.blocks))/float64(len(words)), "bytes/string")
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(words)), "ns/string")
}
