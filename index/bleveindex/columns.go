package bleveindex

import (
	"fmt"
	"slices"
	"strconv"
	"sync"

	"github.com/RoaringBitmap/roaring/v2"
	segmentapi "github.com/blevesearch/scorch_segment_api/v2"

	"tracuu/index"
	"tracuu/index/directive"
)

// columns are the values of the documents of one segment as arrays by document
// number. A segment never changes, so they are read once and shared by all
// searches; what was deleted since is the snapshot's affair.
type columns struct {
	ids        []string
	arrivals   []uint64 // generations at which the documents came
	lengths    []int32  // words of each document, for BM25
	places     []place  // of word sequences
	sum        int64    // of lengths, deleted documents included
	first      []int32  // first and last day that the date of issue may be,
	last       []int32  // as directive.Date gives them; the unknown date is 0, -1
	noDate     *roaring.Bitmap
	years      years
	byTag      [256]*column
	facets     facetCache
	orders     dateOrders
	completing completionCache
	whole      derived
	warming    warming
	wants      *wanted // shared with the other segments of the index
}

// derived is what is kept of a segment that depends on which of its documents
// count: on what was deleted, and on what a caller may see.
type derived struct {
	chosen  filterCache
	unions  filterCache // words with any accents
	folds   foldedCounts
	studied studyCache
	counted spellingCache
}

// column is the values under one tag.
type column struct {
	values []string
	rows   *valueRows // which documents have them
	read   *columnReading
	parsed sync.Once
	known  []index.Facts // the values taken apart, where they are few
}

// columnReading is what a column is read into: of document d are the values
// ords[start[d]:start[d+1]].
type columnReading struct {
	start, ords []uint32
	number      map[string]uint32
}

// mostKnown is up to how many values a column keeps taken apart: issuers, types
// and provinces, that filters ask for all the time, but not each citation.
const mostKnown = 2048

// facts gives a function that takes values apart, by their ordinals.
func (c *column) facts(tag byte) func(i int) *index.Facts {
	if len(c.values) > mostKnown {
		return func(i int) *index.Facts {
			facts := readValue(tag, c.values[i])
			return &facts
		}
	}
	c.parsed.Do(func() {
		for _, value := range c.values {
			c.known = append(c.known, readValue(tag, value))
		}
	})
	return func(i int) *index.Facts { return &c.known[i] }
}

// each calls use with the ordinals of a document's values, until it returns false; a
// nil column has none.
func (c *column) each(doc uint32, use func(ord uint32) bool) {
	if c != nil {
		c.rows.each(doc, use)
	}
}

// has reports whether a document has a value of those that are meant.
func (c *column) has(doc uint32, is func(ord uint32) bool) (found bool) {
	c.each(doc, func(ord uint32) bool {
		found = is(ord)
		return !found
	})
	return found
}

func (r *columnReading) add(c *column, value []byte) {
	ord, ok := r.number[string(value)]
	if !ok {
		ord = uint32(len(c.values))
		c.values = append(c.values, string(value))
		r.number[c.values[ord]] = ord
	}
	r.ords = append(r.ords, ord)
}

// readColumns reads the values of a segment's documents.
func readColumns(seg segmentapi.Segment) (*columns, error) {
	count := int(seg.Count())
	c := &columns{
		ids: make([]string, count), arrivals: make([]uint64, count), lengths: make([]int32, count), places: make([]place, count),
		first: make([]int32, count), last: make([]int32, count),
	}
	values, ok := seg.(segmentapi.DocValueVisitable)
	if !ok {
		return nil, fmt.Errorf("bleveindex: segment type %T has no columns", seg)
	}
	first, err := firstStored(seg)
	if err != nil {
		return nil, err
	}
	var state segmentapi.DocVisitState
	for doc := range count {
		stored, err := seg.DocID(uint64(doc))
		if err != nil {
			return nil, fmt.Errorf("bleveindex: read the id of document %d: %w", doc, err)
		}
		own := splitStored(stored)
		c.ids[doc], c.arrivals[doc] = string(own.id), own.arrival
		if c.places[doc], err = placeOf(first, stored); err != nil {
			return nil, fmt.Errorf("bleveindex: find the words of document %q: %w", own.id, err)
		}
		c.startDocument(doc)
		c.last[doc] = -1
		state, err = values.VisitDocValues(uint64(doc), []string{fieldFacts},
			func(_ string, term []byte) { c.add(doc, count, term) }, state)
		if err != nil {
			return nil, fmt.Errorf("bleveindex: read the values of document %d: %w", doc, err)
		}
	}
	c.finish(count)
	return c, nil
}

func (c *columns) startDocument(doc int) {
	for _, col := range c.byTag {
		if col != nil {
			col.read.start[doc] = uint32(len(col.read.ords))
		}
	}
}

func (c *columns) add(doc, count int, term []byte) {
	if len(term) == 0 {
		return
	}
	tag, value := term[0], term[1:]
	switch tag {
	case tagLength:
		n, err := strconv.ParseInt(string(value), 36, 32)
		if err == nil {
			c.lengths[doc] = int32(n)
			c.sum += n
		}
		return
	case tagHas: // filters ask for its terms
		return
	case tagIssued:
		if date, err := directive.ParseDate(string(value)); err == nil {
			c.first[doc], c.last[doc] = date.First(), date.Last()
		}
	}
	col := c.byTag[tag]
	if col == nil {
		col = &column{read: &columnReading{start: make([]uint32, count+1), number: map[string]uint32{}}}
		c.byTag[tag] = col
	}
	col.read.add(col, value)
}

func (c *columns) finish(count int) {
	for _, col := range c.byTag {
		if col != nil {
			col.read.start[count] = uint32(len(col.read.ords))
			col.values = slices.Clip(col.values)
			col.rows, col.read = newValueRows(col.read.start, col.read.ords), nil
		}
	}
	c.noDate = roaring.New()
	for doc := range uint32(count) {
		if c.undated(doc) {
			c.noDate.Add(doc)
		}
	}
	c.numberYears()
}

// undated reports whether nothing is known of a document's date of issue.
func (c *columns) undated(doc uint32) bool { return c.last[doc] < c.first[doc] }
