package main

import (
	"fmt"
	"math/rand/v2"
	"sort"
	"strings"

	"tracuu/analyzers/viet"
	"tracuu/index/directive"
)

// class is a kind of query. Each engine answers all that it can express.
type class string

// The classes, in the order of the report.
const (
	classWord     class = "word"         // one word, in any accents
	classExact    class = "exact word"   // one word with its accents
	classAnd      class = "and"          // two to four words
	classPhrase   class = "phrase"       // two to five words in a row, with accents
	classFolded   class = "unaccented"   // one to four words typed without accents
	classQuestion class = "question"     // eight to fifteen words, all of them
	classAny      class = "question any" // the same, some of them
	classNumber   class = "number"
	classCites    class = "cites"
	classDates    class = "issuer+dates"
	classFacets   class = "facets" // four facets over many matches
	classNewest   class = "newest"
	classDeep     class = "deep page" // the page after the thousandth hit
	classSuggest  class = "suggest"
)

var classes = []class{
	classWord, classExact, classAnd, classPhrase, classFolded, classQuestion, classAny, classNumber, classCites,
	classDates, classFacets, classNewest, classDeep, classSuggest,
}

// Sizes of what is asked: hits of a page, and hits before a deep one.
const (
	pageSize  = 10
	deepAfter = 1000
	// queriesPerClass is how many different queries a class has, where there are as
	// many: half for the times at one client, half for the throughput, so that an
	// engine that remembers answers gains nothing by it.
	queriesPerClass = 1000
	// facetRows is how many values of each facet are asked for.
	facetRows = 20
)

// how a query's words must occur.
type how int

const (
	all how = iota
	inRow
	some
)

// query is one query in the terms of every engine.
type query struct {
	Class  class
	Text   string   // as typed
	Exact  []string // keys of its words with accents
	Folded []string // without
	How    how
	Marked bool   // accents count
	Issuer string // id
	From   directive.Date
	To     directive.Date
	Number string // as printed
	Cites  string // as printed
	Facets bool
	Newest bool
	Offset int
}

// makeQueries takes the words of queries from documents of the collection, so
// that there is something to find.
func (g *generator) makeQueries() map[class][]query {
	r := rand.New(rand.NewPCG(g.seed, 99))
	common := g.commonWords()
	out := map[class][]query{}
	for _, c := range classes {
		seen := map[string]bool{}
		for tries := 0; len(out[c]) < queriesPerClass && tries < 20*queriesPerClass; tries++ {
			q, ok := g.query(c, r, common)
			if same := fmt.Sprint(q); ok && !seen[same] {
				seen[same] = true
				out[c] = append(out[c], q)
			}
		}
	}
	return out
}

// commonWords are words of the collection by how many documents have them, the
// commonest first.
func (g *generator) commonWords() []string {
	counts := map[string]int{}
	for n := range min(g.count, 400) {
		seen := map[string]bool{}
		for _, t := range viet.Tokenize(g.make(n, viet.NewTokenizer()).directive.Text) {
			if t.Marked && !seen[t.Exact] {
				seen[t.Exact] = true
				counts[t.Exact]++
			}
		}
	}
	var words []string
	for w := range counts {
		words = append(words, w)
	}
	sort.Slice(words, func(i, j int) bool {
		a, b := words[i], words[j]
		if counts[a] != counts[b] {
			return counts[a] > counts[b]
		}
		return a < b
	})
	return words
}

// query makes one query of a class; not every draw gives one.
func (g *generator) query(c class, r *rand.Rand, common []string) (query, bool) {
	q := query{Class: c}
	switch c {
	case classWord, classExact:
		share := r.Float64()
		q.Text = common[int(share*share*float64(len(common)))]
	case classDeep:
		q.Text, q.Offset = common[r.IntN(min(len(common), 200))], deepAfter
	case classFacets, classNewest:
		q.Text = common[r.IntN(min(len(common), 400))]
		q.Facets, q.Newest = c == classFacets, c == classNewest
	case classAnd:
		q.Text = g.words(r, 2+r.IntN(3))
	case classPhrase:
		q.Text = g.words(r, 2+r.IntN(4))
	case classFolded:
		q.Text = viet.FoldKey(g.words(r, 1+r.IntN(4)))
	case classQuestion, classAny:
		q.Text = g.words(r, 8+r.IntN(8))
	case classSuggest:
		words := []rune(g.words(r, 1+r.IntN(3)))
		q.Text = string(words[:max(min(1, len(words)), len(words)-r.IntN(3))])
	case classNumber:
		q.Number = g.heading(r.IntN(g.count)).number
		return q, true
	case classCites:
		q.Cites = g.heading(zipf(r, 1.1, g.count)).number
		return q, true
	case classDates:
		h := g.heading(r.IntN(g.count))
		q.Text, q.Issuer = common[r.IntN(min(len(common), 400))], h.issuer.id
		q.From = directive.Date{Year: 2010 + r.IntN(12), Month: 1 + r.IntN(12)}
		q.To = directive.Date{Year: q.From.Year + 1 + r.IntN(3), Month: 1 + r.IntN(12)}
	}
	return q.cut()
}

// words are some words in a row of a sentence, as people type them.
func (g *generator) words(r *rand.Rand, count int) string {
	s := g.corpus.sentences[r.IntN(len(g.corpus.sentences))]
	tokens := viet.Tokenize(s)
	if len(tokens) < count+2 {
		return ""
	}
	start := r.IntN(len(tokens) - count)
	var picked []string
	for i := range count {
		t := tokens[start+i]
		if i > 0 && t.Gap == viet.GapSentence {
			return ""
		}
		if strings.ContainsAny(t.Exact, "0123456789") || !isWord(t.Exact) {
			return ""
		}
		picked = append(picked, t.Exact)
	}
	return strings.Join(picked, " ")
}

// isWord leaves out what the query language would read as something else.
func isWord(w string) bool {
	return viet.IsSyllable(w) && w != "or"
}

// cut makes the words of the text, and refuses a query without any.
func (q query) cut() (query, bool) {
	for _, t := range viet.Tokenize(q.Text) {
		q.Exact = append(q.Exact, t.Exact)
		q.Folded = append(q.Folded, t.Folded)
		q.Marked = q.Marked || t.Marked
	}
	switch q.Class {
	case classPhrase, classExact:
		if !q.Marked {
			return q, false
		}
		q.How = inRow
	case classAny:
		q.How = some
		q.Marked = false
	default:
		q.Marked = false
	}
	return q, len(q.Exact) > 0
}
