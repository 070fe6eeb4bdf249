package bleveindex

import (
	"math"
	"math/bits"

	"tracuu/index"
)

// scoredRow is words of a question in a row, at most 64, with what each adds.
// A word or pair that stood there before adds nothing again.
type scoredRow struct {
	roles   *roles
	weights []wordWeight // of word i
	pairs   []*wordPair  // of word i and the one before it, nil for none
}

// tally is how often a document has a word of a row, with the accents typed and
// with any, and how often right after the one before it.
type tally struct{ exact, folded, inRow int }

func newScoredRow(words []index.Word) *scoredRow {
	return &scoredRow{
		roles:   newRoles(foldedWords(words)),
		weights: make([]wordWeight, len(words)), pairs: make([]*wordPair, len(words)),
	}
}

// readRows makes the rows and pairs of the question. A longer row is cut, with
// the word at the cut in both parts.
func (q *questionScorer) readRows() error {
	used := map[string]bool{}
	for _, words := range rowsOf(q.plan.Text) {
		for at := 0; at < len(words); at += headWords - 1 {
			part := words[at:min(at+headWords, len(words))]
			if at > 0 && len(part) == 1 {
				break
			}
			if err := q.addRow(part, used); err != nil {
				return err
			}
		}
	}
	return nil
}

// addRow makes one row; used are the words and pairs that others have.
func (q *questionScorer) addRow(words []index.Word, used map[string]bool) error {
	row := newScoredRow(words)
	for i, w := range words {
		if !used[w.Exact] {
			used[w.Exact], row.weights[i] = true, q.words[w.Exact]
		}
		if i == 0 {
			continue
		}
		key := words[i-1].Folded + " " + w.Folded // no word, for it has a space
		if used[key] {
			continue
		}
		pair, err := q.view.newPair(words[i-1], w)
		if err != nil {
			return err
		}
		used[key], row.pairs[i] = true, pair
		q.pairs = append(q.pairs, pair)
	}
	q.rows = append(q.rows, row)
	return nil
}

// rescore scores documents by their word sequences and gives the lowest score.
func (q *questionScorer) rescore(docs []found) (lowest float64, err error) {
	tallies := make([][][]tally, len(docs)) // by document and row
	for i, f := range docs {
		if err := q.ctx.Err(); err != nil {
			return 0, err
		}
		sequence, err := f.answer.segment.sequence(f.doc)
		if err != nil {
			return 0, err
		}
		for _, row := range q.rows {
			counts, err := row.read(sequence, q.accented)
			if err != nil {
				return 0, err
			}
			tallies[i] = append(tallies[i], counts)
		}
	}
	lowest = math.Inf(1)
	for i := range docs {
		docs[i].key.Score = q.score(&docs[i], tallies[i])
		lowest = min(lowest, docs[i].key.Score)
	}
	return lowest, nil
}

// score adds up what a document was counted to have.
func (q *questionScorer) score(f *found, rows [][]tally) float64 {
	sum, length := 0.0, f.answer.segment.lengths[f.doc]
	add := func(weight float64, count int) {
		if count > 0 {
			sum += weight * q.scorer.saturate(float64(count), length)
		}
	}
	for r, counts := range rows {
		for i, c := range counts {
			row := q.rows[r]
			add(row.weights[i].exact, c.exact)
			add(row.weights[i].folded, c.folded)
			if pair := row.pairs[i]; pair != nil && c.inRow > 0 {
				add(pair.weight(q.view.documents), c.inRow)
			}
		}
	}
	for _, number := range q.numbers {
		if number.docs[f.part].Contains(f.doc) {
			add(number.weight, 1)
		}
	}
	return sum
}

// read counts the words of a row in a word sequence, and lets their pairs know.
func (r *scoredRow) read(sequence []byte, accented bool) ([]tally, error) {
	stream, err := r.roles.read(sequence)
	if err != nil {
		return nil, err
	}
	counts := make([]tally, len(r.weights))
	before := uint64(0)
	for len(stream) > 0 {
		if skipped := r.roles.skip(stream); skipped > 0 {
			stream, before = stream[skipped:], 0
			continue
		}
		word, n := nextWord(stream)
		if n == 0 {
			return nil, errSequence
		}
		stream = stream[n:]
		role, exact, ok := r.roles.of(word)
		if !ok {
			return nil, errSequence
		}
		if !accented {
			exact = 0
		}
		for left := role; left != 0; left &= left - 1 {
			i := bits.TrailingZeros64(left)
			counts[i].folded++
			counts[i].exact += int(exact >> i & 1)
			counts[i].inRow += int(before << 1 >> i & 1)
		}
		before = role
	}
	r.note(counts)
	return counts, nil
}

// note counts the document for the pairs of the row.
func (r *scoredRow) note(counts []tally) {
	for i, pair := range r.pairs {
		if pair == nil || counts[i].folded == 0 || counts[i-1].folded == 0 {
			continue
		}
		pair.both++
		if counts[i].inRow > 0 {
			pair.row++
		}
	}
}
