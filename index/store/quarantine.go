package store

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"slices"
	"time"

	bolt "go.etcd.io/bbolt"

	"tracuu/index/directive"
)

// bucketQuarantine says which documents are held back for their mark of secrecy,
// and which were released with it: id → hold. It is made with the first of them,
// so that older stores open as they are.
//
// A document with a mark is held from the transaction that brings it, before
// anything derived can learn of it, until Release: Get, Each, Count and Changes
// of the Store pass over it, so whoever derives something from them never sees it.
// Only a transaction, Quarantined and Sources do.
var bucketQuarantine = []byte("quarantine")

// metaHeld counts the documents held back; absent for none.
var metaHeld = []byte("held")

// hold is the entry of a document in quarantine, or of one released from it.
type hold struct {
	released bool
	mark     directive.Secrecy // that it was released with
	text     []byte            // checksum of the text that was released
	since    time.Time
}

func (h hold) encode() []byte {
	b := appendString([]byte{flag(h.released)}, string(h.mark))
	b = appendString(b, string(h.text))
	return append(b, numberKey(uint64(h.since.UnixNano()))...)
}

func decodeHold(b []byte) (h hold, err error) {
	r := reader{b: b}
	h.released = r.byte() == 1
	h.mark, h.text = directive.Secrecy(r.string()), []byte(r.string())
	h.since = time.Unix(0, int64(keyNumber(r.rest()))).UTC()
	return h, r.err
}

// held reports whether a document is in quarantine.
func held(quarantine *bolt.Bucket, id string) bool {
	if quarantine == nil {
		return false
	}
	h, err := decodeHold(quarantine.Get([]byte(id)))
	return err == nil && !h.released
}

// secrecyRank orders the marks.
func secrecyRank(s directive.Secrecy) int {
	return slices.Index([]directive.Secrecy{directive.Secret, directive.HighSecret, directive.TopSecret}, s)
}

func textSum(r *Record) []byte {
	text := r.Read.Text
	if r.Given.Has("text") {
		text = r.Given.Directive.Text
	}
	sum := sha256.Sum256([]byte(text))
	return sum[:8]
}

// mustHold says whether a record that is about to be put belongs in quarantine:
// one with a mark does, unless this text was released with this mark or a higher
// one; one that is there stays, whatever its mark has become.
func (tx *Tx) mustHold(r *Record) (bool, error) {
	mark := r.Secrecy()
	quarantine := tx.btx.Bucket(bucketQuarantine)
	if quarantine == nil {
		return mark != "", nil
	}
	value := quarantine.Get([]byte(r.ID))
	if value == nil {
		return mark != "", nil
	}
	h, err := decodeHold(value)
	switch {
	case err != nil:
		return true, err
	case !h.released:
		return true, nil
	case mark == "":
		return false, quarantine.Delete([]byte(r.ID)) // a mark that comes back counts anew
	}
	return secrecyRank(mark) > secrecyRank(h.mark) || string(h.text) != string(textSum(r)), nil
}

// setHold puts a document into quarantine, releases it, or forgets about it (nil).
func (tx *Tx) setHold(id string, h *hold) error {
	quarantine, err := tx.btx.CreateBucketIfNotExists(bucketQuarantine)
	if err != nil {
		return err
	}
	count := keyNumber(tx.meta.Get(metaHeld))
	if held(quarantine, id) {
		count--
	}
	if h == nil {
		return errors.Join(quarantine.Delete([]byte(id)), tx.meta.Put(metaHeld, numberKey(count)))
	}
	if !h.released {
		count++
	}
	return errors.Join(quarantine.Put([]byte(id), h.encode()), tx.meta.Put(metaHeld, numberKey(count)))
}

// holdBack puts a record into quarantine where it belongs there, and gives the
// change as the outside may know it: a document that nobody ever saw is not there,
// one that was open has gone.
func (tx *Tx) holdBack(r *Record, old idEntry, c Change) (Change, error) {
	secret, err := tx.mustHold(r)
	if err != nil || !secret {
		return c, err
	}
	if !tx.held(r.ID) {
		if err := tx.setHold(r.ID, &hold{since: r.At}); err != nil {
			return c, err
		}
	}
	c.Deleted = true
	c.Hidden, err = tx.neverSeen(old)
	return c, err
}

