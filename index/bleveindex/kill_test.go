package bleveindex_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"tracuu/index"
	"tracuu/index/backup"
	"tracuu/index/bleveindex"
)

// The variables of a child that is killed at random: the data folder, the first
// number to write, and what it does besides writing.
const (
	preyFolder = "TRACUU_TEST_PREY"
	preyFirst  = "TRACUU_TEST_PREY_FIRST"
	preyWork   = "TRACUU_TEST_PREY_WORK"
)

// manyKills says how often the test kills; the usual handful shows that it works.
const manyKills = "TRACUU_KILLS"

var preyWorks = []string{"writing", "reindexing", "backup", "upgrade"}

// prey writes, deletes and does its work until it is killed. It prints "+n" when
// document n was answered and "-n" when its deletion was.
func prey(dir string) error {
	ctx, all := context.Background(), index.Everything()
	n, err := strconv.Atoi(os.Getenv(preyFirst))
	if err != nil {
		return err
	}
	e, err := bleveindex.Open(dir, bleveindex.Options{Upgrade: true})
	if err != nil {
		return err
	}
	go func() {
		for i := n; ; i++ {
			switch os.Getenv(preyWork) {
			case "reindexing":
				_ = e.Reindex(ctx, func(d index.Draft) index.Draft { return d })
			case "backup":
				_, _ = backup.Write(ctx, dir, e.Store(), fmt.Sprintf("%s.backup-%d", dir, i), backup.Options{})
			default:
				return
			}
		}
	}()
	for ; ; n++ {
		if _, err := e.Put(ctx, all, text(preyID(n), preyText(n))); err != nil {
			return err
		}
		fmt.Printf("+%d\n", n)
		if n%3 == 2 {
			if err := e.Delete(ctx, all, preyID(n-1)); err != nil {
				return err
			}
			fmt.Printf("-%d\n", n-1)
		}
	}
}

func preyID(n int) string { return fmt.Sprintf("prey-%05d", n) }

func preyText(n int) string {
	return strings.Repeat(fmt.Sprintf("văn bản %d về phòng, chống dịch\n", n), 1+n%40)
}

// hunted is a data folder whose processes are killed, and what they had answered.
type hunted struct {
	dir  string
	held map[int]bool // answered; false for a deletion
	next int          // number of the first document that nobody was told of
}

// kill starts a child and kills it within a third of a second, of its start or of
// its first answer.
func (h *hunted) kill(t *testing.T, work string, answering bool) {
	t.Helper()
	if work == "upgrade" && h.next > 0 {
		b, err := os.ReadFile(filepath.Join(h.dir, "CURRENT"))
		name, _, _ := strings.Cut(string(b), "\n")
		if err := errors.Join(err, os.WriteFile(filepath.Join(h.dir, "CURRENT"), []byte(name+"\n0/of-old\n"), 0o600)); err != nil {
			t.Fatal(err)
		}
	}
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), preyFolder+"="+h.dir, preyFirst+"="+strconv.Itoa(h.next), preyWork+"="+work)
	var complaint strings.Builder
	cmd.Stderr = &complaint
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	death := func() {
		time.AfterFunc(time.Duration(rand.IntN(350))*time.Millisecond, func() { _ = cmd.Process.Kill() })
	}
	if !answering {
		death()
	}
	for lines := bufio.NewScanner(out); lines.Scan(); {
		n, err := strconv.Atoi(lines.Text()[1:])
		if err != nil {
			t.Fatal(err)
		}
		if answering {
			answering = false
			death()
		}
		h.held[n] = lines.Text()[0] == '+'
		h.next = max(h.next, n+1)
	}
	_ = cmd.Wait() // it was killed
	if complaint.Len() > 0 {
		t.Fatalf("%s: %s", work, complaint.String())
	}
}

// check opens the folder and holds it against what was answered.
func (h *hunted) check(t *testing.T) {
	t.Helper()
	ctx, all := context.Background(), index.Everything()
	e, err := bleveindex.Open(h.dir, bleveindex.Options{Upgrade: true, Rebuilt: func(err error) { t.Errorf("rebuilt: %v", err) }})
	if err != nil {
		t.Fatal(err)
	}
	defer e.Close()
	ids := make([]string, h.next+1) // one more may have been under way
	for n := range ids {
		ids[n] = preyID(n)
	}
	held, err := e.Get(ctx, all, ids...)
	if err != nil {
		t.Fatal(err)
	}
	for n, id := range ids {
		d, there := held[id]
		stays, answered := h.held[n]
		// The deletion under way is that of the last but one, after the last was put.
		open := !answered || stays && h.next%3 == 0 && n == h.next-2
		switch {
		case there && d.Text != preyText(n):
			t.Errorf("%s is not as it was written: %.60q", id, d.Text)
		case !open && there != stays:
			t.Errorf("%s: there %v, answered %v", id, there, stays)
		}
		if !answered && there {
			h.held[n], h.next = true, n+1
		} else if answered {
			h.held[n] = there
		}
	}
	if r := search(t, e, "phòng chống dịch"); r.Total.Value != len(held) {
		t.Errorf("%d are found, %d are held", r.Total.Value, len(held))
	}
	if health, err := e.Store().Check(ctx, nil); err != nil || len(health.Problems) > 0 || health.Documents != len(held) {
		t.Errorf("the store: %+v, %v", health, err)
	}
	backups, err := filepath.Glob(h.dir + ".backup-*")
	if err != nil {
		t.Fatal(err)
	}
	for _, b := range backups {
		if !strings.HasSuffix(b, ".partial") {
			if _, err := backup.Verify(ctx, b, nil); err != nil {
				t.Error(err)
			}
		}
		if err := os.RemoveAll(b); err != nil {
			t.Fatal(err)
		}
	}
}

// TestKilledAtRandom kills processes that write, reindex, back up and upgrade at
// any moment: every answered write is there and found, none is half there, and a
// backup that has its name is whole.
func TestKilledAtRandom(t *testing.T) {
	kills := 8
	if many, err := strconv.Atoi(os.Getenv(manyKills)); err == nil {
		kills = many
	}
	var h *hunted
	answered := 0
	for i := range kills {
		if i%25 == 0 { // folders that stay small are opened fast
			h = &hunted{dir: filepath.Join(t.TempDir(), "data"), held: map[int]bool{}}
		}
		before := h.next
		h.kill(t, preyWorks[i%len(preyWorks)], i/len(preyWorks)%2 == 0)
		h.check(t)
		answered += h.next - before
		if t.Failed() {
			t.Fatalf("after kill %d, while %s", i+1, preyWorks[i%len(preyWorks)])
		}
	}
	t.Logf("%d kills, %d documents answered", kills, answered)
	if answered == 0 {
		t.Error("no write was answered: the test proves nothing")
	}
}
