package backup

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"tracuu/index/durable"
	"tracuu/index/store"
)

// The names in a data folder that a backup knows of. Besides the store each may be
// missing.
const (
	storeFile     = "store.db"
	originalsName = "files"
)

var singles = []string{"keys.json", "families.txt", "abbreviations.txt", "bodies.tsv"}

// Options of Write. The zero value is the usual choice.
type Options struct {
	Program string    // version of the program, for the manifest
	Now     time.Time // zero means the present
	// Show is told how far the backup is, for each file and some megabytes. Nil for
	// nobody.
	Show func(Progress)
}

// Progress is how far a backup or its checking is.
type Progress struct {
	Files    int    `json:"files"`
	Bytes    int64  `json:"bytes"`
	Checking bool   `json:"checking"` // written, and being read back
	Current  string `json:"current"`
}

// Write makes a backup at dest of the data folder at dir, whose store is open as s.
// It returns ErrNotEmpty where something is at dest. When it fails, or the process
// ends, dest is not there; what it wrote so far lies beside it under dest with
// ".partial", and the next Write to dest takes it away.
func Write(ctx context.Context, dir string, s *store.Store, dest string, o Options) (m Manifest, err error) {
	defer func() {
		if err != nil {
			err = fmt.Errorf("backup to %s: %w", dest, err)
		}
	}()
	dest = filepath.Clean(dest)
	if err := vacant(dest); err != nil {
		return m, err
	}
	if o.Now.IsZero() {
		o.Now = time.Now()
	}
	partial := dest + ".partial"
	if err := os.RemoveAll(partial); err != nil {
		return m, err
	}
	if err := os.MkdirAll(filepath.Dir(dest), 0o755); err != nil {
		return m, err
	}
	if err := os.Mkdir(partial, 0o700); err != nil {
		return m, err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.RemoveAll(partial))
		}
	}()
	w := writer{ctx: ctx, from: dir, to: partial, show: o.Show}
	w.manifest = Manifest{Format: format, Program: o.Program, Created: o.Now.UTC().Truncate(time.Second), Files: []File{}}
	if err := w.copyAll(s); err != nil {
		return m, err
	}
	if err := w.manifest.write(partial); err != nil {
		return m, err
	}
	if err := durable.SyncTree(partial); err != nil {
		return m, err
	}
	if m, err = verify(ctx, partial, o.Show); err != nil {
		return m, err
	}
	return m, place(partial, dest)
}

// vacant refuses a place where anything but an empty folder is.
func vacant(dir string) error {
	entries, err := os.ReadDir(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return err
	case len(entries) > 0:
		return fmt.Errorf("%w: %s", ErrNotEmpty, entries[0].Name())
	}
	return nil
}

// place puts a finished folder in its place for good.
func place(partial, dest string) error {
	if err := os.Remove(dest); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := os.Rename(partial, dest); err != nil {
		return err
	}
	return durable.SyncFolder(filepath.Dir(dest))
}

// writer is a backup under way.
type writer struct {
	ctx      context.Context
	from, to string
	manifest Manifest
	show     func(Progress)
}

func (w *writer) copyAll(s *store.Store) error {
	err := w.add(storeFile, func(out io.Writer) error {
		_, err := s.Backup(stopping{w.ctx, out})
		return err
	})
	if err != nil {
		return err
	}
	if err := w.count(); err != nil {
		return err
	}
	return w.beside()
}

// beside copies what is truth beside the store.
func (w *writer) beside() error {
	for _, name := range singles {
		err := w.add(name, fromFile(filepath.Join(w.from, name)))
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return w.originals()
}

// count says in the manifest what the copy of the store holds.
func (w *writer) count() error {
	copied, err := store.Open(filepath.Join(w.to, storeFile), store.Options{ReadOnly: true})
	if err != nil {
		return err
	}
	defer copied.Close()
	open, err := copied.Count()
	held, heldErr := copied.HeldCount()
	w.manifest.Documents = open + held
	generation, genErr := copied.Generation()
	w.manifest.Generation = generation
	return errors.Join(err, heldErr, genErr)
}

// originals copies the files that are kept. One that goes meanwhile, with its
// document, is left out.
func (w *writer) originals() error {
	root := filepath.Join(w.from, originalsName)
	folders, err := os.ReadDir(root)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	for _, folder := range folders {
		if !folder.IsDir() || len(folder.Name()) != 2 {
			continue
		}
		files, err := os.ReadDir(filepath.Join(root, folder.Name()))
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		for _, file := range files {
			if !file.Type().IsRegular() || len(file.Name()) != 62 { // one that is being written
				continue
			}
			name := filepath.Join(originalsName, folder.Name(), file.Name())
			err := w.add(name, fromFile(filepath.Join(w.from, name)))
			if err != nil && !errors.Is(err, fs.ErrNotExist) {
				return err
			}
		}
	}
	return nil
}

// add copies one file. Where it is not there nothing is left of it.
func (w *writer) add(name string, from func(io.Writer) error) error {
	if err := w.ctx.Err(); err != nil {
		return err
	}
	path := filepath.Join(w.to, name)
	f, err := copyFile(path, from)
	if err != nil {
		return errors.Join(err, os.Remove(path))
	}
	f.Name = filepath.ToSlash(name)
	w.manifest.Files = append(w.manifest.Files, f)
	if w.show != nil {
		w.show(Progress{Files: len(w.manifest.Files), Bytes: w.manifest.Bytes(), Current: f.Name})
	}
	return nil
}

// stopping ends a long copy when its context is done.
type stopping struct {
	ctx context.Context
	w   io.Writer
}

func (s stopping) Write(b []byte) (int, error) {
	if err := s.ctx.Err(); err != nil {
		return 0, err
	}
	return s.w.Write(b)
}

// CopyBeside copies to the folder at to what belongs to the data folder at dir beside
// the store: originals, keys, vocabulary. For a store that was salvaged.
func CopyBeside(ctx context.Context, dir, to string) error {
	w := writer{ctx: ctx, from: dir, to: to}
	err := w.beside()
	if err == nil {
		err = durable.SyncTree(to)
	}
	if err != nil {
		return fmt.Errorf("copy what belongs to %s: %w", dir, err)
	}
	return nil
}
