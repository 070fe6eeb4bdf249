package indextest

import (
	"context"
	"maps"
	"slices"
	"strings"
	"time"

	"tracuu/index"
	"tracuu/index/directive"
)

// quarantine is what a Memory holds back. A document is in docs or in held.
type quarantine struct {
	held     map[string]*withheld
	released map[string]*document // as they were then
}

// withheld is a document that is held back.
type withheld struct {
	*document
	since time.Time
}

// standing is the document of an id, held back or not; nil for none.
func (m *Memory) standing(id string) *document {
	if h := m.quarantine.held[id]; h != nil {
		return h.document
	}
	return m.docs[id]
}

// all is every document, those held back too.
func (m *Memory) all() map[string]*document {
	all := maps.Clone(m.docs)
	for id, h := range m.quarantine.held {
		all[id] = h.document
	}
	return all
}

func (m *Memory) written(id string, status index.WriteStatus) index.Written {
	if m.quarantine.held[id] != nil {
		status = index.Quarantined
	}
	return index.Written{ID: id, Status: status}
}

// opened reports whether a document is open against the mark in its text.
func (d *document) opened() bool { return d.read != "" && d.directive.Secrecy == "" }

// withhold puts a document into quarantine where it belongs there, and gives what
// the trail says of it.
func (m *Memory) withhold(doc *document) (entry *index.Edit, secret bool) {
	id := doc.directive.ID
	before, open := m.quarantine.held[id], m.docs[id]
	wasOpened := open != nil && open.opened()
	secret = before != nil || m.mustHold(doc)
	if secret || doc.opened() {
		entry = index.SecrecyAudit(doc.read, &doc.directive, secret, before != nil, wasOpened)
	}
	if !secret {
		return entry, false
	}
	h := &withheld{document: doc, since: time.Now()}
	if before != nil {
		h.since = before.since
	}
	doc.change = index.Change{Generation: m.generation, ID: id}
	m.quarantine.held[id] = h
	if open == nil {
		return entry, true
	}
	delete(m.docs, id)
	m.deleted[id] = index.Change{Generation: m.generation, ID: id, Deleted: true, At: time.Now()}
	if m.follower != nil {
		m.follower.Delete(id)
		m.follower.Decide(id)
	}
	return entry, true
}

// mustHold says whether the mark of an open document asks for quarantine.
func (m *Memory) mustHold(doc *document) bool {
	mark := doc.directive.Secrecy
	released := m.quarantine.released[doc.directive.ID]
	switch {
	case mark == "":
		delete(m.quarantine.released, doc.directive.ID)
		return false
	case released == nil:
		return true
	}
	marks := []directive.Secrecy{directive.Secret, directive.HighSecret, directive.TopSecret}
	higher := slices.Index(marks, mark) > slices.Index(marks, released.directive.Secrecy)
	return higher || released.directive.Text != doc.directive.Text
}

// Quarantined implements index.Quarantine.
func (m *Memory) Quarantined(ctx context.Context, scope index.Scope, after string, limit int) ([]index.Withheld, error) {
	m.mu.RLock()
	defer m.mu.RUnlock()
	if err := m.check(ctx); err != nil {
		return nil, err
	}
	out := []index.Withheld{}
	for _, id := range slices.Sorted(maps.Keys(m.quarantine.held)) {
		if h := m.quarantine.held[id]; id > after && len(out) < limit && m.visible(scope, h.document) {
			out = append(out, index.NewWithheld(&h.directive, h.since))
		}
	}
	return out, nil
}

// Release implements index.Quarantine.
func (m *Memory) Release(ctx context.Context, scope index.Scope, id, by, why string) (index.Edit, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if err := m.check(ctx); err != nil {
		return index.Edit{}, err
	}
	by, why = strings.TrimSpace(by), strings.TrimSpace(why)
	if by == "" || why == "" {
		return index.Edit{}, index.ErrNoReason
	}
	h := m.quarantine.held[id]
	if h == nil || !m.visible(scope, h.document) {
		return index.Edit{}, index.ErrNotFound
	}
	delete(m.quarantine.held, id)
	m.quarantine.released[id] = h.document
	m.hold(h.document)
	edit := index.Edit{By: by, At: time.Now().UTC(), Action: index.Released, Why: why, Changes: []index.Correction{}}
	m.note(id, &edit)
	return edit, nil
}
