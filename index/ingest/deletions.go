package ingest

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"tracuu/index"
)

// followDeletions takes out of the collection what is gone from the folders.
func (run *run) followDeletions() error {
	for _, f := range run.folders {
		gone, files := f.vanished()
		if len(gone) == 0 {
			continue
		}
		if f.overHalf(len(gone), files) && !run.o.Prune {
			run.report.fail(Failure{File: validName(f.root), Kind: KindWithheld,
				Reason: fmt.Sprintf("%d of %d documents, %d of %d files: --prune deletes them", len(gone), f.held, files, f.files)})
			continue
		}
		f.deleted = files
		for _, e := range gone {
			err := run.w.Delete(run.ctx, run.o.Scope, e.ID)
			switch {
			case errors.Is(err, index.ErrNotFound):
			case err != nil:
				return fmt.Errorf("ingest: delete %q: %w", e.ID, err)
			default:
				run.report.Deleted++
			}
		}
		if run.o.Seen != nil {
			for name := range f.known {
				if f.gone(name) {
					run.o.Seen.forget(f.root, name)
				}
			}
		}
	}
	return nil
}

// overHalf reports whether so many documents, or files, are gone that the disk may
// be rather than they. One file that the system saw go is gone.
func (f *folder) overHalf(documents, files int) bool {
	if f.witnessed && files <= 1 && f.before.files == 0 {
		return false
	}
	return 2*(documents+f.before.documents) > f.held+f.before.documents || 2*(files+f.before.files) > f.files+f.before.files
}

// vanished lists the documents whose file is gone, or whose part is gone from a
// file that was read to its end without a failure, or taken by another, and how
// many files are gone. A document put in this run has found another place.
func (f *folder) vanished() (gone []index.SourceEntry, files int) {
	take := func(e index.SourceEntry) {
		if !f.written[e.ID] {
			gone = append(gone, e)
		}
	}
	for name, entries := range f.known {
		if !f.gone(name) {
			continue
		}
		before := len(gone)
		for _, e := range entries {
			take(e)
		}
		if len(gone) > before {
			files++
		}
	}
	for _, j := range f.read {
		if j.failed {
			continue
		}
		for _, e := range f.known[j.name] {
			if id, put := j.placed[e.Source.Part]; !j.parts[e.Source.Part] || put && id != e.ID {
				take(e)
			}
		}
	}
	slices.SortFunc(gone, func(a, b index.SourceEntry) int { return strings.Compare(a.ID, b.ID) })
	return gone, files
}
