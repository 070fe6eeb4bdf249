package bleveindex_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tracuu/index"
	"tracuu/index/bleveindex"
	"tracuu/index/directive"
)

// filled makes a collection of n documents and closes it.
func filled(t *testing.T, n int) (dir string) {
	t.Helper()
	dir = t.TempDir()
	e := open(t, dir, bleveindex.Options{})
	for i := range n {
		put(t, e, text(fmt.Sprintf("d%02d", i), fmt.Sprintf("Văn bản số %d về phòng, chống dịch", i)))
	}
	if err := e.Close(); err != nil {
		t.Fatal(err)
	}
	return dir
}

// holds checks that a collection finds and gives n documents.
func holds(t *testing.T, e *bleveindex.Engine, n int) {
	t.Helper()
	r := search(t, e, "chống dịch")
	if r.Total.Value != n || len(r.Hits) != n {
		t.Fatalf("found %d, total %d, want %d", len(r.Hits), r.Total.Value, n)
	}
	status, err := e.Status(context.Background())
	if err != nil || status.Documents != n || status.Generation != r.Generation {
		t.Fatalf("status %+v, %v; searched generation %d", status, err, r.Generation)
	}
}

func TestReopen(t *testing.T) {
	dir := filled(t, 7)
	holds(t, open(t, dir, bleveindex.Options{}), 7)
}

func TestSecondOpenIsLockedOut(t *testing.T) {
	dir := t.TempDir()
	open(t, dir, bleveindex.Options{})
	if _, err := bleveindex.Open(dir, bleveindex.Options{}); !errors.Is(err, index.ErrLocked) {
		t.Fatalf("error %v, want ErrLocked", err)
	}
}

func TestClosed(t *testing.T) {
	e := open(t, filled(t, 1), bleveindex.Options{})
	for range 2 {
		if err := e.Close(); err != nil {
			t.Fatal(err)
		}
	}
	ctx, all := context.Background(), index.Everything()
	for name, call := range map[string]func() error{
		"search":  func() error { _, err := e.Search(ctx, all, index.Query{}); return err },
		"get":     func() error { _, err := e.Get(ctx, all, "d00"); return err },
		"changes": func() error { _, err := e.Changes(ctx, all, 0, 1); return err },
		"put":     func() error { _, err := e.Put(ctx, all, text("a", "b")); return err },
		"delete":  func() error { return e.Delete(ctx, all, "d00") },
		"sources": func() error { _, err := e.Sources(ctx, all, "/r"); return err },
		"status":  func() error { _, err := e.Status(ctx); return err },
		"reindex": func() error { return e.Reindex(ctx, nil) },
	} {
		if err := call(); !errors.Is(err, index.ErrClosed) {
			t.Errorf("%s on a closed collection: %v", name, err)
		}
	}
}

