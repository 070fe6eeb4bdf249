package main

import (
	"strings"
	"unicode"
)

// printable makes a text from a document, or from the name of a file, fit for a
// line of a terminal: such a text may hold anything. Line breaks and other
// blanks become single spaces; what would steer the terminal (control
// characters) or turn the writing round (bidirectional controls) is left out.
func printable(s string) string {
	return strings.Join(strings.Fields(strings.Map(steerless, s)), " ")
}

// steerless makes a blank a space, and drops what steers a terminal.
func steerless(r rune) rune {
	switch {
	case unicode.IsSpace(r):
		return ' '
	case unicode.IsControl(r), unicode.Is(unicode.Bidi_Control, r):
		return -1
	}
	return r
}

// printableLines makes each line of a message fit for a terminal.
func printableLines(message string) string {
	lines := strings.Split(message, "\n")
	for i := range lines {
		lines[i] = printable(lines[i])
	}
	return strings.Join(lines, "\n")
}

// escapeControls writes the control characters that encoding/json leaves in
// strings (U+007F to U+009F) as escapes; a terminal may obey them too.
func escapeControls(line []byte) []byte {
	const hex = "0123456789abcdef"
	out := line[:0:0]
	for i := 0; i < len(line); i++ {
		b := line[i]
		switch {
		case b == 0x7f:
			out = append(out, `\u007f`...)
		case b == 0xc2 && i+1 < len(line) && line[i+1] < 0xa0: // the start of U+0080 to U+009F
			i++
			out = append(out, '\\', 'u', '0', '0', hex[line[i]>>4], hex[line[i]&0xf])
		default:
			out = append(out, b)
		}
	}
	return out
}
