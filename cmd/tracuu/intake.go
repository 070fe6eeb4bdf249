package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"

	"github.com/spf13/cobra"

	"tracuu/index/ingest"
	"tracuu/index/original"
	"tracuu/index/store"
)

// The files in a data folder that go with taking files in.
const (
	seenFile      = "seen"  // how files looked when they were read; may be lost at any time
	originalsName = "files" // the originals that are kept
)

// keeping says which originals are kept.
type keeping string

const (
	keepNone    keeping = "none"
	keepUploads keeping = "uploads" // what is sent over HTTP, which lies nowhere else
	keepAll     keeping = "all"     // what is read from folders too
)

// keepFlag adds --keep-originals.
func keepFlag(cmd *cobra.Command, con *console, keep *keeping, usual keeping) {
	*keep = usual
	cmd.Flags().StringVar((*string)(keep), "keep-originals", string(usual), con.say(
		"giữ tệp gốc để tải về: none (không), uploads (tệp gửi lên), all (cả tệp trong thư mục)",
		"keep original files for download: none, uploads (files sent over HTTP), all (files of folders too)"))
}

func (k keeping) check() error {
	switch k {
	case keepNone, keepUploads, keepAll:
		return nil
	}
	return usagef("--keep-originals %q: chỉ nhận none, uploads hoặc all", "--keep-originals %q: want none, uploads or all", string(k))
}

// intake is how files come into a data folder that this process holds.
type intake struct {
	dir       string // absolute
	prune     bool
	seen      *ingest.Seen
	originals *original.Store
	keep      keeping
}

func newIntake(dir string, keep keeping, prune bool) (*intake, error) {
	if err := keep.check(); err != nil {
		return nil, err
	}
	full, err := filepath.Abs(dir)
	if err != nil {
		return nil, fmt.Errorf("data folder %s: %w", dir, err)
	}
	seen, err := ingest.OpenSeen(filepath.Join(full, seenFile))
	if err != nil {
		return nil, err
	}
	return &intake{dir: full, prune: prune, seen: seen, keep: keep, originals: original.Open(filepath.Join(full, originalsName))}, nil
}

// options are how this folder reads files.
func (in *intake) options(words vocabulary) ingest.Options {
	o := ingest.Options{Prune: in.prune, Bodies: words.bodies, Seen: in.seen, Exclude: []string{in.dir}}
	if real, err := filepath.EvalSymlinks(in.dir); err == nil {
		o.Exclude = append(o.Exclude, real)
	}
	if in.keep == keepAll {
		o.Originals = in.originals
	}
	return o
}

// take brings the collection into step with paths.
func (f *folder) take(ctx context.Context, paths []string, prune bool, show func(ingest.Progress)) (ingest.Report, error) {
	o := f.intake.options(f.words)
	o.Prune, o.Progress = prune || f.intake.prune, show
	report, err := ingest.Paths(ctx, f.engine, paths, o)
	return report, errors.Join(err, f.intake.seen.Save())
}

// sweep takes away the originals of documents that are not held any more. Those in
// quarantine are.
func (f *folder) sweep() error {
	used := map[string]bool{}
	err := f.engine.Store().Each(func(r store.Record) error {
		used[r.Directive().Source.SHA256] = true
		return nil
	})
	if err != nil {
		return err
	}
	held, err := f.engine.Store().Quarantined("", 0)
	if err != nil {
		return err
	}
	for _, h := range held {
		used[h.Record.Directive().Source.SHA256] = true
	}
	_, _, err = f.intake.originals.Sweep(func(sum string) bool { return used[sum] })
	return err
}
