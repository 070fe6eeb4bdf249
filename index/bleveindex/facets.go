package bleveindex

import (
	"sync"

	"github.com/RoaringBitmap/roaring/v2"

	"tracuu/index"
)

// tagsOfFacet are the values that a facet counts.
var tagsOfFacet = map[index.Facet][]byte{
	index.FacetIssuer: {tagIssuer}, index.FacetType: {tagType}, index.FacetProvince: {tagProvince},
	index.FacetLevel: {tagLevel}, index.FacetUrgency: {tagUrgency}, index.FacetCites: {tagCites},
	index.FacetYear: {tagIssued}, index.FacetMonth: {tagIssued}, index.FacetKeyword: {tagFamily, tagKeyword},
}

// facetColumn is a column as a facet counts it. Values with one key are the same
// value in several spellings, of which a document counts once.
type facetColumn struct {
	column                      // which documents have values; its own values are not set
	values  []*index.FacetValue // shared with other segments
	numbers narrow              // of values, across segments
	whole   facetWhole
}

// facetCache keeps the facet columns of a segment, made at first use.
type facetCache struct {
	mu      sync.Mutex
	columns map[index.Facet]*facetColumn
}

func (c *columns) facet(facet index.Facet, numbers *facetNumbers) *facetColumn {
	c.facets.mu.Lock()
	defer c.facets.mu.Unlock()
	if made, ok := c.facets.columns[facet]; ok {
		return made
	}
	c.wants.note(func() { c.wants.facets[facet] = numbers })
	made := c.newFacet(facet, numbers)
	if c.facets.columns == nil {
		c.facets.columns = map[index.Facet]*facetColumn{}
	}
	c.facets.columns[facet] = made
	return made
}

func (c *columns) newFacet(facet index.Facet, numbers *facetNumbers) *facetColumn {
	b := facetBuilder{start: make([]uint32, len(c.ids)+1)}
	tags := tagsOfFacet[facet]
	ords := make([][]int32, len(tags)) // from a column's value to the facet's, -1 for none
	for i, tag := range tags {
		if column := c.byTag[tag]; column != nil {
			ords[i] = b.addValues(facet, tag, column.values)
		}
	}
	b.same = len(tags) == 1
	for doc := range uint32(len(c.ids)) {
		b.start[doc] = uint32(len(b.ords))
		for i, tag := range tags {
			c.byTag[tag].each(doc, func(ord uint32) bool {
				b.addOnce(b.start[doc], ords[i][ord])
				return true
			})
		}
	}
	b.start[len(c.ids)] = uint32(len(b.ords))
	out := &facetColumn{}
	out.values, out.numbers = numbers.number(facet, b.values)
	if b.same && c.byTag[tags[0]] != nil {
		out.rows = c.byTag[tags[0]].rows
	} else {
		out.rows = newValueRows(b.start, b.ords)
	}
	return out
}

// facetBuilder gathers the values of a facet document by document.
type facetBuilder struct {
	values      []index.FacetValue
	start, ords []uint32
	same        bool // all documents have the values that they have in the column
}

func (b *facetBuilder) addValues(facet index.Facet, tag byte, values []string) []int32 {
	ords := make([]int32, len(values))
	for i, value := range values {
		facts := readValue(tag, value)
		ords[i] = -1
		if shown := facts.FacetValues(facet); len(shown) > 0 {
			ords[i] = int32(len(b.values))
			b.values = append(b.values, shown[0])
		}
	}
	return ords
}

// addOnce gives the document whose values begin at from a value; of several with one
// key it keeps the first in byte order.
func (b *facetBuilder) addOnce(from uint32, ord int32) {
	if ord < 0 {
		b.same = false
		return
	}
	own := b.ords[from:]
	for i, has := range own {
		if b.values[has].Key == b.values[ord].Key {
			if b.values[ord].Value < b.values[has].Value {
				own[i] = uint32(ord)
			}
			b.same = false
			return
		}
	}
	b.ords = append(b.ords, uint32(ord))
}

