package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"tracuu/index/bleveindex"
	"tracuu/index/ingest"
	"tracuu/server/client"
)

// indexFlags are the settings of index.
type indexFlags struct {
	data, report  string
	prune, asJSON bool
	keep          keeping
}

func newIndex(con *console) *cobra.Command {
	var flags indexFlags
	cmd := &cobra.Command{
		Use:   "index PATH…",
		Short: con.say("Nạp tệp và thư mục vào kho", "Take files and folders into the collection"),
		Long: con.say(
			"Đọc mọi tệp trong các PATH. Chạy lại thì chỉ đọc tệp mới và tệp đã đổi; ngắt giữa chừng (Ctrl-C) thì chạy lại để tiếp tục.\n"+
				"Khi một máy chủ đang giữ thư mục dữ liệu, việc nạp đi qua máy chủ ấy, theo thiết lập của nó.",
			"Reads every file in the PATHs. Run again, it reads only what is new or changed; after a stop (Ctrl-C) it carries on.\n"+
				"Where a server holds the data folder, it does the reading, by its own settings."),
		Args: arguments(cobra.MinimumNArgs(1)),
	}
	cmd.Flags().BoolVar(&flags.prune, "prune", false,
		con.say("xóa cả khi quá nửa số tệp của thư mục biến mất", "delete even when over half of a folder's files vanished"))
	cmd.Flags().BoolVar(&flags.asJSON, "json", false, con.say("in báo cáo dạng JSON", "print the report as JSON"))
	cmd.Flags().StringVar(&flags.report, "report", "", con.say("ghi báo cáo dạng JSON vào tệp này", "write the report as JSON to this file"))
	keepFlag(cmd, con, &flags.keep, keepUploads)
	dir := dataFlag(cmd, con)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		flags.data = *dir
		paths, err := absolute(args)
		if err != nil {
			return err
		}
		return indexAll(cmd.Context(), con, flags, paths)
	}
	return cmd
}

// indexAll takes paths in and tells what came of it.
func indexAll(ctx context.Context, con *console, flags indexFlags, paths []string) error {
	intake, err := newIntake(flags.data, flags.keep, false)
	if err != nil {
		return err
	}
	options := bleveindex.Options{}
	withGraph(&options) // put aside at the end, it lets the next server start at once
	held, err := openFolder(ctx, flags.data, options)
	if err != nil {
		return err
	}
	held.intake = intake
	defer held.close()
	report, err := indexPaths(ctx, con, held, paths, flags.prune)
	if flags.report != "" {
		err = errors.Join(err, writeReport(flags.report, report))
	}
	if flags.asJSON {
		err = errors.Join(err, con.jsonLine(report))
	} else {
		con.printf("%s\n", report.Summary(ingest.Language(con.lang)))
		con.problems(report)
	}
	con.failures(report)
	switch {
	case ctx.Err() != nil:
		con.notef("%s\n", con.say("Đã dừng theo yêu cầu. Chạy lại lệnh để tiếp tục.", "Stopped as asked. Run the command again to carry on."))
		return errReported
	case err == nil && report.Failed():
		return errReported
	}
	return err
}

// indexPaths takes paths in, here or in the server that holds the folder. A server
// that is told to stop gives no report; what it said last stands for it.
func indexPaths(ctx context.Context, con *console, held *folder, paths []string, prune bool) (ingest.Report, error) {
	meter := newMeter(con)
	defer meter.finish()
	if held.remote == nil {
		return held.take(ctx, paths, prune, meter.show)
	}
	var last ingest.Progress
	report, err := client.Index[ingest.Report](ctx, held.remote, paths, prune, func(p ingest.Progress) {
		last = p
		meter.show(p)
	})
	if ctx.Err() != nil {
		report = ingest.Report{Files: last.Done, Bytes: last.Bytes, Documents: last.Documents, Problems: map[string]int{}, Failures: []ingest.Failure{}}
	}
	return report, err
}

// writeReport leaves a report for programs, whole or not at all.
func writeReport(path string, report ingest.Report) error {
	data, err := json.MarshalIndent(report, "", "  ")
	if err != nil {
		return err
	}
	temp := path + ".new"
	if err := os.WriteFile(temp, append(data, '\n'), 0o644); err != nil {
		return fmt.Errorf("report: %w", err)
	}
	return os.Rename(temp, path)
}

// problems says how many problems of each kind there were.
func (c *console) problems(report ingest.Report) {
	for _, line := range report.ProblemLines(ingest.Language(c.lang)) {
		c.printf("  %s\n", printable(line))
	}
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
