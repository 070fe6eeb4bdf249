package store

import (
	"errors"
	"path/filepath"
	"reflect"
	"testing"

	"tracuu/index/directive"
)

func trailOf(t *testing.T, s *Store, id string) []string {
	t.Helper()
	entries, err := s.Trail(id)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, e := range entries {
		out = append(out, string(e))
	}
	return out
}

func note(t *testing.T, s *Store, id, entry string) int {
	t.Helper()
	var n int
	err := s.Update(func(tx *Tx) (err error) {
		n, err = tx.Note(id, []byte(entry))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// One id may begin with another; trails keep apart, in order, and outlive both
// the document and the process.
func TestTrail(t *testing.T) {
	path := filepath.Join(t.TempDir(), "store.db")
	s := openAt(t, path)
	if got := trailOf(t, s, "a"); got != nil {
		t.Errorf("a new store has the trail %q", got)
	}
	put(t, s, text("a", "1"))
	for i, entry := range []string{"one", "two", "three"} {
		if n := note(t, s, "a", entry); n != i+1 {
			t.Errorf("entry %q is number %d", entry, n)
		}
	}
	note(t, s, "a\x00", "other")
	note(t, s, "ab", "another")
	remove(t, s, "a")
	stop := errors.New("stop")
	if err := s.Update(func(tx *Tx) error {
		if _, err := tx.Note("a", []byte("never")); err != nil {
			return err
		}
		if list, err := tx.Trail("a"); err != nil || len(list) != 4 {
			t.Errorf("the transaction sees %q, %v", list, err)
		}
		return stop
	}); !errors.Is(err, stop) {
		t.Error(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	again := openAt(t, path)
	for id, want := range map[string][]string{"a": {"one", "two", "three"}, "a\x00": {"other"}, "ab": {"another"}, "b": nil} {
		if got := trailOf(t, again, id); !reflect.DeepEqual(got, want) {
			t.Errorf("trail of %q is %q, want %q", id, got, want)
		}
	}
	if _, err := s.Trail("a"); !errors.Is(err, ErrClosed) {
		t.Errorf("Trail of a closed store: %v", err)
	}
}

func TestDecisionsAreKept(t *testing.T) {
	s := openTemp(t)
	want := text("a", "1")
	want.Decisions = []directive.Decision{{Ref: "0a", Target: "b"}, {Ref: "0b", Rejected: []string{"c", "d"}}}
	put(t, s, want, text("b", "1"))
	got, err := s.Get("a", "b")
	if err != nil || !reflect.DeepEqual(got["a"].Decisions, want.Decisions) || got["b"].Decisions != nil {
		t.Errorf("got %+v, %v", got, err)
	}
}
