package main

import (
	"context"

	"github.com/rs/zerolog"

	"tracuu/index/ingest"
)

// follow takes in the paths that serve was given, says so by closing loaded, and
// with --watch takes in what changes in them until ctx is done. The watching begins
// before the first pass, so that nothing is missed between the two.
func (f *folder) follow(ctx context.Context, con *console, logger zerolog.Logger, first *firstPass, paths []string, flags serveFlags, loaded chan<- struct{}) {
	var watcher *ingest.Watcher
	if flags.watch && len(paths) > 0 {
		var err error
		if watcher, err = ingest.NewWatcher(ctx, f.engine, paths, f.intake.options(f.words), noticesTo(logger)); err != nil && ctx.Err() == nil {
			logger.Error().Err(err).Msg("the paths cannot be watched")
		}
	}
	first.run(ctx, con, logger, f, paths, flags.prune)
	close(loaded)
	if watcher == nil {
		return
	}
	_ = watcher.Run(ctx) // ends with ctx
	if err := f.intake.seen.Save(); err != nil {
		logger.Warn().Err(err).Msg("unchanged files will be read again at the next start")
	}
}

// noticesTo logs what a watcher tells.
func noticesTo(logger zerolog.Logger) ingest.Notices {
	return ingest.Notices{
		Report: func(r ingest.Report) { logReport(logger, r) },
		Failed: func(err error) { logger.Error().Err(err).Msg("a change could not be taken in; it is tried again") },
		Lost: func(root string, err error) {
			logger.Warn().Str("folder", root).Err(err).Msg("the folder cannot be read; its documents stay")
		},
		Found: func(root string) { logger.Info().Str("folder", root).Msg("the folder is back; it is read through") },
		Blind: func(root string, err error) {
			logger.Warn().Str("folder", root).Err(err).Msg("changes are looked for every few seconds, for the system does not tell of all")
		},
	}
}

// logReport logs what became of files that changed: a line for all that went well,
// and one for each that did not.
func logReport(logger zerolog.Logger, r ingest.Report) {
	logger.Info().Int("files", r.Files).Int("created", r.Created).Int("replaced", r.Replaced).Int("moved", r.Moved).
		Int("deleted", r.Deleted).Int("quarantined", r.Quarantined).Int("failed", len(r.Failures)).Msg("files changed")
	for _, failure := range r.Failures {
		logger.Warn().Str("file", failure.File).Str("part", failure.Part).Str("kind", failure.Kind).Str("reason", failure.Reason).Msg("not indexed")
	}
}
