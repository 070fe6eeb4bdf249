package bleveindex

import (
	"cmp"
	"fmt"
	"sort"
	"strings"
	"sync"

	"github.com/RoaringBitmap/roaring/v2"

	"tracuu/index"
)

// completions are the values of a segment that a text may be completed to,
// ordered by their folded keys, so that those that start with the text stand
// side by side; and for each word the values that have it. Like columns they
// are made when they are first asked for and last as long as the segment.
//
// Nothing is kept that the segment can tell: keys are rows of numbers of words in
// the order of their letters, so that rows compare as keys do, and what a number or
// a title looks like is read from the first document that has it.
type completions struct {
	words   wordRow
	kinds   []valueKind                // by entry
	keys    lists                      // by entry, its words
	spelt   packed                     // by entry, its first spelling, and an end
	docs    lists                      // by spelling, its documents, unless sets has them
	sets    map[uint32]*roaring.Bitmap // by entry, documents where they are many or spell it in several ways
	columns map[uint32]columnValue     // by spelling, of values that stand in columns
	having  lists                      // by word, entries
}

// columnValue is a value as a column has it, and the body that it names.
type columnValue struct{ value, id string }

// valueKey tells values apart: spellings of one value have one key.
type valueKey struct {
	key  string
	kind valueKind
}

// valueKind is a kind of suggestion, as the tag that its values have; numbers and
// titles have none, since nothing filters by them.
type valueKind byte

const (
	kindNumber valueKind = 'N'
	kindTitle  valueKind = 'T'
)

func (k valueKind) name() string {
	switch k {
	case kindNumber:
		return index.SuggestNumber
	case kindTitle:
		return index.SuggestTitle
	case tagIssuer:
		return index.SuggestIssuer
	}
	return index.SuggestKeyword
}

// single reports whether a value that one document has leads to the document.
func (k valueKind) single() bool { return k == kindNumber || k == kindTitle }

const (
	manyDocuments = 64  // from which on a value's documents are a bitmap
	openedWords   = 128 // words that the beginning of a word may stand for
)

type completionCache struct {
	once sync.Once
	made *completions
	err  error
}

// completions gives the values of the segment.
func (s *segmentView) completions() (*completions, error) {
	c := &s.columns.completing
	c.once.Do(func() {
		s.wants.note(func() { s.wants.completions = true })
		c.made, c.err = s.newCompletions()
	})
	return c.made, c.err
}

func compareKeys(a, b valueKey) int {
	return cmp.Or(cmp.Compare(a.key, b.key), cmp.Compare(a.kind, b.kind))
}

// len is the number of entries.
func (c *completions) len() int { return len(c.kinds) }

// key is that of an entry.
func (c *completions) key(entry uint32) valueKey {
	room := [128]byte{}
	key := room[:0]
	from, end := c.keys.bounds(entry)
	for i := from; i < end; i++ {
		if i > from {
			key = append(key, ' ')
		}
		key = append(key, c.words.at(c.keys.items.at(i))...)
	}
	return valueKey{string(key), c.kinds[entry]}
}

// find is the place of a value.
func (c *completions) find(key valueKey) (uint32, bool) {
	room := [32]uint32{}
	row := room[:0]
	for word := range strings.SplitSeq(key.key, " ") {
		at, ok := c.words.find(word)
		if !ok {
			return 0, false
		}
		row = append(row, at)
	}
	for entry := c.first(row); int(entry) < c.len() && c.compare(entry, row) == 0; entry++ {
		if c.kinds[entry] == key.kind {
			return entry, true
		}
	}
	return 0, false
}

// first is the first entry whose words are not before a row.
func (c *completions) first(row []uint32) uint32 {
	return uint32(sort.Search(c.len(), func(i int) bool { return c.compare(uint32(i), row) >= 0 }))
}

// compare orders an entry and a row of words.
func (c *completions) compare(entry uint32, row []uint32) int {
	i, end := c.keys.bounds(entry)
	for _, word := range row {
		if i == end {
			return -1
		}
		if has := c.keys.items.at(i); has != word {
			return cmp.Compare(has, word)
		}
		i++
	}
	return cmp.Compare(end, i)
}

// documents is how many documents have a value, deleted ones among them.
func (c *completions) documents(entry uint32) int {
	if set := c.sets[entry]; set != nil {
		return int(set.GetCardinality())
	}
	i, end := c.docs.bounds(c.spelt.at(int(entry)))
	return end - i
}

// visible counts the documents of a value among those that may be seen, and
// gives the first of them.
func (c *completions) visible(entry uint32, among *roaring.Bitmap) (count int, first uint32) {
	if set := c.sets[entry]; set != nil {
		both := roaring.And(set, among)
		if both.IsEmpty() {
			return 0, 0
		}
		return int(both.GetCardinality()), both.Minimum()
	}
	for i, end := c.docs.bounds(c.spelt.at(int(entry))); i < end; i++ {
		if doc := c.docs.items.at(i); among.Contains(doc) {
			if count == 0 {
				first = doc
			}
			count++
		}
	}
	return count, first
}

// shownValue is the first spelling of a value in byte order among the documents that
// may be seen, and the body that they name.
func (s *segmentView) shownValue(c *completions, entry uint32, among *roaring.Bitmap, buffer *[]byte) (value, id string, err error) {
	first, end := c.spelt.at(int(entry)), c.spelt.at(int(entry)+1)
	for spelling := first; spelling < end; spelling++ {
		if end-first > 1 && !c.shows(spelling, among) {
			continue
		}
		of, err := s.spelling(c, entry, spelling, buffer)
		if err != nil {
			return "", "", err
		}
		if value == "" || of.value < value {
			value = of.value
		}
		id = cmp.Or(id, of.id)
	}
	return value, id, nil
}

// shows reports whether a document that spells a value so may be seen.
func (c *completions) shows(spelling uint32, among *roaring.Bitmap) bool {
	for i, end := c.docs.bounds(spelling); i < end; i++ {
		if among.Contains(c.docs.items.at(i)) {
			return true
		}
	}
	return false
}

// spelling is how a document writes a value.
func (s *segmentView) spelling(c *completions, entry, spelling uint32, buffer *[]byte) (columnValue, error) {
	if v, ok := c.columns[spelling]; ok {
		return v, nil
	}
	var doc uint32
	if i, end := c.docs.bounds(spelling); i < end {
		doc = c.docs.items.at(i)
	} else {
		doc = c.sets[entry].Minimum()
	}
	number, title, err := s.printed(doc, buffer)
	if c.kinds[entry] == kindNumber {
		return columnValue{value: string(number)}, err
	}
	return columnValue{value: string(title)}, err
}

// printed gives number and title of a document as they are printed, in the room of a
// buffer.
func (s *segmentView) printed(doc uint32, buffer *[]byte) (number, title []byte, err error) {
	stored, err := s.segment.DocID(uint64(doc))
	if err != nil {
		return nil, nil, fmt.Errorf("bleveindex: read what is shown of document %d: %w", doc, err)
	}
	number, title, *buffer, err = readShown(*buffer, splitStored(stored).shown)
	return number, title, err
}
