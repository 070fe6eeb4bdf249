package store

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"tracuu/index/directive"
)

var clock = time.Date(2021, 8, 6, 9, 30, 0, 5, time.UTC)

func openTemp(t testing.TB) *Store {
	t.Helper()
	return openAt(t, filepath.Join(t.TempDir(), "store.db"))
}

func openAt(t testing.TB, path string) *Store {
	t.Helper()
	s, err := Open(path, Options{Now: func() time.Time { return clock }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func put(t testing.TB, s *Store, records ...Record) {
	t.Helper()
	err := s.Update(func(tx *Tx) error {
		for _, r := range records {
			if err := tx.Put(r); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func remove(t testing.TB, s *Store, id string) {
	t.Helper()
	if err := s.Update(func(tx *Tx) error { return tx.Delete(id) }); err != nil {
		t.Fatal(err)
	}
}

func text(id, text string) Record {
	return Record{ID: id, Read: directive.Directive{Text: text}}
}

func fromFile(id, root, name, part, sum string) Record {
	r := text(id, "văn bản "+id)
	r.Read.Source = directive.Source{Root: root, Name: name, Part: part, SHA256: sum, Format: "txt", OCR: part == "2"}
	return r
}

func generation(t testing.TB, s *Store) uint64 {
	t.Helper()
	g, err := s.Generation()
	if err != nil {
		t.Fatal(err)
	}
	return g
}

func TestPutGetReopen(t *testing.T) {
	path := filepath.Join(t.TempDir(), "store.db")
	s := openAt(t, path)
	want := Record{ID: "a/b ữ", Read: directive.Directive{
		Number: "107-CV/BDVTU", Type: "Công văn", Text: "Tỉnh ủy\r\n\x00 Hải Dương \u0301 😀",
		Issued: directive.Date{Year: 2021, Month: 8, Day: 6}, Recipients: []string{"Ban Dân vận"},
		References: []directive.Reference{{Ref: "x", Text: "16/CT-TTg", Number: "16/CT-TTg", Span: directive.Span{Start: 1, End: 9}}},
		Evidence:   map[string]directive.Evidence{"number": {Basis: directive.Read, Confidence: 0.9}},
	}}
	put(t, s, want)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s = openAt(t, path)
	got, err := s.Get("a/b ữ", "nothing")
	if err != nil || len(got) != 1 {
		t.Fatalf("Get: %v, %v", got, err)
	}
	r := got["a/b ữ"]
	if r.Generation != 1 || !r.At.Equal(clock) {
		t.Errorf("generation %d at %v", r.Generation, r.At)
	}
	if r.Read.Text != want.Read.Text || r.Read.Number != want.Read.Number || r.Read.Issued != want.Read.Issued ||
		!reflect.DeepEqual(r.Read.References, want.Read.References) || !reflect.DeepEqual(r.Read.Evidence, want.Read.Evidence) {
		t.Errorf("got %+v", r.Read)
	}
	if d := r.Directive(); d.ID != "a/b ữ" || d.Text != want.Read.Text {
		t.Errorf("Directive: %+v", d)
	}
}

func TestGenerationsAndChanges(t *testing.T) {
	s := openTemp(t)
	put(t, s, text("a", "1"), text("b", "1"), text("c", "1"))
	put(t, s, text("a", "2"))
	remove(t, s, "b")
	if g := generation(t, s); g != 5 {
		t.Errorf("generation %d", g)
	}
	tests := []struct {
		since uint64
		limit int
		want  string
	}{
		{0, 0, "3 c, 4 a, 5 -b"}, {0, 2, "3 c, 4 a"}, {3, 10, "4 a, 5 -b"}, {5, 10, ""}, {99, 1, ""},
	}
	for _, tt := range tests {
		changes, err := s.Changes(tt.since, tt.limit)
		if err != nil {
			t.Fatal(err)
		}
		if got := printChanges(changes); got != tt.want {
			t.Errorf("Changes(%d, %d) = %q, want %q", tt.since, tt.limit, got, tt.want)
		}
	}
	put(t, s, text("b", "back"))
	changes, _ := s.Changes(0, 0)
	if got := printChanges(changes); got != "3 c, 4 a, 6 b" {
		t.Errorf("after coming back: %q", got)
	}
	if n, err := s.Count(); n != 3 || err != nil {
		t.Errorf("Count = %d, %v", n, err)
	}
}

func printChanges(changes []Change) string {
	var b strings.Builder
	for i, c := range changes {
		if i > 0 {
			b.WriteString(", ")
		}
		fmt.Fprintf(&b, "%d ", c.Generation)
		if c.Deleted {
			b.WriteString("-")
		}
		b.WriteString(c.ID)
	}
	return b.String()
}

func TestUpdateThatFailsLeavesNothing(t *testing.T) {
	s := openTemp(t)
	put(t, s, text("a", "1"))
	stop := errors.New("stop")
	err := s.Update(func(tx *Tx) error {
		if err := tx.Put(text("a", "2")); err != nil {
			return err
		}
		if err := tx.Put(text("b", "2")); err != nil {
			return err
		}
		if r, err := tx.Get("a"); err != nil || r.Read.Text != "2" {
			t.Errorf("the transaction does not see its own change: %v, %v", r.Read.Text, err)
		}
		if tx.Generation() != 3 || !tx.TakenID("b") || tx.TakenID("c") {
			t.Error("the transaction does not see its own ids")
		}
		return stop
	})
	if !errors.Is(err, stop) {
		t.Errorf("Update: %v", err)
	}
	got, err := s.Get("a", "b")
	if err != nil || len(got) != 1 || got["a"].Read.Text != "1" || generation(t, s) != 1 {
		t.Errorf("after a failed update: %v, %v", got, err)
	}
	func() {
		defer func() { recover() }()
		s.Update(func(tx *Tx) error { panic("a caller's bug") })
	}()
	put(t, s, text("b", "3")) // the lock was given back
}

func TestDelete(t *testing.T) {
	s := openTemp(t)
	put(t, s, text("a", "1"))
	remove(t, s, "a")
	for _, id := range []string{"a", "never", ""} {
		err := s.Update(func(tx *Tx) error { return tx.Delete(id) })
		if !errors.Is(err, ErrNotFound) {
			t.Errorf("Delete(%q) = %v", id, err)
		}
	}
	s.Update(func(tx *Tx) error {
		if _, err := tx.Get("a"); !errors.Is(err, ErrNotFound) {
			t.Errorf("Get of a deleted id: %v", err)
		}
		if tx.TakenID("a") {
			t.Error("the id of a deleted document is still taken")
		}
		return nil
	})
	if generation(t, s) != 2 {
		t.Error("a failed delete raised the generation")
	}
}

func TestSources(t *testing.T) {
	s := openTemp(t)
	put(t, s, fromFile("z", "/vb", "b/2.txt", "", "22"), fromFile("y", "/vb", "a.jsonl", "2", "11"),
		fromFile("x", "/vb", "a.jsonl", "1", "11"), fromFile("w", "/v", "b/a.txt", "", "33"), fromFile("v", "", "thư.txt", "", "44"), text("u", ""))
	if got := printSources(t, s, "/vb"); got != "x=a.jsonl#1 y=a.jsonl#2 z=b/2.txt#" {
		t.Errorf("Sources(/vb) = %s", got)
	}
	if got := printSources(t, s, ""); got != "v=thư.txt#" {
		t.Errorf(`Sources("") = %s`, got)
	}
	list, _ := s.Sources("/vb")
	if list[1].Source != (directive.Source{Root: "/vb", Name: "a.jsonl", Part: "2", Format: "txt", SHA256: "11", OCR: true}) {
		t.Errorf("source %+v", list[1].Source)
	}
	s.Update(func(tx *Tx) error {
		id, sum, ok := tx.BySource(directive.Source{Root: "/vb", Name: "b/2.txt"})
		if id != "z" || sum != "22" || !ok {
			t.Errorf("BySource = %q, %q, %v", id, sum, ok)
		}
		for _, absent := range []directive.Source{{}, {Root: "/vb"}, {Root: "/v", Name: "b/2.txt"}, {Name: "b/2.txt"}} {
			if id, _, ok := tx.BySource(absent); ok {
				t.Errorf("BySource(%+v) = %q", absent, id)
			}
		}
		return nil
	})
}

// A row that moves inside its file takes over the place of another; whoever is
// deleted afterwards must not take the other's source along.
func TestSourceTakenOver(t *testing.T) {
	s := openTemp(t)
	put(t, s, fromFile("x", "/vb", "a.jsonl", "1", "1"), fromFile("y", "/vb", "a.jsonl", "2", "1"))
	put(t, s, fromFile("x", "/vb", "a.jsonl", "2", "2"), fromFile("y", "/vb", "a.jsonl", "3", "2"))
	if got := printSources(t, s, "/vb"); got != "x=a.jsonl#2 y=a.jsonl#3" {
		t.Errorf("after the move: %s", got)
	}
	put(t, s, fromFile("z", "/vb", "a.jsonl", "3", "3"))
	remove(t, s, "y")
	if got := printSources(t, s, "/vb"); got != "x=a.jsonl#2 z=a.jsonl#3" {
		t.Errorf("after the deletion: %s", got)
	}
	put(t, s, text("z", "without a source now"))
	if got := printSources(t, s, "/vb"); got != "x=a.jsonl#2" {
		t.Errorf("after the source was dropped: %s", got)
	}
}

func printSources(t *testing.T, s *Store, root string) string {
	t.Helper()
	list, err := s.Sources(root)
	if err != nil {
		t.Fatal(err)
	}
	var parts []string
	for _, e := range list {
		parts = append(parts, e.ID+"="+e.Source.Name+"#"+e.Source.Part)
	}
	return strings.Join(parts, " ")
}

func TestPutRefuses(t *testing.T) {
	s := openTemp(t)
	bad := map[string]Record{
		"no id":                  text("", "x"),
		"a control character":    text("a\nb", "x"),
		"an id of 257 bytes":     text(strings.Repeat("a", 257), "x"),
		"an endless source name": fromFile("a", "/vb", strings.Repeat("a", maxSourceKey), "", ""),
	}
	for name, r := range bad {
		if err := s.Update(func(tx *Tx) error { return tx.Put(r) }); err == nil {
			t.Errorf("Put took %s", name)
		}
	}
	if generation(t, s) != 0 {
		t.Error("a refused record raised the generation")
	}
}

func TestEachSeesAllAndMayWrite(t *testing.T) {
	s := openTemp(t)
	big := strings.Repeat("x", 64)
	var records []Record
	for i := range 300 {
		r := text(fmt.Sprintf("d%03d", i), "")
		for j := range 200 { // hard to compress, so that Each needs several snapshots
			r.Read.Text += fmt.Sprintf("%x%s", (i*7919+j)*2654435761, big[:j%7])
		}
		records = append(records, r)
	}
	put(t, s, records...)
	var seen []string
	err := s.Each(func(r Record) error {
		if len(seen) == 0 {
			put(t, s, text("d299", "changed while reading"))
		}
		seen = append(seen, r.ID)
		return nil
	})
	if err != nil || len(seen) != 300 || seen[0] != "d000" || seen[299] != "d299" {
		t.Errorf("Each saw %d, %v", len(seen), err)
	}
	stop := errors.New("stop")
	if err := s.Each(func(Record) error { return stop }); !errors.Is(err, stop) {
		t.Errorf("Each: %v", err)
	}
}

func TestBackupOpens(t *testing.T) {
	s := openTemp(t)
	put(t, s, text("a", "1"), text("b", "2"))
	var copied bytes.Buffer
	n, err := s.Backup(&copied)
	if err != nil || n != int64(copied.Len()) {
		t.Fatalf("Backup = %d, %v", n, err)
	}
	put(t, s, text("a", "later"))
	path := filepath.Join(t.TempDir(), "restored.db")
	if err := os.WriteFile(path, copied.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	r := openAt(t, path)
	got, err := r.Get("a", "b")
	if err != nil || got["a"].Read.Text != "1" || got["b"].Read.Text != "2" || generation(t, r) != 2 {
		t.Errorf("restored: %v, %v", got, err)
	}
}

func TestClosed(t *testing.T) {
	s := openTemp(t)
	for range 2 {
		if err := s.Close(); err != nil {
			t.Errorf("Close: %v", err)
		}
	}
	_, getErr := s.Get("a")
	_, changesErr := s.Changes(0, 1)
	_, backupErr := s.Backup(&bytes.Buffer{})
	for name, err := range map[string]error{
		"Get": getErr, "Changes": changesErr, "Backup": backupErr,
		"Update": s.Update(func(*Tx) error { return nil }), "Each": s.Each(func(Record) error { return nil }),
	} {
		if !errors.Is(err, ErrClosed) {
			t.Errorf("%s on a closed store: %v", name, err)
		}
	}
}
