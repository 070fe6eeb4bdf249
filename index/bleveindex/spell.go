package bleveindex

import (
	"cmp"
	"slices"
	"sync"

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
	for i, s := range v.studies {
		if !s.has(folded) {
			continue
		}
		counted, err := v.view.segments[i].countSpellings(folded)
		if err != nil {
			return nil
		}
		for _, c := range counted {
			at := slices.IndexFunc(out, func(known index.Spelling) bool { return known.Exact == c.Exact })
			if at < 0 {
				out = append(out, c)
			} else {
				out[at].Count += c.Count
			}
		}
	}
	slices.SortFunc(out, func(a, b index.Spelling) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Exact, b.Exact))
	})
	return out
}

// spellingCache keeps the spellings of the words of a segment with the number of
// documents that have them. Advice asks for those of all words that one may have
// meant, some hundred for each word typed.
type spellingCache struct {
	mu      sync.Mutex
	deleted uint64 // documents deleted of the segment when they were counted
	counted map[string][]index.Spelling
}

const keptSpellings = 1 << 14 // words without accents

// countSpellings are the spellings of a word in the segment that living documents
// have.
func (s *segmentView) countSpellings(folded string) ([]index.Spelling, error) {
	c, deleted := &s.counted, deletions(s.deleted)
	c.mu.Lock()
	kept, ok := c.counted[folded]
	ok = ok && c.deleted == deleted
	c.mu.Unlock()
	if ok {
		return kept, nil
	}
	words, err := s.spellings(folded)
	if err != nil {
		return nil, err
	}
	out := make([]index.Spelling, 0, len(words))
	for _, word := range words {
		list, err := s.list(fieldExact, []byte(word))
		if err != nil {
			return nil, err
		}
		if n := int(list.Count()); n > 0 {
			out = append(out, index.Spelling{Exact: word, Count: n})
		}
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.counted == nil || c.deleted != deleted || len(c.counted) >= keptSpellings {
		c.counted, c.deleted = map[string][]index.Spelling{}, deleted
	}
	c.counted[folded] = out
	return out, nil
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
