package server

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"sync"
	"time"

	"tracuu/index"
)

// census knows which problems of reading each document has. It follows the changes of
// the collection, a part at a time, and keeps codes alone.
type census struct {
	mu    sync.Mutex
	since uint64
	codes map[string][]string // by id; documents without problems have none
	seen  map[string]bool
	going bool          // on behind, where a look was not enough
	wait  time.Duration // of one look, 0 for censusTime
}

const (
	censusBatch = 200
	censusTime  = 700 * time.Millisecond // of one look
)

// look takes in what was written, for as long as somebody may wait; where that is not
// enough it goes on behind, a look at a time, and whole is false until it is done.
func (c *census) look(ctx context.Context, engine index.Engine) (whole bool, err error) {
	whole, err = c.follow(ctx, engine)
	if whole || err != nil {
		return whole, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if !c.going {
		c.going = true
		go c.goOn(engine)
	}
	return false, nil
}

// goOn follows until all is taken in, or the collection fails or is closed: then the
// next look says so.
func (c *census) goOn(engine index.Engine) {
	for whole, err := false, error(nil); !whole && err == nil; {
		whole, err = c.follow(context.Background(), engine)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.going = false
}

// follow takes in what was written since the last look, for as long as one look may
// take; false where more is left.
func (c *census) follow(ctx context.Context, engine index.Engine) (bool, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.codes == nil {
		c.codes, c.seen = map[string][]string{}, map[string]bool{}
	}
	for began := time.Now(); ; {
		changes, err := engine.Changes(ctx, index.Everything(), c.since, censusBatch)
		if err != nil || len(changes) == 0 {
			return true, err
		}
		ids := make([]string, 0, len(changes))
		for _, change := range changes {
			delete(c.codes, change.ID)
			delete(c.seen, change.ID)
			if !change.Deleted {
				ids = append(ids, change.ID)
			}
		}
		held, err := engine.Get(ctx, index.Everything(), ids...)
		if err != nil {
			return false, err
		}
		for id, d := range held {
			c.seen[id] = true
			for _, problem := range d.Problems {
				if !slices.Contains(c.codes[id], problem.Code) {
					c.codes[id] = append(c.codes[id], problem.Code)
				}
			}
		}
		c.since = changes[len(changes)-1].Generation
		if time.Since(began) > cmp.Or(c.wait, censusTime) {
			left, err := engine.Changes(ctx, index.Everything(), c.since, 1)
			return len(left) == 0, err
		}
	}
}

// count gives how many of the visible documents were looked at, and how many of those
// have each problem.
func (c *census) count(visible func(string) bool) (looked int, problems map[string]int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	problems = map[string]int{}
	for id := range c.seen {
		if visible != nil && !visible(id) {
			continue
		}
		looked++
		for _, code := range c.codes[id] {
			problems[code]++
		}
	}
	return looked, problems
}

// with lists the visible documents with a problem, in order of id.
func (c *census) with(code string, visible func(string) bool) []string {
	c.mu.Lock()
	defer c.mu.Unlock()
	var ids []string
	for _, id := range slices.Sorted(maps.Keys(c.codes)) {
		if slices.Contains(c.codes[id], code) && (visible == nil || visible(id)) {
			ids = append(ids, id)
		}
	}
	return ids
}
