package bleveindex_test

import (
	"context"
	"testing"

	"tracuu/index"
	"tracuu/index/bleveindex"
)

// A write that was stored and never answered is not made again, whatever ended the
// process in between.
func TestARequestIsCarriedOutOnceOverRestarts(t *testing.T) {
	dir, ctx := t.TempDir(), context.Background()
	draft := text("", "văn bản về phòng, chống dịch")
	draft.Request = &index.Request{Name: [32]byte{1}, Sum: [32]byte{2}}
	died := false
	e, err := bleveindex.Open(dir, bleveindex.Options{AfterStore: func() {
		if !died {
			died = true
			panic("between store and answer")
		}
	}})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := e.Put(ctx, index.Everything(), draft); err == nil {
		t.Fatal("the write was answered")
	}
	if err := e.Close(); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if e, err = bleveindex.Open(dir, bleveindex.Options{}); err != nil {
			t.Fatal(err)
		}
		written, err := e.Put(ctx, index.Everything(), draft)
		if err != nil || !written[0].Again || written[0].Status != index.Created || written[0].ID == "" {
			t.Errorf("%+v %v", written, err)
		}
		if status, err := e.Status(ctx); err != nil || status.Documents != 1 || status.Generation != 1 {
			t.Errorf("%+v %v", status, err)
		}
		if err := e.Close(); err != nil {
			t.Fatal(err)
		}
	}
}
