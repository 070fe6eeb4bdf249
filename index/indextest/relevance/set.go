package relevance

import (
	"cmp"
	"math/rand/v2"
	"slices"
)

// Document is what is searched: a title and the name of a type, which may be "", and a
// text.
type Document struct {
	ID    string
	Title string
	Type  string
	Text  string
}

// Query is a text as typed and the ids of the documents that answer it.
type Query struct {
	ID       string
	Text     string
	Relevant map[string]bool
}

// Set is a labelled collection.
type Set struct {
	Name      string
	Documents []Document
	Queries   []Query
}

// Sample keeps n of the queries, always the same ones, and all documents. Sets
// that have no more stay as they are.
func (s *Set) Sample(n int) *Set {
	if len(s.Queries) <= n {
		return s
	}
	out := &Set{Name: s.Name, Documents: s.Documents}
	order := rand.New(rand.NewPCG(seed, uint64(len(s.Queries)))).Perm(len(s.Queries))[:n]
	slices.Sort(order)
	for _, i := range order {
		out.Queries = append(out.Queries, s.Queries[i])
	}
	return out
}

// Rewritten gives the set with a variant made of its documents' texts, and of
// their titles.
func (s *Set) Rewritten(v Variant) *Set {
	out := &Set{Name: s.Name, Queries: s.Queries, Documents: slices.Clone(s.Documents)}
	for i := range out.Documents {
		d := &out.Documents[i]
		d.Title, d.Text = v.Rewrite("title "+d.ID, d.Title), v.Rewrite(d.ID, d.Text)
	}
	return out
}

// relate gives the queries their relevant documents and drops those without
// any; sorted by id, so that nothing depends on the order in a file.
func relate(queries []Query, answers map[string]map[string]bool) []Query {
	out := make([]Query, 0, len(queries))
	for _, q := range queries {
		if q.Relevant = answers[q.ID]; len(q.Relevant) > 0 {
			out = append(out, q)
		}
	}
	slices.SortFunc(out, func(a, b Query) int { return cmp.Compare(a.ID, b.ID) })
	return out
}
