package bleveindex

import (
	"context"
	"math"
	"sync"

	"github.com/RoaringBitmap/roaring/v2"

	"tracuu/index"
)

// bound is a segment to a caller who sees some of its documents. The others count
// as deleted, so that no number, word or weight tells of them.
type bound struct {
	derived
	deletions uint64 // of the segment, when this was made
	live      *roaring.Bitmap
	hidden    *roaring.Bitmap // all others, deleted ones too
	words     int64           // of the live documents
}

// boundCache keeps segments as scopes show them. What a scope shows of a segment
// changes only when documents of it are deleted.
type boundCache struct {
	mu      sync.Mutex
	byScope map[string]map[*columns]*bound
}

// get is a segment as a scope shows it, nil where it is not known.
func (c *boundCache) get(scope string, s *segmentView) *bound {
	c.mu.Lock()
	defer c.mu.Unlock()
	if b := c.byScope[scope][s.columns]; b != nil && b.deletions == deletions(s.deleted) {
		return b
	}
	return nil
}

// put keeps a segment, and forgets those of the scope that are no more.
func (c *boundCache) put(scope string, s *segmentView, b *bound, current []*segmentView) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if _, known := c.byScope[scope]; !known && len(c.byScope) >= maxSeen || c.byScope == nil {
		c.byScope = map[string]map[*columns]*bound{}
	}
	kept := map[*columns]*bound{s.columns: b}
	for _, other := range current {
		if known := c.byScope[scope][other.columns]; known != nil && other != s {
			kept[other.columns] = known
		}
	}
	c.byScope[scope] = kept
}

// withScope is withView for a caller who may see what lies within scope. To it the
// index holds nothing else: what counts words, documents or values counts these.
func (e *Engine) withScope(ctx context.Context, scope index.Scope, use func(*view) error) error {
	if len(scope.Forced) == 0 {
		return e.withView(use)
	}
	return e.withView(func(v *view) error {
		within, err := e.within(ctx, v, scope)
		if err != nil {
			return err
		}
		return use(within)
	})
}

// within is a view as a scope shows it. It lasts as long as v.
func (e *Engine) within(ctx context.Context, v *view, scope index.Scope) (*view, error) {
	out := &view{snapshot: v.snapshot, generation: v.generation}
	words, hash := int64(0), scope.Hash()
	for _, s := range v.segments {
		b := e.bounds.get(hash, s)
		if b == nil {
			live, err := e.seenIn(ctx, s, scope)
			if err != nil {
				return nil, err
			}
			b = newBound(s, live)
			e.bounds.put(hash, s, b, v.segments)
		}
		segment := newSegmentView(s.columns, s.segment, b.hidden, b.live)
		segment.derived = &b.derived
		out.segments = append(out.segments, segment)
		out.documents += int(b.live.GetCardinality())
		words += b.words
	}
	out.average = math.Max(1, float64(words)/math.Max(1, float64(out.documents)))
	return out, nil
}

func newBound(s *segmentView, live *roaring.Bitmap) *bound {
	b := &bound{deletions: deletions(s.deleted), live: live.Clone(), hidden: roaring.Flip(live, 0, uint64(len(s.ids)))}
	b.live.CloneCopyOnWriteContainers() // it may lie in the file of the segment
	b.hidden.CloneCopyOnWriteContainers()
	for it := live.Iterator(); it.HasNext(); {
		b.words += int64(s.lengths[it.Next()])
	}
	return b
}
