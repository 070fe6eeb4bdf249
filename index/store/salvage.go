package store

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"os"

	bolt "go.etcd.io/bbolt"
)

// Salvaged is what could be taken out of a damaged store.
type Salvaged struct {
	Documents int
	Lost      int // documents that the damaged store knows of and that could not be read
	// Scanned is how many of Documents were found by reading the pages of the file
	// one by one, past what leads to them. One that was deleted may be among them.
	Scanned int
}

// Salvage takes what can be read out of the damaged store at from into a new store
// at to, which must not be there. The damaged file is not changed. Marks of secrecy
// hold documents back as they do when they come; what was released stays so where
// that can be read.
func Salvage(ctx context.Context, from, to string) (Salvaged, error) {
	fail := func(err error) (Salvaged, error) { return Salvaged{}, fmt.Errorf("store: salvage %s: %w", from, err) }
	if _, err := os.Stat(to); err == nil {
		return fail(fmt.Errorf("%s: %w", to, os.ErrExist))
	}
	fresh, err := Open(to, Options{})
	if err != nil {
		return fail(err)
	}
	v := salvage{ctx: ctx, into: fresh, found: map[string]bool{}, deleted: map[string]bool{}}
	err = v.run(from)
	if err = errors.Join(err, fresh.Close()); err != nil {
		return fail(err)
	}
	return v.result, nil
}

// salvage is one under way.
type salvage struct {
	ctx     context.Context
	into    *Store
	found   map[string]bool // ids that are safe
	deleted map[string]bool
	batch   []salvaged
	result  Salvaged
}

// salvaged is a document with what goes with it.
type salvaged struct {
	record   Record
	released bool
	trail    [][]byte
}

// salvageBatch is how many documents enter the new store in one transaction.
const salvageBatch = 200

func (v *salvage) run(from string) error {
	whole := false
	old, err := Open(from, Options{ReadOnly: true})
	switch {
	case err == nil:
		whole, err = v.byID(old)
		_ = old.Close()
	case errors.Is(err, ErrCorrupt):
		err = nil
	}
	if err == nil && !whole {
		err = v.byPage(from)
	}
	return errors.Join(err, v.flush())
}

// byID reads what the ids lead to, and reports whether that was everything.
func (v *salvage) byID(old *Store) (whole bool, err error) {
	whole = true
	lost := func(reason error) {
		if errors.Is(reason, ErrCorrupt) {
			whole = false
		}
	}
	ids := map[string]idEntry{}
	lost(old.view("salvage", func(tx *bolt.Tx) error {
		return tx.Bucket(bucketIDs).ForEach(func(k, value []byte) error {
			e, err := decodeIDEntry(value)
			if err == nil {
				ids[string(k)] = e
			}
			return err
		})
	}))
	for id, e := range ids {
		if v.deleted[id] = e.deleted; e.deleted {
			continue
		}
		s := salvaged{}
		err := old.view("salvage", func(tx *bolt.Tx) error {
			packed, err := fetch(tx.Bucket(bucketIDs), tx.Bucket(bucketDocs), id)
			if err != nil {
				return err
			}
			s.record, err = decodeRecord(packed)
			return err
		})
		if lost(err); err != nil {
			v.result.Lost++
			continue
		}
		lost(old.view("salvage", func(tx *bolt.Tx) error { s.released = isReleased(tx, id); return nil }))
		lost(old.view("salvage", func(tx *bolt.Tx) error { s.trail = readTrail(tx.Bucket(bucketTrail), id); return nil }))
		if err := v.keep(s); err != nil {
			return whole, err
		}
	}
	if n, err := old.number(metaCount); err == nil && int(n) > len(v.found)+v.result.Lost {
		v.result.Lost, whole = int(n)-len(v.found), false
	}
	return whole, nil
}

func (v *salvage) keep(s salvaged) error {
	if v.found[s.record.ID] {
		return nil
	}
	v.found[s.record.ID] = true
	v.result.Documents++
	v.batch = append(v.batch, s)
	if len(v.batch) < salvageBatch {
		return v.ctx.Err()
	}
	return v.flush()
}

func (v *salvage) flush() error {
	if len(v.batch) == 0 {
		return nil
	}
	err := v.into.Update(func(tx *Tx) error {
		for _, s := range v.batch {
			put := tx.Put
			if s.released {
				put = tx.PutReleased
			}
			if err := put(s.record); err != nil {
				return err
			}
			for _, entry := range s.trail {
				if _, err := tx.Note(s.record.ID, entry); err != nil {
					return err
				}
			}
		}
		return nil
	})
	v.batch = v.batch[:0]
	return err
}

// The layout of bbolt's pages, as far as documents are found by it: a header of
// number, flags, count of elements and count of further pages; then, in a leaf, an
// element for each entry with where its key and value lie, from the element on.
const (
	pageHeader  = 16
	leafElement = 16
	leafFlag    = 0x02
)

// byPage looks for documents on all pages of the file, whatever leads to them. Of
// several states of a document the last one counts; old states lie on pages that
// are free.
func (v *salvage) byPage(from string) error {
	file, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	last := map[string]Record{}
	for _, size := range []int{4 << 10, 8 << 10, 16 << 10, pageSize, 64 << 10} {
		for at := 0; at+pageHeader <= len(file); at += size {
			if binary.NativeEndian.Uint64(file[at:]) != uint64(at/size) {
				continue
			}
			for _, r := range recordsOn(file[at:], size) {
				if before, known := last[r.ID]; !known || r.Generation > before.Generation {
					last[r.ID] = r
				}
			}
		}
	}
	for id, r := range last {
		if v.found[id] || v.deleted[id] {
			continue
		}
		v.result.Scanned++
		v.result.Lost = max(0, v.result.Lost-1)
		if err := v.keep(salvaged{record: r}); err != nil {
			return err
		}
	}
	return nil
}

// recordsOn are the documents on a leaf page and those that continue it.
func recordsOn(b []byte, size int) (records []Record) {
	flags, count := binary.NativeEndian.Uint16(b[8:]), int(binary.NativeEndian.Uint16(b[10:]))
	further := int(binary.NativeEndian.Uint32(b[12:]))
	if flags != leafFlag || further > len(b)/size {
		return nil
	}
	b = b[:min(len(b), (further+1)*size)]
	for i := range count {
		at := pageHeader + i*leafElement
		if at+leafElement > len(b) {
			break
		}
		pos, key, value := uint64(binary.NativeEndian.Uint32(b[at+4:])), uint64(binary.NativeEndian.Uint32(b[at+8:])), uint64(binary.NativeEndian.Uint32(b[at+12:]))
		from, to := uint64(at)+pos+key, uint64(at)+pos+key+value
		if key != 8 || value == 0 || to > uint64(len(b)) {
			continue // no running number, or cut short
		}
		if r, err := decodeRecord(append([]byte(nil), b[from:to]...)); err == nil && r.ID != "" {
			records = append(records, r)
		}
	}
	return records
}
