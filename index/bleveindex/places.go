package bleveindex

import (
	"errors"
	"fmt"

	segmentapi "github.com/blevesearch/scorch_segment_api/v2"
)

// place is where the word sequence of a document lies behind the first document of
// its segment: finding it through the segment takes as long as looking for a phrase
// in it.
type place struct {
	start       uint64
	own, length uint32 // bytes of the document's own words, and of all
}

var errPlaces = errors.New("bleveindex: the documents of a segment do not lie in a row")

// placeOf finds the place of a stored document behind the first. Both are parts of
// one piece of memory, so that their capacities tell how far they are apart.
func placeOf(first, stored []byte) (place, error) {
	words := splitStored(stored).sequence
	if len(words) == 0 {
		return place{}, nil
	}
	stream, err := skipEntries(words)
	if err != nil {
		return place{}, err
	}
	from := cap(first) - cap(words)
	if from < 0 || from >= cap(first) || &first[:cap(first)][from] != &words[0] {
		return place{}, errPlaces
	}
	return place{start: uint64(from), own: uint32(len(words) - len(stream)), length: uint32(len(words))}, nil
}

// firstStored is what is stored of the first document of a segment.
func firstStored(seg segmentapi.Segment) ([]byte, error) {
	first, err := seg.DocID(0)
	if err != nil {
		return nil, fmt.Errorf("bleveindex: read the first document: %w", err)
	}
	return first, nil
}

// sequence is the word sequence of a document. It lies in mapped memory: it is
// valid until the view is closed and must not be changed.
func (s *segmentView) sequence(doc uint32) ([]byte, error) {
	if s.stored == nil {
		first, err := firstStored(s.segment)
		if err != nil {
			return nil, err
		}
		s.stored = first[:cap(first)]
	}
	at := &s.places[doc]
	return s.stored[at.start : at.start+uint64(at.length)], nil
}
