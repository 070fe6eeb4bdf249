package main

import (
	"context"
	"fmt"
	"net/url"
	"strings"

	"github.com/spf13/cobra"

	"tracuu/index"
	"tracuu/index/bleveindex"
	"tracuu/index/directive"
	"tracuu/server/api"
	"tracuu/server/client"
)

func newSearch(con *console) *cobra.Command {
	var server string
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "search [QUERY]",
		Short: con.say("Tìm văn bản", "Search directives"),
		Args:  arguments(cobra.MaximumNArgs(1)),
	}
	cmd.Flags().StringVar(&server, "server", "", con.say("địa chỉ máy chủ thay cho thư mục dữ liệu", "address of a server instead of a data folder"))
	cmd.Flags().BoolVar(&asJSON, "json", false, con.say("in dạng JSON như API", "print JSON as the API does"))
	dir := dataFlag(cmd, con)
	filters := filterFlags(cmd, con)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		values := filters()
		if len(args) == 1 {
			values.Set("q", args[0])
		}
		query, view, bad := api.DecodeQuery(values)
		if len(bad) > 0 {
			return usagef("--%s: giá trị không dùng được (%s)", "--%s: %s", bad[0].Param, bad[0].Reason)
		}
		searcher, done, err := findSearcher(cmd.Context(), server, *dir)
		if err != nil {
			return err
		}
		defer done()
		results, err := searcher.Search(cmd.Context(), index.Everything(), query)
		if err != nil {
			return err
		}
		if asJSON {
			return con.jsonLine(api.NewSearchResponse(results, view))
		}
		printResults(con, results)
		return nil
	}
	return cmd
}

// filterFlags gives the command a flag for each parameter of a search but q,
// and returns what reads them back.
func filterFlags(cmd *cobra.Command, con *console) func() url.Values {
	names := api.SearchParams()
	values := make(map[string]*[]string, len(names))
	for _, name := range names {
		if name != "q" {
			values[name] = cmd.Flags().StringArray(name, nil, con.say("như tham số cùng tên của API", "as the API's parameter"))
		}
	}
	return func() url.Values {
		out := url.Values{}
		for name, list := range values {
			for _, value := range *list {
				out.Add(name, value)
			}
		}
		return out
	}
}

// findSearcher is the server at address, or else the collection in dir.
func findSearcher(ctx context.Context, address, dir string) (index.Searcher, func() error, error) {
	if address != "" {
		remote, err := client.New(address, client.Options{})
		return remote, func() error { return nil }, err
	}
	if err := existing(dir); err != nil {
		return nil, nil, err
	}
	options := bleveindex.Options{}
	withGraph(&options)
	held, err := openFolder(ctx, dir, options)
	if err != nil {
		return nil, nil, err
	}
	return held.searcher(), held.close, nil
}

// printResults writes a page of hits for a person.
func printResults(con *console, results *index.Results) {
	bold := isTerminal(con.stdout)
	for _, hit := range results.Hits {
		d := &hit.Directive
		con.printf("%s\n", printable(strings.Join(known(string(d.Type), d.Number, d.Issuer, con.dateOf(d)), " · ")))
		if d.Title != "" {
			con.printf("    %s\n", printable(d.Title))
		}
		for _, fragment := range hit.Fragments {
			con.printf("    … %s\n", marked(fragment, bold))
		}
		con.printf("    [%s]\n", printable(d.ID))
	}
	con.printf(con.say("%d văn bản", "%d documents"), results.Total.Value)
	if results.Total.Partial > 0 {
		con.printf(con.say(", %d văn bản có một phần các từ", ", %d more with some of the words"), results.Total.Partial)
	}
	if results.Undated > 0 {
		con.printf(con.say(", %d văn bản không rõ ngày", ", %d without a date"), results.Undated)
	}
	con.printf("\n")
	for _, proposal := range results.Advice.DidYouMean {
		con.printf(con.say("Có phải bạn muốn tìm: %s (%d)\n", "Did you mean: %s (%d)\n"), printable(proposal.Query), proposal.Count)
	}
}

// dateOf is the date of issue as an office writes it, or that it is unknown.
func (c *console) dateOf(d *directive.Directive) string {
	date := d.Issued
	switch {
	case date.IsZero():
		return c.say("không rõ ngày", "no date")
	case c.lang == english:
		return date.String()
	case date.Day > 0:
		return fmt.Sprintf("%02d/%02d/%d", date.Day, date.Month, date.Year)
	case date.Month > 0:
		return fmt.Sprintf("tháng %d năm %d", date.Month, date.Year)
	}
	return fmt.Sprintf("năm %d", date.Year)
}

// known leaves out the empty ones.
func known(values ...string) []string {
	out := values[:0]
	for _, value := range values {
		if value != "" {
			out = append(out, value)
		}
	}
	return out
}

// marked is a fragment as one line, with its marks in bold where the output
// shows bold.
func marked(fragment index.Fragment, bold bool) string {
	if !bold {
		return printable(fragment.Text)
	}
	var b strings.Builder
	at := 0
	upTo := func(end int) string {
		part := strings.Map(steerless, fragment.Text[at:end])
		at = end
		return part
	}
	for _, mark := range fragment.Marks {
		b.WriteString(upTo(mark.Start) + "\x1b[1m" + upTo(mark.End) + "\x1b[0m")
	}
	b.WriteString(upTo(len(fragment.Text)))
	return strings.Join(strings.Fields(b.String()), " ")
}
