package bleveindex

import (
	"fmt"
	"slices"

	"github.com/RoaringBitmap/roaring/v2"

	"tracuu/index"
	"tracuu/index/directive"
)

// filters are index.Filters read for sets: each part with the field that it is
// about, so that a facet can leave out its own.
type filters struct {
	clauses []clause
	missing []index.Field
	dates   index.FilterSet // for the bounds of the date of issue
}

// clause is one filter: any of its criteria, or none of them.
type clause struct {
	field index.Field
	any   []index.Criterion
	not   bool
	key   string // tells apart what documents meet any of the criteria; "" where more than the segment decides
}

func newFilters(f index.Filters, families *index.Families) *filters {
	out := &filters{missing: f.Missing, dates: index.NewFilterSet(index.Filters{From: f.From, To: f.To}, nil)}
	for _, w := range f.Where {
		out.clauses = append(out.clauses, newClause(w, families))
	}
	return out
}

func newClause(f index.Filter, families *index.Families) clause {
	c := clause{field: f.Field, not: f.Not}
	for _, condition := range f.Any {
		c.any = append(c.any, condition.Criterion(f.Field, families))
	}
	byGraph := func(c index.Criterion) bool { return c.Field == index.FieldCites && c.Op == index.OpID }
	if !slices.ContainsFunc(c.any, byGraph) {
		c.key = fmt.Sprintf("%#v", c.any)
	}
	return c
}

// part is what one filter leaves of a segment, and the fields that it is about.
type part struct {
	fields []index.Field
	set    *roaring.Bitmap
	kept   *keptSet // what is kept of the set, nil for nothing
}

// parts evaluates the filters one by one, the bounds of the date left out.
func (e *evaluator) parts(f *filters) ([]part, error) {
	var out []part
	if len(f.missing) > 0 {
		set, err := e.lacking(f.missing)
		if err != nil {
			return nil, err
		}
		out = append(out, part{fields: f.missing, set: set})
	}
	for _, c := range f.clauses {
		kept, err := e.anyOf(c)
		if err != nil {
			return nil, err
		}
		p := part{fields: []index.Field{c.field}, set: kept.docs, kept: kept}
		switch {
		case c.not:
			p.set, p.kept = minus(e.segment.live, kept.docs), nil
		case c.key == "":
			p.kept = nil
		}
		out = append(out, p)
	}
	return out, nil
}

// lacking are the documents without a value for at least one of the fields.
func (e *evaluator) lacking(fields []index.Field) (*roaring.Bitmap, error) {
	all := e.segment.live
	for _, field := range fields {
		has, err := e.segment.docs(fieldFacts, []byte(joinValue(tagHas, string(field))))
		if err != nil {
			return nil, err
		}
		all = intersect(has, all)
	}
	return minus(e.segment.live, all), nil
}

func (e *evaluator) clause(c clause) (*roaring.Bitmap, error) {
	kept, err := e.anyOf(c)
	switch {
	case err != nil:
		return nil, err
	case c.not:
		return minus(e.segment.live, kept.docs), nil
	}
	return kept.docs, nil
}

// anyOf are the documents that meet any of the criteria of a filter.
func (e *evaluator) anyOf(c clause) (*keptSet, error) {
	if kept := e.segment.chosen.get(c.key, e.segment.deleted); kept != nil {
		return kept, nil
	}
	set := emptySet
	for _, want := range c.any {
		docs, err := e.criterion(want)
		if err != nil {
			return nil, err
		}
		set = union(set, docs)
	}
	return e.segment.chosen.put(c.key, e.segment.deleted, set, len(e.segment.ids)), nil
}

// where are the documents for which a field term of the text holds.
func (e *evaluator) where(w index.Where) (*roaring.Bitmap, error) {
	if w.Filter.Field == "" {
		dates := index.NewFilterSet(index.Filters{From: w.From, To: w.To}, nil)
		return e.segment.dated(dates, e.segment.live), nil
	}
	return e.clause(newClause(w.Filter, e.families))
}

