package bleveindex

import (
	"context"
	"fmt"
	"math"
	"slices"

	"github.com/RoaringBitmap/roaring/v2"
	segmentapi "github.com/blevesearch/scorch_segment_api/v2"

	"tracuu/index"
)

// The parameters of BM25 over syllables.
const (
	saturation  = 0.6 // k1: how fast more occurrences stop to matter
	lengthShare = 0.7 // b: how much a long document is discounted
)

// scoreTerm is one term that adds to a score.
type scoreTerm struct {
	field  string
	term   string
	weight float64 // idf, times what kind of term it is
}

// scorer scores documents of one view. Scores order documents inside a tier and
// mean nothing else.
type scorer struct {
	terms   []scoreTerm
	average float64 // length of a document
}

// newScorer prepares the terms of words.
func newScorer(v *view, words []index.Word) (*scorer, error) {
	s := &scorer{average: v.averageLength()}
	seen := map[scoreTerm]bool{}
	add := func(field, term string, share float64) error {
		key := scoreTerm{field: field, term: term}
		if seen[key] {
			return nil
		}
		seen[key] = true
		found, err := v.count(field, []byte(term))
		if err != nil || found == 0 {
			return err
		}
		s.terms = append(s.terms, scoreTerm{field: field, term: term, weight: share * index.Weight(v.documents, found)})
		return nil
	}
	accented := anyMarked(words)
	for _, w := range words {
		share := 1.0
		if accented {
			if err := add(fieldExact, w.Exact, typedShare); err != nil {
				return nil, err
			}
			share = otherAccent
		}
		if err := add(fieldFolded, w.Folded, share); err != nil {
			return nil, err
		}
	}
	return s, nil
}

// anyMarked reports whether any word was typed with a mark. Then the others are
// taken to have none either, which decides no match but does count in scores.
func anyMarked(words []index.Word) bool {
	return slices.ContainsFunc(words, func(w index.Word) bool { return w.Marked })
}

// score gives the scores of documents of one segment, in their order.
func (s *scorer) score(ctx context.Context, seg *segmentView, docs []uint32, set *roaring.Bitmap) ([]float64, error) {
	out := make([]float64, len(docs))
	for _, t := range s.terms {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if err := s.addTerm(seg, t, docs, set, out); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func (s *scorer) addTerm(seg *segmentView, t scoreTerm, docs []uint32, set *roaring.Bitmap, out []float64) error {
	list, err := seg.list(t.field, []byte(t.term))
	if err != nil {
		return err
	}
	it := list.Iterator(true, false, false, nil)
	if fast, ok := it.(segmentapi.OptimizablePostingsIterator); ok {
		if all := fast.ActualBitmap(); all != nil {
			fast.ReplaceActual(roaring.And(all, set))
		}
	}
	at := 0
	for {
		posting, err := it.Next()
		if err != nil {
			return fmt.Errorf("bleveindex: read the postings of %q: %w", t.term, err)
		}
		if posting == nil {
			return nil
		}
		doc := uint32(posting.Number())
		for at < len(docs) && docs[at] < doc {
			at++
		}
		if at == len(docs) {
			return nil
		}
		if docs[at] != doc {
			continue
		}
		out[at] += t.weight * s.saturate(float64(posting.Frequency()), float64(seg.lengths[doc]))
	}
}

// saturate is the BM25 value of a term that occurs so often in a document of
// that many words.
func (s *scorer) saturate(frequency, length float64) float64 {
	discount := 1 - lengthShare + lengthShare*length/s.average
	return frequency * (saturation + 1) / (frequency + saturation*discount)
}

// averageLength is the mean number of words of a document, at least 1. It is of
// the living documents alone, so that scores do not move when segments merge
// and pages of one search fit together.
func (v *view) averageLength() float64 {
	words := int64(0)
	for _, s := range v.segments {
		words += s.sum
		if s.deleted == nil {
			continue
		}
		for it := s.deleted.Iterator(); it.HasNext(); {
			words -= int64(s.lengths[it.Next()])
		}
	}
	return math.Max(1, float64(words)/math.Max(1, float64(v.documents)))
}
