package bleveindex

import (
	"math/bits"

	"tracuu/index"
)

// How questions are scored again.
const (
	rescored       = 200 // documents
	neighbourShare = 1.0 // weight of two words in a row, against the words themselves
)

// neighbours counts in word sequences how often words of a question that stand
// side by side there stand so in a document. On 529 questions with known
// answers it raises nDCG@10 from .85 to .89, without accents from .81 to .88.
type neighbours struct {
	finders []*phraseFinder // one for each row of words
	weights [][]float64     // of word i and the one before it, by finder
}

func (s *search) newNeighbours() (*neighbours, error) {
	n := &neighbours{}
	accented := anyMarked(wordsOf(s.plan.Text))
	var err error
	s.plan.Text.Positive(func(node index.Node) {
		run, ok := node.(index.Run)
		for ok && err == nil && len(run.Words) > 1 {
			words := foldedWords(run.Words[:min(len(run.Words), headWords)])
			for i := range words {
				words[i].exact = accented
			}
			var weights []float64
			if weights, err = s.neighbourWeights(words); err != nil {
				return
			}
			n.finders = append(n.finders, newPhraseFinder(words))
			n.weights = append(n.weights, weights)
			run.Words = run.Words[len(words)-1:]
		}
	})
	return n, err
}

// neighbourWeights weighs each word with the one before it by the rarer of the
// two: how many documents have both in a row is not known.
func (s *search) neighbourWeights(words []phraseWord) ([]float64, error) {
	weights := make([]float64, len(words))
	before := 0.0
	for i, w := range words {
		found, err := s.view.count(w.field(), []byte(w.key()))
		if err != nil {
			return nil, err
		}
		weight := index.Weight(s.view.documents, found)
		if i > 0 && weight > 0 && before > 0 {
			weights[i] = neighbourShare * max(weight, before)
		}
		before = weight
	}
	return weights, nil
}

// rescore adds to the scores of documents what their neighbouring words weigh.
func (s *search) rescore(docs []found) error {
	n, err := s.newNeighbours()
	if err != nil {
		return err
	}
	for i := range docs {
		if err := s.ctx.Err(); err != nil {
			return err
		}
		f := &docs[i]
		err := f.answer.segment.sequence(f.doc, func(sequence []byte) error {
			bonus, err := n.score(sequence, s.scorer, float64(f.answer.segment.lengths[f.doc]))
			f.key.Score += bonus
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func (n *neighbours) score(sequence []byte, s *scorer, length float64) (float64, error) {
	sum := 0.0
	for i, finder := range n.finders {
		counts, err := finder.neighbours(sequence)
		if err != nil {
			return 0, err
		}
		for word, count := range counts {
			if count > 0 {
				sum += n.weights[i][word] * s.saturate(float64(count), length)
			}
		}
	}
	return sum, nil
}

// neighbours counts how often each word of the phrase stands right after the
// one before it.
func (f *phraseFinder) neighbours(sequence []byte) ([]int, error) {
	stream, _, err := f.readWords(sequence)
	if err != nil {
		return nil, err
	}
	counts := make([]int, f.head)
	before := uint64(0)
	for len(stream) > 0 {
		id, n := uvarint(stream)
		if n <= 0 || id >= uint64(len(f.roles)) {
			return nil, errSequence
		}
		stream = stream[n:]
		role := uint64(0)
		if id >= firstWord {
			role = f.roles[id]
		}
		for row := before << 1 & role; row != 0; row &= row - 1 {
			counts[bits.TrailingZeros64(row)]++
		}
		before = role
	}
	return counts, nil
}