// criterion are the documents that meet one condition.
func (e *evaluator) criterion(want index.Criterion) (*roaring.Bitmap, error) {
	switch want.Field {
	case index.FieldNumber:
		return e.segment.docs(fieldKeys, keyTerm(tagOwn, want.Number))
	case index.FieldKeyword:
		return e.keyword(want)
	case index.FieldCites:
		switch {
		case want.Op == index.OpID:
			return e.citing(want.ID)
		case want.Number != "":
			return e.citingNumber(want)
		}
	}
	tag, ok := tagOfField[want.Field]
	if !ok {
		return emptySet, nil
	}
	docs, err := e.matchingValues(tag, want)
	later, bounds, ok := want.Successor()
	if err != nil || !ok {
		return docs, err
	}
	more, err := e.matchingValues(tag, later)
	return union(docs, e.segment.dated(bounds, more)), err
}

// tagOfField are the fields whose filter is decided by each value alone.
var tagOfField = map[index.Field]byte{
	index.FieldIssuer: tagIssuer, index.FieldType: tagType, index.FieldProvince: tagProvince,
	index.FieldLevel: tagLevel, index.FieldUrgency: tagUrgency, index.FieldCites: tagCites,
}

// matchingValues are the documents that have a value which meets the criterion.
// It asks once for each distinct value of the segment, not for each document.
func (e *evaluator) matchingValues(tag byte, want index.Criterion) (*roaring.Bitmap, error) {
	column := e.segment.byTag[tag]
	if column == nil {
		return emptySet, nil
	}
	var sets []*roaring.Bitmap
	read := column.facts(tag)
	for i, value := range column.values {
		if i%256 == 0 && e.ctx.Err() != nil {
			return nil, e.ctx.Err()
		}
		if !want.Matches(read(i), noLookups{}) {
			continue
		}
		docs, err := e.segment.docs(fieldFacts, append([]byte{tag}, value...))
		if err != nil {
			return nil, err
		}
		sets = append(sets, docs)
	}
	return unionOf(sets), nil
}

// noLookups is for criteria that are decided by a value alone.
type noLookups struct{}

func (noLookups) Phrase(index.Phrase) bool { return false }
func (noLookups) Cites(string) bool        { return false }

func (e *evaluator) keyword(want index.Criterion) (*roaring.Bitmap, error) {
	if want.Family != "" {
		return e.segment.docs(fieldFacts, []byte(joinValue(tagFamily, plain(want.Family))))
	}
	if len(want.Phrase.Words) == 0 {
		return emptySet, nil
	}
	supplied, err := e.matchingValues(tagKeyword, want)
	if err != nil {
		return nil, err
	}
	found, err := e.clean(phraseWords(want.Phrase))
	if err != nil {
		return nil, err
	}
	return union(supplied, found), nil
}

// citingNumber are the documents that cite a number: those that have its key, and
// where a date is asked for as well, of those the ones that cite it with that date.
func (e *evaluator) citingNumber(want index.Criterion) (*roaring.Bitmap, error) {
	docs, err := e.segment.docs(fieldKeys, keyTerm(tagCiting, want.Number))
	if err != nil || want.Date.IsZero() {
		return docs, err
	}
	column := e.segment.byTag[tagCites]
	return e.segment.pick(docs, func(doc uint32) bool {
		return column.has(doc, func(ord uint32) bool {
			facts := readValue(tagCites, column.values[ord])
			return want.Matches(&facts, noLookups{})
		})
	}), nil
}

// citing are the documents that cite the one with an id, as the graph resolved
// their citations.
func (e *evaluator) citing(id string) (*roaring.Bitmap, error) {
	if e.graph == nil {
		return emptySet, nil
	}
	docs, err := e.segment.segment.DocNumbers(e.graph.Citing(id))
	if err != nil {
		return nil, err
	}
	return intersect(docs, e.segment.live), nil
}

func keyTerm(tag byte, key directive.NumberKey) []byte {
	return []byte(joinValue(tag, string(key)))
}

// pick are the documents of a set for which keep holds.
func (s *segmentView) pick(set *roaring.Bitmap, keep func(doc uint32) bool) *roaring.Bitmap {
	var kept []uint32
	eachBlock(set, func(docs []uint32) {
		for _, doc := range docs {
			if keep(doc) {
				kept = append(kept, doc)
			}
		}
	})
	return roaring.BitmapOf(kept...)
}
