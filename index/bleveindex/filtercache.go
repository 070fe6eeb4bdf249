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
	sets  map[string]filteredSet
	bytes uint64
}

// filteredSet is the documents of a segment when some were deleted. What is
// deleted of a segment only grows, so their number says whether it still holds.
type filteredSet struct {
	set     *roaring.Bitmap
	deleted uint64
}

// The bytes of sets that are kept of a segment.
const (
	leastFilterBytes       = 4 << 20
	filterBytesPerDocument = 48
)

func deletions(deleted *roaring.Bitmap) uint64 {
	if deleted == nil {
		return 0
	}
	return deleted.GetCardinality()
}

// get is the set that a filter selects, nil where it is not known. It must not be
// changed.
func (c *filterCache) get(key string, deleted *roaring.Bitmap) *roaring.Bitmap {
	if key == "" {
		return nil
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if kept, ok := c.sets[key]; ok && kept.deleted == deletions(deleted) {
		return kept.set
	}
	return nil
}

// put keeps a set. It is copied, since it may lie in the file of the segment.
func (c *filterCache) put(key string, deleted, set *roaring.Bitmap, documents int) {
	if key == "" {
		return
	}
	set = set.Clone()
	set.CloneCopyOnWriteContainers()
	size := set.GetSizeInBytes() + uint64(len(key))
	most := max(leastFilterBytes, filterBytesPerDocument*uint64(documents))
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.bytes += size; c.sets == nil || c.bytes > most {
		c.sets, c.bytes = map[string]filteredSet{}, size
	}
	if size <= most {
		c.sets[key] = filteredSet{set: set, deleted: deletions(deleted)}
	}
}
