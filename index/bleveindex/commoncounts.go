package bleveindex

import (
	"cmp"
	"math"
	"slices"
)

// What is counted of a segment beforehand: the words that most of its documents
// have, for a search of such words has the most to score. They are counted from the
// word sequences, in one pass for all of them.
const (
	countedPerDocument = 128      // words, with their accents and in any
	mostCountedBytes   = 16 << 20 // in all
	countedSample      = 1000     // documents by which the words are chosen
	countedShare       = 8        // one of so many documents has such a word
	leastCounted       = 1024     // documents of a segment
)

// commonCounter counts words of one document after another.
type commonCounter struct {
	keys   []string         // of the words, as wordCountCache has them
	counts [][]uint8        // of a word, by document; nil where a byte is not enough
	slots  [][2]uint8       // by code: one more than the places of the word and of its folded key, 0 for none
	hashed [256]bool        // hashes of the folded keys that are counted
	folded map[string]uint8 // places of folded keys, one more
	own    []entry
	ownAt  []uint8
}

// countCommon counts the commonest words of a segment.
func (s *segmentView) countCommon() error {
	s.wants.note(func() { s.wants.common = true })
	documents := len(s.ids)
	if documents < leastCounted {
		return nil
	}
	words, err := s.commonest(min(countedPerDocument, mostCountedBytes/documents))
	if err != nil {
		return err
	}
	return s.countWords(words)
}

// countWords counts some words of a segment.
func (s *segmentView) countWords(words []commonWord) error {
	documents := len(s.ids)
	c := newCommonCounter(words, documents)
	for doc := range uint32(documents) {
		sequence, err := s.sequence(doc)
		if err == nil {
			err = c.count(doc, sequence)
		}
		if err != nil {
			return err
		}
	}
	for i, key := range c.keys {
		if c.counts[i] != nil {
			s.columns.counts.keep(key, wordCounts{small: c.counts[i]}, documents)
		}
	}
	return nil
}

// commonWord is a known word, or the key of one in any accents.
type commonWord struct {
	code   uint16
	folded bool
	found  int // documents of the sample
}

func (w commonWord) key() string {
	if w.folded {
		return foldedSets + table.folded[w.code]
	}
	return table.words[w.code]
}

// commonest are the known words that most documents have, by a sample of them.
func (s *segmentView) commonest(most int) ([]commonWord, error) {
	exact := make([]commonWord, len(table.words))
	folded := make([]commonWord, len(table.words)) // at the first word with such a key
	last := make([][2]int, len(table.words))       // documents that were counted last
	spelled := make([]int, len(table.words))       // words with such a key that were found
	step, sampled := max(1, len(s.ids)/countedSample), 0
	for doc := 0; doc < len(s.ids); doc += step {
		sampled++
		sequence, err := s.sequence(uint32(doc))
		if err != nil {
			return nil, err
		}
		for stream := sequence[s.places[doc].own:]; len(stream) > 0; {
			code, n := nextWord(stream)
			if n == 0 {
				return nil, errSequence
			}
			stream = stream[n:]
			if code < 0 || code >= len(exact) || last[code][0] == sampled {
				continue
			}
			last[code][0] = sampled
			first := table.variants[table.folded[code]][0]
			if exact[code].found++; exact[code].found == 1 {
				spelled[first]++
			}
			if last[first][1] != sampled {
				last[first][1] = sampled
				folded[first].found++
			}
		}
	}
	var out []commonWord
	for code := range table.words {
		w := commonWord{code: uint16(code), found: exact[code].found}
		if w.found*countedShare >= sampled {
			out = append(out, w)
		}
		if spelled[code] > 1 && folded[code].found*countedShare >= sampled {
			out = append(out, commonWord{code: uint16(code), folded: true, found: folded[code].found})
		}
	}
	slices.SortStableFunc(out, func(a, b commonWord) int { return cmp.Compare(b.found, a.found) })
	return out[:min(len(out), most)], nil
}

func newCommonCounter(words []commonWord, documents int) *commonCounter {
	c := &commonCounter{slots: make([][2]uint8, len(table.words)), folded: map[string]uint8{}}
	for i, w := range words {
		at := uint8(i + 1)
		c.keys, c.counts = append(c.keys, w.key()), append(c.counts, make([]uint8, documents))
		if !w.folded {
			c.slots[w.code][0] = at
			continue
		}
		key := table.folded[w.code]
		c.folded[key], c.hashed[hashKey(key)] = at, true
		for _, code := range table.variants[key] {
			c.slots[code][1] = at
		}
	}
	return c
}

// count counts the words of a document.
func (c *commonCounter) count(doc uint32, sequence []byte) (err error) {
	var stream []byte
	if c.own, stream, err = readEntries(c.own[:0], sequence); err != nil {
		return err
	}
	c.ownAt = c.ownAt[:0]
	for _, e := range c.own {
		at := uint8(0)
		if c.hashed[e.hash] {
			_, folded := e.split()
			at = c.folded[folded]
		}
		c.ownAt = append(c.ownAt, at)
	}
	for len(stream) > 0 {
		word, n := nextWord(stream)
		if n == 0 {
			return errSequence
		}
		stream = stream[n:]
		switch own := word - firstOwn; {
		case word < 0:
		case word < len(c.slots):
			c.add(c.slots[word][0], doc)
			c.add(c.slots[word][1], doc)
		case own < 0 || own >= len(c.ownAt):
			return errSequence
		default:
			c.add(c.ownAt[own], doc)
		}
	}
	return nil
}

func (c *commonCounter) add(at uint8, doc uint32) {
	if at == 0 || c.counts[at-1] == nil {
		return
	}
	count := &c.counts[at-1][doc]
	if *count == math.MaxUint8 {
		c.counts[at-1] = nil
		return
	}
	*count++
}
