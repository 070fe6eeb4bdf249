package store

import (
	"errors"
	"fmt"
	"time"

	bolt "go.etcd.io/bbolt"

	"tracuu/index/directive"
)

// How full bbolt packs the pages of buckets that grow at their end, and of
// those that grow anywhere but often in the order of their keys.
const (
	growingFill = 1
	mixedFill   = 0.8
)

// Tx is a transaction under way. It sees its own changes. It belongs to the
// goroutine of the function that Update called.
type Tx struct {
	btx                                      *bolt.Tx
	meta, ids, sources, changes              *bolt.Bucket
	docs                                     documents
	now                                      func() time.Time
	generation, count, next, firstGeneration uint64
}

func newTx(btx *bolt.Tx, now func() time.Time) (tx *Tx, err error) {
	err = guarded(func() error {
		tx = &Tx{
			btx: btx, now: now,
			meta: btx.Bucket(bucketMeta), docs: newDocuments(btx.Bucket(bucketDocs)), ids: btx.Bucket(bucketIDs),
			sources: btx.Bucket(bucketSources), changes: btx.Bucket(bucketChanges),
		}
		tx.docs.FillPercent, tx.changes.FillPercent = growingFill, growingFill
		tx.ids.FillPercent, tx.sources.FillPercent = mixedFill, mixedFill
		tx.generation = keyNumber(tx.meta.Get(metaGeneration))
		tx.count = keyNumber(tx.meta.Get(metaCount))
		tx.next = keyNumber(tx.meta.Get(metaNext))
		tx.firstGeneration = tx.generation
		return nil
	})
	return tx, err
}

func (tx *Tx) commit() error {
	if err := tx.docs.finish(); err != nil {
		return err
	}
	if tx.generation != tx.firstGeneration {
		err := errors.Join(
			tx.meta.Put(metaGeneration, numberKey(tx.generation)),
			tx.meta.Put(metaCount, numberKey(tx.count)),
			tx.meta.Put(metaNext, numberKey(tx.next)))
		if err != nil {
			return err
		}
		if tx.meta.Get(metaEpoch) == nil { // a store of before there were epochs
			if err := renewEpoch(tx.meta); err != nil {
				return err
			}
		}
	}
	return tx.btx.Commit()
}

// Generation is that of the last change, those of this transaction included.
func (tx *Tx) Generation() uint64 { return tx.generation }

// Put stores a record under its id, in place of the one there may be, and gives
// it the next generation.
func (tx *Tx) Put(r Record) error {
	if err := tx.check(r); err != nil {
		return fmt.Errorf("store: put %q: %w", r.ID, err)
	}
	r.Generation = tx.generation + 1
	if r.At.IsZero() {
		r.At = tx.now()
	}
	r.At = r.At.UTC()
	if r.Arrival == 0 {
		r.Arrival, r.Added = r.Generation, r.At
	}
	s, err := layOut(r)
	if err != nil {
		return err
	}
	if err := guarded(func() error { return tx.put(r, s) }); err != nil {
		return fmt.Errorf("store: put %q: %w", r.ID, err)
	}
	return nil
}

func (tx *Tx) check(r Record) error {
	if err := directive.ValidateID(r.ID); err != nil {
		return err
	}
	if len(sourceKey(r.source())) > maxSourceKey {
		return fmt.Errorf("the source name is longer than %d bytes", maxSourceKey)
	}
	if len(r.Curated) > 0 {
		if _, err := directive.DecodeGiven(r.Curated); err != nil {
			return fmt.Errorf("curated: %w", err)
		}
	}
	return nil
}

func (tx *Tx) put(r Record, s *stored) error {
	old, held, err := tx.entry(r.ID)
	if err != nil {
		return err
	}
	before := tx.outlineSeen(old)
	entry := idEntry{number: old.number, source: sourceKey(r.source())}
	if !held || old.deleted {
		tx.next++
		tx.count++
		entry.number = tx.next
	}
	tx.docs.put(entry.number, s)
	if err := tx.unlink(r.ID, old.source); err != nil {
		return err
	}
	if entry.source != nil {
		s := r.source()
		e := sourceEntry{id: r.ID, format: s.Format, sha256: s.SHA256, ocr: s.OCR}
		if err := tx.sources.Put(entry.source, e.encode()); err != nil {
			return err
		}
	}
	change, err := tx.holdBack(&r, old, Change{ID: r.ID, At: r.At})
	if err != nil {
		return err
	}
	var now *Outline // nobody sees it
	if !change.Deleted {
		now = outlineOf(&r)
	}
	if err := tx.leave(change, before, now); err != nil {
		return err
	}
	return tx.record(entry, old, change)
}

