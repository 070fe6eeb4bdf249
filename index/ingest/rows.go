package ingest

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"os"

	"tracuu/index/docfile"
)

// rowsHead is how much of a file over the limit is looked at to see whether it
// can be read a row at a time.
const rowsHead = 1 << 20

// readLarge reads a file of rows, which may have any length. Its original is not
// kept.
func (j *job) readLarge(ctx context.Context, limit int64) error {
	f, err := os.Open(j.path)
	if err != nil {
		return err
	}
	defer f.Close()
	head := make([]byte, rowsHead)
	n, err := io.ReadFull(f, head)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) {
		return err
	}
	if !docfile.IsRows(head[:n]) {
		return tooLarge(j.size, limit)
	}
	sum := sha256.New()
	sum.Write(head[:n])
	if _, err := io.Copy(sum, f); err != nil {
		return err
	}
	j.sha256 = hex.EncodeToString(sum.Sum(nil))
	if j.same() {
		return nil
	}
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return err
	}
	return j.readRows(ctx, f)
}

func (j *job) readRows(ctx context.Context, r io.Reader) error {
	c := &chunk{job: j, ctx: ctx}
	for d, err := range docfile.Rows(r, MaxLine) {
		if err != nil {
			return err
		}
		if d.Err == nil && j.has(d.Part) {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			continue
		}
		if !c.add(itemOf(d, j.source(), j.options.Bodies)) {
			return ctx.Err()
		}
	}
	c.send()
	return ctx.Err()
}