func TestOtherVersion(t *testing.T) {
	dir := filled(t, 3)
	current := filepath.Join(dir, "CURRENT")
	b, err := os.ReadFile(current)
	if err != nil {
		t.Fatal(err)
	}
	name, _, _ := strings.Cut(string(b), "\n")
	if err := os.WriteFile(current, []byte(name+"\n0/of-old\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := bleveindex.Open(dir, bleveindex.Options{}); !errors.Is(err, index.ErrVersion) {
		t.Fatalf("error %v, want ErrVersion", err)
	}
	e := open(t, dir, bleveindex.Options{Upgrade: true})
	holds(t, e, 3)
	if err := e.Close(); err != nil {
		t.Fatal(err)
	}
	holds(t, open(t, dir, bleveindex.Options{}), 3)
}

func TestOtherFamiliesAreAnotherVersion(t *testing.T) {
	dir := filled(t, 1)
	families := index.NewFamilies()
	if err := families.Add(strings.NewReader("Rừng: rừng | lâm nghiệp\n")); err != nil {
		t.Fatal(err)
	}
	if _, err := bleveindex.Open(dir, bleveindex.Options{Families: families}); !errors.Is(err, index.ErrVersion) {
		t.Fatalf("error %v, want ErrVersion", err)
	}
}

func TestOtherBodiesAreAnotherVersion(t *testing.T) {
	dir := filled(t, 1)
	bodies := directive.NewBodies()
	if err := bodies.Add(strings.NewReader("Ban Chuyển đổi số\tBCĐS\tcentral\tstate\n")); err != nil {
		t.Fatal(err)
	}
	families := index.NewFamilies()
	families.UseBodies(bodies)
	if _, err := bleveindex.Open(dir, bleveindex.Options{Families: families}); !errors.Is(err, index.ErrVersion) {
		t.Fatalf("error %v, want ErrVersion", err)
	}
}

// TestDamage damages the index in every way, and expects it to be built again
// from the store.
func TestDamage(t *testing.T) {
	segments := func(t *testing.T, dir string) []string {
		files, err := filepath.Glob(filepath.Join(dir, "index", "*", "*.zap"))
		if err != nil || len(files) == 0 {
			t.Fatalf("no segments: %v", err)
		}
		return files
	}
	for name, damage := range map[string]func(t *testing.T, dir string) error{
		"index removed":   func(_ *testing.T, dir string) error { return os.RemoveAll(filepath.Join(dir, "index")) },
		"current removed": func(_ *testing.T, dir string) error { return os.Remove(filepath.Join(dir, "CURRENT")) },
		"current is nonsense": func(_ *testing.T, dir string) error {
			return os.WriteFile(filepath.Join(dir, "CURRENT"), []byte("\xff"), 0o600)
		},
		"root is nonsense": func(_ *testing.T, dir string) error {
			return os.WriteFile(filepath.Join(dir, "index", "0001", "root.bolt"), make([]byte, 9000), 0o600)
		},
		"root is empty": func(_ *testing.T, dir string) error {
			return os.Truncate(filepath.Join(dir, "index", "0001", "root.bolt"), 0)
		},
		"segments removed": func(t *testing.T, dir string) (err error) {
			for _, f := range segments(t, dir) {
				err = errors.Join(err, os.Remove(f))
			}
			return err
		},
		"segments cut short": func(t *testing.T, dir string) (err error) {
			for _, f := range segments(t, dir) {
				err = errors.Join(err, os.Truncate(f, 100))
			}
			return err
		},
		"segments zeroed": func(t *testing.T, dir string) (err error) {
			for _, f := range segments(t, dir) {
				info, statErr := os.Stat(f)
				if statErr != nil {
					return statErr
				}
				err = errors.Join(err, os.WriteFile(f, make([]byte, info.Size()), 0o600))
			}
			return err
		},
	} {
		t.Run(name, func(t *testing.T) {
			dir := filled(t, 5)
			if err := damage(t, dir); err != nil {
				t.Fatal(err)
			}
			holds(t, open(t, dir, bleveindex.Options{}), 5)
		})
	}
}

// TestStoreOfAnEarlierState puts an earlier store under an index that knows
// more, as a restored backup does.
func TestStoreOfAnEarlierState(t *testing.T) {
	dir := filled(t, 3)
	earlier, err := os.ReadFile(filepath.Join(dir, "store.db"))
	if err != nil {
		t.Fatal(err)
	}
	e := open(t, dir, bleveindex.Options{})
	put(t, e, text("more", "chống dịch"))
	if err := e.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "store.db"), earlier, 0o600); err != nil {
		t.Fatal(err)
	}
	var reason error
	e = open(t, dir, bleveindex.Options{Rebuilt: func(err error) { reason = err }})
	holds(t, e, 3)
	if reason == nil {
		t.Error("nobody was told that the index was rebuilt")
	}
}

func TestLeftoversAreRemoved(t *testing.T) {
	dir := filled(t, 2)
	leftover := filepath.Join(dir, "index", "0007")
	if err := os.MkdirAll(leftover, 0o700); err != nil {
		t.Fatal(err)
	}
	holds(t, open(t, dir, bleveindex.Options{}), 2)
	if _, err := os.Stat(leftover); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the leftover is still there: %v", err)
	}
}

func TestCancelled(t *testing.T) {
	e := open(t, filled(t, 1), bleveindex.Options{})
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := e.Search(ctx, index.Everything(), index.Query{}); !errors.Is(err, context.Canceled) {
		t.Errorf("search: %v", err)
	}
	if _, err := e.Put(ctx, index.Everything(), text("late", "muộn")); !errors.Is(err, context.Canceled) {
		t.Errorf("put: %v", err)
	}
	holds(t, e, 1)
}

// brokenGraph panics, as damaged files make the segment decoder do.
type brokenGraph struct{ index.Graph }

func (brokenGraph) CitedBy(string) int { panic("broken") }

func TestPanicIsAnError(t *testing.T) {
	e := open(t, filled(t, 1), bleveindex.Options{Graph: brokenGraph{}})
	_, err := e.Search(context.Background(), index.Everything(), index.Query{Limit: 1})
	if err == nil || !strings.Contains(err.Error(), "broken") {
		t.Errorf("error %v, want that of the panic", err)
	}
}
