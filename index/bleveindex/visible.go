package bleveindex

import (
	"context"
	"sync"

	"github.com/RoaringBitmap/roaring/v2"

	"tracuu/index"
)

// Visible tells the ids within scope; see index.Bounder. What it found is kept
// until the next write, for it walks the whole collection.
func (e *Engine) Visible(ctx context.Context, scope index.Scope) (func(id string) bool, error) {
	if err := ctx.Err(); err != nil || len(scope.Forced) == 0 {
		return nil, err
	}
	var visible func(id string) bool
	err := e.withView(func(v *view) error {
		kept, ok := e.seen.get(scope.Hash(), v.generation)
		if ok {
			visible = kept
			return nil
		}
		ids, err := e.idsWithin(ctx, v, scope)
		if err != nil {
			return err
		}
		visible = func(id string) bool {
			_, ok := ids[id]
			return ok
		}
		e.seen.put(scope.Hash(), v.generation, visible)
		return nil
	})
	return visible, err
}

func (e *Engine) idsWithin(ctx context.Context, v *view, scope index.Scope) (map[string]struct{}, error) {
	ids := map[string]struct{}{}
	for _, segment := range v.segments {
		within, err := e.seenIn(ctx, segment, scope)
		if err != nil {
			return nil, err
		}
		for it := within.Iterator(); it.HasNext(); {
			ids[segment.ids[it.Next()]] = struct{}{}
		}
	}
	return ids, nil
}

// seenIn are the documents of a segment that lie within scope.
func (e *Engine) seenIn(ctx context.Context, segment *segmentView, scope index.Scope) (*roaring.Bitmap, error) {
	forced := newFilters(index.Filters{Where: scope.Forced}, e.options.Families)
	eval := &evaluator{ctx: ctx, segment: segment, among: segment.live, families: e.options.Families, graph: e.options.Graph}
	parts, err := eval.parts(forced)
	if err != nil {
		return nil, err
	}
	within := segment.live
	for _, p := range parts {
		within = intersect(p.set, within)
	}
	return within, nil
}

// maxSeen bounds the scopes whose ids are kept.
const maxSeen = 16

// visibleCache keeps what scopes show in one generation.
type visibleCache struct {
	mu         sync.Mutex
	generation uint64
	byScope    map[string]func(id string) bool
}

func (c *visibleCache) get(scope string, generation uint64) (func(id string) bool, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	visible, ok := c.byScope[scope]
	return visible, ok && c.generation == generation
}

func (c *visibleCache) put(scope string, generation uint64, visible func(id string) bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.generation != generation || len(c.byScope) >= maxSeen || c.byScope == nil {
		c.generation, c.byScope = generation, map[string]func(id string) bool{}
	}
	c.byScope[scope] = visible
}
