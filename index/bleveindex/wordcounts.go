package bleveindex

import (
	"fmt"
	"sync"

	"github.com/RoaringBitmap/roaring/v2"
	segmentapi "github.com/blevesearch/scorch_segment_api/v2"
)

// wordCounts counts how often the documents of a segment have a word. It is used again
// for other words, since it has room for every document.
type wordCounts struct {
	counts []uint32          // by document; 0 for all when it is not in use
	dense  []uint64          // room for a set of documents as bits
	others []*roaring.Bitmap // documents that were counted beside those asked for
}

var wordCountsPool = sync.Pool{New: func() any { return &wordCounts{} }}

// countWords lends room for the documents of a segment.
func (s *segmentView) countWords() *wordCounts {
	w, documents := wordCountsPool.Get().(*wordCounts), len(s.ids)
	if cap(w.counts) < documents {
		w.counts, w.dense = make([]uint32, documents), make([]uint64, (documents+63)/64)
	}
	w.counts, w.dense = w.counts[:documents], w.dense[:(documents+63)/64]
	return w
}

// release gives the room back; docs are those that were asked for.
func (w *wordCounts) release(docs []uint32) {
	for _, doc := range docs {
		w.counts[doc] = 0
	}
	counted := uint64(0)
	for _, set := range w.others {
		counted += set.GetCardinality()
	}
	if counted*clearedAlone > uint64(len(w.counts)) {
		clear(w.counts)
	} else {
		for _, set := range w.others {
			w.zero(set)
		}
	}
	clear(w.others) // they may lie in the file of a segment
	w.others = w.others[:0]
	wordCountsPool.Put(w)
}

// clearedAlone is how many counts in a row are cleared in the time of one by itself.
const clearedAlone = 16

func (w *wordCounts) zero(set *roaring.Bitmap) {
	var block [256]uint32
	it := set.ManyIterator()
	for n := it.NextMany(block[:]); n > 0; n = it.NextMany(block[:]) {
		for _, doc := range block[:n] {
			w.counts[doc] = 0
		}
	}
}

// fewWanted is a part of a word's documents: where fewer are wanted that have it, the
// others are leapt over.
const fewWanted = 6

// add counts a word, by its exact key, in documents: docs, which are those of set.
func (w *wordCounts) add(s *segmentView, word string, docs []uint32, set *roaring.Bitmap) error {
	list, ok, err := s.wordPostings(word)
	switch {
	case err != nil:
	case !ok:
		err = w.iterate(s, word, set)
	case list.docs == nil:
	default:
		err = w.addList(list, docs, set)
	}
	if err != nil {
		return fmt.Errorf("bleveindex: read the postings of %q: %w", word, err)
	}
	return nil
}

// addList counts a word in documents, which are those of set, and where that costs no more
// in others as well.
func (w *wordCounts) addList(list wordPostings, docs []uint32, set *roaring.Bitmap) error {
	holders, wanted := int(list.docs.GetCardinality()), len(docs)
	if wanted < holders/fewWanted || wanted < holders && holders > manyHolders {
		some := intersect(list.docs, set)
		if int(some.GetCardinality()) < holders/fewWanted {
			return w.addSome(list, some)
		}
	}
	w.others = append(w.others, list.docs)
	return list.addAll(w.counts, w.dense)
}

// manyHolders is from how many documents of a word on it pays to see which of them are
// wanted even where as many are.
const manyHolders = 1 << 12

// fewRanked is up to how many documents are each looked up in the set of a word's, rather
// than all of the set written out.
const fewRanked = 16

// addSome counts a word in some of its documents.
func (w *wordCounts) addSome(list wordPostings, some *roaring.Bitmap) error {
	if some.GetCardinality() > fewRanked {
		ranks := ranks{set: list.bits(w.dense)}
		return list.addSome(w.counts, ranks.before, some.ToArray())
	}
	return list.addSome(w.counts, list.before, some.ToArray())
}

// iterate is add by bleve's iterator.
func (w *wordCounts) iterate(s *segmentView, word string, set *roaring.Bitmap) error {
	list, err := s.list(fieldExact, []byte(word))
	if err != nil {
		return err
	}
	once := countedOnce(word)
	it := list.Iterator(true, false, false, nil)
	if fast, ok := it.(segmentapi.OptimizablePostingsIterator); ok {
		if all := fast.ActualBitmap(); all != nil {
			fast.ReplaceActual(roaring.And(all, set))
		}
	}
	for {
		posting, err := it.Next()
		if err != nil || posting == nil {
			return err
		}
		if doc := uint32(posting.Number()); set.Contains(doc) {
			w.counts[doc] += uint32(posting.Frequency()) + once
		}
	}
}

// countedOnce is what is added to the frequency of a word as the index has it.
func countedOnce(word string) uint32 {
	if _, known := table.codes[word]; known {
		return knownOnce
	}
	return 0
}
