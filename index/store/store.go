package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	bolt "go.etcd.io/bbolt"

	"tracuu/index/durable"
)

// DefaultTimeout is how long Open waits for another process to let go.
const DefaultTimeout = time.Second

// pageSize is that of a new store. Two documents of a page or two, packed, do
// not fill the 4 KiB that bbolt takes by default, and leave a tenth of 16 KiB
// empty.
const pageSize = 32 << 10

// growth is by how much the file grows when it is full. What bbolt takes by
// default is as much as ten thousand documents.
const growth = 1 << 20

// minFile is the length of the two headers of a bbolt file, the least it has.
const minFile = 8 << 10

// Options of Open. The zero value is the usual choice.
type Options struct {
	Timeout time.Duration    // how long to wait for the lock, 0 means DefaultTimeout
	Now     func() time.Time // the clock of Record.At, nil means time.Now
	// ReadOnly opens a store that is there for reading alone, beside others that do.
	ReadOnly bool
	// OpenFile opens the file, nil means os.OpenFile. A test puts a file in its place
	// that fails.
	OpenFile func(name string, flag int, perm fs.FileMode) (*os.File, error)
}

// Store is an open store. Its methods are safe for concurrent use; Update calls
// run one after the other.
type Store struct {
	db     *bolt.DB
	now    func() time.Time
	faults faults
}

// Open opens the store at path, or makes one where there is none; its folder
// must exist. It returns ErrLocked when another process holds the store,
// ErrVersion for one of another schema, and ErrCorrupt for a file that is no
// store or is cut short. A store that may only be read is opened so, with a Fault.
func Open(path string, o Options) (*Store, error) {
	if o.Timeout <= 0 {
		o.Timeout = DefaultTimeout
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.OpenFile == nil {
		o.OpenFile = os.OpenFile
	}
	s, err := open(path, o)
	if err != nil {
		return nil, fmt.Errorf("store: open %s: %w", path, err)
	}
	return s, nil
}

func open(path string, o Options) (*Store, error) {
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) && !o.ReadOnly {
		if err := create(path, o); err != nil {
			return nil, err
		}
	}
	if err := checkLength(path, o); err != nil {
		return nil, err
	}
	s := &Store{now: o.Now}
	settings := bolt.Options{Timeout: o.Timeout, FreelistType: bolt.FreelistMapType, OpenFile: o.OpenFile, ReadOnly: o.ReadOnly}
	if o.ReadOnly {
		s.faults.fault = &Fault{Err: errAskedToRead, Since: time.Now().UTC(), Lasting: true}
	}
	db, err := openFile(path, &settings)
	if mayOnlyRead(err) {
		s.faults.fault = &Fault{Err: err, Since: time.Now().UTC(), Lasting: true}
		settings.ReadOnly = true
		db, err = openFile(path, &settings)
	}
	if err != nil {
		return nil, err
	}
	if err := checkSchema(db); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	s.db = db
	return s, nil
}

func openFile(path string, o *bolt.Options) (db *bolt.DB, err error) {
	opener, settings := opener{open: o.OpenFile}, *o
	settings.OpenFile, o = opener.openFile, &settings
	defer func() {
		if err != nil {
			opener.release()
		}
	}()
	err = guarded(func() error {
		if db, err = bolt.Open(path, 0o600, o); err == nil {
			db.AllocSize = growth
		}
		return err
	})
	return db, err
}

// create makes an empty store beside path and links it into place, so that a
// file at path is a whole store at every moment and an empty file is damage.
func create(path string, o Options) error {
	fresh := path + ".new"
	db, err := openFile(fresh, &bolt.Options{Timeout: o.Timeout, PageSize: pageSize, OpenFile: o.OpenFile})
	if err != nil {
		return err
	}
	err = db.Update(func(tx *bolt.Tx) error {
		for _, name := range buckets {
			if _, err := tx.CreateBucketIfNotExists(name); err != nil {
				return err
			}
		}
		return errors.Join(tx.Bucket(bucketMeta).Put(metaSchema, numberKey(schemaVersion)), renewEpoch(tx.Bucket(bucketMeta)))
	})
	if err := errors.Join(err, db.Close()); err != nil {
		return err
	}
	err = os.Link(fresh, path)
	if _, exists := os.Stat(path); err != nil && exists != nil {
		err = os.Rename(fresh, path) // a file system without links
	} else {
		err = os.Remove(fresh)
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) { // another process was faster
		return err
	}
	return durable.SyncFolder(filepath.Dir(path))
}

// checkLength compares the length of the file with what its header says, before
// bbolt maps the file and faults on the pages that are gone.
func checkLength(path string, o Options) error {
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	if info.Size() < minFile {
		return fmt.Errorf("%w: the file has only %d bytes", ErrCorrupt, info.Size())
	}
	db, err := openFile(path, &bolt.Options{Timeout: o.Timeout, ReadOnly: true, OpenFile: o.OpenFile})
	if err != nil {
		return err
	}
	err = guarded(func() error {
		tx, err := db.Begin(false)
		if err != nil {
			return err
		}
		if info, err = os.Stat(path); err == nil && info.Size() < tx.Size() {
			err = fmt.Errorf("%w: %d bytes of %d are there", ErrCorrupt, info.Size(), tx.Size())
		}
		return errors.Join(err, tx.Rollback())
	})
	return errors.Join(err, db.Close())
}

func checkSchema(db *bolt.DB) error {
	return guarded(func() error {
		return db.View(func(tx *bolt.Tx) error {
			for _, name := range buckets {
				if tx.Bucket(name) == nil {
					return fmt.Errorf("%w: it has no part %q", ErrCorrupt, name)
				}
			}
			if v := keyNumber(tx.Bucket(bucketMeta).Get(metaSchema)); v != schemaVersion {
				return fmt.Errorf("%w: schema %d, this program reads %d", ErrVersion, v, schemaVersion)
			}
			return nil
		})
	})
}

// Close releases the store after the transactions under way. Later calls of any
// method return ErrClosed; closing twice does nothing.
func (s *Store) Close() error {
	if err := guarded(s.db.Close); err != nil {
		return fmt.Errorf("store: close: %w", err)
	}
	return nil
}

// Update runs f in a transaction and syncs what it wrote before it returns.
// When f fails nothing of it is kept and Update returns its error. f must not
// call methods of the Store.
//
// When the disk fails, Update returns ErrReadOnly and the cause, and so does every
// later one until a write that is tried out succeeds (see Fault). Whether what was
// to be written then is there, only the store can tell once it answers again: the
// last sync may have failed behind a write that was whole.
func (s *Store) Update(f func(tx *Tx) error) error {
	if err := s.admit(); err != nil {
		return fmt.Errorf("store: %w", err)
	}
	err := s.update(f)
	if errors.Is(err, ErrCorrupt) {
		s.blame(err)
	}
	return err
}

func (s *Store) update(f func(tx *Tx) error) error {
	var btx *bolt.Tx
	begin := func() (err error) { btx, err = s.db.Begin(true); return err }
	if err := guarded(begin); err != nil {
		return fmt.Errorf("store: begin: %w", err)
	}
	defer guarded(btx.Rollback) // after a commit it only says so
	tx, err := newTx(btx, s.now)
	if err != nil {
		return fmt.Errorf("store: begin: %w", err)
	}
	defer tx.docs.drain()
	if err := f(tx); err != nil {
		return err
	}
	tx.docs.settle()
	if err := guarded(tx.commit); err != nil {
		s.blame(err)
		return fmt.Errorf("store: commit: %w: %w", ErrReadOnly, err)
	}
	return nil
}
