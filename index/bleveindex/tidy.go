package bleveindex

import (
	"context"
	"runtime/debug"
	"time"

	"github.com/blevesearch/bleve/v2/index/scorch/mergeplan"
	bleveapi "github.com/blevesearch/bleve_index_api"
)

// A load leaves the index in segments of all sizes, and small ones take more room
// for each document and more time in each search. When nothing was written for
// tidyIdle, they become one, if a tidyShare of the documents stands outside the
// largest or is deleted: so that a document is not copied again and again. That
// takes seconds for 100,000 documents, the room of the index once more, and
// little memory; a write stops it. Beyond tidyMost documents bleve's own merging
// of segments of a size has to do.
const (
	tidyIdle  = 2 * time.Second
	tidyShare = 8
	tidyMost  = 2_000_000
	tidyLong  = 10 * time.Minute // after that something is wrong
)

// mergePlan is how a load is merged while it lasts. bleve takes 2,000 documents for the
// smallest segment, so that each batch is merged at once with all before it, and a
// document of ten thousand is copied six times; here it is two batches. There are then
// more segments, of which each costs a search a little: six of a size at most, not ten.
var mergePlan = map[string]any{"FloorSegmentSize": 2 * batchSize, "MaxSegmentsPerTier": 6}

// tidyPlan is for one segment, however many there are.
var tidyPlan = func() *mergeplan.MergePlanOptions {
	plan := mergeplan.SingleSegmentMergePlanOptions
	plan.SegmentsPerMergeTask = 100
	return &plan
}()

// tidier merges segments beside the writer, who alone uses it.
type tidier struct {
	idle *time.Timer
	stop context.CancelFunc // of the merge that may be under way
}

// tidy merges the segments of the live index if that is worth it.
func (e *Engine) tidy() {
	live, release, err := e.acquire()
	if err != nil {
		return // closed
	}
	defer release()
	if e.readOnly() || !live.untidy() {
		return
	}
	ctx, stop := context.WithTimeout(context.Background(), tidyLong)
	e.tidier.stop = stop
	live.tidying.Go(func() {
		defer stop()
		defer paceOfLoad()()
		debug.FreeOSMemory() // the load has left as much again: the merge maps all segments twice
		// What fails is tried again after the next write; nothing depends on it. Closing
		// bleve's index ends it too.
		_ = guard(func() error { return live.mergeAll(ctx) })
	})
}

// mergeAll makes one segment, and has keepUp let go of the files of the others.
func (l *liveIndex) mergeAll(ctx context.Context) error {
	if err := l.scorch.ForceMerge(ctx, tidyPlan); err != nil || ctx.Err() != nil {
		return err
	}
	select {
	case l.merged <- struct{}{}:
	default:
	}
	return nil
}

// letGo has the files of merged segments removed, which bleve else does at the next
// write only.
func (l *liveIndex) letGo() error {
	if err := l.show(); err != nil { // nothing holds them any more
		return err
	}
	nothing := bleveapi.NewBatch()
	nothing.SetInternal(tidiedKey, nil)
	return l.batch(nothing)
}

// tidiedKey is written to make bleve look what files it can remove.
var tidiedKey = []byte("tidied")

// untidy reports whether it pays to merge all segments.
func (l *liveIndex) untidy() bool {
	v := l.view()
	defer v.close()
	total, largest := 0, 0
	for _, s := range v.segments {
		total, largest = total+len(s.ids), max(largest, int(s.live.GetCardinality()))
	}
	return total <= tidyMost && total-largest > 0 && (total-largest)*tidyShare >= total
}
