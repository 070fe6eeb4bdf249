package main

import (
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
	root.PersistentFlags().String("lang", string(con.lang), con.say("ngôn ngữ: vi hoặc en", "language: vi or en"))
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return &usageError{err} })
	root.AddCommand(
		newServe(con), newIndex(con), newSearch(con), newExtract(con), newCheck(con),
		newAnalyze(con), newReindex(con), newKeys(con), newQuarantine(con),
		newBackup(con), newRestore(con), newExport(con), newImport(con), newDoctor(con), newVersion(con),
	)
	root.RunE = func(cmd *cobra.Command, args []string) error {
		if len(args) > 0 {
			return usagef("unknown command %q", args[0])
		}
		return cmd.Help()
	}
	root.Args = cobra.ArbitraryArgs
	root.PersistentPreRunE = func(cmd *cobra.Command, _ []string) error {
		switch lang, err := cmd.Flags().GetString("lang"); {
		case err != nil:
			return err
		case language(lang) != vietnamese && language(lang) != english:
			return usagef("--lang %q: want %s or %s", lang, vietnamese, english)
		}
		return nil
	}
	strictHelp(root)
	return root
}

// strictHelp makes the commands that cobra brings refuse what they do not know,
// as all others do, rather than print a help text and call it done.
func strictHelp(root *cobra.Command) {
	root.InitDefaultHelpCmd()
	root.InitDefaultCompletionCmd()
	for _, cmd := range root.Commands() {
		switch cmd.Name() {
		case "help":
			cmd.Args = func(_ *cobra.Command, args []string) error {
				if _, rest, err := root.Find(args); err != nil || len(rest) > 0 {
					return usagef("help: no command %q", args)
				}
				return nil
			}
		case "completion":
			cmd.Args = nil
			cmd.RunE = func(_ *cobra.Command, args []string) error {
				return usagef("completion %q: want bash, zsh, fish or powershell", args)
			}
		}
	}
}

// arguments turns a cobra check of the number of arguments into a usage error.
func arguments(check cobra.PositionalArgs) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if err := check(cmd, args); err != nil {
			return &usageError{err}
		}
		return nil
	}
}

// dataFlag adds --data, the folder that holds the collection.
func dataFlag(cmd *cobra.Command, con *console) *string {
	return cmd.Flags().String("data", "./tracuu-data", con.say("thư mục dữ liệu", "data folder"))
}
