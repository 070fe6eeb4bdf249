package bleveindex_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"tracuu/index"
	"tracuu/index/bleveindex"
	"tracuu/index/directive"
	"tracuu/index/durable"
)

// keeper is a follower that remembers which documents it was told of, with their
// texts, and counts how often it was told.
type keeper struct {
	mu      sync.Mutex
	version string
	docs    map[string]string
	tells   int
}

func newKeeper() *keeper { return &keeper{version: "1", docs: map[string]string{}} }

func (k *keeper) Put(d *directive.Directive) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.docs[strings.Clone(d.ID)] = strings.Clone(d.Text)
	k.tells++
}

func (k *keeper) Delete(id string) {
	k.mu.Lock()
	defer k.mu.Unlock()
	delete(k.docs, id)
	k.tells++
}

func (k *keeper) Decide(string, ...directive.Decision) {}
func (k *keeper) Version() string                      { return k.version }
func (k *keeper) Settle()                              {}

func (k *keeper) Save(w io.Writer) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	return json.NewEncoder(w).Encode(k.docs)
}

func (k *keeper) Load(saved []byte) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.docs = map[string]string{}
	return json.Unmarshal(saved, &k.docs)
}

// keeps checks that a fresh keeper, at the opening of a collection, comes to hold
// just the given documents, and how often it had to be told.
func keeps(t *testing.T, dir string, want map[string]string, tells int) {
	t.Helper()
	k := newKeeper()
	e := open(t, dir, bleveindex.Options{Follower: k})
	if got, w := fmt.Sprint(k.docs), fmt.Sprint(want); got != w {
		t.Fatalf("the follower holds %s, want %s", got, w)
	}
	if k.tells != tells {
		t.Errorf("told %d times, want %d", k.tells, tells)
	}
	if err := e.Close(); err != nil {
		t.Fatal(err)
	}
}

// threeKept is a collection of three documents whose follower was put aside.
func threeKept(t *testing.T) (dir string, docs map[string]string) {
	t.Helper()
	dir, docs = t.TempDir(), map[string]string{}
	e := open(t, dir, bleveindex.Options{Follower: newKeeper()})
	for i := range 3 {
		id := fmt.Sprint("d", i)
		docs[id] = fmt.Sprint("văn bản ", i)
		put(t, e, text(id, docs[id]))
	}
	if err := e.Close(); err != nil {
		t.Fatal(err)
	}
	return dir, docs
}

func TestFollowerIsTakenUp(t *testing.T) {
	dir, docs := threeKept(t)
	keeps(t, dir, docs, 0)
	e := open(t, dir, bleveindex.Options{}) // nobody follows
	put(t, e, text("d1", "văn bản khác"), text("d9", "văn bản mới"))
	if err := e.Delete(t.Context(), index.Everything(), "d0"); err != nil {
		t.Fatal(err)
	}
	if err := e.Close(); err != nil {
		t.Fatal(err)
	}
	docs["d1"], docs["d9"] = "văn bản khác", "văn bản mới"
	delete(docs, "d0")
	keeps(t, dir, docs, 3)
	keeps(t, dir, docs, 0)
}

// TestFollowerFileIsOfNoUse holds that a file that is damaged anywhere, missing, of
// another version or of a later state of the store costs being told of everything
// and changes nothing.
func TestFollowerFileIsOfNoUse(t *testing.T) {
	dir, docs := threeKept(t)
	path := filepath.Join(dir, "graph")
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	write := func(b []byte) {
		t.Helper()
		if err := os.WriteFile(path, b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for at := 0; at < len(whole); at += 1 + len(whole)/12 {
		damaged := slices.Clone(whole)
		damaged[at] ^= 4
		write(damaged)
		keeps(t, dir, docs, 3)
		write(whole[:at])
		keeps(t, dir, docs, 3)
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	keeps(t, dir, docs, 3)

	other := newKeeper()
	other.version = "2"
	if err := open(t, dir, bleveindex.Options{Follower: other}).Close(); err != nil || other.tells != 3 {
		t.Fatalf("of another version: told %d times, %v", other.tells, err)
	}
	keeps(t, dir, docs, 3)

	e := open(t, dir, bleveindex.Options{Follower: newKeeper()})
	put(t, e, text("later", "văn bản sau"))
	if err := e.Close(); err != nil {
		t.Fatal(err)
	}
	ahead, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	dir, docs = threeKept(t)
	path = filepath.Join(dir, "graph")
	write(ahead)
	keeps(t, dir, docs, 3)
}

// TestFollowerIsPutAsideMeanwhile ends a collection without closing it: what its
// follower was told of when it was last put aside is not told again.
func TestFollowerIsPutAsideMeanwhile(t *testing.T) {
	const many = 2100
	dir, docs := t.TempDir(), map[string]string{}
	var drafts []index.Draft
	for i := range many {
		id := fmt.Sprint("d", i)
		docs[id] = fmt.Sprint("văn bản ", i)
		drafts = append(drafts, text(id, docs[id]))
	}
	e := open(t, dir, bleveindex.Options{Follower: newKeeper()})
	put(t, e, drafts...)
	for deadline := time.Now().Add(20 * time.Second); ; time.Sleep(10 * time.Millisecond) {
		if _, err := os.Stat(filepath.Join(dir, "graph")); err == nil {
			break
		}
		if time.Now().After(deadline) {
			t.Fatal("nothing was put aside")
		}
	}
	docs["d7"] = "văn bản khác"
	put(t, e, text("d7", docs["d7"]))
	ended := t.TempDir()
	if err := os.CopyFS(ended, os.DirFS(dir)); err != nil {
		t.Fatal(err)
	}
	keeps(t, ended, docs, 1)
}

// What a crash left half written of the follower's file, or of another, is gone after
// the next opening.
func TestHalfWrittenFilesAreTakenAway(t *testing.T) {
	dir := t.TempDir()
	half := filepath.Join(dir, "graph"+durable.TempMark+"17")
	if err := os.WriteFile(half, []byte("nửa"), 0o600); err != nil {
		t.Fatal(err)
	}
	yesterday := time.Now().Add(-24 * time.Hour)
	if err := os.Chtimes(half, yesterday, yesterday); err != nil {
		t.Fatal(err)
	}
	open(t, dir, bleveindex.Options{})
	if _, err := os.Stat(half); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("%s is still there: %v", half, err)
	}
}
