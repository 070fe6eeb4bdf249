package ingest

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"tracuu/index"
	"tracuu/index/indextest"
)

// watching is a Watcher that runs over a folder.
type watching struct {
	dir string
	m   *indextest.Memory
	mu  sync.Mutex
	sum Report
	own *Watcher
}

// watched starts to watch a folder with these files.
func watched(t *testing.T, o Options, files map[string]string) *watching {
	t.Helper()
	w := &watching{dir: t.TempDir(), m: indextest.NewMemory(indextest.Options{}), sum: newReport()}
	tree(t, w.dir, files)
	own, err := NewWatcher(t.Context(), w.m, []string{w.dir}, o, Notices{
		Failed: func(err error) { t.Error(err) },
		Report: func(r Report) {
			w.mu.Lock()
			defer w.mu.Unlock()
			w.sum.Moved += r.Moved
			w.sum.Deleted += r.Deleted
			for _, f := range r.Failures {
				w.sum.fail(f)
			}
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	w.own = own
	run1(t, w.m, o, w.dir)
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan struct{})
	go func() { defer close(done); _ = own.Run(ctx) }()
	t.Cleanup(func() { stop(); <-done })
	return w
}

// soon waits until the folder's documents are these, for longer than the promised
// two seconds only because the machine may be busy.
func (w *watching) soon(t *testing.T, want string) {
	t.Helper()
	got := ""
	for end := time.Now().Add(20 * time.Second); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		if got = names(held(t, w.m, w.dir)); got == want {
			return
		}
	}
	t.Fatalf("held %s, want %s", got, want)
}

func (w *watching) failures() Report {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.sum
}

func TestWatchFollowsWhatChanges(t *testing.T) {
	t.Parallel()
	w := watched(t, Options{}, map[string]string{"1.txt": letter(1), "2.txt": letter(2), "a/3.txt": letter(3), "a/4.txt": letter(4)})
	ids := held(t, w.m, w.dir)

	tree(t, w.dir, map[string]string{"5.txt": letter(5), "b/c/6.txt": letter(6), "~$5.docx": "x", ".hidden": "x"})
	w.soon(t, "1.txt 2.txt 5.txt a/3.txt a/4.txt b/c/6.txt")

	remove(t, w.dir, "1.txt")
	w.soon(t, "2.txt 5.txt a/3.txt a/4.txt b/c/6.txt")

	rename(t, w.dir, "a", "năm")
	w.soon(t, "2.txt 5.txt b/c/6.txt năm/3.txt năm/4.txt")
	if now := held(t, w.m, w.dir); now["năm/3.txt"] != ids["a/3.txt"] || now["năm/4.txt"] != ids["a/4.txt"] {
		t.Errorf("a renamed folder changed ids: %v, before %v", now, ids)
	}
	tree(t, w.dir, map[string]string{"năm/7.txt": letter(7)})
	w.soon(t, "2.txt 5.txt b/c/6.txt năm/3.txt năm/4.txt năm/7.txt")

	// As editors save: a new file takes the place of the old one.
	tree(t, w.dir, map[string]string{"2.txt.tmp": letter(20)})
	rename(t, w.dir, "2.txt.tmp", "2.txt")
	for end := time.Now().Add(20 * time.Second); ; time.Sleep(20 * time.Millisecond) {
		docs, _ := w.m.Get(t.Context(), index.Everything(), ids["2.txt"])
		if docs[ids["2.txt"]].Number == "20-CV/TU" {
			break
		}
		if time.Now().After(end) {
			t.Fatalf("2.txt is still %q", docs[ids["2.txt"]].Number)
		}
	}
	if f := w.failures(); f.Failed() {
		t.Errorf("%+v", f.Failures)
	}
}

// A file is read once nobody writes it any more.
func TestWatchWaitsForTheWhole(t *testing.T) {
	t.Parallel()
	w := watched(t, Options{}, map[string]string{"1.txt": letter(1)})
	f, err := os.Create(filepath.Join(w.dir, "2.txt"))
	if err != nil {
		t.Fatal(err)
	}
	for i := range 6 {
		fmt.Fprintf(f, "Phần %d. ", i)
		time.Sleep(300 * time.Millisecond)
		if got := names(held(t, w.m, w.dir)); got != "1.txt" {
			t.Fatalf("a half-written file was read: %s", got)
		}
	}
	f.Close()
	w.soon(t, "1.txt 2.txt")
	id := held(t, w.m, w.dir)["2.txt"]
	docs, _ := w.m.Get(t.Context(), index.Everything(), id)
	if docs[id].Text != "Phần 0. Phần 1. Phần 2. Phần 3. Phần 4. Phần 5. " {
		t.Errorf("read %q", docs[id].Text)
	}
}

func TestWatchKeepsWhatVanishesAtOnce(t *testing.T) {
	t.Parallel()
	files := map[string]string{}
	for n := range 8 {
		files[fmt.Sprint(n, ".txt")] = letter(n + 1)
	}
	w := watched(t, Options{}, files)
	for n := range 6 {
		remove(t, w.dir, fmt.Sprint(n, ".txt"))
	}
	tree(t, w.dir, map[string]string{"9.txt": letter(9)})
	w.soon(t, "0.txt 1.txt 2.txt 3.txt 4.txt 5.txt 6.txt 7.txt 9.txt")
	time.Sleep(2 * time.Second)
	w.soon(t, "0.txt 1.txt 2.txt 3.txt 4.txt 5.txt 6.txt 7.txt 9.txt")
	if r := w.failures(); r.Problems[KindWithheld] == 0 || r.Deleted != 0 {
		t.Errorf("deleted %d, %v", r.Deleted, r.Problems)
	}
}

// What is deleted piece by piece adds up to "at once".
func TestWatchCountsDeletionsOfAMinute(t *testing.T) {
	t.Parallel()
	w := watched(t, Options{}, map[string]string{"1.txt": letter(1), "2.txt": letter(2), "3.txt": letter(3), "4.txt": letter(4)})
	remove(t, w.dir, "1.txt")
	w.soon(t, "2.txt 3.txt 4.txt")
	remove(t, w.dir, "2.txt")
	w.soon(t, "3.txt 4.txt")
	remove(t, w.dir, "3.txt")
	time.Sleep(2 * time.Second)
	w.soon(t, "3.txt 4.txt")
}

// A root that goes takes nothing with it, and what changed meanwhile is seen when
// it is back.
func TestWatchSurvivesALostRoot(t *testing.T) {
	t.Parallel()
	w := watched(t, Options{}, map[string]string{"1.txt": letter(1), "2.txt": letter(2), "3.txt": letter(3)})
	away := w.dir + "-away"
	if err := os.Rename(w.dir, away); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(away) })
	time.Sleep(1500 * time.Millisecond)
	if got := names(held(t, w.m, w.dir)); got != "1.txt 2.txt 3.txt" {
		t.Fatalf("held %s", got)
	}
	if err := os.Mkdir(w.dir, 0o755); err != nil { // the empty folder that a share is mounted on
		t.Fatal(err)
	}
	time.Sleep(2500 * time.Millisecond)
	if got := names(held(t, w.m, w.dir)); got != "1.txt 2.txt 3.txt" {
		t.Fatalf("held %s", got)
	}
	os.Remove(w.dir)
	tree(t, away, map[string]string{"4.txt": letter(4)})
	remove(t, away, "1.txt")
	if err := os.Rename(away, w.dir); err != nil {
		t.Fatal(err)
	}
	w.soon(t, "2.txt 3.txt 4.txt")
}

// Where the system has nothing to tell, the folder is looked at every so often.
func TestWatchLooksWhereItIsNotTold(t *testing.T) {
	t.Parallel()
	w := watched(t, Options{}, map[string]string{"1.txt": letter(1), "2.txt": letter(2), "3.txt": letter(3)})
	w.own.goBlind(w.own.roots[0], errRemote)
	w.own.dropFolders(w.dir)
	tree(t, w.dir, map[string]string{"4.txt": letter(4)})
	remove(t, w.dir, "1.txt")
	w.soon(t, "2.txt 3.txt 4.txt")
}
