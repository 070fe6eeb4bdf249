package bleveindex

import (
	"encoding/binary"
	"fmt"
	"sync"

	"github.com/RoaringBitmap/roaring/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
	segmentapi "github.com/blevesearch/scorch_segment_api/v2"
)

// view is one state of the index, from which a whole search is answered. It
// holds files open until it is closed and serves one search at a time.
type view struct {
	snapshot   *scorch.IndexSnapshot
	shown      *shown // that lends the view; nil for none
	segments   []*segmentView
	generation uint64
	documents  int
	average    float64 // length of a document, see averageLength
	normed     []float64
}

// segmentView is one segment of a view: postings by term, columns by document.
type segmentView struct {
	*columns
	*derived
	segment segmentapi.Segment
	deleted *roaring.Bitmap // nil when none is
	live    *roaring.Bitmap
	dicts   map[string]segmentapi.TermDictionary
	sets    map[string]*roaring.Bitmap // by field and term, those that were read
	spelled map[string][]string        // by key without accents, those that were read
	stored  []byte                     // what is stored of all documents; nil until it is asked for
	words   wordFile
	key     []byte
}

// generationKey is where the index keeps the last generation of the store that
// it has; it is written in the same batch as the documents.
var generationKey = []byte("generation")

func encodeGeneration(g uint64) []byte { return binary.BigEndian.AppendUint64(nil, g) }

func decodeGeneration(b []byte) uint64 {
	if len(b) != 8 {
		return 0
	}
	return binary.BigEndian.Uint64(b)
}

// newView takes the index as it is now.
func newView(idx *scorch.Scorch, cache *columnCache) (*view, error) {
	reader, err := idx.Reader()
	if err != nil {
		return nil, fmt.Errorf("bleveindex: open a reader: %w", err)
	}
	snapshot, ok := reader.(*scorch.IndexSnapshot)
	if !ok {
		_ = reader.Close()
		return nil, fmt.Errorf("bleveindex: a reader of type %T", reader)
	}
	v := &view{snapshot: snapshot}
	generation, err := snapshot.GetInternal(generationKey)
	if err != nil {
		v.close()
		return nil, fmt.Errorf("bleveindex: read the generation: %w", err)
	}
	v.generation = decodeGeneration(generation)
	for _, s := range snapshot.Segments() {
		cols, err := cache.of(s.Id(), s.Segment())
		if err != nil {
			v.close()
			return nil, err
		}
		live := s.DocNumbersLive()
		v.documents += int(live.GetCardinality())
		v.segments = append(v.segments, newSegmentView(cols, s.Segment(), s.Deleted(), live))
	}
	v.average = v.averageLength()
	cache.keep(snapshot.Segments())
	return v, nil
}

func newSegmentView(cols *columns, segment segmentapi.Segment, deleted, live *roaring.Bitmap) *segmentView {
	return &segmentView{
		columns: cols, derived: &cols.whole, segment: segment, deleted: deleted, live: live,
		dicts: map[string]segmentapi.TermDictionary{}, sets: map[string]*roaring.Bitmap{},
		spelled: map[string][]string{},
	}
}

// fork is another view of the same state, for another search beside it.
func (v *view) fork() *view {
	out := &view{snapshot: v.snapshot, generation: v.generation, documents: v.documents, average: v.average, normed: v.norms()}
	for _, s := range v.segments {
		out.segments = append(out.segments, newSegmentView(s.columns, s.segment, s.deleted, s.live))
	}
	return out
}

// close ends the use of a view. One that was lent goes back with what it has read.
func (v *view) close() {
	if v.shown != nil {
		v.shown.giveBack(v)
	}
	v.drop()
}

// drop ends the use of a view that is not to be used again.
func (v *view) drop() { _ = v.snapshot.Close() }

// columnCache keeps the columns of the segments in use, by segment id.
type columnCache struct {
	wants  *wanted
	mu     sync.Mutex
	loaded map[uint64]*columnLoad
}

type columnLoad struct {
	once sync.Once
	cols *columns
	err  error
}

func newColumnCache() *columnCache {
	return &columnCache{loaded: map[uint64]*columnLoad{}, wants: newWanted()}
}

// of returns the columns of a segment, reading them at first use. Searches that
// need the same segment wait for one reading.
func (c *columnCache) of(id uint64, seg segmentapi.Segment) (*columns, error) {
	c.mu.Lock()
	load, ok := c.loaded[id]
	if !ok {
		load = &columnLoad{}
		c.loaded[id] = load
	}
	c.mu.Unlock()
	load.once.Do(func() {
		if load.cols, load.err = readColumns(seg); load.err == nil {
			load.cols.wants = c.wants
		}
	})
	return load.cols, load.err
}

// keep drops the columns of segments that merging has done away with. An older
// view holds its own; reading a segment twice is the worst that can happen.
func (c *columnCache) keep(segments []*scorch.SegmentSnapshot) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.loaded) <= 2*len(segments) {
		return
	}
	current := make(map[uint64]bool, len(segments))
	for _, s := range segments {
		current[s.Id()] = true
	}
	for id := range c.loaded {
		if !current[id] {
			delete(c.loaded, id)
		}
	}
}
