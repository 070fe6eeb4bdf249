package main

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"
)

// cobraWords are the words that cobra's template of help brings, and ours for them.
// "flags" fills in the blanks of a table of flags.
var cobraWords = strings.NewReplacer(
	"Usage:", "Cách dùng:", "Aliases:", "Tên khác:", "Examples:", "Ví dụ:",
	"Available Commands:", "Các lệnh:", "Additional Commands:", "Các lệnh khác:", "Additional help topics:", "Chủ đề khác:",
	"Global Flags:", "Tùy chọn chung:", "Flags:", "Tùy chọn:",
	`Use "{{.CommandPath}} [command] --help" for more information about a command.`, `Xem thêm về một lệnh: {{.CommandPath}} LỆNH --help`,
	"[command]", "[lệnh]",
	"{{.UseLine}}", "{{.UseLine | inVietnamese}}",
	".FlagUsages |", ".FlagUsages | inVietnamese | inColumns |",
)

// cobraBlanks are the words that cobra fills into the blanks of the template.
var cobraBlanks = strings.NewReplacer("[flags]", "[tùy chọn]", "[command]", "[lệnh]", "(default ", "(mặc định ")

// Templates are executed with functions that all commands share, so that this one
// stands ready before the first is built.
func init() {
	cobra.AddTemplateFunc("inVietnamese", cobraBlanks.Replace)
	cobra.AddTemplateFunc("inColumns", inColumns)
}

// inColumns sets the texts of a table of flags below each other: cobra pads by bytes,
// of which a letter with marks has up to three.
func inColumns(table string) string {
	lines := strings.Split(table, "\n")
	for i, line := range lines {
		at := len(line) - len(strings.TrimLeft(line, " "))
		if blanks := strings.Index(line[at:], "   "); blanks > 0 {
			name := line[:at+blanks]
			lines[i] = name + strings.Repeat(" ", len(name)-utf8.RuneCountInString(name)) + line[at+blanks:]
		}
	}
	return strings.Join(lines, "\n")
}

// strictHelp makes the commands that cobra brings refuse what they do not know,
// as all others do, rather than print a help text and call it done, and gives them
// and the help texts the console's language.
func strictHelp(root *cobra.Command, con *console) {
	if con.lang != english {
		root.SetUsageTemplate(cobraWords.Replace(root.UsageTemplate()))
	}
	root.InitDefaultHelpCmd()
	root.InitDefaultCompletionCmd()
	for _, cmd := range root.Commands() {
		switch cmd.Name() {
		case "help":
			cmd.Short = con.say("Trợ giúp về một lệnh", cmd.Short)
			cmd.Long = con.say("Trợ giúp về một lệnh: tracuu help LỆNH", cmd.Long)
			cmd.Args = func(_ *cobra.Command, args []string) error {
				if _, rest, err := root.Find(args); err != nil || len(rest) > 0 {
					return usagef("help: không có lệnh %q", "help: no command %q", args)
				}
				return nil
			}
		case "completion":
			wordCompletion(cmd, con)
			cmd.Args = nil
			cmd.RunE = func(_ *cobra.Command, args []string) error {
				return usagef("completion %q: chỉ nhận bash, zsh, fish hoặc powershell", "completion %q: want bash, zsh, fish or powershell", args)
			}
		}
	}
}

// wordCompletion says in the console's language what completes commands as they
// are typed. How to load it is told per shell.
func wordCompletion(cmd *cobra.Command, con *console) {
	if con.lang == english {
		return
	}
	cmd.Short = "Sinh kịch bản để trình lệnh tự điền lệnh và tùy chọn"
	cmd.Long = cmd.Short + "."
	load := map[string]string{
		"bash":       "source <(tracuu completion bash)",
		"zsh":        "source <(tracuu completion zsh)",
		"fish":       "tracuu completion fish | source",
		"powershell": "tracuu completion powershell | Out-String | Invoke-Expression",
	}
	for _, shell := range cmd.Commands() {
		shell.Short = "Sinh kịch bản tự điền cho " + shell.Name()
		shell.Long = fmt.Sprintf("%s. Nạp vào phiên đang mở:\n\n  %s", shell.Short, load[shell.Name()])
		if flag := shell.Flags().Lookup("no-descriptions"); flag != nil {
			flag.Usage = "không kèm lời giải thích"
		}
	}
}
