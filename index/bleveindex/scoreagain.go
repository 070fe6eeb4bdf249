package bleveindex

import (
	"math"
	"math/bits"

	"tracuu/index"
)

// scoredRow is words of a question in a row, at most 64, with what each adds.
// A word or pair that stood there before adds nothing again.
type scoredRow struct {
	finder  *phraseFinder
	exact   []uint64     // by word id of the document: bit i where it is word i with its accents
	weights []wordWeight // of word i
	pairs   []*wordPair  // of word i and the one before it, nil for none
}

// tally is how often a document has a word of a row, with the accents typed and
// with any, and how often right after the one before it.
type tally struct{ exact, folded, inRow int }

func newScoredRow(words []index.Word) *scoredRow {
	r := &scoredRow{finder: newPhraseFinder(foldedWords(words))}
	r.finder.keep = true
	r.weights, r.pairs = make([]wordWeight, len(words)), make([]*wordPair, len(words))
	return r
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
		key := string(pairTerm(nil, words[i-1].Folded, w.Folded)) // no word, for it has a space
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
		err := f.answer.segment.sequence(f.doc, func(sequence []byte) error {
			for _, row := range q.rows {
				counts, err := row.read(sequence, q.accented)
				if err != nil {
					return err
				}
				tallies[i] = append(tallies[i], counts)
			}
			return nil
		})
		if err != nil {
			return 0, err
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
	sum, length := 0.0, float64(f.answer.segment.lengths[f.doc])
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
	stream, _, err := r.finder.readWords(sequence)
	if err != nil {
		return nil, err
	}
	r.compareAccents(accented)
	counts := make([]tally, r.finder.head)
	before := uint64(0)
	for len(stream) > 0 {
		id, n := uint64(stream[0]), 1
		if id >= 0x80 {
			id, n = uvarint(stream)
		}
		if n <= 0 || id >= uint64(len(r.finder.roles)) {
			return nil, errSequence
		}
		stream = stream[n:]
		role := r.finder.roles[id] // none for the end of a sentence
		for left := role; left != 0; left &= left - 1 {
			i := bits.TrailingZeros64(left)
			counts[i].folded++
			counts[i].exact += int(r.exact[id] >> i & 1)
			counts[i].inRow += int(before << 1 >> i & 1)
		}
		before = role
	}
	r.note(counts)
	return counts, nil
}

// compareAccents fills exact from the document's words.
func (r *scoredRow) compareAccents(accented bool) {
	r.exact = append(r.exact[:0], make([]uint64, len(r.finder.roles))...)
	if !accented {
		return
	}
	for id, role := range r.finder.roles {
		if role == 0 {
			continue
		}
		exact, _ := r.finder.entries[id].split()
		for left := role; left != 0; left &= left - 1 {
			if i := bits.TrailingZeros64(left); r.finder.words[i].Exact == string(exact) {
				r.exact[id] |= 1 << i
			}
		}
	}
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
