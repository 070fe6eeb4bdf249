package main

import (
	"strings"

	"github.com/spf13/cobra"
)

// newRoot builds the command tree.
func newRoot(con *console) *cobra.Command {
	root := &cobra.Command{
		Use:   "tracuu",
		Short: con.say("Tra cứu văn bản chỉ đạo, điều hành", "Search Vietnamese directives"),
		Long: con.say(
			"tracuu đọc các thư mục văn bản (công văn, chỉ thị, công điện, thông báo, kế hoạch…), nhận ra số, cơ quan ban hành,\n"+
				"ngày, trích yếu, người ký và các văn bản được viện dẫn, rồi trả lời tìm kiếm qua HTTP và dòng lệnh.",
			"tracuu reads folders of directives, finds in each its number, issuer, date, subject, signer and the documents\n"+
				"that it cites, and answers searches over HTTP and on the command line."),
		SilenceErrors: true,
		SilenceUsage:  true,
	}
	root.SetIn(con.stdin)
	root.SetOut(con.stdout)
	root.SetErr(con.stderr)
	root.PersistentFlags().BoolP("help", "h", false, con.say("xem trợ giúp", "show help"))
	root.PersistentFlags().String("lang", string(con.lang), con.say("ngôn ngữ: vi hoặc en", "language: vi or en"))
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error {
		return usagef("tùy chọn không dùng được: %v", "%v", err.Error())
	})
	root.AddCommand(
		newServe(con), newIndex(con), newSearch(con), newExtract(con), newCheck(con),
		newAnalyze(con), newReindex(con), newKeys(con), newQuarantine(con),
		newBackup(con), newRestore(con), newExport(con), newImport(con), newDoctor(con), newVersion(con),
	)
	root.RunE = func(cmd *cobra.Command, args []string) error {
		if len(args) > 0 {
			return usagef("không có lệnh %q", "unknown command %q", args[0])
		}
		return cmd.Help()
	}
	root.Args = cobra.ArbitraryArgs
	root.PersistentPreRunE = func(cmd *cobra.Command, _ []string) error {
		switch lang, err := cmd.Flags().GetString("lang"); {
		case err != nil:
			return err
		case language(lang) != vietnamese && language(lang) != english:
			return usagef("--lang %q: chỉ nhận %s hoặc %s", "--lang %q: want %s or %s", lang, vietnamese, english)
		}
		return nil
	}
	strictHelp(root, con)
	return root
}

// arguments turns a cobra check of the number of arguments into a usage error.
func arguments(check cobra.PositionalArgs) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if err := check(cmd, args); err != nil {
			return usagef("số đối số không đúng; cú pháp: %[2]s", "%[1]v: %[2]s", err, strings.TrimSuffix(cmd.UseLine(), " [flags]"))
		}
		return nil
	}
}

// dataFlag adds --data, the folder that holds the collection.
func dataFlag(cmd *cobra.Command, con *console) *string {
	return cmd.Flags().String("data", "./tracuu-data", con.say("thư mục dữ liệu", "data folder"))
}
