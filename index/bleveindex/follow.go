package bleveindex

import (
	"context"
	"fmt"

	bleveapi "github.com/blevesearch/bleve_index_api"

	"tracuu/index"
	"tracuu/index/store"
)

// batchSize is how many documents enter an index at once. A larger batch builds
// a little faster and takes half a megabyte of memory a document while it does.
const batchSize = 256

// follower brings an index up to the store. It is the one way into an index:
// a write, a replay after a crash and a reindex all come through it.
type follower struct {
	store    *store.Store
	families *index.Families
	progress func(done, total int)
	copies   *copyFamilies  // of the live index, nil for none
	told     index.Follower // of the same changes, nil for nobody; only where the live index follows
}

// follow applies what changed in the store after generation since, and returns
// the generation that the index then has. Each batch carries its generation, so
// that a crash leaves the index at a state of the store that was. While bleve
// takes one batch in the next is read and analysed.
func (f *follower) follow(ctx context.Context, into *liveIndex, since uint64) (uint64, error) {
	total := 0
	if last, err := f.store.Generation(); err == nil && last > since {
		total = int(last - since)
	}
	start := since
	steps, stop := f.ahead(since)
	defer stop()
	for step := range steps {
		if err := ctx.Err(); err != nil {
			return since, err
		}
		if step.err != nil {
			return since, step.err
		}
		if err := f.apply(into, step); err != nil {
			return since, err
		}
		since = step.generation()
		if f.progress != nil {
			f.progress(int(since-start), total)
		}
	}
	return since, ctx.Err()
}

// apply brings one step into an index.
func (f *follower) apply(into *liveIndex, s *step) error {
	// What is told comes first, so that an answer of the generation before has the
	// validator of that generation, never of this one.
	f.tell(s.changes, s.records)
	batch := bleveapi.NewBatch()
	for _, c := range s.changes {
		if _, held := s.records[c.ID]; !held {
			batch.Delete(c.ID) // deleted in this change or in one that follows
		}
	}
	for _, doc := range s.documents {
		batch.Update(doc)
	}
	batch.SetInternal(generationKey, encodeGeneration(s.generation()))
	err := into.batch(batch)
	if err != nil {
		err = fmt.Errorf("bleveindex: index %d changes: %w", len(s.changes), err)
		if has, unread := into.written(); unread != nil || has < s.generation() {
			return err
		} // else it is in memory, and only its way to the disk failed
	}
	f.copies.follow(into, s.changes, s.documents)
	return err
}
