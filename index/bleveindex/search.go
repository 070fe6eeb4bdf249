package bleveindex

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/RoaringBitmap/roaring/v2"

	"tracuu/index"
)

// search is one search over one view.
type search struct {
	ctx     context.Context
	engine  *Engine
	view    *view
	query   index.Query // as typed
	plan    index.Plan
	graph   index.Graph // as the scope shows it
	forced  *filters
	chosen  *filters
	weights *questionWeights // of a question
	scorer  *scorer
	after   *index.Cursor // nil on the first page
	hash    string
	visible func(id string) bool // within scope; nil for all
	answers []*answer
}

// answer is what a search finds in one segment.
type answer struct {
	segment *segmentView
	ranked  ranked          // by the text, whatever the filters
	open    bool            // the tiers are only the highest possible
	full    *roaring.Bitmap // with all words; nil where every match has them
	base    *roaring.Bitmap // by the text and the scope
	parts   []part
	anyDate *roaring.Bitmap // by text, scope and all filters but the bounds of the date
	match   *roaring.Bitmap // by text, scope and all filters
	undated int             // of anyDate, those without a date of issue
}

// errVanished means that a document was found and then deleted before it could
// be read; the search is done again.
var errVanished = errors.New("bleveindex: a document found was deleted meanwhile")

const maxAttempts = 5

// Search answers q within scope; see index.Searcher.
func (e *Engine) Search(ctx context.Context, scope index.Scope, q index.Query) (*index.Results, error) {
	start := time.Now()
	hash := q.Hash(scope)
	var after *index.Cursor
	if q.Cursor != "" {
		cursor, err := index.DecodeCursor(q.Cursor, hash)
		if err != nil {
			return nil, err
		}
		after = &cursor
	}
	visible, err := e.Visible(ctx, scope)
	if err != nil {
		return nil, err
	}
	s := &search{
		graph: index.GraphWithin(e.options.Graph, visible),
		ctx:   ctx, engine: e, after: after, hash: hash, query: q, visible: visible,
		forced: newFilters(index.Filters{Where: scope.Forced}, e.options.Families),
	}
	var results *index.Results
	for attempt := 1; ; attempt++ {
		err := e.withScope(ctx, scope, func(v *view) (err error) {
			results, err = s.advised(v, attempt == maxAttempts)
			return err
		})
		if err == nil {
			results.Took = time.Since(start)
			return results, nil
		}
		if !errors.Is(err, errVanished) {
			return nil, err
		}
	}
}

// advised carries the search out on a view, with what is said beyond its hits.
func (s *search) advised(v *view, last bool) (*index.Results, error) {
	decoded, keys, err := s.query.Decode(v.known(s))
	if err != nil {
		return nil, err
	}
	s.settlePlan(index.NewPlan(decoded, s.engine.options.Families).WithDecoded(keys))
	out, err := s.over(v, last)
	if err != nil {
		return nil, err
	}
	if err := s.plan.Advise(out, probe{s}); err != nil {
		return nil, err
	}
	return out, s.plan.Refine(out, probe{s})
}

func (s *search) settlePlan(plan index.Plan) {
	s.plan, s.chosen = plan, newFilters(plan.Filters, s.engine.options.Families)
}

// over carries the search out on a view. Documents that are no longer held are
// left out of the page if last, else they are errVanished.
func (s *search) over(v *view, last bool) (*index.Results, error) {
	s.view, s.answers, s.scorer = v, s.answers[:0], nil
	if err := s.prepare(); err != nil {
		return nil, err
	}
	for _, segment := range v.segments {
		a, err := s.answer(segment)
		if err != nil {
			return nil, err
		}
		s.answers = append(s.answers, a)
	}
	out := &index.Results{Generation: v.generation, Interpreted: s.plan.Interpreted}
	out.Total, out.Undated = s.totals()
	var err error
	if out.Facets, err = s.facets(); err != nil {
		return nil, err
	}
	if s.plan.Query.Collapse {
		if out.Total.Families, err = s.collapse(); err != nil {
			return nil, err
		}
	}
	page, more, err := s.page()
	if err != nil {
		return nil, err
	}
	if s.plan.Query.Bare {
		out.Hits = bareHits(page)
	} else if out.Hits, err = s.hits(page, last); err != nil {
		return nil, err
	}
	if s.plan.Query.Collapse && !s.plan.Query.Bare {
		if err := s.addCopies(out.Hits); err != nil {
			return nil, err
		}
	}
	if more {
		cursor := index.Cursor{Last: page[len(page)-1].key, Query: s.hash, Generation: v.generation, Epoch: s.engine.epoch()}
		out.Next = cursor.Encode()
	}
	out.Changed = s.after != nil && (s.after.Generation != v.generation || s.after.Epoch != s.engine.epoch()) && !s.plan.Order.Stable()
	return out, nil
}

