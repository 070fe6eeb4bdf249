package bleveindex

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"tracuu/index"
	"tracuu/index/store"
)

// secrecy is how one version of a document stands to quarantine.
type secrecy struct {
	held   bool
	opened bool // supplied or corrected as not secret, against a mark in the text
}

func secrecyOf(r *store.Record, held bool) secrecy {
	return secrecy{held: held, opened: r != nil && !held && r.Read.Secrecy != "" && r.Secrecy() == ""}
}

// written is the outcome of a write that left the document so.
func (s secrecy) written(id string, status index.WriteStatus) index.Written {
	if s.held {
		status = index.Quarantined
	}
	return index.Written{ID: id, Status: status}
}

// entry is what the trail says of the change from the version before.
func (s secrecy) entry(r *store.Record, old secrecy) *index.Edit {
	if s == old || !s.held && !s.opened {
		return nil
	}
	d := r.Directive()
	return index.SecrecyAudit(r.Read.Secrecy, &d, s.held, old.held, old.opened)
}

func (s secrecy) audit(tx *store.Tx, r *store.Record, old secrecy) error {
	if e := s.entry(r, old); e != nil {
		return addEntry(tx, r.ID, e)
	}
	return nil
}

// quarantinePage is how many documents in quarantine are read at once.
const quarantinePage = 100

// Quarantined lists what is held back; see index.Quarantine.
func (e *Engine) Quarantined(ctx context.Context, scope index.Scope, after string, limit int) ([]index.Withheld, error) {
	guardian := newGuardian(e, scope)
	out := []index.Withheld{}
	for len(out) < limit {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		list, err := e.store.Quarantined(after, quarantinePage)
		if err != nil {
			return nil, storeError("quarantine", err)
		}
		for _, held := range list {
			after = held.Record.ID
			if d := held.Record.Directive(); guardian.allows(&d) && len(out) < limit {
				out = append(out, index.NewWithheld(&d, held.Since))
			}
		}
		if len(list) < quarantinePage {
			break
		}
	}
	return out, nil
}

// Release opens a document; see index.Quarantine.
func (e *Engine) Release(ctx context.Context, scope index.Scope, id, by, why string) (index.Edit, error) {
	if err := ctx.Err(); err != nil {
		return index.Edit{}, err
	}
	by, why = strings.TrimSpace(by), strings.TrimSpace(why)
	if by == "" || why == "" {
		return index.Edit{}, fmt.Errorf("release %q: %w", id, index.ErrNoReason)
	}
	guardian := newGuardian(e, scope)
	edit := index.Edit{By: by, Action: index.Released, Why: why, Changes: []index.Correction{}}
	var own error // of this release alone
	err := e.submit(&write{ctx: ctx, size: 1, change: func(tx *store.Tx) error {
		record, err := tx.Get(id)
		if errors.Is(err, store.ErrNotFound) || err == nil && !(tx.Held(id) && allows(guardian, &record)) {
			own = fmt.Errorf("release %q: %w", id, index.ErrNotFound)
			return nil
		}
		if err != nil {
			return err
		}
		if err := tx.Release(id); err != nil {
			return err
		}
		edit.At = time.Now().UTC()
		return addEntry(tx, id, &edit)
	}})
	if err = errors.Join(err, own); err != nil {
		return index.Edit{}, err
	}
	return edit, nil
}

func allows(g *guardian, r *store.Record) bool {
	if g.free {
		return true
	}
	d := r.Directive()
	return g.allows(&d)
}
