package bleveindex

import (
	"math/rand/v2"
	"testing"

	"github.com/RoaringBitmap/roaring/v2"
)

// TestLanesAddAndCompare adds weights of random sets as lanes and one by one.
func TestLanesAddAndCompare(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for _, documents := range []int{1, 63, 64, 65, 1000, 70000} {
		set := make(docBits, (documents+63)/64)
		sums, plain := make(lanes, lanesOf(set)), make([]int, documents)
		left := laneMost
		for range 20 {
			n := r.IntN(left/3 + 1)
			left -= n
			some := roaring.New()
			for doc, share := 0, 1+r.IntN(20); doc < documents; doc += 1 + r.IntN(share) {
				some.Add(uint32(doc))
				plain[doc] += n
			}
			set.fill(some)
			sums.add(set, uint16(n))
		}
		for _, n := range []int{0, 1, plain[0], plain[documents-1] + 1, laneMost / 2, laneMost} {
			found := make(docBits, len(set))
			sums.atLeast(uint16(n), found)
			has := roaring.FromDense(found, true)
			for doc, sum := range plain {
				if int(sums.of(uint32(doc))) != sum || has.Contains(uint32(doc)) != (sum >= n) {
					t.Fatalf("document %d of %d has %d, not %d; at least %d: %v", doc, documents, sums.of(uint32(doc)), sum, n, has.Contains(uint32(doc)))
				}
			}
		}
	}
}
