package original

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// Check reads every file that is kept, and lists the checksums of those that are not
// what they were or cannot be read.
func (s *Store) Check(ctx context.Context) (files int, spoilt []string, err error) {
	err = filepath.WalkDir(s.dir, func(path string, entry fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		sum := filepath.Base(filepath.Dir(path)) + filepath.Base(path)
		if err != nil || entry.IsDir() || len(sum) != hex.EncodedLen(sha256.Size) {
			return err
		}
		found, err := sumOf(path)
		if errors.Is(err, fs.ErrNotExist) {
			return nil // swept meanwhile
		}
		files++
		if err != nil || found != sum {
			spoilt = append(spoilt, sum)
		}
		return ctx.Err()
	})
	if err != nil {
		err = fmt.Errorf("original: check: %w", err)
	}
	return files, spoilt, err
}

func sumOf(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	sum := sha256.New()
	if _, err := io.Copy(sum, f); err != nil {
		return "", err
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}
