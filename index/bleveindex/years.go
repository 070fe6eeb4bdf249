package bleveindex

import (
	"slices"
	"sync"
	"time"

	"github.com/RoaringBitmap/roaring/v2"

	"tracuu/index"
)

// years part the documents of a segment by their year of issue, so that bounds of the
// date of issue are asked of years: days are looked at only in those in which a bound
// lies.
type years struct {
	of    []uint8   // by document, the number of its year
	spans []daySpan // by number, the days that dates of the year's documents may be; of number 0, the documents without a date, none
	whole yearSets  // of all documents
}

// daySpan is from a first day up to a last one, both of which it has.
type daySpan struct{ first, last int32 }

// mostYears bounds the numbers of years. Where there are more, some years in a row
// share one.
const mostYears = 256

// undatedYear is the number of the documents without a date of issue.
const undatedYear = 0

// numberYears numbers the years of a segment's documents.
func (c *columns) numberYears() {
	y := &c.years
	y.of, y.spans = make([]uint8, len(c.ids)), []daySpan{{0, -1}}
	numbers := map[int]uint8{}
	for doc := range c.first {
		if !c.undated(uint32(doc)) {
			numbers[yearOfDay(c.first[doc])] = 0
		}
	}
	all := make([]int, 0, len(numbers))
	for year := range numbers {
		all = append(all, year)
	}
	slices.Sort(all)
	for share := (len(all) + mostYears - 2) / (mostYears - 1); len(all) > 0; all = all[min(share, len(all)):] {
		for _, year := range all[:min(share, len(all))] {
			numbers[year] = uint8(len(y.spans))
		}
		y.spans = append(y.spans, daySpan{1<<31 - 1, -1 << 31})
	}
	for doc := range c.first {
		if c.undated(uint32(doc)) {
			continue
		}
		number := numbers[yearOfDay(c.first[doc])]
		span := &y.spans[number]
		span.first, span.last = min(span.first, c.first[doc]), max(span.last, c.last[doc])
		y.of[doc] = number
	}
}

func yearOfDay(day int32) int { return time.Unix(int64(day)*24*60*60, 0).UTC().Year() }

// yearSets are documents by the numbers of their years, made at first use.
type yearSets struct {
	once sync.Once
	sets []yearSet
}

// yearSet is the documents of a year.
type yearSet struct {
	docs *roaring.Bitmap
	days []daySpan // beside docs, where few are asked for again and again; else nil
}

// part gives the documents of a set by the numbers of their years, if withDays with the
// days that their dates of issue may be.
func (s *yearSets) part(c *columns, set *roaring.Bitmap, withDays bool) []yearSet {
	s.once.Do(func() {
		rows := make([][]uint32, len(c.years.spans))
		eachBlock(set, func(docs []uint32) {
			for _, doc := range docs {
				number := c.years.of[doc]
				rows[number] = append(rows[number], doc)
			}
		})
		for _, row := range rows {
			year := yearSet{docs: roaring.BitmapOf(row...)}
			for _, doc := range row {
				if withDays {
					year.days = append(year.days, daySpan{c.first[doc], c.last[doc]})
				}
			}
			s.sets = append(s.sets, year)
		}
	})
	return s.sets
}

// docBlocks is room to go through sets of documents some at a time.
var docBlocks = sync.Pool{New: func() any { return new([512]uint32) }}

// eachBlock calls use with the documents of a set in order, some at a time.
func eachBlock(set *roaring.Bitmap, use func(docs []uint32)) {
	if set.IsEmpty() {
		return
	}
	block := docBlocks.Get().(*[512]uint32)
	defer docBlocks.Put(block)
	it := set.ManyIterator()
	for n := it.NextMany(block[:]); n > 0; n = it.NextMany(block[:]) {
		use(block[:n])
	}
}

// dateBounds are the bounds of a search's date of issue as they are asked of a segment.
type dateBounds struct {
	daySpan
	years [mostYears]withinBounds // by number
}

// withinBounds says which documents of a year lie within bounds.
type withinBounds uint8

