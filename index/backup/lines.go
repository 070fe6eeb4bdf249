package backup

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"time"

	"tracuu/index/directive"
	"tracuu/index/store"
)

// Line is one document of an export, as JSON. Read is what was read from the text,
// with text and source; Given what was supplied; Curated what was corrected.
// Released says that it was released from quarantine with the mark that it has. The
// trail is in the program's own form.
type Line struct {
	ID        string               `json:"id"`
	Given     *directive.Given     `json:"given,omitempty"`
	Read      directive.Directive  `json:"read"`
	Curated   json.RawMessage      `json:"curated,omitempty"`
	Decisions []directive.Decision `json:"decisions,omitempty"`
	Trail     [][]byte             `json:"trail,omitempty"`
	Released  bool                 `json:"released,omitempty"`
	Added     time.Time            `json:"added"`
	Changed   time.Time            `json:"changed"`
}

// Export writes every document of a store, those in quarantine among them, a line
// of JSON each, oldest first. What is lost on the way to another store by Import
// are the numbers of changes (mirrors begin anew), deleted ids, and the originals,
// which only a backup has. It returns how many were written.
func Export(ctx context.Context, s *store.Store, w io.Writer) (n int, err error) {
	out := bufio.NewWriter(w)
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	write := func(r store.Record) error {
		line, err := lineOf(s, r)
		if err != nil {
			return err
		}
		n++
		return errors.Join(ctx.Err(), encoder.Encode(line))
	}
	held, err := s.Quarantined("", 0)
	for _, h := range held {
		err = errors.Join(err, write(h.Record))
	}
	if err == nil {
		err = s.Each(write)
	}
	if err = errors.Join(err, out.Flush()); err != nil {
		return n, fmt.Errorf("export: %w", err)
	}
	return n, nil
}

func lineOf(s *store.Store, r store.Record) (line Line, err error) {
	line = Line{ID: r.ID, Read: r.Read, Curated: r.Curated, Decisions: r.Decisions, Added: r.Added, Changed: r.At}
	if len(r.Given.Fields()) > 0 {
		line.Given = &r.Given
	}
	if line.Trail, err = s.Trail(r.ID); err != nil {
		return line, err
	}
	line.Released, err = s.Released(r.ID)
	return line, err
}

// importBatch is how many documents enter the store in one transaction.
const importBatch = 200

// Update changes a store in one transaction: that of a store that nobody searches, or
// of an engine, which then searches what was changed.
type Update func(change func(tx *store.Tx) error) error

// Import puts the documents of an export into a store, each in the place of the one
// of its id, if there is one. What was put when it fails stays, and may be put
// again. It returns how many were put.
func Import(ctx context.Context, update Update, r io.Reader) (n int, err error) {
	in := bufio.NewReaderSize(r, 1<<20)
	var batch []Line
	for number := 1; ; number++ {
		text, readErr := in.ReadBytes('\n')
		if len(bytes.TrimSpace(text)) > 0 {
			var line Line
			if err := json.Unmarshal(text, &line); err != nil {
				return n, fmt.Errorf("import: line %d: %w", number, err)
			}
			batch = append(batch, line)
		}
		if len(batch) == importBatch || readErr != nil {
			if err := errors.Join(ctx.Err(), put(update, batch)); err != nil {
				return n, fmt.Errorf("import: up to line %d: %w", number, err)
			}
			n, batch = n+len(batch), batch[:0]
		}
		if errors.Is(readErr, io.EOF) {
			return n, nil
		}
		if readErr != nil {
			return n, fmt.Errorf("import: %w", readErr)
		}
	}
}

func put(update Update, lines []Line) error {
	if len(lines) == 0 {
		return nil
	}
	return update(func(tx *store.Tx) error {
		for _, line := range lines {
			record := store.Record{ID: line.ID, Read: line.Read, Curated: line.Curated, Decisions: line.Decisions, At: line.Changed}
			if line.Given != nil {
				record.Given = *line.Given
			}
			record.Arrival, record.Added = tx.Generation()+1, line.Added
			put := tx.Put
			if line.Released {
				put = tx.PutReleased
			}
			if err := put(record); err != nil {
				return err
			}
			known, err := tx.Trail(line.ID)
			if err != nil {
				return err
			}
			for _, entry := range line.Trail[min(len(known), len(line.Trail)):] {
				if _, err := tx.Note(line.ID, entry); err != nil {
					return err
				}
			}
		}
		return nil
	})
}
