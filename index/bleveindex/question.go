package bleveindex

import (
	"github.com/RoaringBitmap/roaring/v2"

	"tracuu/index"
)

// questionWeights are the weights of a long question's words and numbers over a
// whole view, in the order of the question.
type questionWeights struct {
	words, numbers []float64
	total          float64
}

// weigh looks up how common the words and numbers of a question are.
func weigh(v *view, q index.Question) (*questionWeights, error) {
	w := &questionWeights{}
	for _, word := range q.Words {
		found, err := v.countWord(phraseWord{Word: word})
		if err != nil {
			return nil, err
		}
		w.words = append(w.words, index.Weight(v.documents, found))
	}
	for _, n := range q.Numbers {
		found, err := v.count(fieldKeys, keyTerm(tagMentioned, n.NumberKey()))
		if err != nil {
			return nil, err
		}
		w.numbers = append(w.numbers, index.Weight(v.documents, found))
	}
	for _, weight := range append(w.words[:len(w.words):len(w.words)], w.numbers...) {
		w.total += weight
	}
	return w, nil
}

// question gives the documents of a segment that qualify for a question, and
// those that have all its words and numbers. Only the latter are ranked, and
// those whose own number it names.
func (e *evaluator) question(q index.Question, w *questionWeights) (r ranked, full *roaring.Bitmap, err error) {
	must, err := e.rank(q.Must)
	if err != nil {
		return ranked{}, nil, err
	}
	room := roomFor(e.segment)
	defer room.release()
	carried := newCarried(room, w.total)
	own := emptySet
	full = must.match
	for i, word := range q.Words {
		if err := e.ctx.Err(); err != nil {
			return ranked{}, nil, err
		}
		docs, err := e.segment.folded(word.Folded)
		if err != nil {
			return ranked{}, nil, err
		}
		full = intersect(docs, full)
		carried.add(docs, w.words[i])
	}
	for i, n := range q.Numbers {
		number, err := e.rankNumber(n)
		if err != nil {
			return ranked{}, nil, err
		}
		own = union(own, number.reach[index.TierNumber])
		full = intersect(number.match, full)
		carried.add(number.match, w.numbers[i])
	}
	match := intersect(must.match, union(carried.qualify(), own))
	e.settle, e.among = true, intersect(full, match)
	if r, err = e.rankRun(index.Run{Words: q.Words}); err != nil {
		return ranked{}, nil, err
	}
	own = intersect(own, match)
	return either(either(unranked(match), r), level(own, index.TierNumber)), full, nil
}
