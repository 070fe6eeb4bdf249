package durable

import (
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
)

func read(t *testing.T, path string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func names(t *testing.T, dir string) (list []string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		list = append(list, e.Name())
	}
	return list
}

func TestFileIsPutAndReplaced(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "CURRENT")
	for _, want := range []string{"một", "hai", ""} {
		if err := WriteFile(path, []byte(want)); err != nil {
			t.Fatal(err)
		}
		if got := read(t, path); got != want {
			t.Errorf("it holds %q, want %q", got, want)
		}
	}
	info, err := os.Stat(path)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("its mode is %v, %v", info.Mode(), err)
	}
	if list := names(t, dir); len(list) != 1 {
		t.Errorf("the folder holds %q", list)
	}
}

func TestPathInTheWorkingFolder(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := WriteFile("keys.json", []byte("{}")); err != nil {
		t.Fatal(err)
	}
	if got := read(t, "keys.json"); got != "{}" {
		t.Errorf("it holds %q", got)
	}
}

// A write that fails on the way leaves the file before, and nothing beside it.
func TestFailureLeavesWhatWasThere(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "graph")
	if err := WriteFile(path, []byte("trước")); err != nil {
		t.Fatal(err)
	}
	full := errors.New("no space")
	err := Write(path, func(w io.Writer) error {
		_, err := io.WriteString(w, "nửa")
		return errors.Join(err, full)
	})
	if !errors.Is(err, full) || !strings.Contains(err.Error(), path) {
		t.Errorf("the error is %v", err)
	}
	if got := read(t, path); got != "trước" {
		t.Errorf("it holds %q", got)
	}
	if list := names(t, dir); len(list) != 1 {
		t.Errorf("the folder holds %q", list)
	}
}

func TestNameOfAFolderIsNotTaken(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "index")
	if err := os.Mkdir(path, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := WriteFile(path, nil); err == nil {
		t.Error("a folder was written over")
	}
	if list := names(t, dir); len(list) != 1 {
		t.Errorf("the folder holds %q", list)
	}
}

func TestFolderThatIsNotThere(t *testing.T) {
	gone := filepath.Join(t.TempDir(), "none")
	if err := WriteFile(filepath.Join(gone, "x"), nil); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a write there gives %v", err)
	}
	if err := SyncFolder(gone); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("its sync gives %v", err)
	}
}

// Writers side by side never mix, and a reader beside them sees one or the other.
func TestWritersSideBySide(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "keys.json")
	var writers sync.WaitGroup
	for n := range 4 {
		content := strings.Repeat(fmt.Sprint(n), 10_000)
		writers.Go(func() {
			for range 10 {
				if err := WriteFile(path, []byte(content)); err != nil {
					t.Error(err)
				}
				got, err := os.ReadFile(path)
				if err != nil || len(got) != 10_000 || strings.Trim(string(got), string(got[:1])) != "" {
					t.Errorf("a mixture of %d bytes, %v", len(got), err)
				}
			}
		})
	}
	writers.Wait()
	if list := names(t, dir); len(list) != 1 {
		t.Errorf("the folder holds %q", list)
	}
}

func TestFoldersAreMade(t *testing.T) {
	dir := t.TempDir()
	deep := filepath.Join(dir, "files", "ab")
	for range 2 {
		if err := MakeFolder(deep); err != nil {
			t.Fatal(err)
		}
	}
	for _, path := range []string{deep, filepath.Dir(deep)} {
		if info, err := os.Stat(path); err != nil || !info.IsDir() || info.Mode().Perm() != 0o700 {
			t.Errorf("%s: %v, %v", path, info, err)
		}
	}
	if err := WriteFile(filepath.Join(deep, "cd"), nil); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{filepath.Join(deep, "cd"), filepath.Join(deep, "cd", "ef")} {
		if err := MakeFolder(path); err == nil || !strings.Contains(err.Error(), "cd") {
			t.Errorf("%s is a file, or in one: %v", path, err)
		}
	}
	if err := SyncTree(dir); err != nil {
		t.Error(err)
	}
	if err := SyncTree(filepath.Join(dir, "none")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("what is not there: %v", err)
	}
	t.Chdir(dir)
	if err := MakeFolder("here"); err != nil {
		t.Error(err)
	}
}

// What a crash left is taken away once nobody can be writing it, and nothing else.
func TestSweep(t *testing.T) {
	dir := t.TempDir()
	old := time.Now().Add(-2 * leftAlone)
	for _, name := range []string{"graph" + TempMark + "17", "graph" + TempMark + "young", "seen", "notes" + TempMark + "about it"} {
		if err := os.WriteFile(filepath.Join(dir, name), nil, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(filepath.Join(dir, name), old, old); err != nil {
			t.Fatal(err)
		}
	}
	young := "graph" + TempMark + "18"
	if err := os.WriteFile(filepath.Join(dir, young), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := Sweep(dir); err != nil {
		t.Fatal(err)
	}
	want := []string{young, "graph" + TempMark + "young", "notes" + TempMark + "about it", "seen"}
	if got := names(t, dir); !slices.Equal(got, want) {
		t.Errorf("left are %q, want %q", got, want)
	}
	if err := Sweep(filepath.Join(dir, "none")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a folder that is not there: %v", err)
	}
}
