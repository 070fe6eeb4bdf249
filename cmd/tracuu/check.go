package main

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"tracuu/index"
	"tracuu/index/bleveindex"
	"tracuu/index/ingest"
	"tracuu/server"
	"tracuu/server/api"
	"tracuu/server/client"
)

// checker says which documents the citations of a draft mean.
type checker func(ctx context.Context, draft index.Draft) (*api.CheckResponse, error)

func newCheck(con *console) *cobra.Command {
	var address string
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "check FILE",
		Short: con.say("Soát các văn bản viện dẫn trong một dự thảo, không lưu gì", "Check the citations of a draft; nothing is stored"),
		Long: con.say(
			"Soát từng văn bản viện dẫn trong FILE (- là đầu vào chuẩn) với kho: đúng, không khớp, chưa rõ, không có trong kho.\n"+
				"Mã thoát 0 khi mọi viện dẫn đều đúng hoặc không có trong kho, 1 khi có viện dẫn không khớp hay chưa rõ.",
			"Checks each citation in FILE (- is standard input) against the collection: resolved, conflict, ambiguous, absent.\n"+
				"The exit status is 0 when all are resolved or absent, 1 when one is in conflict or ambiguous."),
		Args: arguments(cobra.ExactArgs(1)),
	}
	cmd.Flags().StringVar(&address, "server", "", con.say("địa chỉ máy chủ thay cho thư mục dữ liệu", "address of a server instead of a data folder"))
	cmd.Flags().BoolVar(&asJSON, "json", false, con.say("in dạng JSON như API", "print JSON as the API does"))
	dir := dataFlag(cmd, con)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		check, done, err := findChecker(cmd.Context(), address, *dir)
		if err != nil {
			return err
		}
		defer done()
		return checkFile(cmd.Context(), con, check, args[0], asJSON)
	}
	return cmd
}

// findChecker asks the server at address, or else the collection in dir.
func findChecker(ctx context.Context, address, dir string) (checker, func() error, error) {
	if address != "" {
		remote, err := client.New(address, client.Options{})
		return remoteCheck(remote), func() error { return nil }, err
	}
	if err := existing(dir); err != nil {
		return nil, nil, err
	}
	options := bleveindex.Options{}
	graph := withGraph(&options)
	held, err := openFolder(ctx, dir, options)
	if err != nil {
		return nil, nil, err
	}
	if held.remote != nil {
		return remoteCheck(held.remote), held.close, nil
	}
	return func(ctx context.Context, draft index.Draft) (*api.CheckResponse, error) {
		return server.Check(ctx, held.engine, graph, index.Everything(), draft.Directive())
	}, held.close, nil
}

// remoteCheck sends what a file gave: its text, and what is known of it.
func remoteCheck(remote *client.Client) checker {
	return func(ctx context.Context, draft index.Draft) (*api.CheckResponse, error) {
		given := draft.Given
		if !given.Has("text") {
			read := draft.Read
			given.Directive.Text, given.Directive.Pages, given.Directive.Noise = read.Text, read.Pages, read.Noise
			given.Directive.Source.Format = read.Source.Format
			if err := given.Set("text", "pages", "noise", "source.format"); err != nil {
				return nil, err
			}
		}
		body, err := json.Marshal(given)
		if err != nil {
			return nil, fmt.Errorf("check: %w", err)
		}
		return remote.Check(ctx, body)
	}
}

// checkFile checks the documents of a file and reports each citation.
func checkFile(ctx context.Context, con *console, check checker, name string, asJSON bool) error {
	data, err := readFile(con.stdin, name)
	if err != nil {
		return err
	}
	items, err := ingest.Read(ctx, name, data, ingest.Options{})
	if err != nil {
		return err
	}
	suspicious := false
	for _, item := range items {
		if item.Err != nil {
			return fmt.Errorf("%s: %w", name, item.Err)
		}
		answer, err := check(ctx, item.Draft)
		if err != nil {
			return err
		}
		for i := range answer.Citations {
			suspicious = suspicious || answer.Citations[i].Suspicious()
		}
		if !asJSON {
			printCheck(con, answer)
		} else if err := con.jsonLine(answer); err != nil {
			return err
		}
	}
	if suspicious {
		return errReported
	}
	return nil
}

// checkStates are what may become of a citation, with the words for it, the worst
// first.
var checkStates = []struct{ state, vi, en string }{
	{"conflict", "KHÔNG KHỚP", "CONFLICT"},
	{"ambiguous", "CHƯA RÕ", "AMBIGUOUS"},
	{"absent", "không có trong kho", "absent"},
	{"resolved", "đúng", "resolved"},
}

// printCheck writes the citations of a draft for a person, and how many there are
// of each state.
func printCheck(con *console, answer *api.CheckResponse) {
	counts := map[string]int{}
	for _, c := range answer.Citations {
		counts[c.State]++
		note := con.say(c.Note, c.Reason)
		con.printf(con.say("dòng %d: %s — %s\n", "line %d: %s — %s\n"), c.Line, printable(c.Text), con.stateWord(c.State))
		con.printf("    %s\n", printable(note))
	}
	var found []string
	for _, s := range checkStates {
		if n := counts[s.state]; n > 0 {
			found = append(found, fmt.Sprintf("%d %s", n, con.stateWord(s.state)))
		}
	}
	con.printf(con.say("%d viện dẫn", "%d citations"), len(answer.Citations))
	if len(found) > 0 {
		con.printf(": %s", strings.Join(found, ", "))
	}
	con.printf("\n")
}

func (c *console) stateWord(state string) string {
	for _, s := range checkStates {
		if s.state == state {
			return c.say(s.vi, s.en)
		}
	}
	return state
}
