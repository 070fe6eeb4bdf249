package bleveindex

import (
	"fmt"
	"math"
	"sync"
)

// wordCounts are how often the documents of a segment have a word, by document
// number: one byte each where that is enough.
type wordCounts struct {
	small []uint8
	large []uint16
}

// wordCountCache keeps the counts of words that are asked for and that many
// documents have. Decoding the postings of a syllable that most documents have
// takes ten times as long as all the rest of a search for it.
type wordCountCache struct {
	mu    sync.Mutex
	words map[string]wordCounts // by exact key, or by foldedSets and the folded key
	bytes int
}

// What is kept of a segment. A word that fewer documents have is quickly read.
const (
	commonShare       = 24   // one of so many documents has a common word
	leastCommon       = 8    // documents that have it, at least
	countsPerDocument = 1024 // bytes
	mostCountBytes    = 32 << 20
)

// wordCounts gives the counts of a word, given by its spellings, if so many
// documents have it that they are kept.
func (s *segmentView) wordCounts(key string, spellings []string, holders int) (wordCounts, bool, error) {
	documents, c := len(s.ids), &s.columns.counts
	if holders < leastCommon || holders < documents/commonShare {
		return wordCounts{}, false, nil
	}
	c.mu.Lock()
	kept, ok := c.words[key]
	c.mu.Unlock()
	if ok {
		return kept, kept.bytes() > 0, nil
	}
	read := wordCounts{small: make([]uint8, documents)}
	for _, word := range spellings {
		if err := s.readCounts(&read, word); err != nil {
			return wordCounts{}, false, err
		}
	}
	c.keep(key, read, documents)
	s.wants.noteWord(key)
	return read, read.bytes() > 0, nil
}

// foldedCounts is wordCounts of a word with any accents.
func (s *segmentView) foldedCounts(folded string, spellings []string) (wordCounts, bool, error) {
	docs, err := s.folded(folded)
	if err != nil {
		return wordCounts{}, false, err
	}
	return s.wordCounts(foldedSets+folded, spellings, int(docs.GetCardinality()))
}

// readCounts adds up how often all documents, deleted ones too, have a word.
func (s *segmentView) readCounts(out *wordCounts, word string) error {
	dict, err := s.dictionary(fieldExact)
	if err != nil {
		return err
	}
	list, err := dict.PostingsList([]byte(word), nil, nil)
	if err != nil {
		return fmt.Errorf("bleveindex: read a term of field %q: %w", fieldExact, err)
	}
	once := countedOnce(word)
	it := list.Iterator(true, false, false, nil)
	for {
		posting, err := it.Next()
		if err != nil {
			return fmt.Errorf("bleveindex: read the postings of %q: %w", word, err)
		}
		if posting == nil {
			return nil
		}
		out.add(int(posting.Number()), int(posting.Frequency())+once)
	}
}

// countedOnce is what is added to the frequency of a word as the index has it.
func countedOnce(word string) int {
	if _, known := table.codes[word]; known {
		return knownOnce
	}
	return 0
}

// add adds to the count of a document. Counts that are too high to be kept make
// the whole empty.
func (w *wordCounts) add(doc, count int) {
	if w.small != nil {
		if count += int(w.small[doc]); count <= math.MaxUint8 {
			w.small[doc] = uint8(count)
			return
		}
		w.large = make([]uint16, len(w.small))
		for i, n := range w.small {
			w.large[i] = uint16(n)
		}
		w.small = nil
	} else if w.large != nil {
		count += int(w.large[doc])
	}
	switch {
	case count > math.MaxUint16:
		w.large = nil
	case w.large != nil:
		w.large[doc] = uint16(count)
	}
}

// keep notes a word, in the place of any others where there is no room.
func (c *wordCountCache) keep(key string, read wordCounts, documents int) {
	most := min(countsPerDocument*documents, mostCountBytes)
	c.mu.Lock()
	defer c.mu.Unlock()
	if _, known := c.words[key]; known {
		return
	}
	if c.words == nil {
		c.words = map[string]wordCounts{}
	}
	for other, counts := range c.words {
		if c.bytes+read.bytes() <= most {
			break
		}
		delete(c.words, other)
		c.bytes -= counts.bytes()
	}
	if c.bytes+read.bytes() <= most {
		c.words[key] = read
		c.bytes += read.bytes()
	}
}

func (w *wordCounts) bytes() int { return len(w.small) + 2*len(w.large) }

// each calls use with the place in docs of each document that has the word, and
// how often.
func (w *wordCounts) each(docs []uint32, use func(i, count int)) {
	if w.large != nil {
		for i, doc := range docs {
			if n := w.large[doc]; n > 0 {
				use(i, int(n))
			}
		}
		return
	}
	if w.small == nil {
		return
	}
	for i, doc := range docs {
		if n := w.small[doc]; n > 0 {
			use(i, int(n))
		}
	}
}
