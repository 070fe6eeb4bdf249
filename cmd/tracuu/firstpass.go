package main

import (
	"context"
	"sync/atomic"
	"time"

	"github.com/rs/zerolog"

	"tracuu/index"
	"tracuu/index/ingest"
)

// firstPass takes in the paths that serve was given, and tells readiness
// checks how far it is. A server with an empty folder is not ready before its
// first pass is done or readyWithin has gone; one that holds documents answers
// from them at once.
type firstPass struct {
	done, total atomic.Int64
	finished    atomic.Bool
	patience    time.Time
}

func newFirstPass(ctx context.Context, engine index.Engine, paths bool) *firstPass {
	f := &firstPass{patience: time.Now().Add(readyWithin)}
	status, err := engine.Status(ctx)
	if !paths || (err == nil && status.Documents > 0) {
		f.patience = time.Time{}
	}
	return f
}

// state is how many files were read of how many known, and whether searches
// may be relied on.
func (f *firstPass) state() (done, total int, ready bool) {
	ready = f.finished.Load() || time.Now().After(f.patience)
	return int(f.done.Load()), int(f.total.Load()), ready
}

// run reads paths into the engine and reports what came of it.
func (f *firstPass) run(ctx context.Context, con *console, logger zerolog.Logger, held *folder, paths []string, prune bool) {
	defer f.finished.Store(true)
	if len(paths) == 0 {
		return
	}
	meter := newMeter(con)
	report, err := held.take(ctx, paths, prune, func(p ingest.Progress) {
		f.done.Store(int64(p.Done))
		f.total.Store(int64(p.Total))
		meter.show(p)
	})
	meter.finish()
	if err != nil && ctx.Err() == nil {
		logger.Error().Err(err).Msg("the first pass over the paths failed")
	}
	con.notef("%s\n", report.Summary(ingest.Language(con.lang)))
	for _, line := range report.ProblemLines(ingest.Language(con.lang)) {
		con.notef("  %s\n", printable(line))
	}
	con.failures(report)
}