const (
	noneWithin withinBounds = iota
	someWithin
	allWithin
)

// bounds asks the bounds of the date of issue of the years; those without a date are
// taken to lie within if undated.
func (y *years) bounds(of index.FilterSet, undated bool) *dateBounds {
	b := &dateBounds{}
	b.first, b.last = of.Days()
	for number, span := range y.spans {
		switch {
		case number == undatedYear && undated:
			b.years[number] = allWithin
		case number == undatedYear || span.first > b.last || span.last < b.first:
		case span.first >= b.first && span.last <= b.last:
			b.years[number] = allWithin
		default:
			b.years[number] = someWithin
		}
	}
	return b
}

// dated are the documents of a set whose date of issue lies within the bounds.
func (s *segmentView) dated(bounds index.FilterSet, set *roaring.Bitmap) *roaring.Bitmap {
	if !bounds.Bounded() {
		return set
	}
	b := s.years.bounds(bounds, false)
	if !manyDated(set, len(s.ids)) {
		return s.pickDated(b, set)
	}
	var within []*roaring.Bitmap
	for number, year := range s.years.whole.part(s.columns, everyDocument(len(s.ids)), false) {
		switch b.years[number] {
		case allWithin:
			within = append(within, year.docs)
		case someWithin:
			within = append(within, s.pickDated(b, intersect(year.docs, set)))
		}
	}
	return intersect(unionOf(within), set)
}

// manyDated reports whether going through the documents of a set costs more than
// cutting it with the sets of the years.
func manyDated(set *roaring.Bitmap, documents int) bool {
	const most, share = 4096, 16
	return set.GetCardinality() > uint64(max(most, documents/share))
}

// datedOrUndated are the documents of a part whose date of issue lies within the bounds,
// and those without one.
func (s *segmentView) datedOrUndated(bounds index.FilterSet, p part) *roaring.Bitmap {
	b := s.years.bounds(bounds, true)
	if p.kept == nil || !manyDated(p.set, 0) {
		return s.pickDated(b, p.set)
	}
	var within []*roaring.Bitmap
	for number, year := range p.kept.years.part(s.columns, p.set, true) {
		switch b.years[number] {
		case allWithin:
			within = append(within, year.docs)
		case someWithin:
			within = append(within, year.pick(b))
		}
	}
	return unionOf(within)
}

// pick looks at the days of each document.
func (y *yearSet) pick(b *dateBounds) *roaring.Bitmap {
	var found []uint32
	rest := y.days
	eachBlock(y.docs, func(docs []uint32) {
		for i, days := range rest[:len(docs)] {
			if days.first <= b.last && days.last >= b.first {
				found = append(found, docs[i])
			}
		}
		rest = rest[len(docs):]
	})
	return roaring.BitmapOf(found...)
}

// withDate are the documents of a set that have a date of issue.
func (c *columns) withDate(set *roaring.Bitmap) *roaring.Bitmap {
	if manyDated(set, len(c.ids)) {
		return minus(set, c.noDate)
	}
	found := make([]uint32, 0, set.GetCardinality())
	eachBlock(set, func(docs []uint32) {
		for _, doc := range docs {
			if c.years.of[doc] != undatedYear {
				found = append(found, doc)
			}
		}
	})
	return roaring.BitmapOf(found...)
}

// pickDated looks at each document of a set.
func (c *columns) pickDated(b *dateBounds, set *roaring.Bitmap) *roaring.Bitmap {
	found := make([]uint32, 0, set.GetCardinality())
	eachBlock(set, func(docs []uint32) {
		for _, doc := range docs {
			switch b.years[c.years.of[doc]] {
			case noneWithin:
				continue
			case someWithin:
				if c.first[doc] > b.last || c.last[doc] < b.first {
					continue
				}
			}
			found = append(found, doc)
		}
	})
	return roaring.BitmapOf(found...)
}

// everyDocument are the documents of a segment, deleted ones too.
func everyDocument(count int) *roaring.Bitmap {
	all := roaring.New()
	all.AddRange(0, uint64(count))
	return all
}
