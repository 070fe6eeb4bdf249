package bleveindex

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/RoaringBitmap/roaring/v2"

	"tracuu/analyzers/viet"
	"tracuu/index"
)

// completions are the values of a segment that a text may be completed to,
// ordered by their folded keys, so that those that start with the text stand
// side by side; and for each word the values that have it. Like columns they
// are made when they are first asked for and last as long as the segment.
type completions struct {
	entries []completion
	words   []string   // in order
	having  [][]uint32 // entries that have the word, beside words
}

// completion is one value.
type completion struct {
	valueKey
	spelling                 // the first in byte order of all; its docs are of all
	set      *roaring.Bitmap // docs, where they are many
	// spelt are the spellings where there are several: who may not see the documents
	// of one must not see it either.
	spelt []spelling
}

// spelling is a way in which documents write a value.
type spelling struct {
	value string
	id    string // of the body
	docs  []uint32
}

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

func (s *segmentView) newCompletions() (*completions, error) {
	b := completionBuilder{at: map[valueKey]uint32{}, tokenizer: tokenizers.Get().(*viet.Tokenizer)}
	defer tokenizers.Put(b.tokenizer)
	for doc := range uint32(len(s.ids)) {
		stored, err := s.segment.DocID(uint64(doc))
		if err != nil {
			return nil, fmt.Errorf("bleveindex: read what is shown of document %d: %w", doc, err)
		}
		number, title, err := readShown(splitStored(stored).shown)
		if err != nil {
			return nil, err
		}
		b.add(doc, kindNumber, number, "")
		b.add(doc, kindTitle, title, "")
	}
	b.column(s.columns, tagIssuer)
	b.column(s.columns, tagFamily)
	b.column(s.columns, tagKeyword)
	return b.finish(), nil
}

// completionBuilder gathers values document by document.
type completionBuilder struct {
	entries   []completion
	at        map[valueKey]uint32
	tokenizer *viet.Tokenizer
	tokens    []viet.Token
}

func (b *completionBuilder) key(value string) string {
	b.tokens = b.tokenizer.Append(b.tokens[:0], []byte(value))
	keys := make([]string, len(b.tokens))
	for i, t := range b.tokens {
		keys[i] = t.Folded
	}
	return strings.Join(keys, " ")
}

func (b *completionBuilder) add(doc uint32, kind valueKind, value, id string) {
	b.addKey(doc, valueKey{b.key(value), kind}, value, id)
}

func (b *completionBuilder) addKey(doc uint32, key valueKey, value, id string) {
	if key.key == "" {
		return
	}
	at, known := b.at[key]
	if !known {
		at = uint32(len(b.entries))
		b.at[key] = at
		b.entries = append(b.entries, completion{valueKey: key, spelling: spelling{value: value, id: id}})
	}
	e := &b.entries[at]
	e.spell(doc, value, id)
	if value < e.value {
		e.value = value
	}
	e.id = cmp.Or(e.id, id)
	if n := len(e.docs); n == 0 || e.docs[n-1] != doc {
		e.docs = append(e.docs, doc)
	}
}

// spell notes how a document writes the value, from the second spelling on.
func (c *completion) spell(doc uint32, value, id string) {
	if c.spelt == nil {
		if value == c.value && id == c.id {
			return
		}
		c.spelt = []spelling{{c.value, c.id, slices.Clone(c.docs)}}
	}
	for i := range c.spelt {
		if s := &c.spelt[i]; s.value == value && s.id == id {
			s.docs = append(s.docs, doc)
			return
		}
	}
	c.spelt = append(c.spelt, spelling{value, id, []uint32{doc}})
}

// shown is the first spelling in byte order among the documents that may be seen,
// and the body that they name.
func (c *completion) shown(among *roaring.Bitmap) (value, id string) {
	if c.spelt == nil {
		return c.value, c.id
	}
	for _, s := range c.spelt {
		if !slices.ContainsFunc(s.docs, among.Contains) {
			continue
		}
		if value == "" || s.value < value {
			value = s.value
		}
		id = cmp.Or(id, s.id)
	}
	return value, id
}

// column adds the values of a column. Families and keywords are of one kind.
func (b *completionBuilder) column(c *columns, tag byte) {
	column := c.byTag[tag]
	if column == nil {
		return
	}
	type shown struct {
		key       valueKey
		value, id string
	}
	values := make([]shown, len(column.values))
	for i, v := range column.values {
		facts := readValue(tag, v)
		value := shown{value: facts.Issuer, id: facts.IssuerID}
		kind := valueKind(tagIssuer)
		if tag != tagIssuer {
			kind, value.value = tagKeyword, strings.Join(append(facts.Families, facts.Keywords...), " ")
		}
		value.value = strings.Join(strings.Fields(value.value), " ")
		value.key = valueKey{b.key(value.value), kind}
		values[i] = value
	}
	for doc := range uint32(len(c.ids)) {
		for _, ord := range column.of(doc) {
			b.addKey(doc, values[ord].key, values[ord].value, values[ord].id)
		}
	}
}

func (b *completionBuilder) finish() *completions {
	slices.SortFunc(b.entries, func(x, y completion) int { return compareKeys(x.valueKey, y.valueKey) })
	having := map[string][]uint32{}
	for i := range b.entries {
		e := &b.entries[i]
		slices.Sort(e.docs)
		e.docs = slices.Compact(e.docs)
		if len(e.docs) >= manyDocuments {
			e.set = roaring.BitmapOf(e.docs...)
		}
		for word := range strings.SplitSeq(e.key, " ") {
			if list := having[word]; len(list) == 0 || list[len(list)-1] != uint32(i) {
				having[word] = append(list, uint32(i))
			}
		}
	}
	c := &completions{entries: b.entries}
	for word := range having {
		c.words = append(c.words, word)
	}
	slices.Sort(c.words)
	for _, word := range c.words {
		c.having = append(c.having, having[word])
	}
	return c
}

func compareKeys(a, b valueKey) int {
	return cmp.Or(cmp.Compare(a.key, b.key), cmp.Compare(a.kind, b.kind))
}

// find is the place of a value.
func (c *completions) find(key valueKey) (int, bool) {
	return slices.BinarySearchFunc(c.entries, key, func(e completion, k valueKey) int { return compareKeys(e.valueKey, k) })
}

// visible counts the documents of a value among those that may be seen, and
// gives the first of them.
func (e *completion) visible(among *roaring.Bitmap) (count int, first uint32) {
	if e.set != nil {
		both := roaring.And(e.set, among)
		if both.IsEmpty() {
			return 0, 0
		}
		return int(both.GetCardinality()), both.Minimum()
	}
	for _, doc := range e.docs {
		if among.Contains(doc) {
			if count == 0 {
				first = doc
			}
			count++
		}
	}
	return count, first
}
