package bleveindex_test

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"

	"tracuu/index"
	"tracuu/index/bleveindex"
	"tracuu/index/directive"
)

// The variables by which this test binary is told to be the process that is
// killed: the data folder, the first id to write, and how to die.
const (
	childFolder = "TRACUU_TEST_CHILD"
	childFirst  = "TRACUU_TEST_FIRST"
	childDeath  = "TRACUU_TEST_DEATH"
)

// The ways to die.
const (
	killedFromOutside = ""
	killedInBetween   = "between store and index"
	killedReindexing  = "while reindexing"
	killedWithSecret  = "between store and index, with a secret" // as the first document
)

func TestMain(m *testing.M) {
	if dir := os.Getenv(childFolder); dir != "" {
		if err := child(dir); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	if dir := os.Getenv(preyFolder); dir != "" {
		fmt.Fprintln(os.Stderr, prey(dir))
		os.Exit(1)
	}
	os.Exit(m.Run())
}

// child writes documents one after the other until it is killed, and prints the
// number of each when its write was answered.
func child(dir string) error {
	var first int
	if _, err := fmt.Sscan(os.Getenv(childFirst), &first); err != nil {
		return err
	}
	death := os.Getenv(childDeath)
	writes := 0
	o := bleveindex.Options{AfterStore: func() {
		if writes++; death == killedInBetween && writes == 9 || death == killedWithSecret {
			_ = syscall.Kill(os.Getpid(), syscall.SIGKILL)
		}
	}}
	e, err := bleveindex.Open(dir, o)
	if err != nil {
		return err
	}
	if death == killedReindexing {
		go func() {
			for {
				_ = e.Reindex(context.Background(), func(d index.Draft) index.Draft { return d })
			}
		}()
	}
	if death == killedWithSecret {
		secret := text("secret", "văn bản về phòng, chống dịch")
		secret.Read.Secrecy = directive.Secret
		_, err := e.Put(context.Background(), index.Everything(), secret, text("open", "phòng, chống dịch"))
		return err
	}
	for n := first; ; n++ {
		written, err := e.Put(context.Background(), index.Everything(), text(childID(n), "văn bản về phòng, chống dịch"))
		if err != nil {
			return err
		}
		if written[0].Err != nil {
			return written[0].Err
		}
		fmt.Println(n)
	}
}

func childID(n int) string { return fmt.Sprintf("crash-%05d", n) }

// TestKilled kills a process while it writes, several times over one folder:
// every write that was answered must be there afterwards, and be found.
func TestKilled(t *testing.T) {
	for _, death := range []string{killedFromOutside, killedInBetween, killedReindexing} {
		t.Run("killed "+death, func(t *testing.T) {
			t.Parallel()
			dir, next := t.TempDir(), 0
			for range 3 {
				next = killChild(t, dir, next, death)
				e, err := bleveindex.Open(dir, bleveindex.Options{Rebuilt: func(err error) { t.Errorf("rebuilt: %v", err) }})
				if err != nil {
					t.Fatal(err)
				}
				next = answered(t, e, next)
				if err := e.Close(); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

// killChild runs a child from document first on and kills it; it returns the
// number after the last write that was answered.
func killChild(t *testing.T, dir string, first int, death string) int {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(self)
	cmd.Env = append(os.Environ(), childFolder+"="+dir, fmt.Sprintf("%s=%d", childFirst, first), childDeath+"="+death)
	var complaint strings.Builder
	cmd.Stderr = &complaint
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	enough := first + 8 + rand.IntN(20)
	next := first
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		n := 0
		if _, err := fmt.Sscan(lines.Text(), &n); err != nil {
			t.Fatal(err)
		}
		next = n + 1
		if death != killedInBetween && next == enough {
			time.Sleep(time.Duration(rand.IntN(20)) * time.Millisecond) // somewhere in a write
			if err := cmd.Process.Kill(); err != nil {
				t.Fatal(err)
			}
		}
	}
	_ = cmd.Wait() // it was killed
	if next < first+8 {
		t.Fatalf("the child wrote only %d documents: %s", next-first, complaint.String())
	}
	return next
}

// answered checks that all documents below next are held and found, and returns
// the number after the last one that is held: the write under way may have
// reached the store.
func answered(t *testing.T, e *bleveindex.Engine, next int) int {
	t.Helper()
	ctx, all := context.Background(), index.Everything()
	status, err := e.Status(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if status.Documents < next || status.Documents > next+1 {
		t.Fatalf("%d documents are held, %d writes were answered", status.Documents, next)
	}
	ids := make([]string, status.Documents)
	for n := range ids {
		ids[n] = childID(n)
	}
	held, err := e.Get(ctx, all, ids...)
	if err != nil || len(held) != len(ids) {
		t.Fatalf("%d of %d documents are held: %v", len(held), len(ids), err)
	}
	if r := search(t, e, "phòng chống dịch"); r.Total.Value != len(ids) || r.Generation != status.Generation {
		t.Fatalf("%d of %d documents are found", r.Total.Value, len(ids))
	}
	return status.Documents
}
