package store

import (
	"bytes"
	"fmt"
	"time"

	bolt "go.etcd.io/bbolt"

	"tracuu/index/directive"
)

// What left the sight of those who may not see everything. Someone who is held to a
// filter has to learn that a document is gone which was deleted, or which an edit
// took out of the filter; what it was cannot be asked any more. So each state that a
// document left is kept by its outline, once, with the generation of the last time;
// the one that it has now is not. Both buckets are made with the first entry, so that
// older stores open as they are.
var (
	bucketLeft   = []byte("left")    // generation → time, key of bucketLeftOf
	bucketLeftOf = []byte("left of") // id, 0, outline → generation
)

// Outline is what of a document decides who may see it.
type Outline struct {
	Type     directive.Kind
	Issuer   string
	IssuerID string
	NoBody   bool // IssuerID is known to be empty, rather than to be found by the name
	Province string
	Issued   directive.Date
}

// Directive is a document that has the outline and nothing else.
func (o Outline) Directive() directive.Directive {
	d := directive.Directive{Type: o.Type, Issuer: o.Issuer, IssuerID: o.IssuerID, Province: o.Province, Issued: o.Issued}
	if o.NoBody {
		d.Evidence = map[string]directive.Evidence{"issuer_id": {Basis: directive.Supplied}}
	}
	return d
}

func outlineOf(r *Record) *Outline {
	d := r.Directive()
	return &Outline{
		Type: d.Type, Issuer: d.Issuer, IssuerID: d.IssuerID, Province: d.Province, Issued: d.Issued,
		NoBody: d.IssuerID == "" && d.Evidence["issuer_id"].Basis != "",
	}
}

func (c *codec) outline(o *Outline) {
	str(c, &o.Type)
	str(c, &o.Issuer)
	str(c, &o.IssuerID)
	c.bool(&o.NoBody)
	str(c, &o.Province)
	c.date(&o.Issued)
}

// leftKey is the key of an outline of a document; ids hold no 0.
func leftKey(id string, o Outline) []byte {
	c := codec{reader: reader{b: append([]byte(id), 0)}, writing: true}
	c.outline(&o)
	return c.b
}

func decodeLeftKey(key []byte) (id string, o Outline, err error) {
	before, after, found := bytes.Cut(key, []byte{0})
	c := codec{reader: reader{b: after}}
	if c.outline(&o); !found {
		c.fail()
	}
	return string(before), o, c.err
}

// outlineSeen is that of a document as it stands, nil where nobody sees it. One that
// cannot be read has none: it must be possible to write over it.
func (tx *Tx) outlineSeen(e idEntry) *Outline {
	key := numberKey(e.generation)
	last, err := decodeChange(key, tx.changes.Get(key))
	if e.generation == 0 || err != nil || last.Deleted {
		return nil
	}
	r, err := decodeRecord(tx.docs.Get(numberKey(e.number)))
	if err != nil {
		return nil
	}
	return outlineOf(&r)
}

// leave notes that a document had the outline before and has now another, or none
// that anybody sees. The change is about to get the next generation.
func (tx *Tx) leave(c Change, before, now *Outline) error {
	if now != nil {
		if err := tx.forgetLeft(leftKey(c.ID, *now)); err != nil {
			return err
		}
	}
	if before == nil || now != nil && *before == *now {
		return nil
	}
	left, err := tx.btx.CreateBucketIfNotExists(bucketLeft)
	if err != nil {
		return err
	}
	leftOf, err := tx.btx.CreateBucketIfNotExists(bucketLeftOf)
	if err != nil {
		return err
	}
	key, generation := leftKey(c.ID, *before), numberKey(tx.generation+1)
	if err := tx.forgetLeft(key); err != nil {
		return err
	}
	at := codec{writing: true}
	at.time(&c.At)
	if err := left.Put(generation, append(at.b, key...)); err != nil {
		return err
	}
	return leftOf.Put(key, generation)
}

func (tx *Tx) forgetLeft(key []byte) error {
	leftOf := tx.btx.Bucket(bucketLeftOf)
	if leftOf == nil {
		return nil
	}
	generation := leftOf.Get(key)
	if generation == nil {
		return nil
	}
	if err := tx.btx.Bucket(bucketLeft).Delete(append([]byte(nil), generation...)); err != nil {
		return err
	}
	return leftOf.Delete(key)
}

// Left is a state that a document no longer has: it was deleted, went into quarantine
// or has another outline since.
type Left struct {
	Generation uint64 // at which it left it
	ID         string
	At         time.Time
	Was        Outline
	Later      []Outline // others that it left after this one
}

// Left lists what documents were until after generation since, in the order in which
// they ceased to be it, at most limit of them (all for limit < 1). What was deleted
// before there was such a list is not in it.
func (s *Store) Left(since uint64, limit int) ([]Left, error) {
	var list []Left
	err := s.view("left", func(tx *bolt.Tx) error {
		left := tx.Bucket(bucketLeft)
		if left == nil {
			return nil
		}
		c := left.Cursor()
		for k, v := c.Seek(numberKey(since + 1)); k != nil && (limit < 1 || len(list) < limit); k, v = c.Next() {
			entry := Left{Generation: keyNumber(k)}
			in := codec{reader: reader{b: v}}
			in.time(&entry.At)
			key, err := in.rest(), in.err
			if err == nil {
				entry.ID, entry.Was, err = decodeLeftKey(key)
			}
			if err == nil {
				entry.Later, err = laterOf(tx.Bucket(bucketLeftOf), entry)
			}
			if err != nil {
				return fmt.Errorf("generation %d: %w", entry.Generation, err)
			}
			list = append(list, entry)
		}
		return nil
	})
	return list, err
}

func laterOf(leftOf *bolt.Bucket, entry Left) (later []Outline, err error) {
	prefix := append([]byte(entry.ID), 0)
	c := leftOf.Cursor()
	for k, v := c.Seek(prefix); bytes.HasPrefix(k, prefix); k, v = c.Next() {
		if keyNumber(v) <= entry.Generation {
			continue
		}
		_, o, err := decodeLeftKey(k)
		if err != nil {
			return nil, err
		}
		later = append(later, o)
	}
	return later, nil
}
