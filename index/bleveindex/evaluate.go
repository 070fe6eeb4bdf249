package bleveindex

import (
	"context"
	"fmt"
	"slices"

	"github.com/RoaringBitmap/roaring/v2"

	"tracuu/index"
)

// evaluator turns query trees into sets of documents of one segment. It is the
// set form of index.Rank, node by node.
//
// Which documents match is always exact. Whether the words of a run stand in a
// row only decides tiers, so it is left open where pairs of words do not settle
// it: then the tiers are the highest possible, and the page settles the few
// documents that it shows by evaluating again among them.
type evaluator struct {
	ctx      context.Context
	segment  *segmentView
	among    *roaring.Bitmap // the documents to evaluate
	settle   bool            // tiers must be true
	open     bool            // some tiers are only the highest possible
	families *index.Families
	graph    index.Graph // nil for none
}

// rank gives the documents that a tree matches and their tiers.
func (e *evaluator) rank(n index.Node) (ranked, error) {
	if err := e.ctx.Err(); err != nil {
		return ranked{}, err
	}
	switch n := n.(type) {
	case nil:
		return unranked(e.among), nil
	case index.Run:
		return e.rankRun(n)
	case index.Phrase:
		return e.rankPhrase(n)
	case index.Number:
		return e.rankNumber(n)
	case index.Where:
		set, err := e.where(n)
		return unranked(set), err
	case index.And:
		return e.combine(n.Nodes, both)
	case index.Or:
		return e.combine(n.Nodes, either)
	case index.Not:
		inner, err := e.rank(n.Node)
		if err != nil {
			return ranked{}, err
		}
		return unranked(minus(e.among, inner.match)), nil
	}
	return ranked{}, fmt.Errorf("bleveindex: a query node of type %T", n)
}

func (e *evaluator) combine(nodes []index.Node, with func(a, b ranked) ranked) (ranked, error) {
	var out ranked
	for i, n := range nodes {
		r, err := e.rank(n)
		if err != nil {
			return ranked{}, err
		}
		if i == 0 {
			out = r
		} else {
			out = with(out, r)
		}
	}
	if len(nodes) == 0 {
		return unranked(e.among), nil
	}
	return out, nil
}

func (e *evaluator) rankRun(n index.Run) (ranked, error) {
	folded, exact := foldedWords(n.Words), exactWords(n.Words)
	out := ranked{}
	var err error
	if out.match, err = e.words(folded, e.among); err != nil {
		return ranked{}, err
	}
	out.reach[index.TierFolded] = out.match
	hasAll, err := e.words(exact, out.match)
	if err != nil {
		return ranked{}, err
	}
	foldedRow, err := e.runRow(folded, minus(out.match, hasAll))
	if err != nil {
		return ranked{}, err
	}
	exactRow, err := e.runRow(exact, hasAll)
	if err != nil {
		return ranked{}, err
	}
	out.reach[index.TierFoldedPhrase] = union(foldedRow, hasAll)
	out.reach[index.TierExact] = hasAll
	out.reach[index.TierExactPhrase] = exactRow
	out.reach[index.TierNumber] = emptySet
	return out, nil
}

func (e *evaluator) rankPhrase(n index.Phrase) (ranked, error) {
	words := phraseWords(n)
	set, err := e.words(words, e.among)
	if err != nil {
		return ranked{}, err
	}
	if set, err = e.row(words, set); err != nil {
		return ranked{}, err
	}
	return level(set, index.TierExactPhrase), nil
}

func (e *evaluator) rankNumber(n index.Number) (ranked, error) {
	own, err := e.segment.docs(fieldKeys, keyTerm(tagOwn, n.NumberKey()))
	if err != nil {
		return ranked{}, err
	}
	mentioned, err := e.segment.docs(fieldKeys, keyTerm(tagMentioned, n.NumberKey()))
	if err != nil {
		return ranked{}, err
	}
	return either(level(own, index.TierNumber), level(mentioned, index.TierExactPhrase)), nil
}

// words are the documents of set that have all the words.
func (e *evaluator) words(words []phraseWord, set *roaring.Bitmap) (*roaring.Bitmap, error) {
	for _, w := range words {
		if set.IsEmpty() {
			return set, nil
		}
		if !manyAmong(e.among, len(e.segment.ids)) {
			var err error
			if set, err = e.segment.among(w, set); err != nil {
				return nil, err
			}
			continue
		}
		docs, err := e.segment.word(w)
		if err != nil {
			return nil, err
		}
		set = intersect(docs, set)
	}
	return set, nil
}

