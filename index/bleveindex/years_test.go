package bleveindex

import (
	"math/rand/v2"
	"strconv"
	"testing"

	"github.com/RoaringBitmap/roaring/v2"

	"tracuu/index"
	"tracuu/index/directive"
)

// randomDate is a date of any precision, or none.
func randomDate(r *rand.Rand, firstYear, years int) directive.Date {
	d := directive.Date{Year: firstYear + r.IntN(years)}
	switch r.IntN(8) {
	case 0:
		return directive.Date{}
	case 1:
		return d
	case 2:
		d.Month = 1 + r.IntN(12)
		return d
	}
	d.Month, d.Day = 1+r.IntN(12), 1+r.IntN(28)
	return d
}

// TestYearsKeepBoundsOfDates asks for random bounds of the date of issue by years and
// document by document, of few and of many documents, over few and more years than have
// numbers.
func TestYearsKeepBoundsOfDates(t *testing.T) {
	const documents = 20000
	for _, span := range []struct{ first, years int }{{2010, 1}, {1968, 6}, {2010, 15}, {1500, 600}} {
		t.Run(strconv.Itoa(span.years), func(t *testing.T) {
			r := rand.New(rand.NewPCG(1, uint64(span.years)))
			dates := make([]directive.Date, documents)
			c := &columns{ids: make([]string, documents), first: make([]int32, documents), last: make([]int32, documents)}
			for doc := range dates {
				dates[doc] = randomDate(r, span.first, span.years)
				c.first[doc], c.last[doc] = dates[doc].First(), dates[doc].Last()
			}
			c.finish(documents)
			s := &segmentView{columns: c}
			for range 60 {
				filters := index.Filters{From: randomDate(r, span.first-1, span.years+2), To: randomDate(r, span.first-1, span.years+2)}
				checkDated(t, s, dates, index.NewFilterSet(filters, nil), r.IntN(3))
			}
		})
	}
}

// checkDated asks for the bounds among every document, one of three or one of sixty.
func checkDated(t *testing.T, s *segmentView, dates []directive.Date, bounds index.FilterSet, size int) {
	t.Helper()
	set, within, undated := roaring.New(), roaring.New(), roaring.New()
	for doc, date := range dates {
		if doc%[]int{1, 3, 60}[size] != 0 {
			continue
		}
		set.Add(uint32(doc))
		if bounds.Dated(date) {
			within.Add(uint32(doc))
		}
		if date.IsZero() {
			undated.Add(uint32(doc))
		}
	}
	if got := s.dated(bounds, set); !got.Equals(within) {
		t.Errorf("%d documents within %v of %d, want %d", got.GetCardinality(), bounds, set.GetCardinality(), within.GetCardinality())
	}
	if got := s.withDate(set); !got.Equals(roaring.AndNot(set, undated)) {
		t.Errorf("%d with a date of %d, of which %d have none", got.GetCardinality(), set.GetCardinality(), undated.GetCardinality())
	}
	if !bounds.Bounded() {
		return
	}
	within.Or(undated)
	for _, kept := range []*keptSet{nil, {docs: set}} {
		if got := s.datedOrUndated(bounds, part{set: set, kept: kept}); !got.Equals(within) {
			t.Errorf("%d documents within %v or without a date of %d, want %d", got.GetCardinality(), bounds, set.GetCardinality(), within.GetCardinality())
		}
	}
}
