package store

import (
	"errors"
	"fmt"
	"runtime/debug"

	berrors "go.etcd.io/bbolt/errors"
)

// The errors that callers tell apart with errors.Is.
var (
	ErrLocked   = errors.New("another process holds the store")
	ErrVersion  = errors.New("the store was written by another version")
	ErrCorrupt  = errors.New("the store is damaged")
	ErrClosed   = errors.New("the store is closed")
	ErrNotFound = errors.New("no such document in the store")
	ErrReadOnly = errors.New("the store takes no writes at present")
)

// translate gives an error of bbolt the meaning it has for our callers.
func translate(err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, berrors.ErrTimeout):
		return ErrLocked
	case errors.Is(err, berrors.ErrDatabaseNotOpen):
		return ErrClosed
	case errors.Is(err, berrors.ErrInvalid), errors.Is(err, berrors.ErrChecksum),
		errors.Is(err, berrors.ErrVersionMismatch):
		return fmt.Errorf("%w: %w", ErrCorrupt, err)
	}
	return err
}

// guarded runs f and turns a panic of bbolt, or a fault on its memory map, into
// ErrCorrupt: bbolt trusts its pages, and a damaged disk must not take the
// process down. Only the store's own code runs inside, never a caller's.
func guarded(f func() error) (err error) {
	old := debug.SetPanicOnFault(true)
	defer debug.SetPanicOnFault(old)
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%w: %v", ErrCorrupt, r)
		}
	}()
	return translate(f())
}
