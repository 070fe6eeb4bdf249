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
	values []index.FacetValue // those of document d are values[i] for i in of(d)
	start  []uint32
	ords   []uint32
}

func (c *facetColumn) of(doc uint32) []uint32 { return c.ords[c.start[doc]:c.start[doc+1]] }

// facetCache keeps the facet columns of a segment, made at first use.
type facetCache struct {
	mu      sync.Mutex
	columns map[index.Facet]*facetColumn
}

func (c *columns) facet(facet index.Facet) *facetColumn {
	c.facets.mu.Lock()
	defer c.facets.mu.Unlock()
	if made, ok := c.facets.columns[facet]; ok {
		return made
	}
	made := c.newFacet(facet)
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
	for _, facet := range wanted {
		counter := index.NewFacetCounter()
		for _, a := range s.answers {
			if err := s.ctx.Err(); err != nil {
				return nil, err
			}
			count(counter, a.segment.facet(facet), s.facetSet(a, facet))
		}
		out[facet] = counter.Counts(s.plan.Query.FacetLimit)
	}
	return out, nil
}

// facetSet are the documents that a facet counts.
func (s *search) facetSet(a *answer, facet index.Facet) *roaring.Bitmap {
	field := facet.Field()
	set := a.filtered(field)
	if field == index.FieldIssued {
		return set
	}
	return a.segment.dated(s.chosen.dates, set)
}

func count(counter *index.FacetCounter, column *facetColumn, set *roaring.Bitmap) {
	counts := make([]int, len(column.values))
	it := set.ManyIterator()
	var block [256]uint32
	for n := it.NextMany(block[:]); n > 0; n = it.NextMany(block[:]) {
		for _, doc := range block[:n] {
			for _, ord := range column.of(doc) {
				counts[ord]++
			}
		}
	}
	for ord, n := range counts {
		if n > 0 {
			counter.AddCount(column.values[ord], n)
		}
	}
}
