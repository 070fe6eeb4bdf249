package bleveindex

import (
	"sync"

	"github.com/RoaringBitmap/roaring/v2"
)

// filterCache keeps, for one segment, which documents meet the filters that
// searches asked for: the same few issuers, types and scopes come again and
// again. It is bounded in bytes and starts anew when it is full.
type filterCache struct {
	mu    sync.Mutex
	sets  map[string]*keptSet
	bytes uint64
}

// keptSet is documents of a segment when some were deleted. What is deleted of a
// segment only grows, so their number says whether it still holds.
type keptSet struct {
	docs    *roaring.Bitmap // not to be changed
	deleted uint64
	years   yearSets // of docs
}

// The bytes of sets that are kept of a segment.
const (
	leastFilterBytes       = 4 << 20
	filterBytesPerDocument = 48
	filterBytesPerYear     = 10 // of a document, where a set is kept by years too
)

func deletions(deleted *roaring.Bitmap) uint64 {
	if deleted == nil {
		return 0
	}
	return deleted.GetCardinality()
}

// get is what is kept of the set that a filter selects, nil where it is not known.
func (c *filterCache) get(key string, deleted *roaring.Bitmap) *keptSet {
	if key == "" {
		return nil
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if kept, ok := c.sets[key]; ok && kept.deleted == deletions(deleted) {
		return kept
	}
	return nil
}

// put keeps a set, and gives what is kept. It is copied, since it may lie in the file of
// the segment.
func (c *filterCache) put(key string, deleted, set *roaring.Bitmap, documents int) *keptSet {
	if key == "" {
		return &keptSet{docs: set}
	}
	return c.keep(key, deleted, set.Clone(), documents)
}

// keep is put of a set that is nobody else's. What lies in the file of the segment of it
// is copied: it may outlast that.
func (c *filterCache) keep(key string, deleted, set *roaring.Bitmap, documents int) *keptSet {
	set.CloneCopyOnWriteContainers()
	kept := &keptSet{docs: set, deleted: deletions(deleted)}
	size := set.GetSizeInBytes() + uint64(len(key))
	if manyDated(set, 0) {
		size += filterBytesPerYear * set.GetCardinality()
	}
	most := max(leastFilterBytes, filterBytesPerDocument*uint64(documents))
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.bytes += size; c.sets == nil || c.bytes > most {
		c.sets, c.bytes = map[string]*keptSet{}, size
	}
	if size <= most {
		c.sets[key] = kept
	}
	return kept
}