// prepare looks up what holds for the whole view.
func (s *search) prepare() (err error) {
	if s.plan.Mode == index.ModeAll {
		return nil
	}
	if s.plan.Mode == index.ModeQuestion {
		if s.weights, err = weigh(s.view, s.plan.Question); err != nil {
			return err
		}
	}
	return nil
}

// scores is the scorer of the search, made when the first document is scored.
func (s *search) scores() (*scorer, error) {
	if s.scorer != nil {
		return s.scorer, nil
	}
	var err error
	s.scorer, err = newScorer(s.view, wordsOf(s.plan.Text))
	return s.scorer, err
}

// wordsOf are the words that a text asks for.
func wordsOf(t index.Text) []index.Word {
	var words []index.Word
	t.Positive(func(n index.Node) {
		switch n := n.(type) {
		case index.Run:
			words = append(words, n.Words...)
		case index.Phrase:
			words = append(words, n.Words...)
		}
	})
	return words
}

func (s *search) evaluator(segment *segmentView) *evaluator {
	return &evaluator{
		ctx: s.ctx, segment: segment, among: segment.live,
		families: s.engine.options.Families, graph: s.graph,
	}
}

func (s *search) answer(segment *segmentView) (*answer, error) {
	e := s.evaluator(segment)
	a := &answer{segment: segment}
	whole := *e
	whole.graph = s.engine.options.Graph // the scope itself is not subject to it
	forced, err := whole.parts(s.forced)
	if err != nil {
		return nil, err
	}
	if a.parts, err = e.parts(s.chosen); err != nil {
		return nil, err
	}
	narrowed := s.narrow(a, forced)
	e.among = narrowed.docs
	if s.plan.Mode == index.ModeQuestion {
		a.ranked, a.full, err = e.question(s.plan.Question, s.weights)
	} else {
		a.ranked, err = e.rank(s.plan.Text.Root)
	}
	if err != nil {
		return nil, err
	}
	a.open = e.open && s.plan.Mode == index.ModeTiers
	a.base = a.ranked.match
	for _, p := range forced {
		a.base = intersect(p.set, a.base)
	}
	if narrowed.byAll {
		a.anyDate = intersect(narrowed.docs, a.ranked.match)
	} else {
		a.anyDate = a.filtered("")
	}
	if narrowed.byAll && narrowed.dated {
		a.match = segment.withDate(a.anyDate)
		a.undated = int(a.anyDate.GetCardinality() - a.match.GetCardinality())
	} else {
		a.match = segment.dated(s.chosen.dates, a.anyDate)
		a.undated = int(a.anyDate.AndCardinality(segment.noDate))
	}
	return a, nil
}

// about reports whether some filter is on a field.
func (a *answer) about(field index.Field) bool {
	return slices.ContainsFunc(a.parts, func(p part) bool { return slices.Contains(p.fields, field) })
}

// filtered are the documents that the text and the filters leave, but not the
// filters on one field and never the bounds of the date.
func (a *answer) filtered(but index.Field) *roaring.Bitmap {
	set := a.base
	for _, p := range a.parts {
		if !slices.Contains(p.fields, but) {
			set = intersect(p.set, set)
		}
	}
	return set
}

// totals counts the matches, and those without a date of issue that match all
// but the bounds of the date.
func (s *search) totals() (total index.Total, undated int) {
	total.Relation = "eq"
	for _, a := range s.answers {
		matches := int(a.match.GetCardinality())
		full := matches
		if a.full != nil {
			full = int(a.match.AndCardinality(a.full))
		}
		total.Value += full
		total.Partial += matches - full
		undated += a.undated
	}
	return total, undated
}
