package bleveindex

import (
	"fmt"

	"github.com/RoaringBitmap/roaring/v2"
	segmentapi "github.com/blevesearch/scorch_segment_api/v2"
)

// list finds the postings of a term among the documents that live.
func (s *segmentView) list(field string, term []byte) (segmentapi.PostingsList, error) {
	dict, ok := s.dicts[field]
	if !ok {
		var err error
		if dict, err = s.segment.Dictionary(field); err != nil {
			return nil, fmt.Errorf("bleveindex: open the terms of field %q: %w", field, err)
		}
		s.dicts[field] = dict
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

// sequence calls use with the word sequence of a document. The bytes are valid
// only inside use.
func (s *segmentView) sequence(doc uint32, use func([]byte) error) error {
	var inner error
	err := s.segment.VisitStoredFields(uint64(doc), func(field string, _ byte, value []byte, _ []uint64) bool {
		if field != fieldSequence {
			return true
		}
		inner = use(value)
		return false
	})
	if err != nil {
		return fmt.Errorf("bleveindex: read the words of document %q: %w", s.ids[doc], err)
	}
	return inner
}
