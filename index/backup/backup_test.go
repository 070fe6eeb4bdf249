package backup

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"testing"
	"time"

	"tracuu/index/directive"
	"tracuu/index/durable"
	"tracuu/index/store"
)

var ctx = context.Background()

// folder is a data folder with a store, an original, keys and a vocabulary, and
// with what a backup leaves out.
func folder(t *testing.T) (dir string, s *store.Store) {
	t.Helper()
	dir = t.TempDir()
	s, err := store.Open(filepath.Join(dir, storeFile), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	original := []byte("bản gốc")
	sum := sha256.Sum256(original)
	name := hex.EncodeToString(sum[:])
	write(t, filepath.Join(dir, originalsName, name[:2], name[2:]), original)
	write(t, filepath.Join(dir, originalsName, name[:2], name[2:]+durable.TempMark+"123"), original[:3])
	write(t, filepath.Join(dir, "keys.json"), []byte(`{}`))
	write(t, filepath.Join(dir, "families.txt"), []byte("Rừng: rừng\n"))
	write(t, filepath.Join(dir, "CURRENT"), []byte("0001\n"))
	write(t, filepath.Join(dir, "index", "0001", "root.bolt"), []byte("derived"))
	given, err := directive.DecodeGiven([]byte(`{"number":"1-CV/TU","issuer":""}`))
	if err != nil {
		t.Fatal(err)
	}
	err = s.Update(func(tx *store.Tx) error {
		for i := range 20 {
			r := store.Record{ID: fmt.Sprint("d", i), Read: directive.Directive{Text: fmt.Sprint("văn bản ", i), Title: "t\r\n\u2028", Source: directive.Source{Root: "/vb", Name: fmt.Sprint(i), SHA256: name}}}
			if i == 3 {
				r.Given, r.Curated = given, json.RawMessage(`{"title":"sửa"}`)
				r.Decisions = []directive.Decision{{Ref: "x"}}
			}
			if i > 17 {
				r.Read.Secrecy = directive.Secret
			}
			if err := tx.Put(r); err != nil {
				return err
			}
		}
		_, err := tx.Note("d3", []byte("sửa tiêu đề"))
		return errors.Join(err, tx.Delete("d4"), tx.Release("d19"))
	})
	if err != nil {
		t.Fatal(err)
	}
	return dir, s
}

func write(t *testing.T, path string, data []byte) {
	t.Helper()
	if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, data, 0o600)); err != nil {
		t.Fatal(err)
	}
}

