package store

import (
	"io"

	bolt "go.etcd.io/bbolt"
)

// Backup writes a copy of the store as it stands at one moment, while readers
// and writers go on. The copy is a store: put into place it opens.
func (s *Store) Backup(w io.Writer) (n int64, err error) {
	err = s.view("backup", func(tx *bolt.Tx) error {
		n, err = tx.WriteTo(w)
		return err
	})
	return n, err
}

// Size is the length of the file in bytes, room for growth included.
func (s *Store) Size() (n int64, err error) {
	err = s.view("size", func(tx *bolt.Tx) error {
		n = tx.Size()
		return nil
	})
	return n, err
}
