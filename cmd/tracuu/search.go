package main

import (
	"context"

	"github.com/spf13/cobra"

	"tracuu/index"
	"tracuu/index/bleveindex"
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
			return refused(bad[0])
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
