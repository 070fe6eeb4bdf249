package bleveindex_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"tracuu/index"
	"tracuu/index/bleveindex"
)

// TestReindexUnderWritesAndSearches reindexes, reading again, while documents
// are written, deleted and searched all the time.
func TestReindexUnderWritesAndSearches(t *testing.T) {
	dir := filled(t, 20)
	e := open(t, dir, bleveindex.Options{})
	ctx, all := context.Background(), index.Everything()
	stop := make(chan struct{})
	var group sync.WaitGroup
	var wrote int
	group.Go(func() {
		for ; ; wrote++ {
			select {
			case <-stop:
				return
			default:
			}
			put(t, e, text(fmt.Sprintf("w%04d", wrote), "viết thêm, chống dịch"))
			if wrote == 5 {
				if err := e.Delete(ctx, all, "d00"); err != nil {
					t.Error(err)
				}
			}
		}
	})
	group.Go(func() {
		least := 19
		for {
			select {
			case <-stop:
				return
			default:
			}
			r := search(t, e, "chống dịch")
			if r.Total.Value < least {
				t.Errorf("found %d, before %d", r.Total.Value, least)
			}
			least = r.Total.Value - 1 // one document is deleted
		}
	})
	for range 3 {
		err := e.Reindex(ctx, func(d index.Draft) index.Draft {
			d.Read.Text = strings.Replace(d.Read.Text, "Văn bản", "Đọc lại", 1)
			return d
		})
		if err != nil {
			t.Error(err)
		}
	}
	close(stop)
	group.Wait()
	holds(t, e, 19+wrote)
	if r := search(t, e, `"đọc lại"`); r.Total.Value != 19 {
		t.Errorf("%d documents were read again, want 19", r.Total.Value)
	}
	if err := e.Close(); err != nil {
		t.Fatal(err)
	}
	if folders, _ := filepath.Glob(filepath.Join(dir, "index", "*")); len(folders) != 1 {
		t.Errorf("indexes left: %q", folders)
	}
	holds(t, open(t, dir, bleveindex.Options{}), 19+wrote)
}

func TestReindexStopped(t *testing.T) {
	dir := filled(t, 4)
	e := open(t, dir, bleveindex.Options{})
	ctx, cancel := context.WithCancel(context.Background())
	err := e.Reindex(ctx, func(d index.Draft) index.Draft { cancel(); return d })
	if !errors.Is(err, context.Canceled) {
		t.Fatalf("error %v", err)
	}
	holds(t, e, 4)
	if _, err := os.Stat(filepath.Join(dir, "index", "0001")); err != nil {
		t.Error(err)
	}
}

func TestReindexTwiceAtOnce(t *testing.T) {
	e := open(t, filled(t, 1), bleveindex.Options{})
	var inner error
	err := e.Reindex(context.Background(), func(d index.Draft) index.Draft {
		inner = e.Reindex(context.Background(), nil)
		status, err := e.Status(context.Background())
		if err != nil || !status.Reindexing {
			t.Errorf("status %+v, %v", status, err)
		}
		return d
	})
	if err != nil || !errors.Is(inner, bleveindex.ErrReindexing) {
		t.Errorf("errors %v, %v", err, inner)
	}
}
