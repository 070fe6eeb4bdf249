package relevance

import (
	"cmp"
	"context"
	"math"
	"slices"
	"strings"
	"unicode"

	"tracuu/analyzers/viet"
)

// Plain is the ranking to compare with: BM25 (k1 1.2, b .75) over the
// lower-cased syllables of title and text together, and nothing else.
type Plain struct {
	fold     bool
	ids      []string
	lengths  []float64
	average  float64
	postings map[string][]posting
}

type posting struct {
	doc   int32
	count int32
}

var _ Ranker = (*Plain)(nil)

// NewPlain indexes documents in memory; with fold, both they and the queries
// lose their accents.
func NewPlain(documents []Document, fold bool) *Plain {
	p := &Plain{fold: fold, postings: map[string][]posting{}}
	for i, d := range documents {
		words := p.words(d.Title + "\n" + d.Text)
		counts := map[string]int32{}
		for _, w := range words {
			counts[w]++
		}
		for w, n := range counts {
			p.postings[w] = append(p.postings[w], posting{doc: int32(i), count: n})
		}
		p.ids = append(p.ids, d.ID)
		p.lengths = append(p.lengths, float64(len(words)))
		p.average += float64(len(words))
	}
	p.average = math.Max(1, p.average/math.Max(1, float64(len(documents))))
	return p
}

func (p *Plain) words(text string) []string {
	text = strings.ToLower(text)
	if p.fold {
		text = viet.Fold(text)
	}
	return strings.FieldsFunc(text, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r)
	})
}

// Rank implements Ranker.
func (p *Plain) Rank(_ context.Context, text string, n int) ([]string, error) {
	const k1, b = 1.2, 0.75
	scores := map[int32]float64{}
	for _, w := range p.words(text) {
		list := p.postings[w]
		found := float64(len(list))
		idf := math.Log1p((float64(len(p.ids)) - found + 0.5) / (found + 0.5))
		for _, x := range list {
			count := float64(x.count)
			scores[x.doc] += idf * count * (k1 + 1) / (count + k1*(1-b+b*p.lengths[x.doc]/p.average))
		}
	}
	docs := make([]int32, 0, len(scores))
	for doc := range scores {
		docs = append(docs, doc)
	}
	slices.SortFunc(docs, func(a, b int32) int {
		return cmp.Or(cmp.Compare(scores[b], scores[a]), cmp.Compare(p.ids[a], p.ids[b]))
	})
	ids := make([]string, 0, n)
	for _, doc := range docs[:min(n, len(docs))] {
		ids = append(ids, p.ids[doc])
	}
	return ids, nil
}
