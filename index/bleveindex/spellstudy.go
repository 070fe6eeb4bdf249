package bleveindex

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"sync"

	"tracuu/analyzers/viet"
	"tracuu/index"
)

// study is what is known of the words of one segment: which there are, accents
// aside, and which follow which. The former is whole; the latter comes from a
// sample of the documents, since pairs of words are terms only where both are
// common. Like columns it is made once, when it is first asked for, and lasts as
// long as the segment.
type study struct {
	folded    map[string]struct{} // words without accents
	sampled   int                 // documents
	ids       map[string]uint32   // of the words in the sample
	words     []string            // by id
	documents []uint32            // sampled documents that have a word, by id
	starts    []uint32            // by id of a word, where those that follow it begin, and an end
	follow    []successor         // of all words, by the first and their own ids
}

// successor is a word that stands right behind another, and the sampled documents
// where it does.
type successor struct{ id, documents uint32 }

// successors are the words that follow one.
func (s *study) successors(first uint32) []successor {
	return s.follow[s.starts[first]:s.starts[first+1]]
}

const (
	sampledDocuments = 512     // of a segment
	sampledWords     = 1000    // of a document
	longestWord      = 24      // bytes of a key that is worth a spelling
	mostFolded       = 1 << 18 // of a segment, should it be full of damaged text
)

// studyCache keeps the study of a segment.
type studyCache struct {
	once sync.Once
	made *study
	err  error
}

// study gives the study of the segment, making it at first use.
func (s *segmentView) study() (*study, error) {
	c := &s.studied
	c.once.Do(func() {
		s.wants.note(func() { s.wants.studies = true })
		c.made, c.err = s.newStudy()
	})
	return c.made, c.err
}

func (s *segmentView) newStudy() (*study, error) {
	out := &study{ids: map[string]uint32{}, folded: map[string]struct{}{}}
	if err := s.readFolded(out); err != nil {
		return nil, err
	}
	counter := pairCounter{study: out, pairs: map[uint64]pairSeen{}}
	for _, doc := range s.sample() {
		sequence, err := s.sequence(doc)
		if err != nil {
			return nil, err
		}
		prose, err := readProse(sequence, sampledWords)
		if err != nil {
			return nil, err
		}
		counter.add(prose)
	}
	counter.finish()
	return out, nil
}

// sample are the documents that are studied: some of all that the segment was
// made with, deleted ones too, or of those that a caller may see.
func (s *segmentView) sample() []uint32 {
	var among []uint32
	count := len(s.ids)
	if s.derived != &s.whole {
		among = s.live.ToArray()
		count = len(among)
	}
	step := max(1, (count+sampledDocuments-1)/sampledDocuments)
	out := make([]uint32, 0, sampledDocuments)
	for i := 0; i < count; i += step {
		if among == nil {
			out = append(out, uint32(i))
		} else {
			out = append(out, among[i])
		}
	}
	return out
}

// readFolded goes through the words of the segment.
func (s *segmentView) readFolded(out *study) error {
	dict, err := s.dictionary(fieldExact)
	if err != nil {
		return err
	}
	it := dict.AutomatonIterator(nil, nil, nil)
	for len(out.folded) < mostFolded {
		entry, err := it.Next()
		if err != nil {
			return fmt.Errorf("bleveindex: read the terms of field %q: %w", fieldExact, err)
		}
		if entry == nil {
			return nil
		}
		if code, known := table.codes[entry.Term]; known {
			out.folded[table.folded[code]] = struct{}{}
		} else if len(entry.Term) <= longestWord {
			out.folded[viet.Fold(entry.Term)] = struct{}{}
		}
	}
	return nil
}

// has reports whether the segment has a word with some accents.
func (s *study) has(folded string) bool {
	_, ok := s.folded[folded]
	return ok
}

// share is the part of the sampled documents that have the words in a row.
func (s *study) share(words []string) float64 {
	if s.sampled == 0 {
		return 0
	}
	first, ok := s.ids[words[0]]
	if !ok {
		return 0
	}
	if len(words) == 1 {
		return float64(s.documents[first]) / float64(s.sampled)
	}
	second, ok := s.ids[words[1]]
	if !ok {
		return 0
	}
	successors := s.successors(first)
	at, found := slices.BinarySearchFunc(successors, second, func(f successor, id uint32) int { return cmp.Compare(f.id, id) })
	if !found {
		return 0
	}
	return float64(successors[at].documents) / float64(s.sampled)
}

func pairOf(first, second uint32) uint64 { return uint64(first)<<32 | uint64(second) }

// pairCounter counts the documents that have words and pairs.
type pairCounter struct {
	*study
	pairs map[uint64]pairSeen
	last  []uint32 // by id, the document that had the word last, from 1
}

type pairSeen struct{ documents, last uint32 }

func (c *pairCounter) add(prose index.Prose) {
	c.sampled++
	doc := uint32(c.sampled)
	for _, sentence := range prose {
		before := uint32(0)
		for i, word := range sentence {
			id := c.word(word, doc)
			if i > 0 {
				seen := c.pairs[pairOf(before, id)]
				if seen.last != doc {
					c.pairs[pairOf(before, id)] = pairSeen{seen.documents + 1, doc}
				}
			}
			before = id
		}
	}
}

func (c *pairCounter) word(word string, doc uint32) uint32 {
	id, ok := c.ids[word]
	if !ok {
		id = uint32(len(c.words))
		c.ids[word] = id
		c.words, c.documents, c.last = append(c.words, word), append(c.documents, 0), append(c.last, 0)
	}
	if c.last[id] != doc {
		c.last[id] = doc
		c.documents[id]++
	}
	return id
}

func (c *pairCounter) finish() {
	c.starts = make([]uint32, len(c.words)+1)
	c.follow = make([]successor, 0, len(c.pairs))
	for _, pair := range slices.Sorted(maps.Keys(c.pairs)) {
		c.follow = append(c.follow, successor{uint32(pair), c.pairs[pair].documents})
		c.starts[pair>>32+1]++
	}
	for id := range c.words {
		c.starts[id+1] += c.starts[id]
	}
}
