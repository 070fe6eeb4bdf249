package main

import (
	"github.com/spf13/cobra"

	"tracuu/index/bleveindex"
)

func newReindex(con *console) *cobra.Command {
	var again bool
	cmd := &cobra.Command{
		Use:   "reindex",
		Short: con.say("Dựng lại chỉ mục từ kho văn bản", "Build the index anew from the store"),
		Args:  arguments(cobra.NoArgs),
	}
	cmd.Flags().BoolVar(&again, "reread", false,
		con.say("đọc lại số, ngày, cơ quan… từ nội dung đã lưu", "extract number, dates, issuer … again from the stored texts"))
	dir := dataFlag(cmd, con)
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		if err := existing(*dir); err != nil {
			return err
		}
		options := bleveindex.Options{Upgrade: true}
		withGraph(&options)
		held, err := openFolder(cmd.Context(), *dir, options)
		if err != nil {
			return err
		}
		defer held.close()
		if held.remote != nil {
			err = held.remote.Reindex(cmd.Context(), again)
		} else {
			if held.intake, err = newIntake(*dir, keepUploads, false); err != nil {
				return err
			}
			if err = held.engine.Reindex(cmd.Context(), held.words.reread(again)); err == nil {
				err = held.sweep()
			}
		}
		if err == nil {
			con.notef("%s\n", con.say("Đã dựng lại chỉ mục.", "The index was built anew."))
		}
		return err
	}
	return cmd
}
