package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"syscall"
	"testing"
	"time"
	"unsafe"
)

// disk is a file that can be made to fail, by putting another file behind its
// descriptor.
type disk struct {
	t     *testing.T
	file  *os.File
	sound int // a descriptor of the file as it was
}

func (d *disk) open(name string, flag int, perm fs.FileMode) (*os.File, error) {
	f, err := os.OpenFile(name, flag, perm)
	if err == nil && flag&os.O_RDWR != 0 {
		d.file = f
	}
	return f, err
}

// fail puts the file at path, opened with flag, in the place of the store's.
func (d *disk) fail(path string, flag int) {
	d.t.Helper()
	var err error
	if d.sound, err = syscall.Dup(int(d.file.Fd())); err != nil {
		d.t.Fatal(err)
	}
	other, err := syscall.Open(path, flag, 0)
	if err != nil {
		d.t.Fatal(err)
	}
	defer syscall.Close(other)
	d.swap(other)
}

func (d *disk) swap(to int) {
	if err := syscall.Dup3(to, int(d.file.Fd()), syscall.O_CLOEXEC); err != nil {
		d.t.Fatal(err)
	}
}

// heal puts the store's own file back.
func (d *disk) heal() {
	d.swap(d.sound)
	syscall.Close(d.sound)
}

// impatient lets the next write try the disk out at once.
func impatient(s *Store) {
	s.faults.mu.Lock()
	s.faults.probed = time.Time{}
	s.faults.mu.Unlock()
}

func tryPut(s *Store, r Record) error {
	return s.Update(func(tx *Tx) error { return tx.Put(r) })
}

// A disk that is full, or fails, makes writes fail and keep failing, while what
// is held is read; when the disk is well again so are writes.
func TestDiskThatFails(t *testing.T) {
	for name, fail := range map[string]func(*disk, string){
		"disk full":         func(d *disk, _ string) { d.fail("/dev/full", syscall.O_RDWR) },
		"only to be read":   func(d *disk, path string) { d.fail(path, syscall.O_RDONLY) },
		"a device is gone":  func(d *disk, _ string) { d.fail("/dev/null", syscall.O_RDONLY) },
		"cannot be written": func(d *disk, path string) { d.fail(filepath.Dir(path), syscall.O_RDONLY) },
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "store.db")
			d := &disk{t: t}
			s, err := Open(path, Options{OpenFile: d.open})
			if err != nil {
				t.Fatal(err)
			}
			defer s.Close()
			put(t, s, text("a", "một"))
			fail(d, path)
			for range 3 {
				impatient(s)
				if err := tryPut(s, text("b", "hai")); !errors.Is(err, ErrReadOnly) {
					t.Fatalf("a write on a failing disk: %v", err)
				}
			}
			if s.Fault() == nil || s.Fault().Lasting {
				t.Fatalf("fault %+v", s.Fault())
			}
			if held, err := s.Get("a", "b"); err != nil || len(held) != 1 {
				t.Fatalf("%d are held: %v", len(held), err)
			}
			d.heal()
			impatient(s)
			if err := tryPut(s, text("c", "ba")); err != nil || s.Fault() != nil {
				t.Fatalf("after the disk is well: %v, %+v", err, s.Fault())
			}
			sound(t, path, s, map[string]string{"a": "một", "c": "ba"})
		})
	}
}

// sound closes a store and checks that the file holds exactly want.
func sound(t *testing.T, path string, s *Store, want map[string]string) {
	t.Helper()
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	compare(t, readAll(t, data), want)
}

// failingWrites makes the nth write from now on fail, in the middle, and all
// that follow, as a disk does that has been filled by another.
func failingWrites(s *Store, n int) (heal func()) {
	field := reflect.ValueOf(s.db).Elem().FieldByName("ops").FieldByName("writeAt")
	writeAt := (*func([]byte, int64) (int, error))(unsafe.Pointer(field.UnsafeAddr()))
	whole := *writeAt
	*writeAt = func(b []byte, off int64) (int, error) {
		if n--; n > 0 {
			return whole(b, off)
		}
		written := 0
		if n == 0 {
			written, _ = whole(b[:len(b)/2], off)
		}
		return written, syscall.ENOSPC
	}
	return func() { *writeAt = whole }
}