// Delete removes a document; its id stays listed in Changes. It returns
// ErrNotFound when the document is not held.
func (tx *Tx) Delete(id string) error {
	err := guarded(func() error {
		old, held, err := tx.entry(id)
		if err != nil {
			return err
		}
		if !held || old.deleted {
			return ErrNotFound
		}
		before := tx.outlineSeen(old)
		if err := tx.docs.Delete(numberKey(old.number)); err != nil {
			return err
		}
		if err := tx.unlink(id, old.source); err != nil {
			return err
		}
		tx.count--
		hidden, err := tx.neverSeen(old)
		if err != nil {
			return err
		}
		if tx.btx.Bucket(bucketQuarantine) != nil {
			if err := tx.setHold(id, nil); err != nil {
				return err
			}
		}
		change := Change{ID: id, Deleted: true, Hidden: hidden, At: tx.now().UTC()}
		return errors.Join(tx.leave(change, before, nil), tx.record(idEntry{deleted: true}, old, change))
	})
	if err != nil {
		return fmt.Errorf("store: delete %q: %w", id, err)
	}
	return nil
}

// record gives a change the next generation in place of the id's last one.
func (tx *Tx) record(entry, old idEntry, c Change) error {
	tx.generation++
	entry.generation = tx.generation
	if old.generation != 0 {
		if err := tx.changes.Delete(numberKey(old.generation)); err != nil {
			return err
		}
	}
	if err := tx.changes.Put(numberKey(tx.generation), c.encode()); err != nil {
		return err
	}
	return tx.ids.Put([]byte(c.ID), entry.encode())
}

// unlink forgets the source of a document, unless another took it over.
func (tx *Tx) unlink(id string, key []byte) error {
	if len(key) == 0 {
		return nil
	}
	value := tx.sources.Get(key)
	if value == nil {
		return nil
	}
	owner, _, err := decodeSource(key, value)
	if err != nil || owner != id {
		return err
	}
	return tx.sources.Delete(key)
}

func (tx *Tx) entry(id string) (e idEntry, held bool, err error) { return lookup(tx.ids, id) }

func lookup(ids *bolt.Bucket, id string) (e idEntry, held bool, err error) {
	if id == "" {
		return idEntry{}, false, nil
	}
	value := ids.Get([]byte(id))
	if value == nil {
		return idEntry{}, false, nil
	}
	e, err = decodeIDEntry(value)
	return e, err == nil, err
}

// Get returns a document as this transaction sees it, or ErrNotFound.
func (tx *Tx) Get(id string) (r Record, err error) {
	var packed []byte
	err = guarded(func() error {
		packed, err = fetch(tx.ids, &tx.docs, id)
		return err
	})
	if err == nil && packed == nil {
		err = ErrNotFound
	}
	if err == nil {
		r, err = decodeRecord(packed)
	}
	if err != nil {
		return Record{}, fmt.Errorf("store: get %q: %w", id, err)
	}
	return r, nil
}

// fetch copies a packed record out of the memory map, nil when id is not held.
func fetch(ids *bolt.Bucket, docs interface{ Get(key []byte) []byte }, id string) ([]byte, error) {
	e, held, err := lookup(ids, id)
	if err != nil || !held || e.deleted {
		return nil, err
	}
	value := docs.Get(numberKey(e.number))
	if value == nil {
		return nil, fmt.Errorf("%w: the document is gone", ErrCorrupt)
	}
	return append([]byte(nil), value...), nil
}

// TakenID reports whether a document is held under id. The id of a deleted one
// is free again, for one that mints the same is the same document come back.
func (tx *Tx) TakenID(id string) bool {
	taken := true // what cannot be read is not free
	guarded(func() error {
		e, held, err := tx.entry(id)
		taken = err != nil || held && !e.deleted
		return nil
	})
	return taken
}

// BySource finds the document that was last stored with this root, name and
// part, and the checksum of its file.
func (tx *Tx) BySource(source directive.Source) (id, sha256 string, ok bool) {
	key := sourceKey(source)
	if key == nil {
		return "", "", false
	}
	err := guarded(func() error {
		value := tx.sources.Get(key)
		if value == nil {
			return ErrNotFound
		}
		held, s, err := decodeSource(key, value)
		id, sha256 = held, s.SHA256
		return err
	})
	return id, sha256, err == nil
}
