package original

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"tracuu/index/durable"
)

// A file that is not what it was is named, and one that is half written is none.
func TestCheck(t *testing.T) {
	dir := t.TempDir()
	s := Open(dir)
	for _, data := range []string{"một", "hai", "ba"} {
		if err := s.Put(sum(data), []byte(data)); err != nil {
			t.Fatal(err)
		}
	}
	os.WriteFile(filepath.Join(dir, sum("hai")[:2], sum("hai")[2:]+durable.TempMark+"123"), []byte("half"), 0o600)
	if files, spoilt, err := s.Check(t.Context()); files != 3 || len(spoilt) != 0 || err != nil {
		t.Fatalf("%d files, %q spoilt, %v", files, spoilt, err)
	}
	os.WriteFile(filepath.Join(dir, sum("hai")[:2], sum("hai")[2:]), []byte("haj"), 0o600)
	if files, spoilt, err := s.Check(t.Context()); files != 3 || !slices.Equal(spoilt, []string{sum("hai")}) || err != nil {
		t.Errorf("%d files, %q spoilt, %v", files, spoilt, err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, _, err := s.Check(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("stopped: %v", err)
	}
}

// What is put again may be about to be used: its document is not stored yet.
func TestPutAgainIsNewToSweep(t *testing.T) {
	dir := t.TempDir()
	s := Open(dir)
	path := filepath.Join(dir, sum("một")[:2], sum("một")[2:])
	for range 2 {
		if err := s.Put(sum("một"), []byte("một")); err != nil {
			t.Fatal(err)
		}
		if files, _, err := s.Sweep(func(string) bool { return false }); files != 0 || err != nil {
			t.Fatalf("%d files swept, %v", files, err)
		}
		old := time.Now().Add(-2 * fresh)
		if err := os.Chtimes(path, old, old); err != nil {
			t.Fatal(err)
		}
	}
}
