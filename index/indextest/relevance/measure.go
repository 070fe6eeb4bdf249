package relevance

import (
	"context"
	"fmt"
	"math"
	"slices"
	"time"
)

// How far an answer is looked at.
const (
	shortList = 10  // what people read
	longList  = 100 // what a second stage or a patient reader would see
)

// Ranker gives the ids of the n best documents for a text, best first; fewer
// where it finds no more. n is at most 100.
type Ranker interface {
	Rank(ctx context.Context, text string, n int) (ids []string, err error)
}

// Figures are means over queries, each from 0 to 1 but the times.
type Figures struct {
	NDCG10, Recall10, Recall100, MRR float64
	Median, P99                      time.Duration
}

// Miss is a query with a relevant document that is not among the first ten.
type Miss struct {
	Query Query
	Text  string   // as asked
	Place int      // of the first relevant document, from 1; 0 when it is not among the first hundred
	First []string // the first three ids that stand there instead
}

// Measure asks queries in a variant. It asks for ten documents, which is what is
// timed, and for a hundred only where one that is relevant is missing.
func Measure(ctx context.Context, r Ranker, queries []Query, v Variant) (Figures, []Miss, error) {
	var (
		f      Figures
		misses []Miss
		times  []time.Duration
	)
	for _, q := range queries {
		text := v.Rewrite(q.ID, q.Text)
		start := time.Now()
		ids, err := r.Rank(ctx, text, shortList)
		times = append(times, time.Since(start))
		if err == nil && recall(ids, q.Relevant, shortList) < 1 {
			ids, err = r.Rank(ctx, text, longList)
		}
		if err != nil {
			return Figures{}, nil, fmt.Errorf("relevance: ask %s, %s: %w", q.ID, v.Name, err)
		}
		f.NDCG10 += ndcg(ids, q.Relevant)
		f.Recall10 += recall(ids, q.Relevant, shortList)
		f.Recall100 += recall(ids, q.Relevant, longList)
		place := firstPlace(ids, q.Relevant)
		if place > 0 {
			f.MRR += 1 / float64(place)
		}
		if place == 0 || place > shortList {
			misses = append(misses, Miss{Query: q, Text: text, Place: place, First: ids[:min(3, len(ids))]})
		}
	}
	if n := float64(len(queries)); n > 0 {
		f.NDCG10, f.Recall10, f.Recall100, f.MRR = f.NDCG10/n, f.Recall10/n, f.Recall100/n, f.MRR/n
		slices.Sort(times)
		f.Median, f.P99 = times[len(times)/2], times[len(times)*99/100]
	}
	return f, misses, nil
}

// ndcg is the discounted gain of the first ten, 1 when the relevant documents
// stand before all others. A document is relevant or not.
func ndcg(ids []string, relevant map[string]bool) float64 {
	gain, ideal := 0.0, 0.0
	for i, id := range ids[:min(shortList, len(ids))] {
		if relevant[id] {
			gain += discount(i)
		}
	}
	for i := range min(shortList, len(relevant)) {
		ideal += discount(i)
	}
	if ideal == 0 {
		return 0
	}
	return gain / ideal
}

func discount(i int) float64 { return 1 / math.Log2(float64(i)+2) }

// recall is the part of the relevant documents among the first n.
func recall(ids []string, relevant map[string]bool, n int) float64 {
	if len(relevant) == 0 {
		return 0
	}
	found := 0
	for _, id := range ids[:min(n, len(ids))] {
		if relevant[id] {
			found++
		}
	}
	return float64(found) / float64(len(relevant))
}

// firstPlace is the place of the first relevant document among the first
// hundred, from 1; 0 for none.
func firstPlace(ids []string, relevant map[string]bool) int {
	for i, id := range ids[:min(longList, len(ids))] {
		if relevant[id] {
			return i + 1
		}
	}
	return 0
}
