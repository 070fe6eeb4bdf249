package bleveindex

import (
	"context"
	"fmt"
	"sync"

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
// that a crash leaves the index at a state of the store that was.
func (f *follower) follow(ctx context.Context, into *liveIndex, since uint64) (uint64, error) {
	total := 0
	if last, err := f.store.Generation(); err == nil && last > since {
		total = int(last - since)
	}
	start := since
	for {
		if err := ctx.Err(); err != nil {
			return since, err
		}
		changes, err := f.store.Changes(since, batchSize)
		if err != nil {
			return since, fmt.Errorf("bleveindex: read what changed: %w", err)
		}
		if len(changes) == 0 {
			return since, nil
		}
		if err := f.apply(into, changes); err != nil {
			return since, err
		}
		since = changes[len(changes)-1].Generation
		if f.progress != nil {
			f.progress(int(since-start), total)
		}
	}
}

func (f *follower) apply(into *liveIndex, changes []store.Change) error {
	ids := make([]string, 0, len(changes))
	for _, c := range changes {
		if !c.Deleted {
			ids = append(ids, c.ID)
		}
	}
	records, err := f.store.Get(ids...)
	if err != nil {
		return fmt.Errorf("bleveindex: read what changed: %w", err)
	}
	// What is told comes first, so that an answer of the generation before has the
	// validator of that generation, never of this one.
	f.tell(changes, records)
	batch := bleveapi.NewBatch()
	for _, c := range changes {
		if _, held := records[c.ID]; !held {
			batch.Delete(c.ID) // deleted in this change or in one that follows
		}
	}
	documents := f.documents(records)
	for _, doc := range documents {
		batch.Update(doc)
	}
	batch.SetInternal(generationKey, encodeGeneration(changes[len(changes)-1].Generation))
	err = into.batch(batch)
	if err != nil {
		err = fmt.Errorf("bleveindex: index %d changes: %w", len(changes), err)
		if has, unread := into.written(); unread != nil || has < changes[len(changes)-1].Generation {
			return err
		} // else it is in memory, and only its way to the disk failed
	}
	f.copies.follow(changes, documents)
	return err
}

// documents analyses records, side by side.
func (f *follower) documents(records map[string]store.Record) []*indexDocument {
	var (
		out   = make([]*indexDocument, len(records))
		next  = make(chan func())
		group sync.WaitGroup
	)
	for range min(workers, len(records)) {
		group.Go(func() {
			for work := range next {
				work()
			}
		})
	}
	i := 0
	for _, r := range records {
		at := i
		i++
		next <- func() {
			d := r.Directive()
			out[at] = newDocument(&d, f.families)
			out[at].copies, out[at].arrival = fingerprint(&d, &r), r.Arrival
		}
	}
	close(next)
	group.Wait()
	return out
}
