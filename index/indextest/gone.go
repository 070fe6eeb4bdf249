package indextest

import (
	"slices"
	"time"

	"tracuu/index"
)

// left is what a document was until a generation.
type left struct {
	was        *document
	generation uint64
	at         time.Time
}

// sameOutline reports whether two states of a document are seen by the same scopes.
func sameOutline(a, b *document) bool {
	x, y := &a.directive, &b.directive
	return x.Type == y.Type && x.Issuer == y.Issuer && x.IssuerID == y.IssuerID && x.Province == y.Province && x.Issued == y.Issued &&
		a.analysis.Facts.IssuerID == b.analysis.Facts.IssuerID
}

// leave notes that a document that was open as before (nil: it was not) is open as
// now (nil: it no longer is).
func (m *Memory) leave(before, now *document) {
	drop := func(d *document) {
		id := d.directive.ID
		m.left[id] = slices.DeleteFunc(m.left[id], func(l left) bool { return sameOutline(l.was, d) })
	}
	if now != nil {
		drop(now)
	}
	if before == nil || now != nil && sameOutline(before, now) {
		return
	}
	drop(before)
	id := before.directive.ID
	m.left[id] = append(m.left[id], left{before, m.generation, time.Now()})
}

// gone lists the documents that left scope after generation since, by the last time
// that they did.
func (m *Memory) gone(scope index.Scope, since uint64) (out []index.Change) {
	if !scope.Lasting() {
		return nil
	}
	for id, states := range m.left {
		if d := m.docs[id]; d != nil && m.visible(scope, d) {
			continue
		}
		for _, l := range slices.Backward(states) {
			if m.visible(scope, l.was) {
				if l.generation > since {
					out = append(out, index.Change{Generation: l.generation, ID: id, Deleted: true, At: l.at})
				}
				break
			}
		}
	}
	return out
}
