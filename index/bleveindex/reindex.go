package bleveindex

import (
	"context"
	"errors"
	"fmt"
	"os"

	"tracuu/index"
	"tracuu/index/store"
)

// ErrReindexing is what Reindex returns while another one runs.
var ErrReindexing = errors.New("bleveindex: a reindex is under way")

// Reindex builds a new index beside the old one and puts it in its place. The
// old one answers until then, and writes go on. With reread, each document is
// first read again from its text; what it returns as Read replaces what was
// read before, and supplied and curated values stand. Stopping it, or the
// process, at any moment leaves the old index in place.
func (e *Engine) Reindex(ctx context.Context, reread func(index.Draft) index.Draft) error {
	if err := e.setReindexing(); err != nil {
		return err
	}
	defer func() {
		e.mu.Lock()
		e.reindexing = false
		e.mu.Unlock()
	}()
	if reread != nil {
		if err := e.rereadAll(ctx, reread); err != nil {
			return err
		}
	}
	fresh, has, err := e.buildBeside(ctx)
	if err != nil {
		return err
	}
	err = e.submit(&write{ctx: ctx, alone: func() error { return e.replace(ctx, fresh, has) }})
	if err != nil {
		return errors.Join(err, fresh.close(), os.RemoveAll(e.layout.index(fresh.name)))
	}
	return nil
}

func (e *Engine) setReindexing() error {
	e.mu.Lock()
	defer e.mu.Unlock()
	switch {
	case e.closed:
		return index.ErrClosed
	case e.reindexing:
		return ErrReindexing
	}
	e.reindexing = true
	return nil
}

// replace brings a new index up to the last write and makes it the live one.
// The writer runs it, so nothing is written meanwhile.
func (e *Engine) replace(ctx context.Context, fresh *liveIndex, has uint64) error {
	follower := follower{store: e.store, families: e.options.Families}
	if _, err := follower.follow(ctx, fresh, has); err != nil {
		return err
	}
	if err := fresh.serve(); err != nil {
		return err
	}
	if err := e.layout.writeCurrent(current{name: fresh.name, version: e.version()}); err != nil {
		return err
	}
	e.mu.Lock()
	old := e.live
	e.live = fresh
	e.mu.Unlock()
	e.writer.Go(func() { // Close waits for it too
		_ = old.close()
		if old.name != fresh.name { // its folder may be gone, and the name taken again
			_ = os.RemoveAll(e.layout.index(old.name)) // or at the next start
		}
	})
	return nil
}

// rereadAll reads every document again and stores those whose reading changed.
func (e *Engine) rereadAll(ctx context.Context, reread func(index.Draft) index.Draft) error {
	var batch []store.Record
	flush := func() error {
		if len(batch) == 0 {
			return nil
		}
		records := batch
		batch = nil
		return e.submit(&write{ctx: ctx, size: len(records), change: func(tx *store.Tx) error {
			return putUnlessChanged(tx, records)
		}})
	}
	err := e.store.Each(func(r store.Record) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		draft := reread(index.Draft{ID: r.ID, Given: r.Given, Read: r.Read})
		r.Read = draft.Read
		if batch = append(batch, r); len(batch) == batchSize {
			return flush()
		}
		return nil
	})
	if err == nil {
		err = flush()
	}
	if err != nil {
		return fmt.Errorf("bleveindex: read all documents again: %w", err)
	}
	return nil
}

// putUnlessChanged stores records, but none that somebody wrote since it was
// read: that write had the present reader already.
func putUnlessChanged(tx *store.Tx, records []store.Record) error {
	for _, r := range records {
		now, err := tx.Get(r.ID)
		if errors.Is(err, store.ErrNotFound) {
			continue
		}
		if err != nil {
			return err
		}
		if now.Generation != r.Generation {
			continue
		}
		if err := tx.Put(r); err != nil {
			return err
		}
		if err := secrecyOf(&r, tx.Held(r.ID)).audit(tx, &r, secrecyOf(&now, false)); err != nil {
			return err
		}
	}
	return nil
}
