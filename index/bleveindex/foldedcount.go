package bleveindex

import (
	"sync"

	"github.com/RoaringBitmap/roaring/v2"
)

// foldedCounts keeps how many living documents of a segment have a word in any accents.
// The number is asked for to weigh a word even where a filter leaves few documents, and
// the union that tells it is of all that have the word.
type foldedCounts struct {
	mu      sync.Mutex
	deleted uint64 // documents deleted of the segment when they were counted
	counts  map[string]int
}

// keptFolded bounds the words that are kept.
const keptFolded = 1 << 14

func (c *foldedCounts) get(key string, deleted *roaring.Bitmap) (count int, ok bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	count, ok = c.counts[key]
	return count, ok && c.deleted == deletions(deleted)
}

func (c *foldedCounts) put(key string, deleted *roaring.Bitmap, count int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if now := deletions(deleted); c.counts == nil || c.deleted != now || len(c.counts) >= keptFolded {
		c.counts, c.deleted = map[string]int{}, now
	}
	c.counts[key] = count
}

// countWord is how many living documents of the segment have a word of a query.
func (s *segmentView) countWord(w phraseWord) (int, error) {
	if w.exact {
		set, err := s.word(w)
		if err != nil {
			return 0, err
		}
		return int(set.GetCardinality()), nil
	}
	if count, ok := s.folds.get(w.Folded, s.deleted); ok {
		return count, nil
	}
	set, err := s.folded(w.Folded)
	if err != nil {
		return 0, err
	}
	count := int(set.GetCardinality())
	s.folds.put(w.Folded, s.deleted, count)
	return count, nil
}

// leastFolded is how many documents a segment has, at least, whose words in any accents
// are counted before anybody asks: in a smaller one that takes no time.
const leastFolded = 1 << 16

// countFolded counts the known words in any accents.
func (s *segmentView) countFolded() error {
	s.wants.note(func() { s.wants.folded = true })
	if len(s.ids) < leastFolded {
		return nil
	}
	for folded := range table.variants {
		if _, ok := s.folds.get(folded, s.deleted); ok {
			continue
		}
		words, err := s.readSpellings(folded)
		if err != nil {
			return err
		}
		if len(words) < 2 {
			continue
		}
		set, err := s.anyOf(fieldExact, words)
		if err != nil {
			return err
		}
		s.folds.put(folded, s.deleted, int(set.GetCardinality()))
		clear(s.sets)
	}
	return nil
}

// among are the documents of a set that have a word of a query. Of a word in any accents
// no union is made: that is for the few documents that a filter leaves.
func (s *segmentView) among(w phraseWord, set *roaring.Bitmap) (*roaring.Bitmap, error) {
	if w.exact {
		docs, err := s.word(w)
		if err != nil {
			return nil, err
		}
		return intersect(docs, set), nil
	}
	if docs := s.madeUnion(w.Folded); docs != nil {
		return intersect(docs, set), nil
	}
	words, err := s.spellings(w.Folded)
	if err != nil {
		return nil, err
	}
	sets := make([]*roaring.Bitmap, len(words))
	for i, word := range words {
		docs, err := s.docs(fieldExact, []byte(word))
		if err != nil {
			return nil, err
		}
		sets[i] = intersect(docs, set)
	}
	return unionOf(sets), nil
}

// manyAmong reports whether a set has so many of a segment's documents that the union of
// a word's spellings costs less than asking each.
func manyAmong(set *roaring.Bitmap, documents int) bool {
	const share = 32
	return set.GetCardinality() > uint64(documents/share)
}
