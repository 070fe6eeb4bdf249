package main

import (
	"context"
	"io"
	"runtime"

	"github.com/spf13/cobra"

	"tracuu/index/directive"
	"tracuu/index/docfile"
	"tracuu/index/ingest"
)

// unread is the line that extract prints for a document nobody can read.
type unread struct {
	Source   directive.Source    `json:"source"`
	Problems []directive.Problem `json:"problems"`

	err error
}

func newExtract(con *console) *cobra.Command {
	return &cobra.Command{
		Use:   "extract FILE…",
		Short: con.say("Đọc tệp và in thông tin văn bản dạng JSON, không lưu gì", "Read files and print what was found as JSON; nothing is stored"),
		Args:  arguments(cobra.MinimumNArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			return extractAll(cmd.Context(), con, args)
		},
	}
}

// extractAll reads the files side by side and prints what each holds in the
// order of the arguments.
func extractAll(ctx context.Context, con *console, names []string) error {
	results := make([]chan []any, len(names))
	slots := make(chan struct{}, runtime.GOMAXPROCS(0))
	for i := range names {
		results[i] = make(chan []any, 1)
	}
	go func() {
		for i, name := range names {
			slots <- struct{}{}
			go func() {
				defer func() { <-slots }()
				results[i] <- extractFile(ctx, con.stdin, name)
			}()
		}
	}()
	failed := false
	for _, result := range results {
		for _, line := range <-result {
			if bad, ok := line.(unread); ok {
				failed = true
				con.notef("tracuu: %s: %s\n", printable(bad.Source.Name), printable(con.explain(bad.err)))
			}
			if err := con.jsonLine(line); err != nil {
				return err
			}
		}
	}
	if failed {
		return errReported
	}
	return nil
}

// extractFile gives a line for each document in a file.
func extractFile(ctx context.Context, stdin io.Reader, name string) []any {
	data, err := readFile(stdin, name)
	if err != nil {
		return []any{unreadable(directive.Source{Name: name}, err)}
	}
	items, err := ingest.Read(ctx, name, data, ingest.Options{})
	if err != nil {
		return []any{unreadable(directive.Source{Name: name}, err)}
	}
	lines := make([]any, 0, len(items))
	for _, item := range items {
		if item.Err != nil {
			lines = append(lines, unreadable(item.Draft.Read.Source, item.Err))
			continue
		}
		lines = append(lines, item.Draft.Directive())
	}
	return lines
}

func readFile(stdin io.Reader, name string) ([]byte, error) {
	if name != "-" {
		return ingest.Load(name, 0)
	}
	data, err := io.ReadAll(io.LimitReader(stdin, docfile.DefaultSize+1))
	if err == nil && len(data) > docfile.DefaultSize {
		err = docfile.ErrTooLarge
	}
	return data, err
}

func unreadable(source directive.Source, err error) unread {
	return unread{source, []directive.Problem{{Code: "unreadable", Detail: err.Error()}}, err}
}
