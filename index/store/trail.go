package store

import (
	"bytes"
	"fmt"

	bolt "go.etcd.io/bbolt"
)

// bucketTrail holds what was done to each document by hand: id and ordinal →
// entry. It is made with the first entry, so that older stores open as they are,
// and outlives the documents.
var bucketTrail = []byte("trail")

// Note appends an entry, in the caller's own encoding, to the trail of a
// document and gives its place there, from 1. Entries are never changed.
func (tx *Tx) Note(id string, entry []byte) (n int, err error) {
	err = guarded(func() error {
		trail, err := tx.btx.CreateBucketIfNotExists(bucketTrail)
		if err != nil {
			return err
		}
		n = len(readTrail(trail, id)) + 1
		return trail.Put(append(trailPrefix(id), numberKey(uint64(n))...), entry)
	})
	if err != nil {
		return 0, fmt.Errorf("store: note on %q: %w", id, err)
	}
	return n, nil
}

// Trail lists the entries of a document, oldest first, as this transaction sees
// them.
func (tx *Tx) Trail(id string) (entries [][]byte, err error) {
	err = guarded(func() error {
		entries = readTrail(tx.btx.Bucket(bucketTrail), id)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("store: trail of %q: %w", id, err)
	}
	return entries, nil
}

// Trail lists the entries of a document, oldest first.
func (s *Store) Trail(id string) (entries [][]byte, err error) {
	err = s.view("trail", func(tx *bolt.Tx) error {
		entries = readTrail(tx.Bucket(bucketTrail), id)
		return nil
	})
	return entries, err
}

func trailPrefix(id string) []byte { return appendString(nil, id) }

// readTrail copies the entries of a document; a bucket that is not there has none.
func readTrail(trail *bolt.Bucket, id string) [][]byte {
	if trail == nil {
		return nil
	}
	var entries [][]byte
	prefix := trailPrefix(id)
	c := trail.Cursor()
	for k, v := c.Seek(prefix); bytes.HasPrefix(k, prefix); k, v = c.Next() {
		entries = append(entries, bytes.Clone(v))
	}
	return entries
}
