package bleveindex

import (
	"math/rand/v2"
	"testing"
)

func TestPackedRowsGiveBackWhatWasPutIn(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for width := range 33 {
		row := make([]uint32, r.IntN(300))
		for i := range row {
			row[i] = uint32(r.Uint64() >> (64 - width))
		}
		p := packRow(row)
		for i, n := range row {
			if got := p.at(i); got != n {
				t.Fatalf("number %d of %d in %d bits is %d, want %d", i, len(row), p.width, got, n)
			}
		}
	}
}
