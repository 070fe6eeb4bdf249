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
	values  []index.FacetValue // those of document d are values[i] for i in of(d)
	start   []uint32
	ords    []uint32
	numbers []uint32            // of values, across segments
	same    []*index.FacetValue // values, shared with other segments
	single  []uint32            // where no document has two: one more than the value of d, 0 for none; the others are nil
}

func (c *facetColumn) of(doc uint32) []uint32 {
	if c.single == nil {
		return c.ords[c.start[doc]:c.start[doc+1]]
	}
	if c.single[doc] == 0 {
		return nil
	}
	return []uint32{c.single[doc] - 1}
}

// flatten makes the column single where it can be.
func (c *facetColumn) flatten() {
	single := make([]uint32, len(c.start)-1)
	for doc := range single {
		switch own := c.ords[c.start[doc]:c.start[doc+1]]; len(own) {
		case 0:
		case 1:
			single[doc] = own[0] + 1
		default:
			return
		}
	}
	c.single, c.start, c.ords = single, nil, nil
}

// count adds up how many documents of a block have each value; counts[0] is of
// those without.
func (c *facetColumn) count(counts []int32, docs []uint32) {
	if c.single != nil {
		for _, doc := range docs {
			counts[c.single[doc]]++
		}
		return
	}
	for _, doc := range docs {
		for _, ord := range c.ords[c.start[doc]:c.start[doc+1]] {
			counts[ord+1]++
		}
	}
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
	made := c.newFacet(facet)
	made.numbers, made.same = numbers.number(facet, made.values)
	if c.facets.columns == nil {
		c.facets.columns = map[index.Facet]*facetColumn{}
	}
	c.facets.columns[facet] = made
	return made
}

func (c *columns) newFacet(facet index.Facet) *facetColumn {
	out := &facetColumn{start: make([]uint32, len(c.ids)+1)}
	tags := tagsOfFacet[facet]
	ords := make([][]int32, len(tags)) // from a column's value to the facet's, -1 for none
	for i, tag := range tags {
		if column := c.byTag[tag]; column != nil {
			ords[i] = out.addValues(facet, tag, column.values)
		}
	}
	for doc := range uint32(len(c.ids)) {
		out.start[doc] = uint32(len(out.ords))
		for i, tag := range tags {
			for _, ord := range c.byTag[tag].of(doc) {
				out.addOnce(doc, ords[i][ord])
			}
		}
	}
	out.start[len(c.ids)] = uint32(len(out.ords))
	out.flatten()
	return out
}

func (c *facetColumn) addValues(facet index.Facet, tag byte, values []string) []int32 {
	ords := make([]int32, len(values))
	for i, value := range values {
		facts := readValue(tag, value)
		ords[i] = -1
		if shown := facts.FacetValues(facet); len(shown) > 0 {
			ords[i] = int32(len(c.values))
			c.values = append(c.values, shown[0])
		}
	}
	return ords
}

// addOnce gives a document a value; of several with one key it keeps the first in
// byte order.
func (c *facetColumn) addOnce(doc uint32, ord int32) {
	if ord < 0 {
		return
	}
	own := c.ords[c.start[doc]:]
	for i, has := range own {
		if c.values[has].Key == c.values[ord].Key {
			if c.values[ord].Value < c.values[has].Value {
				own[i] = uint32(ord)
			}
			return
		}
	}
	c.ords = append(c.ords, uint32(ord))
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
		counts, err := s.countColumns(columns, set)
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
			c.count(counts[i], block[:n])
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
