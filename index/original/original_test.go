package original

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"tracuu/index/durable"
)

func sum(data string) string {
	s := sha256.Sum256([]byte(data))
	return hex.EncodeToString(s[:])
}

func TestKeepAndOpen(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "files")
	s := Open(dir)
	for range 2 {
		if err := s.Put(sum("một"), []byte("một")); err != nil {
			t.Fatal(err)
		}
	}
	f, err := s.Open(sum("một"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if got, err := io.ReadAll(f); err != nil || string(got) != "một" {
		t.Errorf("%q, %v", got, err)
	}
	if !s.Has(sum("một")) || s.Has(sum("hai")) {
		t.Error("what is kept and what is not are mixed up")
	}
	left, _ := filepath.Glob(filepath.Join(dir, "*", "*"))
	if len(left) != 1 {
		t.Errorf("files left: %v", left)
	}
}

func TestBadSums(t *testing.T) {
	s := Open(t.TempDir())
	for _, bad := range []string{"", "ab", "../../etc/passwd", strings.ToUpper(sum("một")), sum("một") + "00", strings.Repeat("/", 64)} {
		if err := s.Put(bad, []byte("một")); !errors.Is(err, ErrNone) {
			t.Errorf("Put(%q): %v", bad, err)
		}
		if _, err := s.Open(bad); !errors.Is(err, ErrNone) || s.Has(bad) {
			t.Errorf("Open(%q): %v", bad, err)
		}
	}
	if err := s.Put(sum("hai"), []byte("một")); !errors.Is(err, ErrSum) {
		t.Errorf("another file's checksum: %v", err)
	}
}

func TestSweep(t *testing.T) {
	dir := t.TempDir()
	s := Open(dir)
	for _, data := range []string{"used", "unused", "young"} {
		if err := s.Put(sum(data), []byte(data)); err != nil {
			t.Fatal(err)
		}
	}
	half := filepath.Join(dir, "ab", sum("half")[2:]+durable.TempMark+"123")
	os.MkdirAll(filepath.Dir(half), 0o700)
	os.WriteFile(half, []byte("half"), 0o600)
	old := time.Now().Add(-2 * fresh)
	for _, path := range []string{half, filepath.Join(dir, sum("used")[:2], sum("used")[2:]), filepath.Join(dir, sum("unused")[:2], sum("unused")[2:])} {
		if err := os.Chtimes(path, old, old); err != nil {
			t.Fatal(err)
		}
	}
	files, bytes, err := s.Sweep(func(s string) bool { return s == sum("used") })
	if err != nil || files != 2 || bytes != int64(len("unused")+len("half")) {
		t.Errorf("%d files, %d bytes, %v", files, bytes, err)
	}
	if !s.Has(sum("used")) || s.Has(sum("unused")) || !s.Has(sum("young")) {
		t.Error("the wrong file was swept")
	}
	if files, _, err := Open(filepath.Join(dir, "none")).Sweep(func(string) bool { return false }); files != 0 || err != nil {
		t.Errorf("a folder that is not there: %d, %v", files, err)
	}
}
