package bleveindex

import (
	"cmp"
	"slices"

	"tracuu/index"
)

// probe answers the further searches of index.Plan.Advise on the view and in
// the scope of a search that is done.
type probe struct{ *search }

var _ index.Probe = probe{}

// Find answers q on the same view, which remembers the sets it has read.
func (p probe) Find(q index.Query) (*index.Results, error) {
	inner := *p.search
	inner.query, inner.after, inner.answers, inner.weights, inner.scorer = q, nil, nil, nil, nil
	inner.settlePlan(index.NewPlan(q, p.engine.options.Families))
	return inner.over(p.view, true)
}

// Vocabulary studies the segments that were not studied yet.
func (p probe) Vocabulary() (index.Vocabulary, error) { return p.view.vocabulary() }

// known gives the question of index.Query.Decode: do words stand in a row
// somewhere, with any accents?
func (v *view) known(s *search) func([]index.Word) (bool, error) {
	return func(words []index.Word) (bool, error) {
		for _, segment := range v.segments {
			e := s.evaluator(segment)
			folded := foldedWords(words)
			set, err := e.words(folded, segment.live)
			if err != nil {
				return false, err
			}
			if set, err = e.row(folded, set); err != nil {
				return false, err
			}
			if !set.IsEmpty() {
				return true, nil
			}
		}
		return false, nil
	}
}

// vocabulary is that of all segments of a view.
type vocabulary struct {
	view    *view
	studies []*study // beside the segments
}

var _ index.Vocabulary = (*vocabulary)(nil)

func (v *view) vocabulary() (*vocabulary, error) {
	out := &vocabulary{view: v}
	for _, segment := range v.segments {
		s, err := segment.study()
		if err != nil {
			return nil, err
		}
		out.studies = append(out.studies, s)
	}
	return out, nil
}

func (v *vocabulary) Documents() int { return v.view.documents }

// Spellings counts the living documents of each word; a word that none is left
// of is dropped.
func (v *vocabulary) Spellings(folded string) []index.Spelling {
	var out []index.Spelling
	for _, segment := range v.view.segments {
		words, err := segment.spellings(folded)
		if err != nil {
			return nil
		}
		for _, exact := range words {
			if slices.ContainsFunc(out, func(known index.Spelling) bool { return known.Exact == exact }) {
				continue
			}
			count, err := v.view.count(fieldExact, []byte(exact))
			if err == nil && count > 0 {
				out = append(out, index.Spelling{Exact: exact, Count: count})
			}
		}
	}
	slices.SortFunc(out, func(a, b index.Spelling) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Exact, b.Exact))
	})
	return out
}

// Share adds up the shares of the segments, each by its size.
func (v *vocabulary) Share(words ...string) float64 {
	sum, documents := 0.0, 0
	for i, s := range v.studies {
		size := int(v.view.segments[i].live.GetCardinality())
		sum += s.share(words) * float64(size)
		documents += size
	}
	return sum / float64(max(1, documents))
}
