package store

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"tracuu/index/directive"
)

// A transaction sees what it put, replaced and deleted while the records are still
// being packed beside it, and so does whoever reads the store afterwards.
func TestTransactionSeesWhatIsBeingPacked(t *testing.T) {
	s, err := Open(filepath.Join(t.TempDir(), "store.db"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	const count = 200
	id := func(n int) string { return fmt.Sprintf("d%d", n) }
	text := func(n, version int) string { return fmt.Sprintf("Văn bản số %d, lần %d.", n, version) }
	put := func(tx *Tx, n, version int) {
		t.Helper()
		if err := tx.Put(Record{ID: id(n), Read: directive.Directive{Text: text(n, version)}}); err != nil {
			t.Fatal(err)
		}
		if r, err := tx.Get(id(n)); n%3 == 0 && (err != nil || r.Read.Text != text(n, version)) {
			t.Fatalf("the transaction reads %q, %v", r.Read.Text, err)
		}
	}
	err = s.Update(func(tx *Tx) error {
		for n := range count {
			put(tx, n, 1)
			switch n % 4 {
			case 1:
				put(tx, n, 2)
			case 2:
				if err := tx.Delete(id(n)); err != nil {
					t.Fatal(err)
				}
				if _, err := tx.Get(id(n)); !errors.Is(err, ErrNotFound) {
					t.Fatalf("deleted, it reads %v", err)
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for n := range count {
		held, err := s.Get(id(n))
		r, there := held[id(n)]
		want := map[int]string{0: text(n, 1), 1: text(n, 2), 3: text(n, 1)}[n%4]
		if err != nil || there != (want != "") || r.Read.Text != want {
			t.Fatalf("document %d: %q, %v, want %q", n, r.Read.Text, err, want)
		}
	}
}

// What stops a record from being packed stops the transaction, and nothing of it stays.
func TestPackingThatPanics(t *testing.T) {
	s, err := Open(filepath.Join(t.TempDir(), "store.db"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	func() {
		defer func() {
			if recover() == nil {
				t.Error("it was written")
			}
		}()
		_ = s.Update(func(tx *Tx) error {
			tx.docs.put(2, nil)
			return tx.Put(Record{ID: "a", Read: directive.Directive{Text: "Văn bản"}})
		})
	}()
	if f := s.Fault(); f != nil {
		t.Fatalf("the store is blamed: %v", f.Err)
	}
	if n, err := s.Count(); n != 0 || err != nil {
		t.Fatalf("%d documents are held, %v", n, err)
	}
}

// Nothing is packed any more when a transaction is over, not even a record that was
// replaced or deleted in it.
func TestNothingIsPackedAfterTheTransaction(t *testing.T) {
	d := newDocuments(nil)
	d.free = make(chan struct{}, 3)
	long := stored{format: recordFormat, Record: Record{ID: "a", Read: directive.Directive{Text: strings.Repeat("Văn bản số một. ", 100_000)}}}
	for range 2 {
		d.put(1, &long)
	}
	d.put(2, &long)
	delete(d.packing, 2)
	if len(d.free) == 0 {
		t.Fatal("nothing is packed beside")
	}
	d.drain()
	if n := len(d.free); n > 0 {
		t.Errorf("%d records are still being packed", n)
	}
}

// BenchmarkPutGroup puts groups of 256 documents of two pages.
func BenchmarkPutGroup(b *testing.B) {
	s, err := Open(filepath.Join(b.TempDir(), "store.db"), Options{Now: func() time.Time { return time.Unix(1, 0) }})
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	text := ""
	for n := range 300 {
		text += fmt.Sprintf("Điều %d. Cơ quan, tổ chức, cá nhân có liên quan chịu trách nhiệm thi hành.\n", n)
	}
	for n := 0; b.Loop(); n++ {
		err := s.Update(func(tx *Tx) error {
			for i := range 256 {
				if err := tx.Put(Record{ID: fmt.Sprintf("d%d-%d", n, i), Read: directive.Directive{Text: text[i:]}}); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(256*float64(b.N)/b.Elapsed().Seconds(), "documents/s")
}
