package main

import (
	"github.com/spf13/cobra"

	"tracuu/analyzers/viet"
	"tracuu/index/directive"
)

// tokenLine is one token as analyze prints it.
type tokenLine struct {
	Text   string `json:"text"`
	Exact  string `json:"exact"`
	Folded string `json:"folded"`
	Start  int    `json:"start"`
	End    int    `json:"end"`
}

// symbolLine is one document number as analyze --symbols prints it.
type symbolLine struct {
	Text   string              `json:"text"`
	Number string              `json:"number"`
	Key    directive.NumberKey `json:"key"`
	Start  int                 `json:"start"`
	End    int                 `json:"end"`
}

func newAnalyze(con *console) *cobra.Command {
	var symbols bool
	cmd := &cobra.Command{
		Use:   "analyze TEXT",
		Short: con.say("Cho thấy một đoạn văn được tách và chuẩn hóa thế nào", "Show how a text is cut into tokens"),
		Args:  arguments(cobra.ExactArgs(1)),
		RunE: func(_ *cobra.Command, args []string) error {
			if symbols {
				return printSymbols(con, args[0])
			}
			return printTokens(con, args[0])
		},
	}
	cmd.Flags().BoolVar(&symbols, "symbols", false,
		con.say("liệt kê số, ký hiệu văn bản tìm thấy", "list the document numbers found"))
	return cmd
}

func printTokens(con *console, text string) error {
	for _, tok := range viet.Tokenize(text) {
		line := tokenLine{text[tok.Start:tok.End], tok.Exact, tok.Folded, tok.Start, tok.End}
		if err := con.jsonLine(line); err != nil {
			return err
		}
	}
	return nil
}

func printSymbols(con *console, text string) error {
	for _, found := range directive.FindSymbols(text) {
		line := symbolLine{text[found.Start:found.End], found.Symbol.String(), found.Symbol.Key(), found.Start, found.End}
		if err := con.jsonLine(line); err != nil {
			return err
		}
	}
	return nil
}
