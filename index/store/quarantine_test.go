package store

import (
	"errors"
	"path/filepath"
	"testing"

	"tracuu/index/directive"
)

func secretRecord(id, text string, mark directive.Secrecy) Record {
	return Record{ID: id, Read: directive.Directive{Text: text, Secrecy: mark, Source: directive.Source{Root: "/v", Name: id}}}
}

func mustUpdate(t *testing.T, s *Store, f func(tx *Tx) error) {
	t.Helper()
	if err := s.Update(f); err != nil {
		t.Fatal(err)
	}
}

// seen is what the outside knows of a document: g where Get has it, e where Each
// has it, c where a change lists it, d where that is a deletion.
func seen(t *testing.T, s *Store, id string) string {
	t.Helper()
	out := ""
	got, err := s.Get(id)
	if err != nil {
		t.Fatal(err)
	}
	if _, ok := got[id]; ok {
		out += "g"
	}
	if err := s.Each(func(r Record) error {
		if r.ID == id {
			out += "e"
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	changes, err := s.Changes(0, 0)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range changes {
		switch {
		case c.ID != id || c.Hidden:
		case c.Deleted:
			out += "d"
		default:
			out += "c"
		}
	}
	return out
}

func TestQuarantine(t *testing.T) {
	path := filepath.Join(t.TempDir(), "store.db")
	s, err := Open(path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	put := func(r Record) {
		t.Helper()
		mustUpdate(t, s, func(tx *Tx) error { return tx.Put(r) })
	}
	want := func(id, visible string, open, held int) {
		t.Helper()
		if got := seen(t, s, id); got != visible {
			t.Errorf("%s is seen as %q, want %q", id, got, visible)
		}
		o, _ := s.Count()
		h, _ := s.HeldCount()
		list, err := s.Quarantined("", 0)
		if err != nil || o != open || h != held || len(list) != held {
			t.Errorf("%d open, %d held, %d listed (%v), want %d and %d", o, h, len(list), err, open, held)
		}
	}
	put(secretRecord("a", "một", ""))
	want("a", "gec", 1, 0)
	put(secretRecord("s", "hai", directive.Secret))
	want("s", "", 1, 1)
	put(secretRecord("a", "một, mật", directive.TopSecret)) // an open one becomes secret: it has gone
	want("a", "d", 0, 2)
	put(secretRecord("s", "hai, sửa", "")) // the mark gone: not released by that
	want("s", "", 0, 2)
	mustUpdate(t, s, func(tx *Tx) error { return tx.Delete("s") })
	want("s", "", 0, 1)

	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if s, err = Open(path, Options{}); err != nil {
		t.Fatal(err)
	}
	want("a", "d", 0, 1)
	if sources, err := s.Sources("/v"); err != nil || len(sources) != 1 || !sources[0].Held {
		t.Errorf("sources are %+v, %v", sources, err)
	}
	mustUpdate(t, s, func(tx *Tx) error { return tx.Release("a") })
	want("a", "gec", 1, 0)
	for _, id := range []string{"a", "s", "none"} {
		if err := s.Update(func(tx *Tx) error { return tx.Release(id) }); !errors.Is(err, ErrNotFound) {
			t.Errorf("release of %s, which is not held: %v", id, err)
		}
	}
	put(secretRecord("a", "một, mật", directive.TopSecret)) // the same, read again
	want("a", "gec", 1, 0)
	put(secretRecord("a", "một, mật", directive.Secret)) // a lower mark
	want("a", "gec", 1, 0)
	put(secretRecord("a", "khác", directive.Secret)) // another text was not released
	want("a", "d", 0, 1)
	s.Close()
}

func TestSecrecyOfRecord(t *testing.T) {
	given := func(body string) directive.Given {
		g, err := directive.DecodeGiven([]byte(body))
		if err != nil {
			t.Fatal(err)
		}
		return g
	}
	for _, c := range []struct {
		read           directive.Secrecy
		given, curated string
		want           directive.Secrecy
	}{
		{"", `{}`, ``, ""},
		{directive.Secret, `{}`, ``, directive.Secret},
		{directive.Secret, `{"secrecy":""}`, ``, ""},
		{"", `{"secrecy":"tối mật"}`, ``, directive.HighSecret},
		{directive.Secret, `{"secrecy":""}`, `{"secrecy":"Tuyệt mật"}`, directive.TopSecret},
		{directive.Secret, `{"secrecy":"Mật"}`, `{"secrecy":""}`, ""},
		{directive.Secret, `{}`, `{"title":"x"}`, directive.Secret},
	} {
		r := Record{Read: directive.Directive{Secrecy: c.read}, Given: given(c.given)}
		if c.curated != "" {
			r.Curated = []byte(c.curated)
		}
		if got := r.Secrecy(); got != c.want {
			t.Errorf("read %q, given %s, curated %s: %q, want %q", c.read, c.given, c.curated, got, c.want)
		}
		if whole := r.Directive().Secrecy; whole != c.want {
			t.Errorf("the directive of the same has %q", whole)
		}
	}
}