func names(t *testing.T, dir string) (list []string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, entry os.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			name, _ := filepath.Rel(dir, path)
			list = append(list, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func TestBackupAndRestore(t *testing.T) {
	dir, s := folder(t)
	dest := filepath.Join(t.TempDir(), "deep", "backup")
	shown := 0
	m, err := Write(ctx, dir, s, dest, Options{Program: "1.2", Show: func(Progress) { shown++ }})
	if err != nil || m.Documents != 19 || len(m.Files) != 4 || shown == 0 || m.Program != "1.2" {
		t.Fatalf("%+v, %v, shown %d times", m, err, shown)
	}
	if _, err := Write(ctx, dir, s, dest, Options{}); !errors.Is(err, ErrNotEmpty) {
		t.Errorf("a second backup to one place: %v", err)
	}
	for _, into := range []string{filepath.Join(t.TempDir(), "new"), t.TempDir()} { // missing, and empty
		if _, err := Restore(ctx, dest, into, nil); err != nil {
			t.Fatal(err)
		}
		got := names(t, into)
		if len(got) != 4 || slices.Contains(got, "CURRENT") || slices.Contains(got, manifestFile) {
			t.Errorf("restored %q", got)
		}
		if !reflect.DeepEqual(lines(t, filepath.Join(into, storeFile)), linesOf(t, s)) {
			t.Error("the restored store holds something else")
		}
		if was, is := epochOf(t, filepath.Join(dest, storeFile)), epochOf(t, filepath.Join(into, storeFile)); was == is || is == "" {
			t.Errorf("the epoch was %q and is %q", was, is)
		}
		if info, err := os.Stat(filepath.Join(into, "keys.json")); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("keys.json: %v, %v", info, err)
		}
		if _, err := Restore(ctx, dest, into, nil); !errors.Is(err, ErrNotEmpty) {
			t.Errorf("into a folder in use: %v", err)
		}
	}
}

func epochOf(t *testing.T, path string) string {
	t.Helper()
	s, err := store.Open(path, store.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	epoch, err := s.Epoch()
	if err != nil {
		t.Fatal(err)
	}
	return epoch
}

func lines(t *testing.T, path string) []string {
	t.Helper()
	s, err := store.Open(path, store.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	return linesOf(t, s)
}

func linesOf(t *testing.T, s *store.Store) (list []string) {
	t.Helper()
	var out bytes.Buffer
	if _, err := Export(ctx, s, &out); err != nil {
		t.Fatal(err)
	}
	for line := range bytes.Lines(out.Bytes()) {
		list = append(list, string(line))
	}
	slices.Sort(list)
	return list
}

func TestExportAndImport(t *testing.T) {
	_, s := folder(t)
	var out bytes.Buffer
	n, err := Export(ctx, s, &out)
	if err != nil || n != 19 {
		t.Fatalf("%d lines, %v", n, err)
	}
	path := filepath.Join(t.TempDir(), storeFile)
	into, err := store.Open(path, store.Options{Now: func() time.Time { return time.Unix(1, 0) }})
	if err != nil {
		t.Fatal(err)
	}
	defer into.Close()
	for range 2 { // again changes nothing
		if n, err := Import(ctx, into.Update, bytes.NewReader(out.Bytes())); err != nil || n != 19 {
			t.Fatalf("%d put, %v", n, err)
		}
		want, got := linesOf(t, s), linesOf(t, into)
		if !reflect.DeepEqual(want, got) {
			for i := range min(len(want), len(got)) {
				if want[i] != got[i] {
					t.Fatalf("was\n%sis\n%s", want[i], got[i])
				}
			}
			t.Fatalf("%d lines, want %d", len(got), len(want))
		}
	}
	if held, err := into.HeldCount(); err != nil || held != 1 {
		t.Errorf("%d in quarantine, %v", held, err)
	}
	for _, bad := range []string{"{", `{"id":"\u0000","read":{}}`, `[]`} {
		if _, err := Import(ctx, into.Update, bytes.NewReader([]byte(bad+"\n"))); err == nil {
			t.Errorf("%q was taken", bad)
		}
	}
}

// Whatever is changed in a backup is noticed, and nothing is made of it.
func TestDamagedBackup(t *testing.T) {
	dir, s := folder(t)
	for name, damage := range map[string]func(t *testing.T, dest string, m Manifest){
		"a bit of the store": func(t *testing.T, dest string, _ Manifest) {
			path := filepath.Join(dest, storeFile)
			b, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			b[len(b)/2] ^= 1
			write(t, path, b)
		},
		"an original gone": func(t *testing.T, dest string, m Manifest) {
			if err := os.Remove(filepath.Join(dest, m.Files[len(m.Files)-1].Name)); err != nil {
				t.Fatal(err)
			}
		},
		"the manifest cut": func(t *testing.T, dest string, _ Manifest) {
			write(t, filepath.Join(dest, manifestFile), []byte(`{"format":`))
		},
		"a name that leads out": func(t *testing.T, dest string, m Manifest) {
			m.Files[0].Name = "../out"
			b, _ := json.Marshal(m)
			write(t, filepath.Join(dest, manifestFile), b)
		},
		"another count": func(t *testing.T, dest string, m Manifest) {
			m.Documents++
			b, _ := json.Marshal(m)
			write(t, filepath.Join(dest, manifestFile), b)
		},
	} {
		t.Run(name, func(t *testing.T) {
			dest, into := filepath.Join(t.TempDir(), "backup"), filepath.Join(t.TempDir(), "new")
			m, err := Write(ctx, dir, s, dest, Options{})
			if err != nil {
				t.Fatal(err)
			}
			damage(t, dest, m)
			if _, err := Restore(ctx, dest, into, nil); !errors.Is(err, ErrDamaged) {
				t.Errorf("restored: %v", err)
			}
			if _, err := os.Stat(into); !errors.Is(err, os.ErrNotExist) {
				t.Errorf("something is left: %v", err)
			}
		})
	}
	if _, err := Restore(ctx, t.TempDir(), filepath.Join(t.TempDir(), "x"), nil); !errors.Is(err, ErrNoBackup) {
		t.Errorf("of no backup: %v", err)
	}
	later := filepath.Join(t.TempDir(), "later")
	write(t, filepath.Join(later, manifestFile), []byte(`{"format":2}`))
	if _, err := Verify(ctx, later, nil); !errors.Is(err, ErrVersion) {
		t.Errorf("of a later version: %v", err)
	}
}

// A backup that is stopped leaves nothing at its place, and the next one works.
func TestBackupStopped(t *testing.T) {
	dir, s := folder(t)
	dest := filepath.Join(t.TempDir(), "backup")
	stopped, cancel := context.WithCancel(ctx)
	_, err := Write(stopped, dir, s, dest, Options{Show: func(Progress) { cancel() }})
	if !errors.Is(err, context.Canceled) || len(names(t, filepath.Dir(dest))) != 0 {
		t.Fatalf("%v, left %q", err, names(t, filepath.Dir(dest)))
	}
	write(t, filepath.Join(dest+".partial", storeFile), []byte("left by a crash"))
	if _, err := Write(ctx, dir, s, dest, Options{}); err != nil {
		t.Fatal(err)
	}
}
