package bleveindex

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"

	"github.com/RoaringBitmap/roaring/v2"
	segmentapi "github.com/blevesearch/scorch_segment_api/v2"
	"github.com/blevesearch/vellum"
)

// wordFile reads how often words occur straight from the file of a segment:
// bleve's iterator takes fifty nanoseconds for a posting, which is nearly all of a
// search for common words, and this two. It knows one version of the format
// (zapx, zap.md); segments of another, and those that are still in memory alone, are
// read by the iterator.
type wordFile struct {
	opened bool
	file   []byte         // nil where the iterator is to be used
	places *vellum.Reader // where in the file the postings of a word lie
	ends   []uint32       // room for where chunks end
}

// The format that is known. A file ends with the length of the name of a cipher, the
// number of documents, two places, the kind of its chunks, the format and a checksum;
// without a cipher everything stands there as it is.
const (
	knownFormat = 17
	footerSize  = 4 + 8 + 8 + 8 + 4 + 4 + 4
	chunkKind   = 4 + 4 + 4 // from the end: its place
	knownChunks = 1026
	inChunk     = 1024 // postings, about
)

// segmentFile is a segment in a mapped file.
type segmentFile interface {
	Data() []byte
	Version() uint32
	DictAddr(field string) (uint64, error)
}

var errFrequencies = errors.New("bleveindex: damaged frequencies")

// open reads where the words of a segment lie.
func (f *wordFile) open(segment segmentapi.Segment) {
	mapped, ok := segment.(segmentFile)
	if !ok || mapped.Version() != knownFormat {
		return
	}
	file := mapped.Data()
	if len(file) < footerSize || binary.BigEndian.Uint32(file[len(file)-footerSize:]) != 0 {
		return
	}
	start, err := mapped.DictAddr(fieldExact)
	if err != nil || start >= uint64(len(file)) {
		return
	}
	size, n := binary.Uvarint(file[start:])
	start += uint64(max(n, 0))
	if n <= 0 || size > uint64(len(file))-start {
		return
	}
	words, err := vellum.Load(file[start : start+size])
	if err != nil {
		return
	}
	if f.places, err = words.Reader(); err == nil {
		f.file = file
	}
}

// The two ways in which the place of a word tells its postings: by the place in the
// file where they lie, or as the number of its only document, where it stands once.
const (
	waysOfPlace = 3 << 62
	oneDocument = 1 << 63
	documentIn  = 1<<31 - 1
)

// wordPostings finds the postings of a word, by its exact key, of all documents,
// deleted ones too. It reports false where the iterator is to be used.
func (s *segmentView) wordPostings(word string) (list wordPostings, ok bool, err error) {
	f := &s.words
	if !f.opened {
		f.opened = true
		f.open(s.segment)
	}
	if f.file == nil {
		return list, false, nil
	}
	s.key = append(s.key[:0], word...)
	place, found, err := f.places.Get(s.key)
	switch {
	case err != nil:
		return list, false, err
	case !found:
		return list, true, nil
	case place&waysOfPlace == oneDocument:
		list.docs = roaring.BitmapOf(uint32(place & documentIn))
		list.stream = postingStream{1 << 1, 1}
	case place&waysOfPlace != 0 || place >= uint64(len(f.file)):
		return list, false, errFrequencies
	default:
		if s.deleted == nil {
			list.docs = s.sets[fieldExact+word] // where it was read before
		}
		if err = list.read(f, place); err != nil {
			return list, false, err
		}
		list.chunkSize = f.chunkSize(list.docs.GetCardinality(), uint64(len(s.ids)))
	}
	if list.docs.DenseSize() > (uint64(len(s.ids))+63)/64 {
		return list, false, errFrequencies
	}
	list.once = countedOnce(word)
	return list, true, nil
}

// read reads the postings that lie at a place: where their frequencies lie, where
// positions would, and the set of documents behind its length, if it is not known.
func (p *wordPostings) read(f *wordFile, place uint64) (err error) {
	file := f.file
	b := file[place:]
	var numbers [3]uint64
	for i := range numbers {
		number, n := binary.Uvarint(b)
		if n <= 0 {
			return errFrequencies
		}
		numbers[i], b = number, b[n:]
	}
	if numbers[2] > uint64(len(b)) || numbers[0] >= uint64(len(file)) {
		return errFrequencies
	}
	if p.docs == nil {
		p.docs = roaring.New()
		if _, err := p.docs.FromBuffer(b[:numbers[2]]); err != nil {
			return fmt.Errorf("%w: %w", errFrequencies, err)
		}
	}
	p.stream, f.ends, err = readChunks(file[numbers[0]:], f.ends[:0])
	p.ends = f.ends
	return err
}

// chunkSize is how many document numbers in a row share a chunk of the numbers of a
// word; 0 where it is not known.
func (f *wordFile) chunkSize(postings, documents uint64) uint32 {
	if binary.BigEndian.Uint32(f.file[len(f.file)-chunkKind:]) != knownChunks {
		return 0
	}
	return uint32(documents / (postings/inChunk + 1))
}

// readChunks gives the bytes of numbers that are kept in chunks: how many there are,
// where each ends, which is appended to ends, and all of them in a row.
func readChunks(b []byte, ends []uint32) ([]byte, []uint32, error) {
	chunks, n := binary.Uvarint(b)
	end := uint64(0)
	for ; n > 0 && chunks > 0; chunks-- {
		b = b[n:]
		last := end
		if end, n = binary.Uvarint(b); end < last || end > math.MaxUint32 {
			return nil, ends, errFrequencies
		}
		ends = append(ends, uint32(end))
	}
	if n <= 0 || end > uint64(len(b)-n) {
		return nil, ends, errFrequencies
	}
	return b[n : n+int(end)], ends, nil
}
