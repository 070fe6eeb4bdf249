package bleveindex

import (
	"sync"

	"tracuu/index"
)

// facetNumbers numbers the values of each facet across segments, so that counts
// of segments add up by number and not by name. Numbers last as long as the
// engine; a value that no document has any more is counted by nobody.
type facetNumbers struct {
	mu    sync.Mutex
	facet map[index.Facet]*facetNumbering
}

type facetNumbering struct {
	byKey map[string]uint32
	same  map[index.FacetValue]*index.FacetValue // each spelling once
}

// number gives the numbers of the values of a column, and in their places the
// values that equal ones of other segments are.
func (n *facetNumbers) number(facet index.Facet, values []index.FacetValue) (numbers []uint32, same []*index.FacetValue) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.facet == nil {
		n.facet = map[index.Facet]*facetNumbering{}
	}
	known := n.facet[facet]
	if known == nil {
		known = &facetNumbering{byKey: map[string]uint32{}, same: map[index.FacetValue]*index.FacetValue{}}
		n.facet[facet] = known
	}
	numbers, same = make([]uint32, len(values)), make([]*index.FacetValue, len(values))
	for i := range values {
		v := &values[i]
		if held := known.same[*v]; held != nil {
			v = held
		} else {
			known.same[*v] = v
		}
		number, ok := known.byKey[v.Key]
		if !ok {
			number = uint32(len(known.byKey))
			known.byKey[v.Key] = number
		}
		numbers[i], same[i] = number, v
	}
	return numbers, same
}

// facetTally adds the counts of one facet up over segments.
type facetTally struct {
	counts []int
	values []*index.FacetValue // the first spelling in byte order of those counted
}

// add counts documents that have a value of a column.
func (t *facetTally) add(c *facetColumn, ord, documents int) {
	number, v := c.numbers[ord], c.same[ord]
	for int(number) >= len(t.counts) {
		t.counts = append(t.counts, make([]int, len(c.numbers)+int(number)-len(t.counts)+1)...)
		t.values = append(t.values, make([]*index.FacetValue, len(t.counts)-len(t.values))...)
	}
	t.counts[number] += documents
	switch before := t.values[number]; {
	case before == nil:
		t.values[number] = v
	case before != v:
		merged := before.Merge(v)
		t.values[number] = &merged
	}
}

func (t *facetTally) result(limit int) index.FacetCounts {
	top := index.NewTopValues(limit)
	for number, documents := range t.counts {
		if documents > 0 {
			top.Add(t.values[number], documents)
		}
	}
	return top.Counts()
}
