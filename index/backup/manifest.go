package backup

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"
)

// The errors that callers tell apart with errors.Is.
var (
	ErrNotEmpty = errors.New("something is there already")
	ErrNoBackup = errors.New("no backup")
	ErrDamaged  = errors.New("the backup is damaged")
	ErrVersion  = errors.New("the backup was written by a later version")
)

// manifestFile is the name of the manifest in a backup; what has one was finished.
const manifestFile = "manifest.json"

// format is raised with every change that an earlier program would get wrong.
const format = 1

// Manifest says what is in a backup.
type Manifest struct {
	Format     int       `json:"format"`
	Program    string    `json:"program"` // version of the program that wrote it
	Created    time.Time `json:"created"`
	Generation uint64    `json:"generation"` // of the store
	Documents  int       `json:"documents"`  // those in quarantine included
	Files      []File    `json:"files"`
}

// File is one file of a backup.
type File struct {
	Name   string `json:"name"` // with slashes, from the folder of the backup
	Size   int64  `json:"size"`
	SHA256 string `json:"sha256"`
}

// Bytes is the length of all files.
func (m Manifest) Bytes() (n int64) {
	for _, f := range m.Files {
		n += f.Size
	}
	return n
}

func (m Manifest) write(dir string) error {
	b, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		return err
	}
	f, err := os.OpenFile(filepath.Join(dir, manifestFile), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(append(b, '\n'))
	return errors.Join(err, f.Sync(), f.Close())
}

// readManifest reads what is in the backup at dir.
func readManifest(dir string) (m Manifest, err error) {
	b, err := os.ReadFile(filepath.Join(dir, manifestFile))
	if errors.Is(err, os.ErrNotExist) {
		return m, fmt.Errorf("%w at %s: it has no %s", ErrNoBackup, dir, manifestFile)
	}
	if err != nil {
		return m, err
	}
	if err := json.Unmarshal(b, &m); err != nil {
		return m, fmt.Errorf("%w: %s: %w", ErrDamaged, manifestFile, err)
	}
	if m.Format > format {
		return m, fmt.Errorf("%w: format %d, this program reads %d", ErrVersion, m.Format, format)
	}
	for _, f := range m.Files {
		if !filepath.IsLocal(filepath.FromSlash(f.Name)) {
			return m, fmt.Errorf("%w: a file of the name %q", ErrDamaged, f.Name)
		}
	}
	return m, nil
}

// copyFile copies r to a new synced file at path and says what it is.
func copyFile(path string, r func(io.Writer) error) (f File, err error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return f, err
	}
	out, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return f, err
	}
	sum := sha256.New()
	counted := &counter{w: io.MultiWriter(out, sum)}
	if err := errors.Join(r(counted), out.Sync(), out.Close()); err != nil {
		return f, err
	}
	return File{Size: counted.n, SHA256: hex.EncodeToString(sum.Sum(nil))}, nil
}

type counter struct {
	w io.Writer
	n int64
}

func (c *counter) Write(b []byte) (int, error) {
	n, err := c.w.Write(b)
	c.n += int64(n)
	return n, err
}

// fromFile reads the file at path.
func fromFile(path string) func(io.Writer) error {
	return func(w io.Writer) error {
		f, err := os.Open(path)
		if err != nil {
			return err
		}
		defer f.Close()
		_, err = io.Copy(w, f)
		return err
	}
}
