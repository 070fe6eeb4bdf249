package store

import (
	"bytes"
	"errors"
	"fmt"
	"sort"

	bolt "go.etcd.io/bbolt"

	"tracuu/index/directive"
)

// view runs f on a snapshot of the store. What f keeps it must copy.
func (s *Store) view(operation string, f func(tx *bolt.Tx) error) error {
	if err := guarded(func() error { return s.db.View(f) }); err != nil {
		if errors.Is(err, ErrCorrupt) {
			s.blame(err)
		}
		return fmt.Errorf("store: %s: %w", operation, err)
	}
	return nil
}

// Get returns the documents that are held among ids, but none in quarantine.
func (s *Store) Get(ids ...string) (map[string]Record, error) {
	packed := make(map[string][]byte, len(ids))
	err := s.view("get", func(tx *bolt.Tx) error {
		quarantine := tx.Bucket(bucketQuarantine)
		for _, id := range ids {
			if held(quarantine, id) {
				continue
			}
			value, err := fetch(tx.Bucket(bucketIDs), tx.Bucket(bucketDocs), id)
			if err != nil {
				return fmt.Errorf("%q: %w", id, err)
			}
			if value != nil {
				packed[id] = value
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	records := make(map[string]Record, len(packed))
	for id, value := range packed {
		if records[id], err = decodeRecord(value); err != nil {
			s.blame(err)
			return nil, fmt.Errorf("store: get %q: %w", id, err)
		}
	}
	return records, nil
}

// eachBytes bounds the packed records that Each takes from one snapshot.
const eachBytes = 1 << 20

// Each calls f for every document but those in quarantine, in the order of their
// arrival, until f returns an error, which it hands on. It holds no transaction while f runs, so
// f may write; a document changed meanwhile is seen once, before or after the
// change, and Changes has it.
func (s *Store) Each(f func(Record) error) error {
	for last, more := uint64(0), true; more; {
		var packed [][]byte
		err := s.view("read all", func(tx *bolt.Tx) error {
			packed, last, more = page(tx.Bucket(bucketDocs), last)
			return nil
		})
		if err != nil {
			return err
		}
		for _, value := range packed {
			r, err := decodeRecord(value)
			if err != nil {
				return fmt.Errorf("store: read all: %w", err)
			}
			if open, err := s.open(r.ID); err != nil || !open {
				if err != nil {
					return err
				}
				continue
			}
			if err := f(r); err != nil {
				return err
			}
		}
	}
	return nil
}

// page copies the records after the running number last.
func page(docs *bolt.Bucket, last uint64) (packed [][]byte, now uint64, more bool) {
	size := 0
	c := docs.Cursor()
	for k, v := c.Seek(numberKey(last + 1)); k != nil; k, v = c.Next() {
		if size >= eachBytes {
			return packed, last, true
		}
		packed = append(packed, append([]byte(nil), v...))
		size += len(v)
		last = keyNumber(k)
	}
	return packed, last, false
}

// Changes lists what was written after generation since, oldest first, at most
// limit of them (all for limit < 1): one entry an id, its last change.
// Deletions stay listed.
func (s *Store) Changes(since uint64, limit int) ([]Change, error) {
	var changes []Change
	err := s.view("changes", func(tx *bolt.Tx) error {
		c := tx.Bucket(bucketChanges).Cursor()
		for k, v := c.Seek(numberKey(since + 1)); k != nil; k, v = c.Next() {
			if limit > 0 && len(changes) == limit {
				break
			}
			change, err := decodeChange(k, v)
			if err != nil {
				return err
			}
			changes = append(changes, change)
		}
		return nil
	})
	return changes, err
}

// Generation is that of the last change, 0 for a store that never held anything.
func (s *Store) Generation() (uint64, error) { return s.number(metaGeneration) }

// Count is the number of documents held, but those in quarantine.
func (s *Store) Count() (n int, err error) {
	err = s.view("count", func(tx *bolt.Tx) error {
		meta := tx.Bucket(bucketMeta)
		n = int(keyNumber(meta.Get(metaCount)) - keyNumber(meta.Get(metaHeld)))
		return nil
	})
	return n, err
}

func (s *Store) number(name []byte) (n uint64, err error) {
	err = s.view("read "+string(name), func(tx *bolt.Tx) error {
		n = keyNumber(tx.Bucket(bucketMeta).Get(name))
		return nil
	})
	return n, err
}

// Source is a document and where it was taken from.
type Source struct {
	ID     string
	Source directive.Source
	Held   bool // in quarantine
}

// Sources lists the documents taken from the folder root ("" for those that
// belong to none but have a source name), by name and part, those in quarantine
// among them: they follow their files too.
func (s *Store) Sources(root string) ([]Source, error) {
	var list []Source
	prefix := appendString(nil, root)
	err := s.view("sources", func(tx *bolt.Tx) error {
		c, quarantine := tx.Bucket(bucketSources).Cursor(), tx.Bucket(bucketQuarantine)
		for k, v := c.Seek(prefix); bytes.HasPrefix(k, prefix); k, v = c.Next() {
			id, source, err := decodeSource(k, v)
			if err != nil {
				return err
			}
			list = append(list, Source{ID: id, Source: source, Held: held(quarantine, id)})
		}
		return nil
	})
	sort.Slice(list, func(i, j int) bool {
		a, b := list[i].Source, list[j].Source
		return a.Name < b.Name || a.Name == b.Name && a.Part < b.Part
	})
	return list, err
}
