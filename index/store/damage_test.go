package store

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"time"

	bolt "go.etcd.io/bbolt"
)

func TestOpenRefuses(t *testing.T) {
	whole := wholeFile(t, 200)
	tests := []struct {
		name string
		data []byte
		want error
	}{
		{"empty", nil, ErrCorrupt},
		{"text", bytes.Repeat([]byte("Cộng hòa xã hội chủ nghĩa Việt Nam\n"), 1000), ErrCorrupt},
		{"a few bytes", whole[:100], ErrCorrupt},
		{"one page", whole[:4096], ErrCorrupt},
		{"half", whole[:len(whole)/2], ErrCorrupt},
		{"no headers", append(make([]byte, 2*pageSize), whole[2*pageSize:]...), ErrCorrupt},
		{"another schema", withMeta(t, whole, schemaVersion+1), ErrVersion},
		{"another program's bbolt file", foreign(t), ErrCorrupt},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "store.db")
			if err := os.WriteFile(path, tt.data, 0o600); err != nil {
				t.Fatal(err)
			}
			s, err := Open(path, Options{})
			if !errors.Is(err, tt.want) {
				t.Errorf("Open: %v", err)
			}
			if err == nil {
				s.Close()
			} else {
				t.Log(err)
			}
		})
	}
	if _, err := Open(filepath.Join(t.TempDir(), "no", "folder", "store.db"), Options{}); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("Open in no folder: %v", err)
	}
}

// wholeFile is a sound store of n documents.
func wholeFile(t testing.TB, n int) []byte {
	t.Helper()
	path := filepath.Join(t.TempDir(), "store.db")
	s := openAt(t, path)
	var records []Record
	for i := range n {
		r := fromFile(fmt.Sprintf("d%03d", i), "/vb", fmt.Sprintf("%03d.txt", i), "", "sum")
		for range 60 {
			r.Read.Text += fmt.Sprint(rand.Uint64(), " ")
		}
		records = append(records, r)
	}
	put(t, s, records...)
	s.Close()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func withMeta(t *testing.T, whole []byte, version uint64) []byte {
	return edited(t, whole, func(tx *bolt.Tx) error {
		return tx.Bucket(bucketMeta).Put(metaSchema, numberKey(version))
	})
}

func foreign(t *testing.T) []byte {
	return edited(t, nil, func(tx *bolt.Tx) error {
		_, err := tx.CreateBucket([]byte("theirs"))
		return err
	})
}

func edited(t *testing.T, whole []byte, edit func(*bolt.Tx) error) []byte {
	t.Helper()
	path := filepath.Join(t.TempDir(), "edited.db")
	if whole != nil {
		os.WriteFile(path, whole, 0o600)
	}
	db, err := bolt.Open(path, 0o600, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(db.Update(edit), db.Close()); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestSecondOpenIsLocked(t *testing.T) {
	path := filepath.Join(t.TempDir(), "store.db")
	s := openAt(t, path)
	if _, err := Open(path, Options{Timeout: 50 * time.Millisecond}); !errors.Is(err, ErrLocked) {
		t.Errorf("second Open: %v", err)
	}
	s.Close()
	openAt(t, path)
}

// Damage inside the file may cost documents but never the process, and what is
// still read must be what was written.
func TestDamagedPages(t *testing.T) {
	whole := wholeFile(t, 150)
	want := map[string]string{}
	for id, r := range readAll(t, whole) {
		want[id] = r.Read.Text
	}
	noticed := 0
	for round := range 60 {
		rng := rand.New(rand.NewPCG(7, uint64(round)))
		data := bytes.Clone(whole)
		at := 2*pageSize + rng.IntN(len(data)-2*pageSize-64)
		for i := range 1 + rng.IntN(64) {
			data[at+i] = byte(rng.Uint32())
		}
		path := filepath.Join(t.TempDir(), "store.db")
		os.WriteFile(path, data, 0o600)
		err := exercise(path, want)
		if err != nil {
			noticed++
			if !errors.Is(err, ErrCorrupt) {
				t.Errorf("round %d: %v", round, err)
			}
		}
	}
	t.Logf("%d of 60 damaged files were noticed in use", noticed)
	if noticed == 0 {
		t.Error("no damage was noticed")
	}
}

// exercise reads and writes a store that may be damaged.
func exercise(path string, want map[string]string) error {
	s, err := Open(path, Options{})
	if err != nil {
		return err
	}
	defer s.Close()
	eachErr := s.Each(func(r Record) error {
		if text, ok := want[r.ID]; ok && r.Read.Text != text {
			return fmt.Errorf("%q was read as another text", r.ID)
		}
		return nil
	})
	_, changesErr := s.Changes(0, 0)
	_, sourcesErr := s.Sources("/vb")
	updateErr := s.Update(func(tx *Tx) error {
		for i := range 20 {
			if err := tx.Put(text(fmt.Sprintf("d%03d", i*7), "new")); err != nil {
				return err
			}
		}
		return nil
	})
	return errors.Join(eachErr, changesErr, sourcesErr, updateErr)
}

func readAll(t *testing.T, data []byte) map[string]Record {
	t.Helper()
	path := filepath.Join(t.TempDir(), "copy.db")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	s := openAt(t, path)
	all := map[string]Record{}
	if err := s.Each(func(r Record) error { all[r.ID] = r; return nil }); err != nil {
		t.Fatal(err)
	}
	s.Close()
	return all
}

// A copy of the file at any moment between transactions opens at the last
// answered write, and so does one whose newest header was half written.
func TestReopenAtEveryTransaction(t *testing.T) {
	path := filepath.Join(t.TempDir(), "store.db")
	s := openAt(t, path)
	rng := rand.New(rand.NewPCG(1, 2))
	model := map[string]string{}
	for step := range 40 {
		id := fmt.Sprint("d", rng.IntN(12))
		if _, held := model[id]; held && rng.IntN(3) == 0 {
			remove(t, s, id)
			delete(model, id)
		} else {
			model[id] = fmt.Sprintf("lần %d %x", step, rng.Uint64())
			put(t, s, text(id, model[id]))
		}
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		compare(t, readAll(t, data), model)
		if before := torn(data); step > 2 {
			readAll(t, before) // the transaction before, whole
		}
	}
}

func compare(t *testing.T, got map[string]Record, want map[string]string) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%d documents, want %d", len(got), len(want))
	}
	for id, text := range want {
		if got[id].Read.Text != text {
			t.Fatalf("%s = %q, want %q", id, got[id].Read.Text, text)
		}
	}
}

// torn spoils the newer of the two headers.
func torn(data []byte) []byte {
	data = bytes.Clone(data)
	const txid = 16 + 48 // after the page header: eight fields
	page := 0
	if binary.NativeEndian.Uint64(data[pageSize+txid:]) > binary.NativeEndian.Uint64(data[txid:]) {
		page = pageSize
	}
	for i := page + 16; i < page+pageSize; i++ {
		data[i] = 0xff
	}
	return data
}
