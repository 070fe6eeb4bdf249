package store

import (
	"fmt"
	"path/filepath"
	"testing"
	"time"
)

func TestAnswersAreKeptForADay(t *testing.T) {
	now := clock
	s, err := Open(filepath.Join(t.TempDir(), "s"), Options{Now: func() time.Time { return now }})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	keep := func(name, id string) {
		t.Helper()
		if err := s.Update(func(tx *Tx) error {
			return tx.KeepAnswer([]byte(name), Answer{Sum: []byte{0, 1}, ID: id, Status: "created"})
		}); err != nil {
			t.Fatal(err)
		}
	}
	known := func(name string) (a Answer, ok bool) {
		t.Helper()
		if err := s.Update(func(tx *Tx) (err error) {
			a, ok, err = tx.Answer([]byte(name))
			return err
		}); err != nil {
			t.Fatal(err)
		}
		return a, ok
	}
	if _, ok := known("a"); ok {
		t.Error("an answer of nothing")
	}
	keep("a", "số/1")
	if a, ok := known("a"); !ok || a.ID != "số/1" || a.Status != "created" || string(a.Sum) != "\x00\x01" {
		t.Errorf("%+v %t", a, ok)
	}
	for _, step := range []struct {
		after time.Duration
		known bool
	}{{24 * time.Hour, true}, {-48 * time.Hour, true}, {72 * time.Hour, false}} {
		now = clock.Add(step.after)
		keep(fmt.Sprint(step.after), "x")
		if _, ok := known("a"); ok != step.known {
			t.Errorf("after %s: known %t", step.after, ok)
		}
	}
}
