package bleveindex

import (
	"context"
	"math/rand/v2"
	"testing"

	"github.com/RoaringBitmap/roaring/v2"

	"tracuu/analyzers/viet"
	"tracuu/index"
)

// Documents that have a word are the same whether its union is made or each spelling is
// asked, and so is their number, before and after some were deleted.
func TestWordAmongDocuments(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	e := openRounds(t, r, 3)
	for _, ids := range [][]string{{"d1", "d17", "d3000", "d3890"}, nil} {
		if err := e.withView(func(v *view) error { return sameAmong(t, r, v) }); err != nil {
			t.Fatal(err)
		}
		for _, id := range ids {
			if err := e.Delete(context.Background(), index.Everything(), id); err != nil {
				t.Fatal(err)
			}
		}
	}
}

func sameAmong(t *testing.T, r *rand.Rand, v *view) error {
	seen := 0
	for _, s := range v.segments {
		for _, typed := range append(roundWords, "lạ") {
			w := phraseWord{Word: index.Word{Exact: typed, Folded: viet.FoldKey(typed)}, exact: r.IntN(4) == 0}
			set := roaring.New()
			for doc := range uint32(len(s.ids)) {
				if r.IntN(60) == 0 && s.live.Contains(doc) {
					set.Add(doc)
				}
			}
			got, err := s.among(w, set) // first, while no union is made
			if err != nil {
				return err
			}
			count, err := s.countWord(w)
			if err != nil {
				return err
			}
			all, err := s.word(w)
			if err != nil {
				return err
			}
			if want := roaring.And(all, set); !got.Equals(want) {
				t.Errorf("%q: %d of %d documents, want %d", typed, got.GetCardinality(), set.GetCardinality(), want.GetCardinality())
			}
			if want := int(all.GetCardinality()); count != want {
				t.Errorf("%q: in %d documents, want %d", typed, count, want)
			}
			seen += int(got.GetCardinality())
		}
	}
	if seen == 0 {
		t.Error("no word was found")
	}
	return nil
}