// neverSeen reports whether a document was in no state that the outside could see.
func (tx *Tx) neverSeen(old idEntry) (bool, error) {
	key := numberKey(old.generation)
	value := tx.changes.Get(key)
	if value == nil {
		return true, nil
	}
	last, err := decodeChange(key, value)
	return last.Hidden, err
}

func (tx *Tx) held(id string) bool { return held(tx.btx.Bucket(bucketQuarantine), id) }

// Held reports whether a document is in quarantine, as this transaction sees it.
func (tx *Tx) Held(id string) bool {
	in := true // what cannot be read is not open
	guarded(func() error {
		in = tx.held(id)
		return nil
	})
	return in
}

// Release takes a document out of quarantine for good: it stays open while its
// text is the same and its mark no higher. It returns ErrNotFound for a document
// that is not in quarantine.
func (tx *Tx) Release(id string) error {
	r, err := tx.Get(id)
	if err != nil {
		return err
	}
	if !tx.Held(id) {
		return fmt.Errorf("store: release %q: %w", id, ErrNotFound)
	}
	err = guarded(func() error {
		return tx.setHold(id, &hold{released: true, mark: r.Secrecy(), text: textSum(&r), since: tx.now().UTC()})
	})
	if err != nil {
		return fmt.Errorf("store: release %q: %w", id, err)
	}
	r.At, r.Arrival = time.Time{}, 0 // to everybody else it comes now
	return tx.Put(r)
}

// PutReleased stores a record as Put does that was released before in another
// store, with the mark and the text that it has.
func (tx *Tx) PutReleased(r Record) error {
	err := guarded(func() error {
		return tx.setHold(r.ID, &hold{released: true, mark: r.Secrecy(), text: textSum(&r), since: tx.now().UTC()})
	})
	if err != nil {
		return fmt.Errorf("store: put %q: %w", r.ID, err)
	}
	return tx.Put(r)
}

// Released reports whether a document was released from quarantine.
func (s *Store) Released(id string) (released bool, err error) {
	err = s.view("quarantine", func(tx *bolt.Tx) error {
		released = isReleased(tx, id)
		return nil
	})
	return released, err
}

func isReleased(tx *bolt.Tx, id string) bool {
	quarantine := tx.Bucket(bucketQuarantine)
	if quarantine == nil {
		return false
	}
	h, err := decodeHold(quarantine.Get([]byte(id)))
	return err == nil && h.released
}

// Held is a document in quarantine.
type Held struct {
	Record Record
	Since  time.Time
}

// Quarantined lists the documents in quarantine after the id after ("" for all),
// in order of id, at most limit of them (all for limit < 1).
func (s *Store) Quarantined(after string, limit int) ([]Held, error) {
	var list []Held
	err := s.view("quarantine", func(tx *bolt.Tx) error {
		quarantine := tx.Bucket(bucketQuarantine)
		if quarantine == nil {
			return nil
		}
		c := quarantine.Cursor()
		for k, v := c.Seek([]byte(after)); k != nil && (limit < 1 || len(list) < limit); k, v = c.Next() {
			h, err := decodeHold(v)
			if err != nil {
				return err
			}
			if h.released || string(k) == after {
				continue
			}
			packed, err := fetch(tx.Bucket(bucketIDs), tx.Bucket(bucketDocs), string(k))
			if err != nil {
				return err
			}
			r, err := decodeRecord(packed)
			if err != nil {
				return fmt.Errorf("%q: %w", k, err)
			}
			list = append(list, Held{Record: r, Since: h.since})
		}
		return nil
	})
	return list, err
}

// HeldCount is the number of documents in quarantine.
func (s *Store) HeldCount() (int, error) {
	n, err := s.number(metaHeld)
	return int(n), err
}

// Secrecy is the mark of the document as it stands: curated before supplied
// before read. Known to be empty is no mark.
func (r *Record) Secrecy() directive.Secrecy {
	if len(r.Curated) > 0 {
		if curated, err := directive.DecodeGiven(r.Curated); err == nil && curated.Has("secrecy") {
			return curated.Directive.Secrecy
		}
	}
	if r.Given.Has("secrecy") {
		return r.Given.Directive.Secrecy
	}
	return r.Read.Secrecy
}

// open reports whether a document is not in quarantine.
func (s *Store) open(id string) (open bool, err error) {
	err = s.view("quarantine", func(tx *bolt.Tx) error {
		open = !held(tx.Bucket(bucketQuarantine), id)
		return nil
	})
	return open, err
}
