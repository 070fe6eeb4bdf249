package indextest

import (
	"context"
	"encoding/json"
	"slices"
	"time"

	"tracuu/index"
)

var _ index.Bounder = (*Memory)(nil)

// Visible implements index.Bounder.
func (m *Memory) Visible(ctx context.Context, scope index.Scope) (func(id string) bool, error) {
	m.mu.RLock()
	defer m.mu.RUnlock()
	return m.within(scope), m.check(ctx)
}

// within tells the ids within scope; nil for all.
func (m *Memory) within(scope index.Scope) func(id string) bool {
	if len(scope.Forced) == 0 {
		return nil
	}
	ids := map[string]bool{}
	for id, d := range m.docs {
		ids[id] = m.visible(scope, d)
	}
	return func(id string) bool { return ids[id] }
}

// bounded is the engine to a caller who may see what lies within scope: one that
// holds nothing else.
func (m *Memory) bounded(scope index.Scope) *Memory {
	if len(scope.Forced) == 0 {
		return m
	}
	out := &Memory{
		families: m.families, graph: index.GraphWithin(m.graph, m.within(scope)), docs: map[string]*document{},
		generation: m.generation, tokenizer: m.tokenizer,
	}
	for id, d := range m.docs {
		if m.visible(scope, d) {
			out.docs[id] = d
		}
	}
	return out
}

// Curate implements index.Curator.
func (m *Memory) Curate(ctx context.Context, scope index.Scope, id, by string, patch json.RawMessage) (index.Edit, error) {
	return m.edit(ctx, scope, id, index.Edit{By: by}, func(doc *document) (index.Curation, []index.Correction, error) {
		return doc.curation.Patch(patch)
	})
}

// Undo implements index.Curator.
func (m *Memory) Undo(ctx context.Context, scope index.Scope, id, by string, n int) (index.Edit, error) {
	return m.edit(ctx, scope, id, index.Edit{By: by, Undoes: n}, func(doc *document) (index.Curation, []index.Correction, error) {
		if n < 1 || n > len(m.edits[id]) {
			return doc.curation, nil, index.ErrNoEdit
		}
		return doc.curation.Undo(m.edits[id][n-1])
	})
}

func (m *Memory) edit(ctx context.Context, scope index.Scope, id string, edit index.Edit,
	revise func(*document) (index.Curation, []index.Correction, error)) (index.Edit, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if err := m.check(ctx); err != nil {
		return index.Edit{}, err
	}
	doc := m.docs[id]
	if doc == nil || !m.visible(scope, doc) {
		return index.Edit{}, index.ErrNotFound
	}
	curation, changes, err := revise(doc)
	if err != nil {
		return index.Edit{}, err
	}
	if edit.Changes = changes; len(changes) == 0 {
		edit.Changes = []index.Correction{}
		return edit, nil
	}
	next := m.newDocument(doc.uncurated, curation)
	next.read, next.named = doc.read, doc.named
	err = index.CheckCorrections(&next.directive, changes, func(id string) bool {
		target := m.docs[id]
		return target != nil && m.visible(scope, target)
	})
	if err != nil {
		return index.Edit{}, err
	}
	if !m.visible(scope, next) {
		return index.Edit{}, index.ErrScope
	}
	if entry := m.hold(next); entry != nil {
		edit.Action, edit.Why = entry.Action, entry.Why
	}
	edit.At = time.Now().UTC()
	m.note(id, &edit)
	return edit, nil
}

// note appends an entry to a trail.
func (m *Memory) note(id string, edit *index.Edit) {
	edit.N = len(m.edits[id]) + 1
	m.edits[id] = append(m.edits[id], *edit)
}

// History implements index.Curator.
func (m *Memory) History(ctx context.Context, scope index.Scope, id string) (index.History, error) {
	m.mu.RLock()
	defer m.mu.RUnlock()
	if err := m.check(ctx); err != nil {
		return index.History{}, err
	}
	doc := m.docs[id]
	if doc == nil || !m.visible(scope, doc) {
		return index.History{}, index.ErrNotFound
	}
	return index.History{Curation: doc.curation, Edits: append([]index.Edit{}, slices.Clone(m.edits[id])...)}, nil
}
