package bleveindex

import (
	"cmp"
	"context"
	"slices"

	"tracuu/index"
	"tracuu/index/store"
)

// changesPage is how many changes are read at once.
const changesPage = 500

// Changes lists what was written after generation since; see index.Reader.
func (e *Engine) Changes(ctx context.Context, scope index.Scope, since uint64, limit int) ([]index.Change, error) {
	// What is written while the lists are read waits for the next call: it may stand in
	// one of them and not in the other.
	last, err := e.store.Generation()
	if err != nil {
		return nil, storeError("changes", err)
	}
	c := changeList{ctx: ctx, engine: e, guardian: newGuardian(e, scope), last: last, limit: limit, out: []index.Change{}}
	if err := c.written(since); err != nil || len(scope.Forced) == 0 {
		return c.out, err
	}
	if scope.Lasting() {
		if err := c.gone(since); err != nil {
			return nil, err
		}
	}
	slices.SortFunc(c.out, func(a, b index.Change) int { return cmp.Compare(a.Generation, b.Generation) })
	return c.out[:min(len(c.out), max(limit, 0))], nil
}

// changeList is a list of changes in the making.
type changeList struct {
	ctx      context.Context
	engine   *Engine
	guardian *guardian
	last     uint64 // later changes are left out
	limit    int
	out      []index.Change
}

// written lists what was written and may be seen; deletions to who is not held to
// a filter.
func (c *changeList) written(since uint64) error {
	for len(c.out) < c.limit {
		if err := c.ctx.Err(); err != nil {
			return err
		}
		page := min(changesPage, c.limit-len(c.out))
		changes, err := c.engine.store.Changes(since, page)
		if err != nil {
			return storeError("changes", err)
		}
		for _, change := range changes {
			if since = change.Generation; since > c.last {
				return nil
			}
			allowed, err := c.shows(change)
			if err != nil {
				return err
			}
			if allowed {
				c.out = append(c.out, index.Change{Generation: change.Generation, ID: change.ID, Deleted: change.Deleted, At: change.At})
			}
		}
		if len(changes) < page {
			break
		}
	}
	return nil
}

func (c *changeList) shows(change store.Change) (bool, error) {
	if c.guardian.free || change.Deleted {
		return c.guardian.free && !change.Hidden, nil
	}
	return c.visible(change.ID)
}

func (c *changeList) visible(id string) (bool, error) {
	records, err := c.engine.store.Get(id)
	if err != nil {
		return false, storeError("changes", err)
	}
	r, held := records[id]
	if !held {
		return false, nil
	}
	d := r.Directive()
	return c.guardian.allows(&d), nil
}

// gone adds the documents that were within the scope and no longer are, each with
// the generation at which it left it.
func (c *changeList) gone(since uint64) error {
	for added := 0; added < c.limit; {
		if err := c.ctx.Err(); err != nil {
			return err
		}
		list, err := c.engine.store.Left(since, changesPage)
		if err != nil {
			return storeError("changes", err)
		}
		for _, left := range list {
			if since = left.Generation; since > c.last {
				return nil
			}
			gone, err := c.hasGone(left)
			if err != nil {
				return err
			}
			if gone && added < c.limit {
				c.out = append(c.out, index.Change{Generation: left.Generation, ID: left.ID, Deleted: true, At: left.At})
				added++
			}
		}
		if len(list) < changesPage {
			break
		}
	}
	return nil
}

// hasGone reports whether a document left the scope with what it ceased to be: it
// was within, was not there again with something that it left later, and is not now.
func (c *changeList) hasGone(left store.Left) (bool, error) {
	within := func(o store.Outline) bool {
		d := o.Directive()
		d.ID = left.ID
		return c.guardian.allows(&d)
	}
	if !within(left.Was) || slices.ContainsFunc(left.Later, within) {
		return false, nil
	}
	visible, err := c.visible(left.ID)
	return !visible, err
}