// runRow is row for a run, where it may stay open.
func (e *evaluator) runRow(words []phraseWord, set *roaring.Bitmap) (*roaring.Bitmap, error) {
	set, settled, err := e.pairs(words, set)
	if err != nil || settled {
		return set, err
	}
	if e.settle {
		return e.check(words, set, false)
	}
	e.open = true
	return set, nil
}

// row are the documents of set where the words stand in a row. The set's
// documents must have all the words.
func (e *evaluator) row(words []phraseWord, set *roaring.Bitmap) (*roaring.Bitmap, error) {
	set, settled, err := e.pairs(words, set)
	if err != nil || settled {
		return set, err
	}
	certain, err := e.onlyPair(words, set)
	if err != nil {
		return nil, err
	}
	doubtful, err := e.check(words, minus(set, certain), false)
	return union(certain, doubtful), err
}

// fewToRead is up to how many documents are read without asking sets first whether
// they need be.
const fewToRead = 256

// onlyPair are the documents of a set where two words must stand in a row, because
// their pair does in some accents, and neither of them stands there in others.
func (e *evaluator) onlyPair(words []phraseWord, set *roaring.Bitmap) (*roaring.Bitmap, error) {
	if len(words) != 2 || set.GetCardinality() <= fewToRead {
		return emptySet, nil
	}
	if _, ok := common.pair(words[0].Folded, words[1].Folded); !ok {
		return emptySet, nil
	}
	for _, w := range words {
		if !w.exact {
			continue
		}
		spellings, err := e.segment.spellings(w.Folded)
		if err != nil {
			return nil, err
		}
		others, err := e.segment.anyOf(fieldExact, slices.DeleteFunc(slices.Clone(spellings), func(s string) bool { return s == w.Exact }))
		if err != nil {
			return nil, err
		}
		set = minus(set, others)
	}
	return set, nil
}

// pairs narrows a set by the pairs of neighbouring words that are terms, and
// reports whether that settles that the words stand in a row.
func (e *evaluator) pairs(words []phraseWord, set *roaring.Bitmap) (_ *roaring.Bitmap, settled bool, err error) {
	settled = len(words) <= 2
	for i := 1; i < len(words); i++ {
		if set.IsEmpty() {
			return set, true, nil
		}
		term, ok := common.pair(words[i-1].Folded, words[i].Folded)
		if !ok || words[i-1].exact || words[i].exact {
			settled = false // pairs do not tell accents
		}
		if !ok {
			continue
		}
		docs, err := e.segment.docs(fieldPairs, []byte(term))
		if err != nil {
			return nil, false, err
		}
		set = intersect(docs, set)
	}
	return set, settled, nil
}

// clean are the documents where the words stand in a row outside noise.
func (e *evaluator) clean(words []phraseWord) (*roaring.Bitmap, error) {
	set, err := e.words(words, e.segment.live)
	if err != nil {
		return nil, err
	}
	set, settled, err := e.pairs(words, set)
	if err != nil || !settled {
		if err != nil {
			return nil, err
		}
		return e.check(words, set, true)
	}
	noisy, err := e.segment.docs(fieldKeys, []byte{tagNoisy})
	if err != nil {
		return nil, err
	}
	doubtful, err := e.check(words, intersect(noisy, set), true)
	if err != nil {
		return nil, err
	}
	return union(minus(set, noisy), doubtful), nil
}

// check reads the word sequences of a set's documents and keeps those where the
// words stand in a row; if clean, outside noise.
func (e *evaluator) check(words []phraseWord, set *roaring.Bitmap, clean bool) (*roaring.Bitmap, error) {
	if set.IsEmpty() {
		return set, nil
	}
	var (
		out    []uint32
		finder = newPhraseFinder(words)
		seen   = 0
	)
	for it := set.Iterator(); it.HasNext(); seen++ {
		doc := it.Next()
		if seen%64 == 0 && e.ctx.Err() != nil {
			return nil, e.ctx.Err()
		}
		sequence, err := e.segment.sequence(doc)
		if err != nil {
			return nil, err
		}
		holds, err := finder.among(sequence, sequence[e.segment.places[doc].own:], clean)
		if err != nil {
			return nil, err
		}
		if holds {
			out = append(out, doc)
		}
	}
	docs := roaring.New()
	docs.AddMany(out)
	return docs, nil
}
