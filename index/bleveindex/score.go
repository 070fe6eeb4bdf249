package bleveindex

import (
	"cmp"
	"context"
	"math"
	"slices"

	"github.com/RoaringBitmap/roaring/v2"

	"tracuu/index"
)

// The parameters of BM25 over syllables.
const (
	saturation  = 0.6 // k1: how fast more occurrences stop to matter
	lengthShare = 0.7 // b: how much a long document is discounted
)

// scoreWord is a word that adds to a score: one weight where its accents are as
// typed, another wherever it stands. Each is an idf, times what the kind counts.
type scoreWord struct {
	index.Word
	exact, folded float64
}

// scorer scores documents of one view. Scores order documents inside a tier and
// mean nothing else.
type scorer struct {
	words   []scoreWord
	average float64 // length of a document
	norms   []float64
}

// mostScored bounds the words that add to a score: those that tell most, by their
// weights. The rest, in a text of so many words, hardly moves a document.
const mostScored = 16

// newScorer weighs words.
func newScorer(v *view, words []index.Word) (*scorer, error) {
	s := &scorer{average: v.average, norms: v.norms()}
	exact, folded := map[string]bool{}, map[string]bool{} // that have a weight already
	accented := anyMarked(words)
	for _, w := range words {
		scored := scoreWord{Word: w}
		var err error
		share := 1.0
		if accented {
			share = otherAccent
			if !exact[w.Exact] {
				scored.exact, err = v.weight(phraseWord{w, true}, typedShare)
			}
		}
		if err == nil && !folded[w.Folded] {
			scored.folded, err = v.weight(phraseWord{w, false}, share)
		}
		if err != nil {
			return nil, err
		}
		exact[w.Exact], folded[w.Folded] = true, true
		s.words = append(s.words, scored)
	}
	if len(s.words) > mostScored {
		slices.SortStableFunc(s.words, func(a, b scoreWord) int { return cmp.Compare(b.exact+b.folded, a.exact+a.folded) })
		s.words = s.words[:mostScored]
	}
	return s, nil
}

// weight is a share of the idf of a word, 0 for one that no document has.
func (v *view) weight(w phraseWord, share float64) (float64, error) {
	found, err := v.countWord(w)
	if err != nil || found == 0 {
		return 0, err
	}
	return share * index.Weight(v.documents, found), nil
}

// anyMarked reports whether any word was typed with a mark. Then the others are
// taken to have none either, which decides no match but does count in scores.
func anyMarked(words []index.Word) bool {
	return slices.ContainsFunc(words, func(w index.Word) bool { return w.Marked })
}

// score gives the scores of documents of one segment, in their order.
func (s *scorer) score(ctx context.Context, seg *segmentView, docs []uint32, set *roaring.Bitmap) ([]float64, error) {
	out := make([]float64, len(docs))
	for _, w := range s.words {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if err := s.addWord(seg, w, docs, set, out); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// addWord adds what a word gives to the scores of documents, which are those of set.
func (s *scorer) addWord(seg *segmentView, w scoreWord, docs []uint32, set *roaring.Bitmap, out []float64) (err error) {
	var words []string
	if w.folded != 0 {
		if words, err = seg.spellings(w.Folded); err != nil {
			return err
		}
	}
	counts := seg.countWords()
	defer counts.release(docs)
	folded := w.folded
	if w.exact != 0 {
		if err := counts.add(seg, w.Exact, docs, set); err != nil {
			return err
		}
		weight := w.exact
		if len(words) == 1 && words[0] == w.Exact {
			weight, folded = weight+folded, 0
		}
		s.addCounts(seg, counts, weight, docs, out)
	}
	if folded == 0 {
		return nil
	}
	for _, word := range words {
		if w.exact != 0 && word == w.Exact {
			continue // counted already
		}
		if err := counts.add(seg, word, docs, set); err != nil {
			return err
		}
	}
	s.addCounts(seg, counts, folded, docs, out)
	return nil
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
