package backup

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"

	"tracuu/index/durable"
	"tracuu/index/store"
)

// Verify reads a backup: every file has the length and the checksum that the
// manifest says, no file is missing, and the store opens, is sound and holds as
// many documents. What is wrong is ErrDamaged.
func Verify(ctx context.Context, dir string, show func(Progress)) (Manifest, error) {
	m, err := verify(ctx, dir, show)
	if err != nil {
		return m, fmt.Errorf("verify %s: %w", dir, err)
	}
	return m, nil
}

func verify(ctx context.Context, dir string, show func(Progress)) (Manifest, error) {
	m, err := readManifest(dir)
	if err != nil {
		return m, err
	}
	bytes := int64(0)
	for i, f := range m.Files {
		if err := ctx.Err(); err != nil {
			return m, err
		}
		sum, out := sha256.New(), counter{}
		out.w = sum
		if err := fromFile(filepath.Join(dir, filepath.FromSlash(f.Name)))(&out); err != nil {
			return m, fmt.Errorf("%w: %w", ErrDamaged, err)
		}
		if out.n != f.Size || hex.EncodeToString(sum.Sum(nil)) != f.SHA256 {
			return m, fmt.Errorf("%w: %s is not as it was written", ErrDamaged, f.Name)
		}
		bytes += f.Size
		if show != nil {
			show(Progress{Files: i + 1, Bytes: bytes, Checking: true, Current: f.Name})
		}
	}
	if !slices.ContainsFunc(m.Files, func(f File) bool { return f.Name == storeFile }) {
		return m, fmt.Errorf("%w: it has no %s", ErrDamaged, storeFile)
	}
	return m, verifyStore(ctx, dir, m)
}

func verifyStore(ctx context.Context, dir string, m Manifest) error {
	s, err := store.Open(filepath.Join(dir, storeFile), store.Options{ReadOnly: true})
	if errors.Is(err, store.ErrVersion) {
		return err
	}
	if err != nil {
		return fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	defer s.Close()
	health, err := s.Check(ctx, nil)
	switch {
	case err != nil:
		return err
	case len(health.Problems) > 0:
		return fmt.Errorf("%w: %s: %s", ErrDamaged, storeFile, health.Problems[0])
	case health.Documents != m.Documents || health.Generation != m.Generation:
		return fmt.Errorf("%w: %s holds %d documents at generation %d, not %d at %d", ErrDamaged,
			storeFile, health.Documents, health.Generation, m.Documents, m.Generation)
	}
	return nil
}

// Restore makes a data folder at dir of the backup at src, which it verifies first.
// dir must be missing or empty, else ErrNotEmpty. The index is built when the
// folder is opened. The store gets another epoch, so that mirrors which followed what
// was written after the backup begin anew.
func Restore(ctx context.Context, src, dir string, show func(Progress)) (Manifest, error) {
	m, err := restore(ctx, src, filepath.Clean(dir), show)
	if err != nil {
		return m, fmt.Errorf("restore %s to %s: %w", src, dir, err)
	}
	return m, nil
}

func restore(ctx context.Context, src, dir string, show func(Progress)) (Manifest, error) {
	if err := vacant(dir); err != nil {
		return Manifest{}, err
	}
	m, err := verify(ctx, src, show)
	if err != nil {
		return m, err
	}
	into, placed := dir+".partial", false
	if info, err := os.Stat(dir); err == nil && info.IsDir() {
		into, placed = dir, true // it may be mounted, and cannot be renamed over
	} else if err := errors.Join(os.RemoveAll(into), os.MkdirAll(into, 0o700)); err != nil {
		return m, err
	}
	// The store comes last: a folder without one is no collection yet.
	files := slices.Clone(m.Files)
	slices.SortStableFunc(files, func(a, b File) int { return rank(a) - rank(b) })
	written, err := bring(ctx, src, into, files, show)
	if err != nil {
		for _, name := range written {
			err = errors.Join(err, os.Remove(filepath.Join(into, name)))
		}
		return m, err
	}
	if err := durable.SyncTree(into); err != nil || placed {
		return m, err
	}
	return m, place(into, dir)
}

func rank(f File) int {
	if f.Name == storeFile {
		return 1
	}
	return 0
}

// bring copies the files of a backup and returns the names of those it wrote.
func bring(ctx context.Context, src, into string, files []File, show func(Progress)) (written []string, err error) {
	bytes := int64(0)
	for i, f := range files {
		if err := ctx.Err(); err != nil {
			return written, err
		}
		name := filepath.FromSlash(f.Name)
		final := filepath.Join(into, name)
		temporary := final + ".new"
		got, err := copyFile(temporary, func(w io.Writer) error { return fromFile(filepath.Join(src, name))(stopping{ctx, w}) })
		written = append(written, name+".new")
		if err == nil && got.SHA256 != f.SHA256 {
			err = fmt.Errorf("%w: %s is not as it was written", ErrDamaged, f.Name)
		}
		if err == nil && f.Name == storeFile {
			err = renewEpoch(temporary)
		}
		if err == nil {
			err = os.Rename(temporary, final)
		}
		if err != nil {
			return written, err
		}
		written[len(written)-1] = name
		bytes += f.Size
		if show != nil {
			show(Progress{Files: i + 1, Bytes: bytes, Current: f.Name})
		}
	}
	return written, nil
}

// renewEpoch begins another history in the store at path: what is written after the
// backup was made is told from what was written before it was brought back.
func renewEpoch(path string) error {
	s, err := store.Open(path, store.Options{})
	if err != nil {
		return err
	}
	return errors.Join(s.RenewEpoch(), s.Close())
}
