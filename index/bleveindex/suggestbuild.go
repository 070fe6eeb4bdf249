package bleveindex

import (
	"cmp"
	"hash/maphash"
	"slices"
	"strings"

	"github.com/RoaringBitmap/roaring/v2"

	"tracuu/analyzers/viet"
)

// completionBuilder gathers values document by document.
type completionBuilder struct {
	hash      maphash.Hash
	known     map[uint64]uint32 // spellings, by a hash of all that tells them apart
	spellings []builtSpelling
	words     map[string]uint32 // by their number in the order of coming
	keys      []uint32          // words of all spellings
	columns   map[uint32]columnValue
	docs      [][2]uint32 // spelling and document
	tokenizer *viet.Tokenizer
	tokens    []viet.Token
}

// builtSpelling is a spelling of a value with the place of its words in keys.
type builtSpelling struct {
	start, end uint32
	kind       valueKind
}

func (s *segmentView) newCompletions() (*completions, error) {
	b := completionBuilder{
		known: map[uint64]uint32{}, words: map[string]uint32{}, columns: map[uint32]columnValue{},
		tokenizer: tokenizers.Get().(*viet.Tokenizer),
	}
	defer tokenizers.Put(b.tokenizer)
	var buffer []byte
	for doc := range uint32(len(s.ids)) {
		number, title, err := s.printed(doc, &buffer)
		if err != nil {
			return nil, err
		}
		b.add(doc, b.spelling(kindNumber, number, ""))
		b.add(doc, b.spelling(kindTitle, title, ""))
	}
	b.column(s.columns, tagIssuer)
	b.column(s.columns, tagFamily)
	b.column(s.columns, tagKeyword)
	return b.finish(), nil
}

// spelling gives the number of a spelling.
func (b *completionBuilder) spelling(kind valueKind, value []byte, id string) uint32 {
	b.hash.Reset()
	_ = b.hash.WriteByte(byte(kind)) // never fails, as the others
	_, _ = b.hash.Write(value)
	_ = b.hash.WriteByte('\n') // not in a value
	_, _ = b.hash.WriteString(id)
	hash := b.hash.Sum64()
	at, known := b.known[hash]
	if !known {
		at = uint32(len(b.spellings))
		b.known[hash] = at
		start := len(b.keys)
		b.tokens = b.tokenizer.Append(b.tokens[:0], value)
		for _, t := range b.tokens {
			b.keys = append(b.keys, b.word(t.Folded))
		}
		b.spellings = append(b.spellings, builtSpelling{uint32(start), uint32(len(b.keys)), kind})
	}
	return at
}

func (b *completionBuilder) word(folded string) uint32 {
	at, known := b.words[folded]
	if !known {
		at = uint32(len(b.words))
		b.words[strings.Clone(folded)] = at
	}
	return at
}

func (b *completionBuilder) add(doc, spelling uint32) {
	if s := &b.spellings[spelling]; s.start < s.end {
		b.docs = append(b.docs, [2]uint32{spelling, doc})
	}
}

// column adds the values of a column. Families and keywords are of one kind.
func (b *completionBuilder) column(c *columns, tag byte) {
	column := c.byTag[tag]
	if column == nil {
		return
	}
	spellings := make([]uint32, len(column.values))
	for i, v := range column.values {
		facts := readValue(tag, v)
		value, kind := columnValue{facts.Issuer, facts.IssuerID}, valueKind(tagIssuer)
		if tag != tagIssuer {
			kind, value.value = tagKeyword, strings.Join(append(facts.Families, facts.Keywords...), " ")
		}
		value.value = strings.Join(strings.Fields(value.value), " ")
		spellings[i] = b.spelling(kind, []byte(value.value), value.id)
		b.columns[spellings[i]] = value
	}
	for doc := range uint32(len(c.ids)) {
		column.each(doc, func(ord uint32) bool {
			b.add(doc, spellings[ord])
			return true
		})
	}
}

func (b *completionBuilder) finish() *completions {
	c := &completions{words: b.sortWords(), sets: map[uint32]*roaring.Bitmap{}, columns: map[uint32]columnValue{}}
	order := b.order()
	now := make([]uint32, len(b.spellings)) // place of a spelling in the order
	var spelt, items []uint32
	starts := []uint32{0}
	for i, old := range order {
		now[old] = uint32(i)
		s := b.spellings[old]
		if value, ok := b.columns[old]; ok {
			c.columns[uint32(i)] = value
		}
		if i > 0 && b.compare(order[i-1], old) == 0 {
			continue
		}
		spelt, c.kinds = append(spelt, uint32(i)), append(c.kinds, s.kind)
		items = append(items, b.keys[s.start:s.end]...)
		starts = append(starts, uint32(len(items)))
	}
	c.spelt = packRow(append(spelt, uint32(len(order))))
	c.having = inverted(c.words.count, starts, items)
	c.keys = lists{packRow(starts), packRow(items)}
	for i := range b.docs {
		b.docs[i][0] = now[b.docs[i][0]]
	}
	c.setDocs(len(order), b.docs)
	return c
}

