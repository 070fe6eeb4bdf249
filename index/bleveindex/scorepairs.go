package bleveindex

import (
	"github.com/RoaringBitmap/roaring/v2"

	"tracuu/index"
)

// segmentSet is a set of documents of one segment.
type segmentSet = *roaring.Bitmap

// wordPair is two words that stand side by side in a question, by their keys
// without accents.
type wordPair struct {
	first, second []segmentSet // by segment of the view, the documents that have each word; of a term both are those of the term
	found         int          // documents that have both
	inRow         bool         // the pair is a term: its documents have the words in a row
	// Of the documents that are scored again, how many have both words and how
	// many have them in a row. Where the pair is no term, that share tells how many of
	// all documents do.
	both, row int
}

// rowsOf are the words that a text asks for, as they stand in rows.
func rowsOf(t index.Text) [][]index.Word {
	var rows [][]index.Word
	t.Positive(func(n index.Node) {
		switch n := n.(type) {
		case index.Run:
			rows = append(rows, n.Words)
		case index.Phrase:
			rows = append(rows, n.Words)
		}
	})
	return rows
}

// sets gives a set of each segment and the number of documents in all of them.
func (v *view) sets(of func(*segmentView) (segmentSet, error)) (sets []segmentSet, found int, err error) {
	for _, seg := range v.segments {
		set, err := of(seg)
		if err != nil {
			return nil, 0, err
		}
		sets = append(sets, set)
		found += int(set.GetCardinality())
	}
	return sets, found, nil
}

func (v *view) newPair(first, second index.Word) (*wordPair, error) {
	term, inRow := common.pair(first.Folded, second.Folded)
	p := &wordPair{inRow: inRow}
	for _, seg := range v.segments {
		a, b, err := seg.pairOf(first, second, term)
		if err != nil {
			return nil, err
		}
		p.first, p.second = append(p.first, a), append(p.second, b)
		p.found += int(a.AndCardinality(b))
	}
	return p, nil
}

// pairOf are the documents of a segment that have each of two words, and the same
// twice where their pair is a term.
func (s *segmentView) pairOf(first, second index.Word, term string) (a, b segmentSet, err error) {
	if term != "" {
		a, err = s.docs(fieldPairs, []byte(term))
		return a, a, err
	}
	if a, err = s.folded(first.Folded); err == nil {
		b, err = s.folded(second.Folded)
	}
	return a, b, err
}

// among are the documents of a set of the n-th segment that have both words.
func (p *wordPair) among(n int, set segmentSet) segmentSet {
	return intersect(p.second[n], intersect(p.first[n], set))
}

// fill puts the documents of the n-th segment that have both words into a set.
func (p *wordPair) fill(n int, set, room docBits) {
	set.fill(p.first[n])
	if p.first[n] == p.second[n] {
		return
	}
	room.fill(p.second[n])
	for i, word := range room {
		set[i] &= word
	}
}

// roughWeight is the idf of both words in a document, which the rough score takes for
// that of the words in a row.
func (p *wordPair) roughWeight(documents int) float64 {
	return pairShare * index.Weight(documents, p.found)
}

// weight is the idf of the words in a row, known or estimated.
func (p *wordPair) weight(documents int) float64 {
	found := p.found
	if !p.inRow && p.both > 0 {
		found = max(1, p.found*p.row/p.both)
	}
	return pairShare * index.Weight(documents, found)
}
