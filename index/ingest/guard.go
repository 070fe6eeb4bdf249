package ingest

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"iter"
	"time"

	"tracuu/index/directive"
	"tracuu/index/docfile"
)

// ErrCrashed is a file whose reading panicked: a fault of tracuu, and of that file
// alone.
var ErrCrashed = errors.New("reading the file failed inside tracuu")

// How long a file may take where Options say nothing, and how much longer one is
// waited for that does not notice that its time is over.
const (
	fileTime  = 10 * time.Minute
	fileGrace = 30 * time.Second
)

// items reads the documents of a file and the directive in each. It ends when the
// file does, when ctx is done or when the file's time is over, whatever the reader
// does meanwhile: a reader that hangs is left behind. Parts that skip reports, which
// is asked beside the caller, come as items that were passed. A panic is an Item with
// Err.
func items(ctx context.Context, source directive.Source, data []byte, o Options, skip func(part string) bool) iter.Seq[Item] {
	o.Files.Limits.Time = cmp.Or(o.Files.Limits.Time, fileTime)
	return func(yield func(Item) bool) {
		ctx, stop := context.WithCancel(ctx)
		defer stop()
		late := time.NewTimer(o.Files.Limits.Time + fileGrace)
		defer late.Stop()
		read := make(chan Item)
		go func() {
			defer close(read)
			readItems(ctx, source, data, o, skip, func(item Item) bool {
				select {
				case read <- item:
					return true
				case <-ctx.Done():
					return false
				}
			})
		}()
		for {
			select {
			case item, ok := <-read:
				if !ok || !yield(item) {
					return
				}
			case <-ctx.Done():
				return
			case <-late.C:
				yield(Item{Draft: draftOf(source), Err: fmt.Errorf("%w: its reader does not end", docfile.ErrTooSlow)})
				return
			}
		}
	}
}

func readItems(ctx context.Context, source directive.Source, data []byte, o Options, skip func(string) bool, send func(Item) bool) {
	defer func() {
		if p := recover(); p != nil {
			send(Item{Draft: draftOf(source), Err: fmt.Errorf("%w: %v", ErrCrashed, p)})
		}
	}()
	for d := range docfile.Read(ctx, source.Name, data, o.Files) {
		item := Item{passed: d.Err == nil && skip(d.Part)}
		if item.passed {
			item.Draft.Read.Source.Part = d.Part
		} else {
			item = itemOf(d, source, o.Bodies)
		}
		if !send(item) {
			return
		}
	}
}
