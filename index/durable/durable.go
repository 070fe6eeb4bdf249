// Package durable writes files that are there whole or not at all, and folders that
// stay, whatever stops the process or the machine meanwhile.
//
// A file that is written over in place is half a file after a crash. So the new
// content goes into a file beside it, is synced, and takes the name in one step;
// and since a name is part of the folder, not of the file, the folder is synced too:
// without that a power cut can bring the old file back although the new one was
// answered for.
package durable

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// WriteFile puts data in the place of the file at path, or of none, readable by its
// owner alone. When it returns nil the file outlives a power cut; when it fails what
// was there before stands, unless only the last step failed, the sync of the folder.
// Writers of one path may run side by side: one of them is last.
func WriteFile(path string, data []byte) error {
	return Write(path, func(w io.Writer) error {
		_, err := w.Write(data)
		return err
	})
}

// Write is WriteFile for content that write makes.
func Write(path string, write func(io.Writer) error) error {
	folder, name := filepath.Split(path)
	folder = filepath.Clean(folder)
	fail := func(err error) error { return fmt.Errorf("durable: write %s: %w", path, err) }
	temp, err := os.CreateTemp(folder, name+TempMark+"*") // mode 0600
	if err != nil {
		return fail(err)
	}
	if err = errors.Join(write(temp), temp.Sync(), temp.Close()); err == nil {
		err = os.Rename(temp.Name(), path)
	}
	if err != nil {
		return fail(errors.Join(err, os.Remove(temp.Name())))
	}
	return SyncFolder(folder)
}

// TempMark stands behind the name of a file, and before a number, in the name of
// what a crash may leave of its successor.
const TempMark = ".new-"

// leftAlone is how old a half-written file must be for Sweep to take it away: younger
// ones another process may be writing.
const leftAlone = time.Hour

// Sweep takes away what crashes left of files that were being written in a folder.
func Sweep(folder string) error {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return fmt.Errorf("durable: sweep %s: %w", folder, err)
	}
	for _, entry := range entries {
		_, number, marked := strings.Cut(entry.Name(), TempMark)
		if !marked || !entry.Type().IsRegular() || strings.Trim(number, "0123456789") != "" {
			continue
		}
		info, err := entry.Info()
		if err != nil || time.Since(info.ModTime()) < leftAlone {
			continue // gone meanwhile, or too young
		}
		if err := os.Remove(filepath.Join(folder, entry.Name())); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("durable: sweep: %w", err)
		}
	}
	return nil
}

// SyncFolder makes the names in a folder last: those that were put there, renamed and
// removed.
func SyncFolder(path string) error {
	folder, err := os.Open(path)
	if err == nil {
		err = errors.Join(folder.Sync(), folder.Close())
	}
	if err != nil {
		return fmt.Errorf("durable: sync the folder %s: %w", path, err)
	}
	return nil
}

// SyncTree makes the names in a folder and in all folders below it last.
func SyncTree(root string) error {
	return filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return fmt.Errorf("durable: sync the folders of %s: %w", root, err)
		}
		if !entry.IsDir() {
			return nil
		}
		return SyncFolder(path)
	})
}

// MakeFolder makes a folder, and those above it that are missing, for its owner alone.
// When it returns nil those that it made outlive a power cut.
func MakeFolder(path string) error {
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return nil
	}
	above := filepath.Dir(path)
	if above != path {
		if err := MakeFolder(above); err != nil {
			return err
		}
	}
	if err := os.Mkdir(path, 0o700); err != nil {
		if info, found := os.Stat(path); found != nil || !info.IsDir() { // nobody was faster
			return fmt.Errorf("durable: make a folder: %w", err)
		}
	}
	return SyncFolder(above)
}
