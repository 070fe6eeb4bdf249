package store

import (
	"fmt"
	"path/filepath"
	"reflect"
	"testing"

	bolt "go.etcd.io/bbolt"

	"tracuu/index/directive"
)

func issued(id string, kind directive.Kind, issuer string) Record {
	return Record{ID: id, Read: directive.Directive{Text: "văn bản " + id, Type: kind, Issuer: issuer}}
}

// leftOf prints what was left after a generation: its generation, id, outline, and
// how many were left later.
func leftOf(t *testing.T, s *Store, since uint64, limit int) (out []string) {
	t.Helper()
	list, err := s.Left(since, limit)
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range list {
		if l.At.IsZero() {
			t.Errorf("%+v has no time", l)
		}
		out = append(out, fmt.Sprintf("%d %s %s %s +%d", l.Generation, l.ID, l.Was.Type, l.Was.Issuer, len(l.Later)))
	}
	return out
}

func TestLeft(t *testing.T) {
	s, err := Open(filepath.Join(t.TempDir(), "store.db"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	step := func(f func(tx *Tx) error, want ...string) {
		t.Helper()
		mustUpdate(t, s, f)
		if got := leftOf(t, s, 0, 0); !reflect.DeepEqual(got, want) {
			t.Errorf("left: %q, want %q", got, want)
		}
	}
	put := func(r Record) func(*Tx) error { return func(tx *Tx) error { return tx.Put(r) } }
	remove := func(id string) func(*Tx) error { return func(tx *Tx) error { return tx.Delete(id) } }
	order, letter := issued("a", "Chỉ thị", "Bộ Y tế"), issued("a", "Công văn", "Bộ Y tế")
	secret := letter
	secret.Read.Secrecy = directive.Secret

	step(put(order))
	again := order
	again.Read.Title = "tên khác"
	step(put(again)) // the same outline
	step(put(letter), "3 a Chỉ thị Bộ Y tế +0")
	step(remove("a"), "3 a Chỉ thị Bộ Y tế +1", "4 a Công văn Bộ Y tế +0")
	step(put(order), "4 a Công văn Bộ Y tế +0") // it is what it was at first
	step(put(secret), "4 a Công văn Bộ Y tế +1", "6 a Chỉ thị Bộ Y tế +0")
	step(put(order), "4 a Công văn Bộ Y tế +1", "6 a Chỉ thị Bộ Y tế +0") // nobody saw it
	step(remove("a"), "4 a Công văn Bộ Y tế +1", "6 a Chỉ thị Bộ Y tế +0")
	step(put(Record{ID: "b", Read: secret.Read}), "4 a Công văn Bộ Y tế +1", "6 a Chỉ thị Bộ Y tế +0")
	step(remove("b"), "4 a Công văn Bộ Y tế +1", "6 a Chỉ thị Bộ Y tế +0")
	if got := leftOf(t, s, 4, 0); len(got) != 1 {
		t.Errorf("after 4: %q", got)
	}
	if got := leftOf(t, s, 0, 1); len(got) != 1 {
		t.Errorf("one of them: %q", got)
	}
	if h, err := s.Check(t.Context(), nil); err != nil || len(h.Problems) > 0 {
		t.Errorf("check: %+v, %v", h, err)
	}
}

// An outline tells apart an issuer whose body is known to be none.
func TestOutline(t *testing.T) {
	given, err := directive.DecodeGiven([]byte(`{"issuer_id":""}`))
	if err != nil {
		t.Fatal(err)
	}
	r := issued("a", "Chỉ thị", "Bộ Y tế")
	r.Given, r.Read.Province, r.Read.Issued = given, "Hà Nội", directive.Date{Year: 2020, Month: 3}
	want := *outlineOf(&r)
	if !want.NoBody || outlineOf(&Record{Read: r.Read}).NoBody {
		t.Errorf("%+v", want)
	}
	id, got, err := decodeLeftKey(leftKey("a/b", want))
	if err != nil || id != "a/b" || got != want {
		t.Errorf("%q %+v, %v", id, got, err)
	}
	d := got.Directive()
	back := *outlineOf(&Record{Read: d})
	if back != want {
		t.Errorf("%+v, want %+v", back, want)
	}
}

// A store has an epoch from its making, keeps it, and draws another when told to;
// one of an earlier program has it from its first write.
func TestEpoch(t *testing.T) {
	path := filepath.Join(t.TempDir(), "store.db")
	open := func() *Store {
		t.Helper()
		s, err := Open(path, Options{})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { s.Close() })
		return s
	}
	epoch := func(s *Store) string {
		t.Helper()
		e, err := s.Epoch()
		if err != nil {
			t.Fatal(err)
		}
		return e
	}
	s := open()
	first := epoch(s)
	mustUpdate(t, s, func(tx *Tx) error { return tx.Put(issued("a", "Chỉ thị", "")) })
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s = open()
	if len(first) != 16 || epoch(s) != first {
		t.Errorf("the epoch was %q and is %q", first, epoch(s))
	}
	if err := s.RenewEpoch(); err != nil || epoch(s) == first {
		t.Errorf("renewed: %q, %v", epoch(s), err)
	}
	if err := s.db.Update(func(tx *bolt.Tx) error { return tx.Bucket(bucketMeta).Delete(metaEpoch) }); err != nil {
		t.Fatal(err)
	}
	if got := epoch(s); got != "" {
		t.Errorf("an older store has the epoch %q", got)
	}
	mustUpdate(t, s, func(tx *Tx) error { return tx.Put(issued("b", "Chỉ thị", "")) })
	if got := epoch(s); len(got) != 16 {
		t.Errorf("after a write: %q", got)
	}
}
