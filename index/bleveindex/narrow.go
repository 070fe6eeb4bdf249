package bleveindex

import (
	"cmp"
	"slices"

	"github.com/RoaringBitmap/roaring/v2"

	"tracuu/index"
)

// narrowing is the documents of a segment among which a text is evaluated.
type narrowing struct {
	docs  *roaring.Bitmap
	byAll bool // by the scope and all filters, since no facet counts what they leave out
	dated bool // by the bounds of the date of issue, but for documents without one
}

// narrow gives the documents that the scope and the filters leave, but for the filters
// that a facet asked for leaves out. A narrow filter so saves nearly all work on the
// text. Bounds of the date of issue narrow what another filter leaves, but not to those
// with a date, since a search tells how many matches have none.
func (s *search) narrow(a *answer, forced []part) narrowing {
	parts := slices.Clone(forced)
	for _, p := range a.parts {
		if !slices.ContainsFunc(p.fields, s.facetOn) {
			parts = append(parts, p)
		}
	}
	out := narrowing{docs: a.segment.live, byAll: len(parts) == len(forced)+len(a.parts)}
	slices.SortStableFunc(parts, func(a, b part) int { return cmp.Compare(a.set.GetCardinality(), b.set.GetCardinality()) })
	for i, p := range parts {
		switch {
		case i > 0:
			out.docs = intersect(p.set, out.docs)
		case s.datesFirst(p.set, len(a.segment.ids)):
			out.docs, out.dated = a.segment.datedOrUndated(s.chosen.dates, p), true
		default:
			out.docs = p.set
		}
	}
	return out
}

// datesFirst reports whether the bounds of the date of issue narrow a set before the text
// does: not where most of it may have little to do with the text, and not where a facet
// counts beyond the bounds.
func (s *search) datesFirst(set *roaring.Bitmap, documents int) bool {
	const most, share = 4096, 8
	return s.chosen.dates.Bounded() && !s.facetOn(index.FieldIssued) && set.GetCardinality() <= uint64(max(most, documents/share))
}

// facetOn reports whether a facet asked for leaves the filters on a field out.
func (s *search) facetOn(field index.Field) bool {
	return slices.ContainsFunc(s.plan.Query.Facets, func(f index.Facet) bool { return f.Field() == field })
}
