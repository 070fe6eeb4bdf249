package bleveindex

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"tracuu/index"
	"tracuu/index/directive"
	"tracuu/index/store"
)

// revise makes a new curation of an old one, with what changed.
type revise func(index.History) (index.Curation, []index.Correction, error)

// Curate corrects a document; see index.Curator.
func (e *Engine) Curate(ctx context.Context, scope index.Scope, id, by string, patch json.RawMessage) (index.Edit, error) {
	return e.edit(ctx, scope, id, index.Edit{By: by}, func(h index.History) (index.Curation, []index.Correction, error) {
		return h.Curation.Patch(patch)
	})
}

// Undo takes an edit back; see index.Curator.
func (e *Engine) Undo(ctx context.Context, scope index.Scope, id, by string, n int) (index.Edit, error) {
	return e.edit(ctx, scope, id, index.Edit{By: by, Undoes: n}, func(h index.History) (index.Curation, []index.Correction, error) {
		if n < 1 || n > len(h.Edits) {
			return h.Curation, nil, index.ErrNoEdit
		}
		return h.Curation.Undo(h.Edits[n-1])
	})
}

// edit changes the curation of a document in one write.
func (e *Engine) edit(ctx context.Context, scope index.Scope, id string, edit index.Edit, revise revise) (index.Edit, error) {
	if err := ctx.Err(); err != nil {
		return edit, err
	}
	guardian := newGuardian(e, scope)
	var own error // of this edit alone
	err := e.submit(&write{ctx: ctx, size: 1, change: func(tx *store.Tx) error {
		record, history, err := historyOf(tx, guardian, id)
		if errors.Is(err, index.ErrNotFound) {
			own = err
			return nil
		}
		if err != nil {
			return err
		}
		next, changes, err := revise(history)
		if err != nil || len(changes) == 0 {
			own, edit.Changes = err, []index.Correction{}
			return nil
		}
		edit.Changes = changes
		if own = recurate(tx, guardian, &record, next, changes); own != nil {
			return nil
		}
		return note(tx, record, &edit)
	}})
	if err = errors.Join(err, own); err != nil {
		return index.Edit{}, fmt.Errorf("curate %q: %w", id, err)
	}
	return edit, nil
}

// recurate gives a record a new curation, if it can have it.
func recurate(tx *store.Tx, guardian *guardian, r *store.Record, c index.Curation, changes []index.Correction) error {
	r.Curated, r.Decisions = nil, c.Decisions
	if len(c.Fields.Fields()) > 0 {
		raw, err := json.Marshal(c.Fields)
		if err != nil {
			return err
		}
		r.Curated = raw
	}
	d := r.Directive()
	err := index.CheckCorrections(&d, changes, func(id string) bool {
		target, err := tx.Get(id)
		if err != nil || tx.Held(id) {
			return false
		}
		whole := target.Directive()
		return guardian.allows(&whole)
	})
	if err != nil {
		return err
	}
	if !guardian.allows(&d) {
		return index.ErrScope
	}
	return nil
}

// note stores an edited record with the entry of its trail, which says so where
// the edit puts the document into quarantine or keeps it out.
func note(tx *store.Tx, r store.Record, edit *index.Edit) error {
	before, err := tx.Get(r.ID)
	if err != nil {
		return err
	}
	old := secrecyOf(&before, false)
	r.At = time.Time{} // now
	if err := tx.Put(r); err != nil {
		return err
	}
	if e := secrecyOf(&r, tx.Held(r.ID)).entry(&r, old); e != nil {
		edit.Action, edit.Why = e.Action, e.Why
	}
	edit.At = time.Now().UTC()
	return addEntry(tx, r.ID, edit)
}

// addEntry appends an entry to the trail of a document.
func addEntry(tx *store.Tx, id string, edit *index.Edit) error {
	entry, err := json.Marshal(edit)
	if err != nil {
		return err
	}
	edit.N, err = tx.Note(id, entry)
	return err
}

// trails is what the history of a document is read from.
type trails interface {
	Trail(id string) ([][]byte, error)
}

// historyOf reads a document within scope and its history, in a transaction.
func historyOf(tx *store.Tx, guardian *guardian, id string) (store.Record, index.History, error) {
	record, err := tx.Get(id)
	if errors.Is(err, store.ErrNotFound) || err == nil && tx.Held(id) {
		return record, index.History{}, index.ErrNotFound
	}
	if err != nil {
		return record, index.History{}, err
	}
	history, err := readHistory(tx, guardian, record)
	return record, history, err
}

func readHistory(from trails, guardian *guardian, r store.Record) (index.History, error) {
	h := index.History{Curation: index.Curation{Decisions: r.Decisions}, Edits: []index.Edit{}}
	if d := r.Directive(); !guardian.allows(&d) {
		return h, index.ErrNotFound
	}
	if len(r.Curated) > 0 {
		var err error
		if h.Curation.Fields, err = directive.DecodeGiven(r.Curated); err != nil {
			return h, fmt.Errorf("read the curation of %q: %w", r.ID, err)
		}
	}
	entries, err := from.Trail(r.ID)
	if err != nil {
		return h, err
	}
	for i, entry := range entries {
		var edit index.Edit
		if err := json.Unmarshal(entry, &edit); err != nil {
			return h, fmt.Errorf("read edit %d of %q: %w", i+1, r.ID, err)
		}
		edit.N = i + 1
		h.Edits = append(h.Edits, edit)
	}
	return h, nil
}

// History gives the curation of a document; see index.Curator.
func (e *Engine) History(ctx context.Context, scope index.Scope, id string) (index.History, error) {
	if err := ctx.Err(); err != nil {
		return index.History{}, err
	}
	records, err := e.store.Get(id)
	if err != nil {
		return index.History{}, storeError("history", err)
	}
	record, held := records[id]
	if !held {
		return index.History{}, fmt.Errorf("history of %q: %w", id, index.ErrNotFound)
	}
	h, err := readHistory(e.store, newGuardian(e, scope), record)
	if err != nil {
		return h, storeError("history", err)
	}
	return h, nil
}