// facets counts what was asked for, each facet over the documents that all
// filters but its own leave.
func (s *search) facets() (map[index.Facet]index.FacetCounts, error) {
	wanted := s.plan.Query.Facets
	out := make(map[index.Facet]index.FacetCounts, len(wanted))
	if len(wanted) == 0 {
		return out, nil
	}
	tallies := make([]facetTally, len(wanted))
	for _, a := range s.answers {
		if err := s.countFacets(a, wanted, tallies); err != nil {
			return nil, err
		}
	}
	for i, facet := range wanted {
		out[facet] = tallies[i].result(s.plan.Query.FacetLimit)
	}
	return out, nil
}

// countFacets counts the facets in one segment: those over the same documents
// together, since going through a set costs more than counting.
func (s *search) countFacets(a *answer, wanted []index.Facet, tallies []facetTally) error {
	done := make([]bool, len(wanted))
	for first := range wanted {
		if done[first] {
			continue
		}
		set := s.facetSet(a, wanted[first])
		var group []int
		for i := first; i < len(wanted); i++ {
			if !done[i] && (i == first || s.facetSet(a, wanted[i]) == set) {
				done[i] = true
				group = append(group, i)
			}
		}
		columns := make([]*facetColumn, len(group))
		for i, n := range group {
			columns[i] = a.segment.facet(wanted[n], &s.engine.counted)
		}
		counts, err := s.countMost(columns, set, len(a.segment.ids))
		if err != nil {
			return err
		}
		for i, n := range group {
			for ord, documents := range counts[i][1:] {
				if documents > 0 {
					tallies[n].add(columns[i], ord, int(documents))
				}
			}
		}
	}
	return nil
}

// facetWhole is how many documents of a segment have each value of a facet, deleted
// ones too, as valueRows.count counts. It is made when most documents are counted first.
type facetWhole struct {
	once   sync.Once
	counts []int32
}

func (c *facetColumn) countWhole(documents int) []int32 {
	c.whole.once.Do(func() {
		c.whole.counts = make([]int32, len(c.values)+1)
		var block [2048]uint32
		for at := 0; at < documents; at += len(block) {
			docs := block[:min(len(block), documents-at)]
			for i := range docs {
				docs[i] = uint32(at + i)
			}
			c.rows.count(c.whole.counts, docs)
		}
	})
	return c.whole.counts
}

// countMost is countColumns, but of a set of more than half the documents it counts those
// that are not of it.
func (s *search) countMost(columns []*facetColumn, set *roaring.Bitmap, documents int) ([][]int32, error) {
	if set.GetCardinality() <= uint64(documents/2) {
		return s.countColumns(columns, set)
	}
	counts, err := s.countColumns(columns, roaring.Flip(set, 0, uint64(documents)))
	if err != nil {
		return nil, err
	}
	for i, c := range columns {
		for ord, documents := range c.countWhole(documents) {
			counts[i][ord] = documents - counts[i][ord]
		}
	}
	return counts, nil
}

// countColumns counts the values that the documents of a set have in columns.
func (s *search) countColumns(columns []*facetColumn, set *roaring.Bitmap) ([][]int32, error) {
	counts := make([][]int32, len(columns))
	for i, c := range columns {
		counts[i] = make([]int32, len(c.values)+1)
	}
	it := set.ManyIterator()
	var block [2048]uint32
	for n := it.NextMany(block[:]); n > 0; n = it.NextMany(block[:]) {
		if err := s.ctx.Err(); err != nil {
			return nil, err
		}
		for i, c := range columns {
			c.rows.count(counts[i], block[:n])
		}
	}
	return counts, nil
}

// facetSet are the documents that a facet counts.
func (s *search) facetSet(a *answer, facet index.Facet) *roaring.Bitmap {
	field := facet.Field()
	switch {
	case field == index.FieldIssued && !a.about(field):
		return a.anyDate
	case field == index.FieldIssued:
		return a.filtered(field)
	case !a.about(field):
		return a.match
	}
	return a.segment.dated(s.chosen.dates, a.filtered(field))
}
