// Package original keeps files as they came: the scan behind a text, the document
// as an office sent it.
//
// A file lies under the SHA-256 of its bytes, so that the same file is kept once
// however many documents name it, and is known to be whole when it is read. It is
// written beside its place, synced and renamed, so that a name always stands for
// the whole file, through any crash:
//
//	files/ab/cdef0123…
//
// Nobody counts references: a file that no document names any more stays until
// Sweep, which is told the checksums in use and leaves alone what is younger than
// an hour, as a file is kept a moment before its document is put.
//
// Who knows the checksum of a file can ask for it; whether somebody may is for the
// caller to decide.
package original

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"tracuu/index/durable"
)

// The errors that callers tell apart with errors.Is.
var (
	ErrNone = errors.New("the original is not kept")
	ErrSum  = errors.New("the file is not of this checksum")
)

// fresh is how old a file must be for Sweep to take it away.
const fresh = time.Hour

// Store is a folder of originals. Its methods are safe for concurrent use, also by
// several processes.
type Store struct{ dir string }

// Open makes a Store of a folder, which is made when the first file is kept.
func Open(dir string) *Store { return &Store{dir: dir} }

// path is where a file lies; ErrNone for what is no checksum.
func (s *Store) path(sum string) (string, error) {
	if raw, err := hex.DecodeString(sum); err != nil || len(raw) != sha256.Size || hex.EncodeToString(raw) != sum {
		return "", fmt.Errorf("original: %.80q: %w", sum, ErrNone)
	}
	return filepath.Join(s.dir, sum[:2], sum[2:]), nil
}

// Has reports whether the file of this checksum, in hex, is kept.
func (s *Store) Has(sum string) bool {
	path, err := s.path(sum)
	if err != nil {
		return false
	}
	_, err = os.Stat(path)
	return err == nil
}

// Put keeps a file under its checksum. Once it returns the file is on disk. One
// that is kept already counts as new to Sweep.
func (s *Store) Put(sum string, data []byte) error {
	path, err := s.path(sum)
	if err != nil {
		return err
	}
	if found := sha256.Sum256(data); hex.EncodeToString(found[:]) != sum {
		return fmt.Errorf("original: put %s: %w", sum, ErrSum)
	}
	now := time.Now()
	if err := os.Chtimes(path, now, now); err == nil {
		return nil
	}
	if err := write(path, data); err != nil {
		return fmt.Errorf("original: put %s: %w", sum, err)
	}
	return nil
}

func write(path string, data []byte) error {
	dir := filepath.Dir(path)
	if err := durable.MakeFolder(dir); err != nil {
		return err
	}
	if err := durable.WriteFile(path, data); err != nil {
		return err
	}
	return durable.SyncFolder(filepath.Dir(dir)) // where another process may just have made dir
}

// Open opens the file of a checksum for the caller to close; ErrNone where it is
// not kept.
func (s *Store) Open(sum string) (*os.File, error) {
	path, err := s.path(sum)
	if err != nil {
		return nil, err
	}
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("original: open %s: %w", sum, ErrNone)
	}
	return f, err
}

// Sweep takes away the files that inUse does not know, and what a crash left half
// written, and says how many files and bytes that were.
func (s *Store) Sweep(inUse func(sum string) bool) (files int, bytes int64, err error) {
	err = filepath.WalkDir(s.dir, func(path string, entry fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err != nil || entry.IsDir() {
			return err
		}
		info, err := entry.Info()
		if err != nil || time.Since(info.ModTime()) < fresh {
			return nil // gone meanwhile, or too young
		}
		if inUse(filepath.Base(filepath.Dir(path)) + entry.Name()) {
			return nil
		}
		if err := os.Remove(path); err != nil {
			return err
		}
		files++
		bytes += info.Size()
		return nil
	})
	if err != nil {
		err = fmt.Errorf("original: sweep: %w", err)
	}
	return files, bytes, err
}
