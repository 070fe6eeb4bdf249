package store

import (
	"fmt"
	"math/rand/v2"
	"sync"
	"testing"

	"tracuu/index/directive"
)

// model is what a store must amount to.
type model struct {
	texts      map[string]string
	sources    map[directive.Source]string // by root, name and part
	sourceOf   map[string]directive.Source
	last       map[string]Change
	generation uint64
}

func (m *model) change(id string, deleted bool) {
	m.generation++
	m.last[id] = Change{ID: id, Generation: m.generation, Deleted: deleted}
}

func (m *model) unlink(id string) {
	if s, ok := m.sourceOf[id]; ok && m.sources[s] == id {
		delete(m.sources, s)
	}
	delete(m.sourceOf, id)
}

func TestAgainstModel(t *testing.T) {
	for seed := range uint64(4) {
		rng := rand.New(rand.NewPCG(seed, 3))
		s := openTemp(t)
		m := &model{map[string]string{}, map[directive.Source]string{}, map[string]directive.Source{}, map[string]Change{}, 0}
		for range 30 {
			err := s.Update(func(tx *Tx) error {
				for range rng.IntN(12) {
					if err := step(tx, m, rng); err != nil {
						return err
					}
				}
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
			verify(t, s, m)
		}
	}
}

func step(tx *Tx, m *model, rng *rand.Rand) error {
	id := fmt.Sprint("d", rng.IntN(15))
	if _, held := m.texts[id]; held && rng.IntN(4) == 0 {
		delete(m.texts, id)
		m.unlink(id)
		m.change(id, true)
		return tx.Delete(id)
	}
	r := text(id, fmt.Sprintf("%x", rng.Uint64()))
	m.unlink(id)
	if rng.IntN(3) > 0 {
		key := directive.Source{Root: fmt.Sprint("/r", rng.IntN(2)), Name: fmt.Sprint("n", rng.IntN(6)), Part: fmt.Sprint(rng.IntN(2))}
		r.Read.Source = key
		m.sources[key], m.sourceOf[id] = id, key
	}
	m.texts[id] = r.Read.Text
	m.change(id, false)
	return tx.Put(r)
}

func verify(t *testing.T, s *Store, m *model) {
	t.Helper()
	got := map[string]Record{}
	if err := s.Each(func(r Record) error { got[r.ID] = r; return nil }); err != nil {
		t.Fatal(err)
	}
	compare(t, got, m.texts)
	if n, err := s.Count(); n != len(m.texts) || err != nil {
		t.Fatalf("Count = %d, %v, want %d", n, err, len(m.texts))
	}
	changes, err := s.Changes(0, 0)
	if err != nil || len(changes) != len(m.last) || generation(t, s) != m.generation {
		t.Fatalf("%d changes at %d, want %d at %d (%v)", len(changes), generation(t, s), len(m.last), m.generation, err)
	}
	for _, c := range changes {
		if want := m.last[c.ID]; c.Generation != want.Generation || c.Deleted != want.Deleted {
			t.Fatalf("change %+v, want %+v", c, want)
		}
		if r, held := got[c.ID]; held && r.Generation != c.Generation {
			t.Fatalf("%s stands at generation %d, last changed at %d", c.ID, r.Generation, c.Generation)
		}
	}
	n := 0
	for _, root := range []string{"/r0", "/r1"} {
		list, err := s.Sources(root)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range list {
			if n++; m.sources[e.Source] != e.ID {
				t.Fatalf("%+v belongs to %q, want %q", e.Source, e.ID, m.sources[e.Source])
			}
		}
	}
	if n != len(m.sources) {
		t.Fatalf("%d sources, want %d", n, len(m.sources))
	}
}

// Readers beside a writer see whole transactions: the two documents of each
// always carry the same text.
func TestReadersBesideAWriter(t *testing.T) {
	s := openTemp(t)
	put(t, s, text("a", "0"), text("b", "0"))
	var readers sync.WaitGroup
	done := make(chan struct{})
	for range 4 {
		readers.Go(func() {
			for {
				select {
				case <-done:
					return
				default:
				}
				got, err := s.Get("a", "b")
				if err != nil || got["a"].Read.Text != got["b"].Read.Text || got["a"].Read.Text == "" {
					t.Errorf("a reader saw %q beside %q: %v", got["a"].Read.Text, got["b"].Read.Text, err)
					return
				}
				if _, err := s.Changes(0, 0); err != nil {
					t.Error(err)
				}
			}
		})
	}
	for i := range 60 {
		put(t, s, text("a", fmt.Sprint(i+1)), text("b", fmt.Sprint(i+1)), text(fmt.Sprint("c", i), fmt.Sprint(i)))
	}
	close(done)
	readers.Wait()
}
