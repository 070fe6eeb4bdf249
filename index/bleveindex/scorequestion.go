package bleveindex

import (
	"cmp"
	"slices"

	"github.com/RoaringBitmap/roaring/v2"

	"tracuu/index"
)

// How questions are scored. All shares are weights against the idf of a single
// word as typed.
const (
	rescored    = 200 // documents that are scored again
	typedShare  = 0.8 // a word with the accents typed, where some were
	otherAccent = 0.2 // the same word with any accents
	pairShare   = 1.0 // two words in a row, with any accents
	roughWords  = 20  // words that the rough score counts, at most, and
	roughPairs  = 40  // pairs; the heaviest
	frequent    = 0.3 // part of the documents from which on a word is no evidence in the rough score
)

// questionScorer scores the documents of a question in two rounds. The first is
// rough and reads postings only: rarer words by their frequency, and whether
// neighbours of the question occur in the document at all. The second reads the
// word sequences of the best documents and counts neighbours that stand in a
// row. Of 529 real questions nearly all answers survive the first round, so
// that the order is as good as with every pair of words indexed.
type questionScorer struct {
	*search
	accented bool                  // some accents were typed
	words    map[string]wordWeight // by exact key
	rare     []scoreWord           // words that count in the rough score
	rows     []*scoredRow
	pairs    []*wordPair
	numbers  []scoredSet
}

// wordWeight is what a word adds where its accents are as typed, and where it
// has any.
type wordWeight struct{ exact, folded float64 }

// scoredSet is documents that get a weight for having something once.
type scoredSet struct {
	docs   []segmentSet // by segment of the view
	weight float64
}

func (s *search) newQuestionScorer() (*questionScorer, error) {
	words := wordsOf(s.plan.Text)
	if _, err := s.scores(); err != nil {
		return nil, err
	}
	q := &questionScorer{search: s, accented: anyMarked(words), words: map[string]wordWeight{}}
	if err := q.weighWords(words); err != nil {
		return nil, err
	}
	if err := q.readRows(); err != nil {
		return nil, err
	}
	for i, n := range s.plan.Question.Numbers {
		key := keyTerm(tagMentioned, n.NumberKey())
		docs, _, err := s.view.sets(func(seg *segmentView) (segmentSet, error) { return seg.docs(fieldKeys, key) })
		if err != nil {
			return nil, err
		}
		q.numbers = append(q.numbers, scoredSet{docs: docs, weight: s.weights.numbers[i]})
	}
	return q, nil
}

// weighWords weighs each distinct word. A word that stands in a large part of
// the documents is left out of the rough score, unless all of them do.
func (q *questionScorer) weighWords(words []index.Word) error {
	var all []scoreWord
	seen := map[string]bool{}
	for _, w := range words {
		if _, ok := q.words[w.Exact]; ok {
			continue
		}
		exact, err := q.view.countWord(phraseWord{w, true})
		if err != nil {
			return err
		}
		folded, err := q.view.countWord(phraseWord{w, false})
		if err != nil {
			return err
		}
		weight := index.Weight(q.view.documents, folded)
		if q.accented {
			q.words[w.Exact] = wordWeight{exact: typedShare * index.Weight(q.view.documents, exact), folded: otherAccent * weight}
		} else {
			q.words[w.Exact] = wordWeight{folded: weight}
		}
		if folded == 0 || seen[w.Folded] {
			continue
		}
		seen[w.Folded] = true
		scored := scoreWord{Word: w, folded: weight}
		all = append(all, scored)
		if float64(folded) <= frequent*float64(q.view.documents) {
			q.rare = append(q.rare, scored)
		}
	}
	if len(q.rare) == 0 {
		q.rare = all
	}
	if len(q.rare) > roughWords {
		slices.SortStableFunc(q.rare, func(a, b scoreWord) int { return cmp.Compare(b.folded, a.folded) })
		q.rare = q.rare[:roughWords]
	}
	return nil
}

// byScore offers the documents of a question: no tier but that of the
// document's own number stands above the scores. Those that are scored again
// stand before the rest.
func (s *search) byScore(first *best) error {
	q, err := s.newQuestionScorer()
	if err != nil {
		return err
	}
	again := &best{n: rescored, order: s.plan.Order}
	for n, a := range s.answers {
		if err := q.firstRound(n, a, again); err != nil {
			return err
		}
	}
	docs := again.sorted()
	lowest, err := q.rescore(docs)
	if err != nil {
		return err
	}
	for _, f := range docs {
		s.offer(first, f)
	}
	if first.full() {
		return nil
	}
	return q.offerRest(first, docs, lowest)
}

// offerRest offers the documents that are not scored again, in their rough order
// below the others.
func (q *questionScorer) offerRest(first *best, again []found, lowest float64) error {
	for n, a := range q.answers {
		taken := roaring.New()
		for _, f := range again {
			if f.part == n {
				taken.Add(f.doc)
			}
		}
		r, err := q.rough(n, a, minus(a.match, taken))
		if err != nil {
			return err
		}
		for i, score := range r.scores {
			r.scores[i] = lowest * score / (1 + score)
		}
		q.tops(n, a, r, first, func(f found) { q.offer(first, f) })
	}
	return nil
}
