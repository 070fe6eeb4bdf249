package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"
)

// language is the language of what a person reads: help, labels, reports
// and what went wrong. Logs, and what programs read, are in English.
type language string

const (
	vietnamese language = "vi"
	english    language = "en"
)

// languageOf finds --lang in args before the commands are built, since their
// help texts depend on it; fallback is what the environment says.
func languageOf(args []string, fallback string) language {
	chosen := fallback
	for i, arg := range args {
		if value, ok := strings.CutPrefix(arg, "--lang="); ok {
			chosen = value
		} else if arg == "--lang" && i+1 < len(args) {
			chosen = args[i+1]
		}
	}
	if language(chosen) == english {
		return english
	}
	return vietnamese
}

// console is where a command reads and writes, and in which language.
type console struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	lang           language
}

// say picks the wording in the console's language.
func (c *console) say(vi, en string) string {
	if c.lang == english {
		return en
	}
	return vi
}

// printf writes a line for a person to standard output.
func (c *console) printf(format string, args ...any) {
	fmt.Fprintf(c.stdout, format, args...)
}

// notef writes a line for a person to standard error.
func (c *console) notef(format string, args ...any) {
	fmt.Fprintf(c.stderr, format, args...)
}

// jsonLine writes v as one line of JSON, without control characters.
func (c *console) jsonLine(v any) error {
	var line bytes.Buffer
	enc := json.NewEncoder(&line)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return err
	}
	_, err := c.stdout.Write(escapeControls(line.Bytes()))
	return err
}

// isTerminal reports whether w is a terminal, where bold text and progress
// lines make sense.
func isTerminal(w io.Writer) bool {
	file, ok := w.(*os.File)
	if !ok {
		return false
	}
	info, err := file.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}
