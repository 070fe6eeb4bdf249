package labelled

import (
	"bufio"
	"cmp"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Variable is the environment variable that names the folder of the documents.
const Variable = "TRACUU_SHARED"

// longestRow bounds a line of a collection: documents of several hundred pages.
const longestRow = 128 << 20

// Find gives the path of a file or folder among the documents. The error wraps
// fs.ErrNotExist where it is not on this machine.
func Find(parts ...string) (string, error) {
	root, err := beside()
	if err != nil {
		return "", fmt.Errorf("labelled: %w", err)
	}
	path := filepath.Join(append([]string{cmp.Or(os.Getenv(Variable), root)}, parts...)...)
	if _, err := os.Stat(path); err != nil {
		return "", fmt.Errorf("labelled: no such documents here (%s says where they are): %w", Variable, err)
	}
	return path, nil
}

// beside is the folder "shared" beside the module that the working folder is in.
func beside() (string, error) {
	dir, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for above := filepath.Dir(dir); above != dir; above = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			break
		}
		dir = above
	}
	return filepath.Join(filepath.Dir(dir), "shared"), nil
}

// Path is Find for a test, which is skipped where the documents are not here.
func Path(tb testing.TB, parts ...string) string {
	tb.Helper()
	path, err := Find(parts...)
	if err != nil {
		tb.Skip(err)
	}
	return path
}

// Rows reads a collection for a test, which is skipped where it is not here: an object
// of JSON a line, packed where the name ends in ".gz".
func Rows[T any](tb testing.TB, parts ...string) iter.Seq[T] {
	tb.Helper()
	path := Path(tb, parts...)
	return func(yield func(T) bool) {
		tb.Helper()
		if err := rows(path, yield); err != nil {
			tb.Fatalf("labelled: read %s: %v", path, err)
		}
	}
}

func rows[T any](path string, yield func(T) bool) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	var in io.Reader = f
	if strings.HasSuffix(path, ".gz") {
		if in, err = gzip.NewReader(f); err != nil {
			return err
		}
	}
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, longestRow)
	for n := 1; lines.Scan(); n++ {
		var row T
		if err := json.Unmarshal(lines.Bytes(), &row); err != nil {
			return fmt.Errorf("line %d: %w", n, err)
		}
		if !yield(row) {
			return nil
		}
	}
	return lines.Err()
}
