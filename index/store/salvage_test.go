package store

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tracuu/index/directive"
)

// checked checks the store at path, and closes it.
func checked(t *testing.T, path string) Health {
	t.Helper()
	s, err := Open(path, Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	h, err := s.Check(context.Background(), nil)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// varied is a store with documents replaced, deleted, held back and released,
// with sources and a trail.
func varied(t *testing.T) (path string, want map[string]string) {
	t.Helper()
	path, want = filepath.Join(t.TempDir(), "store.db"), map[string]string{}
	s := openAt(t, path)
	var records []Record
	for i := range 120 {
		r := fromFile(fmt.Sprintf("d%03d", i), "/vb", fmt.Sprintf("%03d.txt", i), "", "sum")
		r.Read.Text = strings.Repeat(fmt.Sprintf("văn bản số %d ", i), 200)
		records = append(records, r)
		want[r.ID] = r.Read.Text
	}
	put(t, s, records...)
	put(t, s, text("d005", "thay"))
	want["d005"] = "thay"
	remove(t, s, "d007")
	delete(want, "d007")
	for _, id := range []string{"secret", "released"} {
		r := text(id, "mật "+id)
		r.Read.Secrecy = directive.Secret
		put(t, s, r)
		want[id] = r.Read.Text
	}
	err := s.Update(func(tx *Tx) error {
		_, err := tx.Note("released", []byte("mở"))
		return errors.Join(err, tx.Release("released"))
	})
	if err := errors.Join(err, s.Close()); err != nil {
		t.Fatal(err)
	}
	return path, want
}

func TestCheckOfASoundStore(t *testing.T) {
	path, want := varied(t)
	if h := checked(t, path); len(h.Problems) > 0 || h.Documents != len(want) || h.Held != 1 || h.Generation == 0 {
		t.Errorf("%+v, want %d documents", h, len(want))
	}
}

// everything is what a store holds, quarantine included.
func everything(t *testing.T, path string) map[string]string {
	t.Helper()
	s := openAt(t, path)
	defer s.Close()
	got := map[string]string{}
	if err := s.Each(func(r Record) error { got[r.ID] = r.Read.Text; return nil }); err != nil {
		t.Fatal(err)
	}
	held, err := s.Quarantined("", 0)
	if err != nil {
		t.Fatal(err)
	}
	for _, h := range held {
		got[h.Record.ID] = h.Record.Read.Text
	}
	return got
}

func TestSalvageOfASoundStore(t *testing.T) {
	path, want := varied(t)
	to := filepath.Join(t.TempDir(), "store.db")
	got, err := Salvage(context.Background(), path, to)
	if err != nil || got != (Salvaged{Documents: len(want)}) {
		t.Fatalf("%+v, %v", got, err)
	}
	if h := checked(t, to); len(h.Problems) > 0 || h.Held != 1 {
		t.Errorf("%+v", h)
	}
	if all := everything(t, to); len(all) != len(want) || all["d005"] != "thay" {
		t.Errorf("%d documents, want %d", len(all), len(want))
	}
	s := openAt(t, to)
	if trail, err := s.Trail("released"); err != nil || len(trail) != 1 {
		t.Errorf("trail %q, %v", trail, err)
	}
	s.Close()
	if _, err := Salvage(context.Background(), path, to); !errors.Is(err, os.ErrExist) {
		t.Errorf("into a store that is there: %v", err)
	}
}

// From a damaged store comes what is left of it, and nothing that was not in it.
func TestSalvageOfDamage(t *testing.T) {
	path, want := varied(t)
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	half := len(whole) / 2 / pageSize * pageSize
	spoilt := func(from, to int) []byte {
		b := bytes.Clone(whole)
		for i := from; i < to; i++ {
			b[i] ^= 0x5a
		}
		return b
	}
	for name, tc := range map[string]struct {
		data  []byte
		least int
	}{
		"no headers":      {spoilt(0, 2*pageSize), len(want)},
		"cut in half":     {whole[:half], 1},
		"a page spoilt":   {spoilt(half, half+pageSize), len(want) / 3},
		"one bit flipped": {spoilt(half+100, half+101), len(want) / 2},
		"all spoilt":      {spoilt(0, len(whole)), 0},
	} {
		t.Run(name, func(t *testing.T) {
			from, to := filepath.Join(t.TempDir(), "damaged.db"), filepath.Join(t.TempDir(), "store.db")
			if err := os.WriteFile(from, tc.data, 0o600); err != nil {
				t.Fatal(err)
			}
			got, err := Salvage(context.Background(), from, to)
			if err != nil {
				t.Fatal(err)
			}
			t.Logf("%+v of %d", got, len(want))
			all := everything(t, to)
			if len(all) < tc.least || len(all) != got.Documents {
				t.Errorf("%d documents, at least %d are left; told %+v", len(all), tc.least, got)
			}
			for id, text := range all {
				if want[id] != text && id != "d005" && id != "d007" { // of these an older state may lie about
					t.Errorf("%s is %.40q, was %.40q", id, text, want[id])
				}
			}
			if h := checked(t, to); len(h.Problems) > 0 {
				t.Errorf("the new store: %q", h.Problems)
			}
		})
	}
}

// Check notices what it is for: a document that nothing leads to, one that is
// gone, a count that is wrong, a page that is spoilt.
func TestCheckNoticesDamage(t *testing.T) {
	whole, noticed := wholeFile(t, 150), 0
	for at := 2 * pageSize; at+pageSize <= len(whole); at += pageSize {
		data := bytes.Clone(whole)
		for i := range 64 {
			data[at+i] ^= 0x5a
		}
		damaged := filepath.Join(t.TempDir(), "damaged.db")
		if err := os.WriteFile(damaged, data, 0o600); err != nil {
			t.Fatal(err)
		}
		s, err := Open(damaged, Options{ReadOnly: true})
		if err != nil {
			noticed++
			continue
		}
		h, err := s.Check(context.Background(), nil)
		if err != nil {
			t.Fatal(err)
		}
		if len(h.Problems) > 0 {
			noticed++
		}
		s.Close()
	}
	if noticed < 5 {
		t.Errorf("only %d spoilt pages were noticed", noticed)
	}
}
