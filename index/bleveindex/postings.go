package bleveindex

import (
	"fmt"

	"github.com/RoaringBitmap/roaring/v2"
	segmentapi "github.com/blevesearch/scorch_segment_api/v2"
)

// dictionary opens the terms of a field.
func (s *segmentView) dictionary(field string) (segmentapi.TermDictionary, error) {
	if dict, ok := s.dicts[field]; ok {
		return dict, nil
	}
	dict, err := s.segment.Dictionary(field)
	if err != nil {
		return nil, fmt.Errorf("bleveindex: open the terms of field %q: %w", field, err)
	}
	s.dicts[field] = dict
	return dict, nil
}

// list finds the postings of a term among the documents that live.
func (s *segmentView) list(field string, term []byte) (segmentapi.PostingsList, error) {
	dict, err := s.dictionary(field)
	if err != nil {
		return nil, err
	}
	list, err := dict.PostingsList(term, s.deleted, nil)
	if err != nil {
		return nil, fmt.Errorf("bleveindex: read a term of field %q: %w", field, err)
	}
	return list, nil
}

// docs is the set of documents that have a term. It may lie in mapped memory:
// it is valid until the view is closed and must not be changed.
func (s *segmentView) docs(field string, term []byte) (*roaring.Bitmap, error) {
	s.key = append(append(s.key[:0], field...), term...) // all fields have names of one letter
	if set, ok := s.sets[string(s.key)]; ok {
		return set, nil
	}
	set, err := s.readDocs(field, term)
	if err == nil {
		s.sets[string(s.key)] = set
	}
	return set, err
}

func (s *segmentView) readDocs(field string, term []byte) (*roaring.Bitmap, error) {
	list, err := s.list(field, term)
	if err != nil {
		return nil, err
	}
	it, ok := list.Iterator(false, false, false, nil).(segmentapi.OptimizablePostingsIterator)
	if !ok {
		return nil, fmt.Errorf("bleveindex: postings of type %T", list)
	}
	if set := it.ActualBitmap(); set != nil {
		return set, nil
	}
	set := roaring.New()
	if doc, ok := it.DocNum1Hit(); ok {
		set.Add(uint32(doc))
	}
	return set, nil
}

// word is the set of documents that have a word of a query.
func (s *segmentView) word(w phraseWord) (*roaring.Bitmap, error) {
	if w.exact {
		return s.docs(fieldExact, []byte(w.Exact))
	}
	return s.folded(w.Folded)
}

// folded is the set of documents that have a word with any accents.
func (s *segmentView) folded(key string) (*roaring.Bitmap, error) {
	if set := s.madeUnion(key); set != nil {
		return set, nil
	}
	words, err := s.spellings(key)
	if err != nil {
		return nil, err
	}
	set, err := s.anyOf(fieldExact, words)
	if err != nil {
		return nil, err
	}
	s.sets[foldedSets+key] = set
	if len(words) > 1 { // else it lies in the file, where it is soon found
		s.unions.keep(key, s.deleted, set, len(s.ids))
	}
	return set, nil
}

// madeUnion is the set of documents that have a word with any accents where it was made
// before, else nil.
func (s *segmentView) madeUnion(key string) *roaring.Bitmap {
	s.key = append(append(s.key[:0], foldedSets...), key...)
	if set, ok := s.sets[string(s.key)]; ok {
		return set
	}
	if kept := s.unions.get(key, s.deleted); kept != nil {
		s.sets[foldedSets+key] = kept.docs
		return kept.docs
	}
	return nil
}

// anyOf is the set of documents that have one of some terms.
func (s *segmentView) anyOf(field string, terms []string) (*roaring.Bitmap, error) {
	sets := make([]*roaring.Bitmap, len(terms))
	for i, term := range terms {
		var err error
		if sets[i], err = s.docs(field, []byte(term)); err != nil {
			return nil, err
		}
	}
	return unionOf(sets), nil
}

// foldedSets stands in front of a word without accents in segmentView.sets, as
// no field does.
const foldedSets = "*"

// countWord is the number of living documents that have a word of a query.
func (v *view) countWord(w phraseWord) (found int, err error) {
	for _, s := range v.segments {
		n, err := s.countWord(w)
		if err != nil {
			return 0, err
		}
		found += n
	}
	return found, nil
}

// count is the number of living documents of the whole view that have a term.
func (v *view) count(field string, term []byte) (int, error) {
	total := 0
	for _, s := range v.segments {
		list, err := s.list(field, term)
		if err != nil {
			return 0, err
		}
		total += int(list.Count())
	}
	return total, nil
}
