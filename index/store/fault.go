package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"sync"
	"syscall"
	"time"

	bolt "go.etcd.io/bbolt"
)

// ProbeEvery is how often, at most, a store that takes no writes tries whether it
// can again.
const ProbeEvery = time.Second

// Fault is why a store takes no writes.
type Fault struct {
	Err   error // ErrCorrupt among its causes where the file is damaged
	Since time.Time
	// Lasting faults end only when the store is opened again: damage, and a file
	// that may only be read.
	Lasting bool
}

// faults are the fault there is and when writing was last tried out.
type faults struct {
	mu     sync.Mutex
	fault  *Fault
	probed time.Time
}

// Fault says why the store takes no writes, nil where it does. Reading goes on.
func (s *Store) Fault() *Fault {
	s.faults.mu.Lock()
	defer s.faults.mu.Unlock()
	return s.faults.fault
}

// blame notes why writing failed, or that reading met damage, which writing must
// not build on. A lasting fault stays before another.
func (s *Store) blame(err error) {
	if err == nil || errors.Is(err, ErrClosed) {
		return
	}
	s.faults.mu.Lock()
	defer s.faults.mu.Unlock()
	now := time.Now()
	s.faults.probed = now
	lasting := errors.Is(err, ErrCorrupt)
	if f := s.faults.fault; f == nil || lasting && !f.Lasting {
		s.faults.fault = &Fault{Err: err, Since: now.UTC(), Lasting: lasting}
	}
}

// admit lets a write in, or says why not. A fault that may pass is tried out first,
// with a transaction of its own that is synced as any other.
func (s *Store) admit() error {
	f, try := s.due()
	if f == nil {
		return nil
	}
	if try && s.probe() == nil {
		s.faults.mu.Lock()
		defer s.faults.mu.Unlock()
		if s.faults.fault == f {
			s.faults.fault = nil
		}
		return nil
	}
	return fmt.Errorf("%w: %w", ErrReadOnly, f.Err)
}

// due is the fault there is, and whether it is time to try it out.
func (s *Store) due() (f *Fault, try bool) {
	s.faults.mu.Lock()
	defer s.faults.mu.Unlock()
	f = s.faults.fault
	if f == nil || f.Lasting || time.Since(s.faults.probed) < ProbeEvery {
		return f, false
	}
	s.faults.probed = time.Now()
	return f, true
}

// metaProbe counts the times that writing was tried out.
var metaProbe = []byte("probe")

func (s *Store) probe() error {
	return guarded(func() error {
		return s.db.Update(func(tx *bolt.Tx) error {
			meta := tx.Bucket(bucketMeta)
			return meta.Put(metaProbe, numberKey(keyNumber(meta.Get(metaProbe))+1))
		})
	})
}

// Probe tries out whether a store with a fault takes writes again, at most every
// ProbeEvery, and returns why not.
func (s *Store) Probe() error { return s.admit() }

var errAskedToRead = errors.New("the store was opened for reading alone")

// mayOnlyRead reports whether an error says that a file may be read at most.
func mayOnlyRead(err error) bool {
	return errors.Is(err, fs.ErrPermission) || errors.Is(err, syscall.EROFS)
}

// opener opens the file of a store and lets go of it where bbolt panics over what
// it finds, since the file would stay locked.
type opener struct {
	open func(string, int, fs.FileMode) (*os.File, error)
	file *os.File
}

func (o *opener) openFile(name string, flag int, mode fs.FileMode) (f *os.File, err error) {
	o.file, err = o.open(name, flag, mode)
	return o.file, err
}

func (o *opener) release() {
	if o.file != nil {
		unlock(o.file)
		_ = o.file.Close() // twice where bbolt did already
	}
}
