package store

import (
	"context"
	"errors"
	"fmt"

	bolt "go.etcd.io/bbolt"
)

// Health is what Check found.
type Health struct {
	Documents  int // quarantined ones included
	Held       int // in quarantine
	Generation uint64
	Problems   []string // the first of them, in words; none for a sound store
	More       int      // problems that are not listed
}

// mostProblems bounds the problems that Check lists.
const mostProblems = 20

func (h *Health) fault(format string, args ...any) {
	if len(h.Problems) == mostProblems {
		h.More++
		return
	}
	h.Problems = append(h.Problems, fmt.Sprintf(format, args...))
}

// Check reads all of the store, in one snapshot, and holds its parts against each
// other: every document can be unpacked and is known under its id, every id, source
// and change leads where it should, and the counts are right. What is wrong is in
// Health; an error is that of ctx. show is told how many documents were read.
func (s *Store) Check(ctx context.Context, show func(done int)) (h Health, err error) {
	err = s.view("check", func(tx *bolt.Tx) error {
		c := checker{ctx: ctx, tx: tx, health: &h, show: show, seen: map[string]uint64{}}
		for _, part := range []struct {
			name []byte
			read func(k, v []byte) error
		}{
			{bucketDocs, c.document}, {bucketIDs, c.id}, {bucketSources, c.source},
			{bucketChanges, c.change}, {bucketQuarantine, c.hold}, {bucketTrail, ignore},
		} {
			if err := c.walk(part.name, part.read); err != nil {
				return err
			}
		}
		c.counts()
		return nil
	})
	if errors.Is(err, ErrCorrupt) {
		h.fault("%v", err)
		err = nil
	}
	return h, err
}

// checker is a check under way.
type checker struct {
	ctx    context.Context
	tx     *bolt.Tx
	health *Health
	show   func(int)
	seen   map[string]uint64 // id to the running number under which its document was read
}

func ignore(_, _ []byte) error { return nil }

// walk reads a bucket to its end, or to the page that cannot be read.
func (c *checker) walk(name []byte, read func(k, v []byte) error) error {
	last := []byte(nil)
	err := guarded(func() error {
		bucket := c.tx.Bucket(name)
		if bucket == nil {
			return nil
		}
		cursor := bucket.Cursor()
		for k, v := cursor.First(); k != nil; k, v = cursor.Next() {
			if err := c.ctx.Err(); err != nil {
				return err
			}
			if err := read(k, v); err != nil {
				c.health.fault("%s %q: %v", name, k, err)
			}
			last = append(last[:0], k...)
		}
		return nil
	})
	if errors.Is(err, ErrCorrupt) {
		c.health.fault("%s breaks off after %q: %v", name, last, err)
		return nil
	}
	return err
}

func (c *checker) document(k, v []byte) error {
	r, err := decodeRecord(append([]byte(nil), v...))
	if err != nil {
		return err
	}
	if before, twice := c.seen[r.ID]; twice {
		return fmt.Errorf("the document %q lies under %d too", r.ID, before)
	}
	c.seen[r.ID] = keyNumber(k)
	if c.health.Documents++; c.show != nil {
		c.show(c.health.Documents)
	}
	return nil
}

func (c *checker) id(k, v []byte) error {
	e, err := decodeIDEntry(v)
	if err != nil {
		return err
	}
	number, held := c.seen[string(k)]
	switch {
	case e.deleted && held:
		return errors.New("the document is deleted and there")
	case !e.deleted && !held:
		return errors.New("the document is gone")
	case held && number != e.number:
		return fmt.Errorf("the document lies under %d, not %d", number, e.number)
	}
	return nil
}

func (c *checker) source(k, v []byte) error {
	id, source, err := decodeSource(k, v)
	if err != nil {
		return err
	}
	if _, held := c.seen[id]; !held {
		return fmt.Errorf("%s leads to %q, which is not there", source.Name, id)
	}
	return nil
}

func (c *checker) change(k, v []byte) error {
	change, err := decodeChange(k, v)
	if err != nil {
		return err
	}
	e, known, err := lookup(c.tx.Bucket(bucketIDs), change.ID)
	if err != nil || !known || e.generation != change.Generation {
		return fmt.Errorf("%q does not know of its last change: %w", change.ID, errors.Join(err, ErrCorrupt))
	}
	return nil
}

func (c *checker) hold(k, v []byte) error {
	h, err := decodeHold(v)
	if err != nil {
		return err
	}
	if _, there := c.seen[string(k)]; !there && !h.released {
		return errors.New("what is held back is not there")
	}
	if !h.released {
		c.health.Held++
	}
	return nil
}

// counts holds the counts that the store keeps against those of the walk.
func (c *checker) counts() {
	_ = guarded(func() error {
		meta := c.tx.Bucket(bucketMeta)
		c.health.Generation = keyNumber(meta.Get(metaGeneration))
		if n := keyNumber(meta.Get(metaCount)); n != uint64(c.health.Documents) {
			c.health.fault("%d documents are there, %d are counted", c.health.Documents, n)
		}
		if n := keyNumber(meta.Get(metaHeld)); n != uint64(c.health.Held) {
			c.health.fault("%d documents are held back, %d are counted", c.health.Held, n)
		}
		return nil
	})
}
