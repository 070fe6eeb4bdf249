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
	docs  []segmentSet // by segment of the view, those that have both words
	found int          // documents in docs
	inRow bool         // the pair is a term: docs have the words in a row
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
	var err error
	p.docs, p.found, err = v.sets(func(seg *segmentView) (segmentSet, error) {
		if inRow {
			return seg.docs(fieldPairs, []byte(term))
		}
		a, err := seg.folded(first.Folded)
		if err != nil {
			return nil, err
		}
		b, err := seg.folded(second.Folded)
		if err != nil {
			return nil, err
		}
		return intersect(a, b), nil
	})
	return p, err
}

// weight is the idf of the words in a row, known or estimated.
func (p *wordPair) weight(documents int) float64 {
	found := p.found
	if !p.inRow && p.both > 0 {
		found = max(1, p.found*p.row/p.both)
	}
	return pairShare * index.Weight(documents, found)
}
