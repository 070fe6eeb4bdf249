package indextest

import (
	"context"
	"slices"
	"strings"

	"tracuu/index"
	"tracuu/index/copies"
)

// families are those of all documents, nil where nobody asks for them.
func (s *search) copyFamilies() *copies.Index {
	if !s.query.Collapse {
		return nil
	}
	return s.engine.copies()
}

func (m *Memory) copies() *copies.Index {
	index, held := copies.NewIndex(), copies.Held{}
	for _, d := range m.sorted() {
		f := copies.Read(&d.directive)
		if d.named {
			f = f.Named()
		}
		held[d.directive.ID] = f
		index.Put(d.directive.ID, f, held)
	}
	return index
}

// collapse leaves the first of each family and all whose id was given.
func collapse(ordered []found, families *copies.Index) []found {
	seen := map[uint32]bool{}
	var out []found
	for _, f := range ordered {
		m, ok := families.Member(f.doc.directive.ID)
		if ok && seen[m.Family] && !m.Named {
			continue
		}
		if ok {
			seen[m.Family] = true
		}
		out = append(out, f)
	}
	return out
}

// Copies implements index.CopyFinder.
func (m *Memory) Copies(ctx context.Context, scope index.Scope, id string) ([]index.Copy, error) {
	m.mu.RLock()
	defer m.mu.RUnlock()
	if err := m.check(ctx); err != nil {
		return nil, err
	}
	m = m.bounded(scope)
	if m.docs[id] == nil {
		return nil, index.ErrNotFound
	}
	return copiesOf(m.copies(), id), nil
}

func copiesOf(families *copies.Index, id string) []index.Copy {
	out := []index.Copy{}
	for _, c := range families.Family(id) {
		out = append(out, index.Copy{ID: c.ID, Basis: string(c.Basis), Likeness: c.Likeness})
	}
	return out
}

// printCopies lists copies, each with the reason.
func printCopies(list []index.Copy) string {
	var out []string
	for _, c := range list {
		out = append(out, c.ID+"("+c.Basis+")")
	}
	slices.Sort(out)
	return strings.Join(out, " ")
}
