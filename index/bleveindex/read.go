package bleveindex

import (
	"context"
	"errors"
	"fmt"

	"tracuu/index"
	"tracuu/index/directive"
	"tracuu/index/store"
)

// Get returns documents whole; see index.Reader.
func (e *Engine) Get(ctx context.Context, scope index.Scope, ids ...string) (map[string]directive.Directive, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	records, err := e.store.Get(ids...)
	if err != nil {
		return nil, storeError("get", err)
	}
	guardian := newGuardian(e, scope)
	out := make(map[string]directive.Directive, len(records))
	for id, r := range records {
		if d := r.Directive(); guardian.allows(&d) {
			out[id] = d
		}
	}
	return out, nil
}

// Sources lists the documents taken from a folder; see index.Writer.
func (e *Engine) Sources(ctx context.Context, scope index.Scope, root string) ([]index.SourceEntry, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if root == "" {
		return nil, nil // documents that belong to no folder
	}
	sources, err := e.store.Sources(root)
	if err != nil {
		return nil, storeError("sources", err)
	}
	ids := make([]string, len(sources))
	for i, s := range sources {
		ids[i] = s.ID
	}
	held := map[string]directive.Directive{}
	if len(scope.Forced) > 0 {
		if held, err = e.Get(ctx, scope, ids...); err != nil {
			return nil, err
		}
	}
	out := make([]index.SourceEntry, 0, len(sources))
	for _, s := range sources {
		if _, ok := held[s.ID]; ok || len(scope.Forced) == 0 {
			out = append(out, index.SourceEntry{ID: s.ID, Source: s.Source, Quarantined: s.Held})
		}
	}
	return out, nil
}

// storeError names the operation and translates what callers tell apart.
func storeError(operation string, err error) error {
	if errors.Is(err, store.ErrClosed) {
		return fmt.Errorf("bleveindex: %s: %w", operation, index.ErrClosed)
	}
	return fmt.Errorf("bleveindex: %s: %w", operation, err)
}
