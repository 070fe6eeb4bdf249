package indextest

import "tracuu/index"

// question is a long text with the weights of its words in the collection.
type question struct {
	index.Question
	words, numbers []float64
	total          float64
}

// weigh counts the documents that have each word of a question.
func (s *search) weigh() question {
	q := question{Question: s.plan.Question}
	docs := s.engine.sorted()
	count := func(has func(matched) bool) float64 {
		n := 0
		for _, d := range docs {
			if has(matched{engine: s.engine, doc: d}) {
				n++
			}
		}
		weight := index.Weight(len(docs), n)
		q.total += weight
		return weight
	}
	for _, w := range q.Words {
		q.words = append(q.words, count(func(m matched) bool { return m.Word(w, false) }))
	}
	for _, n := range q.Numbers {
		q.numbers = append(q.numbers, count(func(m matched) bool { return m.Mentions(n) }))
	}
	return q
}

// match fills the tier and score of a document and reports whether it
// qualifies.
func (q question) match(f *found, m matched) bool {
	if _, ok := index.Rank(q.Must, m); !ok {
		return false
	}
	carried, exact, all := 0.0, 0.0, true
	for i, w := range q.Words {
		if !m.Word(w, false) {
			all = false
			continue
		}
		carried += q.words[i]
		if m.Word(w, true) {
			exact += q.words[i]
		}
	}
	own := false
	for i, n := range q.Numbers {
		if !m.Mentions(n) {
			all = false
			continue
		}
		carried += q.numbers[i]
		own = own || m.Own(n)
	}
	f.partial = !all
	f.tier = index.TierSome
	if all {
		f.tier, _ = index.Rank(index.Run{Words: q.Words}, m)
	}
	if own {
		f.tier = index.TierNumber
	}
	f.score = carried + exact/10
	return own || index.Qualifies(carried, q.total)
}