// sortWords gives words numbers in the order of their letters, in keys too.
func (b *completionBuilder) sortWords() wordRow {
	words := make([]string, 0, len(b.words))
	for word := range b.words {
		words = append(words, word)
	}
	slices.Sort(words)
	now := make([]uint32, len(words))
	for i, word := range words {
		now[b.words[word]] = uint32(i)
	}
	for i, word := range b.keys {
		b.keys[i] = now[word]
	}
	return newWordRow(words)
}

// order lists the spellings in the order of their values; those without words are
// left out.
func (b *completionBuilder) order() []uint32 {
	order := make([]uint32, 0, len(b.spellings))
	for i, s := range b.spellings {
		if s.start < s.end {
			order = append(order, uint32(i))
		}
	}
	slices.SortFunc(order, func(x, y uint32) int { return cmp.Or(b.compare(x, y), cmp.Compare(x, y)) })
	return order
}

// compare orders spellings by the values that they spell.
func (b *completionBuilder) compare(x, y uint32) int {
	p, q := &b.spellings[x], &b.spellings[y]
	return cmp.Or(slices.Compare(b.keys[p.start:p.end], b.keys[q.start:q.end]), cmp.Compare(p.kind, q.kind))
}

// setDocs gives spellings their documents, pairs of both.
func (c *completions) setDocs(spellings int, pairs [][2]uint32) {
	all := newLists(spellings, pairs)
	var few [][2]uint32
	for entry := range uint32(c.len()) {
		first, end := c.spelt.at(int(entry)), c.spelt.at(int(entry)+1)
		from, _ := all.bounds(first)
		_, to := all.bounds(end - 1)
		if end-first > 1 || to-from >= manyDocuments {
			set := roaring.New()
			for i := from; i < to; i++ {
				set.Add(all.items.at(i))
			}
			set.RunOptimize()
			c.sets[entry] = set
		}
		if end-first == 1 && c.sets[entry] != nil {
			continue
		}
		for spelling := first; spelling < end; spelling++ {
			for _, doc := range all.of(spelling) {
				few = append(few, [2]uint32{spelling, doc})
			}
		}
	}
	c.docs = rows(spellings, few)
}

// rows makes lists of pairs that are in the order of their first.
func rows(count int, pairs [][2]uint32) lists {
	starts, items := make([]uint32, count+1), make([]uint32, len(pairs))
	for i, p := range pairs {
		starts[p[0]+1]++
		items[i] = p[1]
	}
	addUp(starts)
	return lists{packRow(starts), packRow(items)}
}

// addUp makes numbers the sums up to them: sizes of lists, each behind its list's
// number, become where the lists begin.
func addUp(sizes []uint32) {
	for i := 1; i < len(sizes); i++ {
		sizes[i] += sizes[i-1]
	}
}

// inverted lists for each of so many words the entries that have it, once each, where
// entry e has the words items[starts[e]:starts[e+1]].
func inverted(words int, starts, items []uint32) lists {
	ends, last := make([]uint32, words+1), make([]uint32, words) // last entry seen, from 1
	each := func(use func(word, entry uint32)) {
		clear(last)
		for entry := range uint32(len(starts) - 1) {
			for _, word := range items[starts[entry]:starts[entry+1]] {
				if last[word] != entry+1 {
					last[word] = entry + 1
					use(word, entry)
				}
			}
		}
	}
	each(func(word, _ uint32) { ends[word+1]++ })
	addUp(ends)
	of := lists{starts: packRow(ends)}
	having := make([]uint32, ends[words])
	each(func(word, entry uint32) {
		having[ends[word]] = entry
		ends[word]++
	})
	of.items = packRow(having)
	return of
}

// newLists makes lists of the second of each pair by the first, each in order and
// without doubles.
func newLists(count int, pairs [][2]uint32) lists {
	ends := make([]uint32, count+1) // of the list before each
	for _, p := range pairs {
		ends[p[0]+1]++
	}
	addUp(ends)
	sorted := make([][2]uint32, len(pairs))
	for _, p := range pairs {
		sorted[ends[p[0]]] = p
		ends[p[0]]++
	}
	from := uint32(0)
	for _, end := range ends[:count] {
		if list := sorted[from:end]; !slices.IsSortedFunc(list, comparePairs) {
			slices.SortFunc(list, comparePairs)
		}
		from = end
	}
	return rows(count, slices.Compact(sorted))
}

func comparePairs(a, b [2]uint32) int { return cmp.Compare(a[1], b[1]) }
