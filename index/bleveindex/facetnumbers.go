package bleveindex

import (
	"hash/maphash"
	"sync"

	"tracuu/index"
	"tracuu/index/compact"
)

// facetNumbers numbers the values of each facet across segments, so that counts
// of segments add up by number and not by name. Numbers last as long as the
// engine; a value that no document has any more is counted by nobody.
type facetNumbers struct {
	mu    sync.Mutex
	facet map[index.Facet]*facetNumbering
}

type facetNumbering struct {
	seed   maphash.Seed
	values []*index.FacetValue // each spelling once
	number []uint32            // beside values
	byKey  compact.Table       // of one spelling of each key
	same   compact.Table       // of spellings
	keys   uint32
}

func (n *facetNumbering) hashKey(spelling uint32) uint64 {
	return maphash.String(n.seed, n.values[spelling].Key)
}

func (n *facetNumbering) hashAll(spelling uint32) uint64 {
	return maphash.Comparable(n.seed, *n.values[spelling])
}

// number gives the values that equal ones of a column are across segments, and their
// numbers.
func (n *facetNumbers) number(facet index.Facet, values []index.FacetValue) (same []*index.FacetValue, numbers narrow) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.facet == nil {
		n.facet = map[index.Facet]*facetNumbering{}
	}
	known := n.facet[facet]
	if known == nil {
		known = &facetNumbering{seed: maphash.MakeSeed()}
		n.facet[facet] = known
	}
	same, row := make([]*index.FacetValue, len(values)), make([]uint32, len(values))
	for i := range values {
		spelling := known.spelling(values[i])
		same[i], row[i] = known.values[spelling], known.number[spelling]
	}
	return same, newNarrow(row)
}

// spelling finds a value or notes it.
func (n *facetNumbering) spelling(v index.FacetValue) uint32 {
	hash := maphash.Comparable(n.seed, v)
	if at, ok := n.same.Find(hash, func(at uint32) bool { return *n.values[at] == v }); ok {
		return at
	}
	at := uint32(len(n.values))
	n.values = append(n.values, &v)
	n.same.Add(hash, at, n.hashAll)
	key := maphash.String(n.seed, v.Key)
	number := n.keys
	if of, ok := n.byKey.Find(key, func(of uint32) bool { return n.values[of].Key == v.Key }); ok {
		number = n.number[of]
	} else {
		n.keys++
		n.byKey.Add(key, at, n.hashKey)
	}
	n.number = append(n.number, number)
	return at
}

// facetTally adds the counts of one facet up over segments.
type facetTally struct {
	counts []int
	values []*index.FacetValue // the first spelling in byte order of those counted
}

// add counts documents that have a value of a column.
func (t *facetTally) add(c *facetColumn, ord, documents int) {
	number, v := c.numbers.at(uint32(ord)), c.values[ord]
	for int(number) >= len(t.counts) {
		t.counts = append(t.counts, make([]int, len(c.values)+int(number)-len(t.counts)+1)...)
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
