package ingest

import (
	"context"
	"errors"
	"fmt"
	"io"
	"runtime"
	"strconv"
	"sync"
	"time"

	"tracuu/index"
	"tracuu/index/directive"
	"tracuu/index/docfile"
)

// MaxLine is the longest line of a stream, in bytes.
const MaxLine = 32 << 20

// linger is how long a batch waits for more lines: a caller who waits for the
// answer to a line before sending the next must get it.
const linger = 20 * time.Millisecond

// LineResult is what became of one line of a stream.
type LineResult struct {
	Line     int                 `json:"line"` // counted from 1, blank ones included
	ID       string              `json:"id,omitempty"`
	Status   index.WriteStatus   `json:"status"`
	Problems []directive.Problem `json:"problems"`
}

// The codes of problems of a line that was refused.
const (
	CodeInvalid = "invalid"   // no document can be made of it
	CodeRefused = "refused"   // the collection did not take it
	CodeTooLong = "too-large" // longer than MaxLine
)

// Lines puts a stream of JSON documents, one a line, and calls each for every
// line that is not blank, in order, once the document is on disk. A line that is
// no document is refused and the rest goes on. There is no limit in all. Lines
// returns the error of r, of w, or of a done context; lines that each was not
// called for may not be stored. Bodies may be nil, as in Options.
//
// When the context is done Lines returns at once, but one Read of r may still be
// under way until its owner closes it.
func Lines(ctx context.Context, w index.Writer, r io.Reader, bodies *directive.Bodies, each func(LineResult)) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	rows, failed := readRows(ctx, r)
	s := stream{w: w, bodies: bodies, each: each}
	for {
		batch, more, err := gather(ctx, rows)
		if err != nil {
			return err
		}
		if err := s.put(ctx, batch); err != nil {
			return err
		}
		if !more {
			return <-failed
		}
	}
}

// readRows reads rows in the background until the stream or the context ends.
// What ended the stream is sent before rows is closed.
func readRows(ctx context.Context, r io.Reader) (<-chan docfile.Document, <-chan error) {
	rows, failed := make(chan docfile.Document, 64), make(chan error, 1)
	go func() {
		defer close(rows)
		var ended error
		defer func() { failed <- ended }()
		for row, err := range docfile.Rows(r, MaxLine) {
			if err != nil {
				ended = fmt.Errorf("ingest: read the stream: %w", err)
				return
			}
			select {
			case rows <- row:
			case <-ctx.Done():
				ended = ctx.Err()
				return
			}
		}
	}()
	return rows, failed
}

// gather waits for a row and takes those that follow without a pause.
func gather(ctx context.Context, rows <-chan docfile.Document) (batch []docfile.Document, more bool, err error) {
	var pause <-chan time.Time
	for size := 0; len(batch) < DefaultBatch && size < batchBytes; {
		select {
		case <-ctx.Done():
			return nil, false, ctx.Err()
		case row, ok := <-rows:
			if !ok {
				return batch, false, nil
			}
			batch = append(batch, row)
			size += len(row.JSON)
			pause = time.After(linger)
		case <-pause:
			return batch, true, nil
		}
	}
	return batch, true, nil
}

type stream struct {
	w      index.Writer
	bodies *directive.Bodies
	each   func(LineResult)
}

// put stores a batch of rows and answers each.
func (s *stream) put(ctx context.Context, batch []docfile.Document) error {
	drafts, results := complete(batch, s.bodies)
	var accepted []index.Draft
	for i := range results {
		if results[i].Status == "" {
			accepted = append(accepted, drafts[i])
		}
	}
	var written []index.Written
	if len(accepted) > 0 {
		var err error
		if written, err = s.w.Put(ctx, index.Everything(), accepted...); err != nil {
			return fmt.Errorf("ingest: put %d documents: %w", len(accepted), err)
		}
	}
	for i, result := range results {
		if result.Status == "" {
			result = answered(result, drafts[i], written[0])
			written = written[1:]
		}
		s.each(result)
	}
	return nil
}

func answered(result LineResult, draft index.Draft, w index.Written) LineResult {
	result.ID, result.Status = w.ID, w.Status
	result.Problems = append(result.Problems, draft.Read.Problems...)
	if w.Err != nil {
		result.Status = index.Refused
		result.Problems = append(result.Problems, directive.Problem{Code: CodeRefused, Detail: w.Err.Error()})
	}
	return result
}

// complete makes drafts of rows, on all processors. A row that makes none has
// its result.
func complete(batch []docfile.Document, bodies *directive.Bodies) ([]index.Draft, []LineResult) {
	drafts, results := make([]index.Draft, len(batch)), make([]LineResult, len(batch))
	var workers sync.WaitGroup
	n := min(runtime.GOMAXPROCS(0), len(batch))
	for first := range n {
		workers.Go(func() {
			for i := first; i < len(batch); i += n {
				drafts[i], results[i] = completeRow(batch[i], bodies)
			}
		})
	}
	workers.Wait()
	return drafts, results
}

func completeRow(row docfile.Document, bodies *directive.Bodies) (index.Draft, LineResult) {
	line, _ := strconv.Atoi(row.Part) // Rows numbers them
	result := LineResult{Line: line, Problems: []directive.Problem{}}
	refuse := func(code string, err error) (index.Draft, LineResult) {
		result.Status = index.Refused
		result.Problems = append(result.Problems, directive.Problem{Code: code, Detail: err.Error()})
		return index.Draft{}, result
	}
	switch {
	case errors.Is(row.Err, docfile.ErrTooLarge):
		return refuse(CodeTooLong, row.Err)
	case row.Err != nil:
		return refuse(CodeInvalid, row.Err)
	}
	given, err := directive.DecodeGiven(row.JSON)
	if err != nil {
		return refuse(CodeInvalid, err)
	}
	if Empty(given) {
		return refuse(CodeInvalid, ErrNothing)
	}
	return Complete(given, bodies), result
}
