package bleveindex

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/RoaringBitmap/roaring/v2"

	"tracuu/analyzers/viet"
	"tracuu/index"
	"tracuu/index/directive"
)

// Related gives documents like one; see index.Suggester.
func (e *Engine) Related(ctx context.Context, scope index.Scope, id string, limit int) (out []index.Related, err error) {
	held, err := e.Get(ctx, scope, id)
	if err != nil {
		return nil, err
	}
	d, ok := held[id]
	if !ok {
		return nil, fmt.Errorf("related to %q: %w", id, index.ErrNotFound)
	}
	tokenizer := tokenizers.Get().(*viet.Tokenizer)
	analysis := index.Analyse(&d, e.options.Families, tokenizer)
	tokenizers.Put(tokenizer)
	visible, err := e.Visible(ctx, scope)
	if err != nil {
		return nil, err
	}
	err = e.withScope(ctx, scope, func(v *view) error {
		r := &relating{
			search: &search{
				ctx: ctx, engine: e, view: v, graph: index.GraphWithin(e.options.Graph, visible),
				forced: newFilters(index.Filters{Where: scope.Forced}, e.options.Families),
			},
			issuer: d.Issuer,
		}
		if err := r.profileOf(&d, analysis); err != nil {
			return err
		}
		if err := r.compare(); err != nil {
			return err
		}
		out, err = r.hits(scope, index.RankRelated(r.found, index.RelatedLimit(limit)))
		return err
	})
	return out, err
}

// relating is one search for documents like another.
type relating struct {
	*search
	profile index.Profile
	issuer  string // of the document, as shown
	found   []index.Related
}

// candidate is a document that shares something.
type candidate struct {
	index.Candidate
	segment  *segmentView
	doc      uint32
	estimate float64
}

func (r *relating) profileOf(d *directive.Directive, a index.Analysis) error {
	words, err := r.view.vocabulary()
	if err != nil {
		return err
	}
	found := func(key string) (int, error) { return r.view.count(fieldExact, []byte(key)) }
	citing := func(value string) (int, error) {
		n := 0
		for _, segment := range r.view.segments {
			n += int(segment.citing(value, &r.engine.counted).AndCardinality(segment.live))
		}
		return n, nil
	}
	r.profile, err = index.NewProfile(d, a, words, found, citing)
	return err
}

// citing are the documents that cite a value, deleted ones among them.
func (s *segmentView) citing(value string, numbers *facetNumbers) *roaring.Bitmap {
	column := s.facet(index.FacetCites, numbers)
	is := make([]bool, len(column.values))
	for i, v := range column.values {
		is[i] = v.Value == value
	}
	out := roaring.New()
	for doc := range uint32(len(s.ids)) {
		if column.has(doc, func(ord uint32) bool { return is[ord] }) {
			out.Add(doc)
		}
	}
	return out
}

// compare finds what shares something and compares the likeliest in full.
func (r *relating) compare() error {
	var likely []candidate
	for _, segment := range r.view.segments {
		some, err := r.candidates(segment)
		if err != nil {
			return err
		}
		likely = append(likely, some...)
		slices.SortFunc(likely, func(a, b candidate) int {
			return cmp.Or(cmp.Compare(b.estimate, a.estimate), cmp.Compare(a.ID, b.ID))
		})
		likely = likely[:min(len(likely), index.RelatedCandidates)]
	}
	for i := range likely {
		if err := r.compareOne(&likely[i]); err != nil {
			return err
		}
	}
	return nil
}

const comparedWords = 3000 // of a candidate that are read

func (r *relating) compareOne(c *candidate) error {
	if err := r.ctx.Err(); err != nil {
		return err
	}
	sequence, err := c.segment.sequence(c.doc)
	if err != nil {
		return err
	}
	prose, err := readProse(sequence, comparedWords)
	if err != nil {
		return err
	}
	score, shared, alike := r.profile.Compare(&c.Candidate, prose, r.issuer)
	if alike {
		hit := index.Hit{Score: score}
		hit.Directive.ID = c.ID
		r.found = append(r.found, index.Related{Hit: hit, Shared: shared})
	}
	return nil
}

// candidates are the visible documents of a segment that share words or
// citations, but not the document itself.
func (r *relating) candidates(segment *segmentView) ([]candidate, error) {
	visible, err := r.visibleIn(segment)
	if err != nil {
		return nil, err
	}
	weights := make([]float64, len(segment.ids))
	for _, t := range r.profile.Terms {
		docs, err := segment.docs(fieldExact, []byte(t.Key))
		if err != nil {
			return nil, err
		}
		for it := docs.Iterator(); it.HasNext(); {
			weights[it.Next()] += t.Weight
		}
	}
	cited := map[uint32][]string{}
	for _, t := range r.profile.Citations {
		for it := segment.citing(t.Key, &r.engine.counted).Iterator(); it.HasNext(); {
			doc := it.Next()
			cited[doc] = append(cited[doc], t.Key)
		}
	}
	same := r.sameIssuer(segment)
	var out []candidate
	for it := visible.Iterator(); it.HasNext(); {
		doc := it.Next()
		if weights[doc] == 0 && cited[doc] == nil || segment.ids[doc] == r.profile.ID {
			continue
		}
		c := candidate{segment: segment, doc: doc}
		c.Candidate = index.Candidate{ID: segment.ids[doc], Words: weights[doc], Citations: cited[doc], Issuer: same(doc)}
		c.estimate = r.profile.Estimate(&c.Candidate)
		out = append(out, c)
	}
	return out, nil
}

// sameIssuer tells whether a document is of the profile's issuer.
func (r *relating) sameIssuer(segment *segmentView) func(uint32) bool {
	column := segment.byTag[tagIssuer]
	if column == nil || r.profile.Issuer == "" {
		return func(uint32) bool { return false }
	}
	is := make([]bool, len(column.values))
	for i, value := range column.values {
		facts := readValue(tagIssuer, value)
		is[i] = index.IssuerKey(&facts) == r.profile.Issuer
	}
	return func(doc uint32) bool {
		return column.has(doc, func(ord uint32) bool { return is[ord] })
	}
}

// hits fills in the documents. One that was deleted meanwhile is left out.
func (r *relating) hits(scope index.Scope, found []index.Related) ([]index.Related, error) {
	ids := make([]string, len(found))
	for i, f := range found {
		ids[i] = f.Hit.Directive.ID
	}
	held, err := r.engine.Get(r.ctx, scope, ids...)
	if err != nil {
		return nil, err
	}
	out := make([]index.Related, 0, len(found))
	for _, f := range found {
		d, ok := held[f.Hit.Directive.ID]
		if !ok {
			continue
		}
		for i := range d.References {
			if !d.References[i].Navigation {
				f.Hit.Cites++
			}
		}
		d.Text = ""
		f.Hit.Directive, f.Hit.CitedBy = d, r.citedBy(d.ID)
		out = append(out, f)
	}
	return out, nil
}
