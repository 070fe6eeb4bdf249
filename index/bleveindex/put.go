package bleveindex

import (
	"context"
	"errors"
	"fmt"

	"tracuu/index"
	"tracuu/index/directive"
	"tracuu/index/store"
)

// Put stores drafts; see index.Writer.
func (e *Engine) Put(ctx context.Context, scope index.Scope, drafts ...index.Draft) ([]index.Written, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	guardian := newGuardian(e, scope)
	var written []index.Written
	var own error // of this write alone
	err := e.submit(&write{ctx: ctx, size: len(drafts), change: func(tx *store.Tx) (err error) {
		switch written, err = putBefore(tx, drafts); {
		case errors.Is(err, index.ErrRequestReused):
			own = err
			return nil
		case err != nil:
			return err
		}
		for i, draft := range drafts {
			if written[i].Again {
				continue
			}
			if written[i], err = putOnce(tx, guardian, draft); err != nil {
				return fmt.Errorf("put %q: %w", written[i].ID, err)
			}
		}
		return nil
	}})
	if err = errors.Join(err, own); err != nil {
		return nil, err
	}
	return written, nil
}

// put stores one draft. What is wrong with the draft is in Written.Err; the
// error is the store's.
func put(tx *store.Tx, guardian *guardian, draft index.Draft) (index.Written, error) {
	refuse := func(err error) (index.Written, error) {
		return index.Written{ID: draft.ID, Status: index.Refused, Err: err}, nil
	}
	if draft.ID != "" {
		if err := directive.ValidateID(draft.ID); err != nil {
			return refuse(err)
		}
	}
	d := draft.Directive()
	id, ofSource := target(tx, draft, &d)
	d.ID = id
	if !guardian.allows(&d) {
		return refuse(index.ErrScope)
	}
	record := store.Record{ID: id, Given: draft.Given, Read: draft.Read}
	status, old := index.Created, secrecyOf(nil, false)
	before, err := tx.Get(id)
	switch {
	case err == nil:
		standing := before.Directive()
		if !guardian.allows(&standing) {
			return refuse(index.ErrNotFound) // as all else that the caller cannot see
		}
		old = secrecyOf(&before, tx.Held(id))
		if ofSource && d.Source.SHA256 != "" && d.Source == standing.Source {
			return old.written(id, index.Unchanged), nil
		}
		status, record.Curated, record.Decisions = index.Replaced, before.Curated, before.Decisions
		record.Added, record.Arrival = before.Added, before.Arrival
	case !errors.Is(err, store.ErrNotFound):
		return index.Written{ID: id}, err
	}
	if draft.ID != "" && !draft.FollowsSource || err == nil && before.Given.Has("id") {
		record.Given.Directive.ID = id
		if err := record.Given.Set("id"); err != nil { // told apart from a minted one
			return index.Written{ID: id}, err
		}
	}
	if err := tx.Put(record); err != nil {
		return index.Written{ID: id}, err
	}
	now := secrecyOf(&record, tx.Held(id))
	return now.written(id, status), now.audit(tx, &record, old)
}

// target finds the id that a draft is stored under: the one it names, that of
// the document of its source, or a new one. It reports whether the id is that
// of the document of its source.
func target(tx *store.Tx, draft index.Draft, d *directive.Directive) (id string, ofSource bool) {
	if draft.FollowsSource && d.Source.Name != "" {
		if id, _, ok := tx.BySource(d.Source); ok && (draft.ID == "" || draft.ID == id) {
			return id, true
		}
	}
	if draft.ID != "" {
		return draft.ID, false
	}
	return directive.MintID(d, tx.TakenID), false
}

// Delete removes a document; see index.Writer.
func (e *Engine) Delete(ctx context.Context, scope index.Scope, id string) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	guardian := newGuardian(e, scope)
	var own error // of this delete alone
	err := e.submit(&write{ctx: ctx, size: 1, change: func(tx *store.Tx) error {
		record, err := tx.Get(id)
		if err == nil {
			if d := record.Directive(); guardian.allows(&d) {
				return tx.Delete(id)
			}
			err = store.ErrNotFound
		}
		if errors.Is(err, store.ErrNotFound) {
			own = fmt.Errorf("delete %q: %w", id, index.ErrNotFound)
			return nil
		}
		return err
	}})
	return errors.Join(err, own)
}