// Wherever among the writes of a transaction the disk fails, nothing of it is
// kept or all of it, also when the process ends there and then.
func TestFailureAtEveryWrite(t *testing.T) {
	for n := 1; ; n++ {
		path := filepath.Join(t.TempDir(), "store.db")
		s := openAt(t, path)
		want := map[string]string{}
		for i := range 30 {
			want[fmt.Sprint("d", i)] = fmt.Sprint("văn bản ", i)
			put(t, s, text(fmt.Sprint("d", i), fmt.Sprint("văn bản ", i)))
		}
		heal := failingWrites(s, n)
		err := tryPut(s, text("more", "thêm"))
		if err == nil {
			if n < 3 {
				t.Fatalf("only %d writes in a transaction", n)
			}
			return // it has fewer writes than that
		}
		if !errors.Is(err, ErrReadOnly) || !errors.Is(err, syscall.ENOSPC) {
			t.Fatalf("write %d: %v", n, err)
		}
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		now := readAll(t, data)
		if _, there := now["more"]; there { // only the sync of the last write can have failed
			want["more"] = "thêm"
		}
		compare(t, now, want)
		heal()
		impatient(s)
		put(t, s, text("later", "sau"))
		want["later"] = "sau"
		sound(t, path, s, want)
	}
}

// A file, or folder, that may only be read is read.
func TestFileThatMayOnlyBeRead(t *testing.T) {
	for _, cause := range []error{syscall.EROFS, syscall.EACCES} {
		path := filepath.Join(t.TempDir(), "store.db")
		s := openAt(t, path)
		put(t, s, text("a", "một"))
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		readOnly := func(name string, flag int, perm fs.FileMode) (*os.File, error) {
			if flag&os.O_RDWR != 0 {
				return nil, &fs.PathError{Op: "open", Path: name, Err: cause}
			}
			return os.OpenFile(name, flag, perm)
		}
		s, err := Open(path, Options{OpenFile: readOnly})
		if err != nil {
			t.Fatal(err)
		}
		if held, err := s.Get("a"); err != nil || len(held) != 1 {
			t.Errorf("%d are held: %v", len(held), err)
		}
		if err := tryPut(s, text("b", "hai")); !errors.Is(err, ErrReadOnly) || !errors.Is(err, cause) {
			t.Errorf("a write: %v", err)
		}
		if f := s.Fault(); f == nil || !f.Lasting {
			t.Errorf("fault %+v", f)
		}
		s.Close()
	}
}

// Damage that is met while reading ends writing, and lets go of the file.
func TestDamageEndsWriting(t *testing.T) {
	whole := wholeFile(t, 150)
	for i := 3 * pageSize; i < len(whole); i++ {
		whole[i] = 0xa5
	}
	path := filepath.Join(t.TempDir(), "store.db")
	if err := os.WriteFile(path, whole, 0o600); err != nil {
		t.Fatal(err)
	}
	for range 2 { // the second time it is locked, had the first not let go
		s, err := Open(path, Options{Timeout: 50 * time.Millisecond})
		if err != nil {
			if !errors.Is(err, ErrCorrupt) {
				t.Fatal(err)
			}
			continue
		}
		if err := s.Each(func(Record) error { return nil }); !errors.Is(err, ErrCorrupt) {
			t.Fatalf("reading damage: %v", err)
		}
		if err := tryPut(s, text("b", "hai")); !errors.Is(err, ErrReadOnly) || !errors.Is(err, ErrCorrupt) {
			t.Errorf("a write onto damage: %v", err)
		}
		if f := s.Fault(); f == nil || !f.Lasting {
			t.Errorf("fault %+v", f)
		}
		s.Close()
	}
}

// A clock that jumps changes times and nothing else.
func TestClockThatJumps(t *testing.T) {
	clock := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	s, err := Open(filepath.Join(t.TempDir(), "store.db"), Options{Now: func() time.Time { return clock }})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	times := []time.Time{clock, clock.AddDate(30, 0, 0), clock.AddDate(-80, 0, 0), clock}
	for i, at := range times {
		clock = at
		put(t, s, text(fmt.Sprint("d", i), "văn bản"))
	}
	changes, err := s.Changes(0, 0)
	if err != nil || len(changes) != len(times) {
		t.Fatalf("%d changes: %v", len(changes), err)
	}
	for i, c := range changes {
		if c.ID != fmt.Sprint("d", i) || !c.At.Equal(times[i]) || c.Generation != uint64(i+1) {
			t.Errorf("change %d: %+v, want the time %v", i, c, times[i])
		}
	}
}
