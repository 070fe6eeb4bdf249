package bleveindex_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"syscall"
	"testing"
	"time"

	"tracuu/index"
	"tracuu/index/bleveindex"
)

// within waits until a condition holds, for a matter of seconds at most.
func within(t *testing.T, what string, holds func() bool) {
	t.Helper()
	for end := time.Now().Add(20 * time.Second); !holds(); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("%s: not after 20 s", what)
		}
	}
}

func faultOf(t *testing.T, e *bleveindex.Engine) *index.Fault {
	t.Helper()
	status, err := e.Status(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return status.Fault
}

func tryPut(e *bleveindex.Engine, id string) error {
	_, err := e.Put(context.Background(), index.Everything(), text(id, "viết thêm, chống dịch"))
	return err
}

// A full disk under the store: writes are refused with a clear state, searches go
// on, and when there is room again all goes on by itself.
func TestStoreOnAFullDisk(t *testing.T) {
	var file *os.File
	dir := filled(t, 3)
	e := open(t, dir, bleveindex.Options{OpenFile: func(name string, flag int, perm fs.FileMode) (f *os.File, err error) {
		if f, err = os.OpenFile(name, flag, perm); err == nil && flag&os.O_RDWR != 0 {
			file = f
		}
		return f, err
	}})
	sound, err := syscall.Dup(int(file.Fd()))
	if err != nil {
		t.Fatal(err)
	}
	full, err := os.OpenFile("/dev/full", os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer full.Close()
	if err := syscall.Dup3(int(full.Fd()), int(file.Fd()), syscall.O_CLOEXEC); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if err := tryPut(e, "w"); !errors.Is(err, index.ErrReadOnly) {
			t.Fatalf("a write: %v", err)
		}
	}
	if f := faultOf(t, e); f == nil || f.State != index.FaultReadOnly || f.Reason == "" {
		t.Fatalf("fault %+v", f)
	}
	holds(t, e, 3)
	if err := syscall.Dup3(sound, int(file.Fd()), syscall.O_CLOEXEC); err != nil {
		t.Fatal(err)
	}
	syscall.Close(sound)
	within(t, "well again", func() bool { return faultOf(t, e) == nil })
	if err := tryPut(e, "later"); err != nil {
		t.Fatal(err)
	}
	holds(t, e, 4)
}

// The folder of the index is lost under a running engine: what was written is safe
// in the store, further writes are refused, and all is made up for when it is back.
func TestIndexThatCannotBeWritten(t *testing.T) {
	dir := filled(t, 3)
	e := open(t, dir, bleveindex.Options{})
	index1, away := filepath.Join(dir, "index", "0001"), filepath.Join(dir, "away")
	if err := os.Rename(index1, away); err != nil {
		t.Fatal(err)
	}
	if err := tryPut(e, "w"); !errors.Is(err, index.ErrReadOnly) {
		t.Fatalf("a write: %v", err)
	}
	// bleve may have met the loss first, beside the writer: then "w" was not taken.
	safe, err := e.Store().Count()
	if err != nil || safe < 3 || safe > 4 {
		t.Fatalf("the store has %d, %v", safe, err)
	}
	within(t, "the state is told", func() bool {
		f := faultOf(t, e)
		return f != nil && f.State == index.FaultIndex
	})
	if err := tryPut(e, "x"); !errors.Is(err, index.ErrReadOnly) {
		t.Errorf("a second write: %v", err)
	}
	if r := search(t, e, "chống dịch"); r.Total.Value < 3 {
		t.Errorf("found %d", r.Total.Value)
	}
	if err := os.Rename(away, index1); err != nil {
		t.Fatal(err)
	}
	within(t, "well again", func() bool { return faultOf(t, e) == nil })
	if err := tryPut(e, "later"); err != nil {
		t.Fatal(err)
	}
	holds(t, e, safe+1) // what was in the store, and "later"; "x" was never taken
	if err := e.Close(); err != nil {
		t.Fatal(err)
	}
	holds(t, open(t, dir, bleveindex.Options{}), safe+1)
}

// A folder that may only be read is searched as it is.
func TestFolderThatMayOnlyBeRead(t *testing.T) {
	dir := filled(t, 4)
	e := open(t, dir, bleveindex.Options{OpenFile: func(name string, flag int, perm fs.FileMode) (*os.File, error) {
		if flag&os.O_RDWR != 0 {
			return nil, &fs.PathError{Op: "open", Path: name, Err: syscall.EROFS}
		}
		return os.OpenFile(name, flag, perm)
	}})
	holds(t, e, 4)
	if err := tryPut(e, "w"); !errors.Is(err, index.ErrReadOnly) {
		t.Errorf("a write: %v", err)
	}
	if err := e.Reindex(context.Background(), nil); err == nil {
		t.Error("a reindex of a folder that may only be read")
	}
	if f := faultOf(t, e); f == nil || f.State != index.FaultReadOnly {
		t.Errorf("fault %+v", f)
	}
}

// A segment that is cut short under a running engine does not end the process: the
// index is built anew beside it.
func TestSegmentCutShortInUse(t *testing.T) {
	dir := filled(t, 1) // one segment, which nothing merges
	e := open(t, dir, bleveindex.Options{})
	segments, err := filepath.Glob(filepath.Join(dir, "index", "0001", "*.zap"))
	if err != nil || len(segments) == 0 {
		t.Fatalf("%v, %v", segments, err)
	}
	for _, s := range segments {
		if err := os.Truncate(s, 0); err != nil {
			t.Fatal(err)
		}
	}
	rebuilt := func() bool {
		_, err := os.Stat(filepath.Join(dir, "index", "0001"))
		return errors.Is(err, os.ErrNotExist)
	}
	query, err := index.Parse("chống dịch")
	if err != nil {
		t.Fatal(err)
	}
	within(t, "searches are whole again", func() bool {
		r, err := e.Search(context.Background(), index.Everything(), index.Query{Text: query, Limit: 5})
		if err != nil {
			return false
		}
		f := faultOf(t, e)
		return r.Total.Value == 1 && f == nil && rebuilt()
	})
	if err := tryPut(e, "later"); err != nil {
		t.Fatal(err)
	}
}

// Opening, writing, searching and closing leaves no goroutine and no file open.
func TestNothingLeaks(t *testing.T) {
	dir := filled(t, 5)
	cycle := func(i int) {
		e, err := bleveindex.Open(dir, bleveindex.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if err := errors.Join(tryPut(e, fmt.Sprint("again", i)), e.Reindex(context.Background(), nil)); err != nil {
			t.Fatal(err)
		}
		for _, q := range []string{"chống dịch", `"phòng, chống dịch"`, "chong dihc"} {
			search(t, e, q)
		}
		if err := e.Close(); err != nil {
			t.Fatal(err)
		}
	}
	cycle(0)
	goroutines, files := runtime.NumGoroutine(), openFiles(t)
	for i := range 5 {
		cycle(i)
	}
	within(t, "all goroutines and files are let go", func() bool {
		return runtime.NumGoroutine() <= goroutines && openFiles(t) <= files
	})
}

func openFiles(t *testing.T) int {
	t.Helper()
	list, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		t.Fatal(err)
	}
	return len(list)
}
