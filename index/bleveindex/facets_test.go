package bleveindex

import (
	"context"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/RoaringBitmap/roaring/v2"

	"tracuu/index"
)

// What documents have is counted alike whether they are gone through or those that are
// left out.
func TestFacetsOfMostDocuments(t *testing.T) {
	const documents = 5000
	r := rand.New(rand.NewPCG(5, 6))
	s := &search{ctx: context.Background()}
	for _, most := range []int{1, 3} {
		start, ords := []uint32{0}, []uint32{}
		for range documents {
			for range r.IntN(most + 1) {
				ords = append(ords, uint32(r.IntN(40)))
			}
			start = append(start, uint32(len(ords)))
		}
		c := &facetColumn{values: make([]*index.FacetValue, 40)}
		c.rows = newValueRows(start, ords)
		for _, share := range []int{0, 10, 50, 60, 99, 100} {
			set := roaring.New()
			for doc := range uint32(documents) {
				if r.IntN(100) < share {
					set.Add(doc)
				}
			}
			want, err := s.countColumns([]*facetColumn{c}, set)
			if err != nil {
				t.Fatal(err)
			}
			got, err := s.countMost([]*facetColumn{c}, set, documents)
			if err != nil {
				t.Fatal(err)
			}
			if !slices.Equal(got[0], want[0]) {
				t.Errorf("up to %d values a document, %d of a hundred: other counts", most, share)
			}
		}
	}
}
