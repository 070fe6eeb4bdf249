package main

import (
	"context"
	"fmt"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"tracuu/index/bleveindex"
	"tracuu/index/ingest"
	"tracuu/server/client"
)

func newIndex(con *console) *cobra.Command {
	var prune, asJSON bool
	cmd := &cobra.Command{
		Use:   "index PATH…",
		Short: con.say("Nạp tệp và thư mục vào kho", "Take files and folders into the collection"),
		Args:  arguments(cobra.MinimumNArgs(1)),
	}
	cmd.Flags().BoolVar(&prune, "prune", false,
		con.say("xóa cả khi quá nửa số tệp của thư mục biến mất", "delete even when over half of a folder's files vanished"))
	cmd.Flags().BoolVar(&asJSON, "json", false, con.say("in báo cáo dạng JSON", "print the report as JSON"))
	dir := dataFlag(cmd, con)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		paths, err := absolute(args)
		if err != nil {
			return err
		}
		var options bleveindex.Options
		withGraph(&options) // put aside at the end, it lets the next server start at once
		held, err := openFolder(cmd.Context(), *dir, options)
		if err != nil {
			return err
		}
		defer held.close()
		report, err := indexPaths(cmd.Context(), con, held, paths, prune)
		if asJSON {
			if jsonErr := con.jsonLine(report); err == nil {
				err = jsonErr
			}
		} else {
			con.printf("%s\n", report.Summary(ingest.Language(con.lang)))
		}
		con.failures(report)
		if err == nil && report.Failed() {
			err = errReported
		}
		return err
	}
	return cmd
}

// indexPaths takes paths in, here or in the server that holds the folder.
func indexPaths(ctx context.Context, con *console, held *folder, paths []string, prune bool) (ingest.Report, error) {
	meter := newMeter(con)
	defer meter.finish()
	if held.remote != nil {
		return client.Index[ingest.Report](ctx, held.remote, paths, prune, meter.show)
	}
	return held.take(ctx, paths, prune, meter.show)
}

// failures names on standard error what was not indexed.
func (c *console) failures(report ingest.Report) {
	for _, line := range report.FailureLines(ingest.Language(c.lang)) {
		c.notef("  %s\n", printable(line))
	}
}

// absolute makes paths independent of this process's folder.
func absolute(paths []string) ([]string, error) {
	out := make([]string, len(paths))
	for i, path := range paths {
		full, err := filepath.Abs(path)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		out[i] = full
	}
	return out, nil
}

// meter shows progress: one line that rewrites itself on a terminal, a plain
// line every ten seconds elsewhere.
type meter struct {
	con      *console
	terminal bool
	every    time.Duration
	last     time.Time
	began    time.Time
	shown    bool
}

func newMeter(con *console) *meter {
	m := &meter{con: con, terminal: isTerminal(con.stderr), began: time.Now(), every: 10 * time.Second}
	if m.terminal {
		m.every = 200 * time.Millisecond
	}
	m.last = m.began
	return m
}

// show reports progress p, if it is time to.
func (m *meter) show(p ingest.Progress) {
	now := time.Now()
	if now.Sub(m.last) < m.every {
		return
	}
	m.last, m.shown = now, true
	rate := float64(p.Done) / now.Sub(m.began).Seconds()
	line := fmt.Sprintf(m.con.say("Đã đọc %d/%d tệp, %.0f tệp/giây", "Read %d of %d files, %.0f files/s"), p.Done, p.Total, rate)
	if rate > 0 && p.Total > p.Done {
		left := time.Duration(float64(p.Total-p.Done) / rate * float64(time.Second)).Round(time.Second)
		line += fmt.Sprintf(m.con.say(", còn khoảng %s", ", about %s left"), left)
	}
	if m.terminal {
		m.con.notef("\r\x1b[K%s", line)
		return
	}
	m.con.notef("%s\n", line)
}

// finish clears the line of a terminal.
func (m *meter) finish() {
	if m.terminal && m.shown {
		m.con.notef("\r\x1b[K")
	}
}
