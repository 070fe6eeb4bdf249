package bleveindex

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// What documents have is given back and counted, however wide the ordinals are and
// whether some documents have several values or none has.
func TestValueRows(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for _, values := range []int{1, 254, 255, 256, 70_000} {
		for _, most := range []int{0, 1, 3} {
			start, ords := []uint32{0}, []uint32{}
			want := make([]int32, values+1)
			for range 500 {
				for range r.IntN(most + 1) {
					ords = append(ords, uint32(values-1-r.IntN(min(values, 300))))
					want[ords[len(ords)-1]+1]++
				}
				if int(start[len(start)-1]) == len(ords) && most == 1 {
					want[0]++
				}
				start = append(start, uint32(len(ords)))
			}
			rows := newValueRows(start, ords)
			counts, docs := make([]int32, values+1), make([]uint32, 500)
			for doc := range docs {
				docs[doc] = uint32(doc)
				var own []uint32
				rows.each(uint32(doc), func(ord uint32) bool { own = append(own, ord); return true })
				if !slices.Equal(own, ords[start[doc]:start[doc+1]]) {
					t.Fatalf("%d values, %d a document: document %d has %v, want %v", values, most, doc, own, ords[start[doc]:start[doc+1]])
				}
			}
			rows.count(counts, docs)
			if counts, want = counts[1:], want[1:]; !slices.Equal(counts, want) {
				t.Errorf("%d values, %d a document: other counts", values, most)
			}
		}
	}
}
