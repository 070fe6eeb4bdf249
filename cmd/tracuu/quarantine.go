package main

import (
	"context"
	"os/user"

	"github.com/spf13/cobra"

	"tracuu/index"
	"tracuu/index/bleveindex"
	"tracuu/server/api"
)

// newQuarantine lists what is held back for its mark of secrecy, and releases it.
func newQuarantine(con *console) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "quarantine",
		Short: con.say("Xem và mở các văn bản bị giữ lại vì có dấu chỉ độ mật", "List and release documents held back for their mark of secrecy"),
		Args:  arguments(cobra.NoArgs),
		RunE:  func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(newQuarantineList(con), newQuarantineRelease(con))
	return cmd
}

func newQuarantineList(con *console) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "list",
		Short: con.say("Liệt kê các văn bản bị giữ lại", "List what is held back"),
		Args:  arguments(cobra.NoArgs),
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, con.say("in mỗi văn bản một dòng JSON", "print a line of JSON for each"))
	dir := dataFlag(cmd, con)
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		held, err := openExisting(cmd.Context(), *dir)
		if err != nil {
			return err
		}
		defer held.close()
		return held.eachWithheld(cmd.Context(), func(w index.Withheld) error {
			if asJSON {
				return con.jsonLine(w)
			}
			con.printf("%s\t%s\t%s\t%s\n", printable(w.ID), w.Secrecy, w.Since.Local().Format("2006-01-02 15:04"), printable(w.Source.Name))
			return nil
		})
	}
	return cmd
}

func newQuarantineRelease(con *console) *cobra.Command {
	var by, why string
	cmd := &cobra.Command{
		Use:   "release ID --why …",
		Short: con.say("Mở một văn bản, có ghi người mở và lý do", "Release a document, with who and why on record"),
		Args:  arguments(cobra.ExactArgs(1)),
	}
	cmd.Flags().StringVar(&by, "by", "", con.say("người mở (mặc định: người dùng của máy)", "who releases it (default: the user of this machine)"))
	cmd.Flags().StringVar(&why, "why", "", con.say("lý do, ví dụ quyết định giải mật", "the reason, say the decision that declassified it"))
	dir := dataFlag(cmd, con)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if why == "" {
			return usagef("cần --why: lý do được ghi vào vết của văn bản", "--why is needed: the reason stands in the document's trail")
		}
		if by == "" {
			if me, err := user.Current(); err == nil {
				by = me.Username
			}
		}
		held, err := openExisting(cmd.Context(), *dir)
		if err != nil {
			return err
		}
		defer held.close()
		if held.remote != nil {
			_, err = held.remote.Release(cmd.Context(), args[0], by, why)
		} else {
			_, err = held.engine.Release(cmd.Context(), index.Everything(), args[0], by, why)
		}
		if err == nil {
			con.notef(con.say("Đã mở %s.\n", "Released %s.\n"), printable(args[0]))
		}
		return err
	}
	return cmd
}

// openExisting opens a collection that is there already, with its graph.
func openExisting(ctx context.Context, dir string) (*folder, error) {
	if err := existing(dir); err != nil {
		return nil, err
	}
	var options bleveindex.Options
	withGraph(&options)
	return openFolder(ctx, dir, options)
}

// eachWithheld calls use for every document in quarantine, in order of id.
func (f *folder) eachWithheld(ctx context.Context, use func(index.Withheld) error) error {
	for after, more := "", true; more; {
		page, err := f.withheld(ctx, after)
		if err != nil {
			return err
		}
		for _, w := range page.Quarantine {
			if err := use(w); err != nil {
				return err
			}
		}
		after, more = page.Next, page.Next != ""
	}
	return nil
}

func (f *folder) withheld(ctx context.Context, after string) (*api.QuarantineResponse, error) {
	const page = api.DefaultChanges
	if f.remote != nil {
		return f.remote.Quarantined(ctx, after, page)
	}
	list, err := f.engine.Quarantined(ctx, index.Everything(), after, page+1)
	if err != nil {
		return nil, err
	}
	return api.NewQuarantineResponse(list, page, 0), nil
}
