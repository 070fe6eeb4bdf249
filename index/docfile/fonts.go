package docfile

import (
	"fmt"
	"strings"

	"tracuu/analyzers/viet"
)

// How many words must speak for reading letters as those of an old font. OCR of
// Vietnamese by an English reader yields lines that pass for VISCII by chance
// (cüa, ngày), but not pages.
const (
	fontWords   = 8  // for the fonts that documents were written in
	letterWords = 30 // for the other encodings
)

// decodeFonts reads text that is Unicode in name only, copied out of a document
// in an ABC or VNI font: "Céng hoµ" for "Cộng hoà". Where only a part of a text
// is like that, it goes line by line.
func decodeFonts(text string) (string, []Problem) {
	if isASCII(text) {
		return text, nil
	}
	enc, sure := fontOf(text)
	if enc == viet.Unknown {
		return decodeLines(text)
	}
	return viet.DecodeText(enc, text), []Problem{fontProblem(enc, sure)}
}

// fontOf is the encoding whose letters a text is written in, Unknown unless
// enough words say so.
func fontOf(text string) (viet.Encoding, viet.Confidence) {
	if !maybeFont(text) {
		return viet.Unknown, viet.Confidence{}
	}
	enc, sure := viet.DetectText(text)
	if isFont(enc) && sure.Words >= fontWords || sure.Words >= letterWords {
		return enc, sure
	}
	return viet.Unknown, sure
}

// maybeFont reports, at no cost, whether a text has accented letters and all of
// them are in windows-1252, as those of a font are. Vietnamese in Unicode hardly
// has a line without a letter from beyond.
func maybeFont(text string) bool {
	accented := false
	for _, r := range text {
		if isBeyond1252(r) {
			return false
		}
		accented = accented || 0xa1 <= r && r <= 0xff
	}
	return accented
}

func isFont(enc viet.Encoding) bool { return enc == viet.TCVN3 || enc == viet.VNI }

func fontProblem(enc viet.Encoding, sure viet.Confidence) Problem {
	return Problem{LegacyEncoding, fmt.Sprintf("decoded from letters of %s (%.0f %% of %d words are Vietnamese)", enc, 100*sure.Score, sure.Words)}
}

// decodeLines decodes the lines of a text that are in a font, when together they
// are enough.
func decodeLines(text string) (string, []Problem) {
	lines := strings.SplitAfter(text, "\n")
	inFont := map[viet.Encoding][]int{}
	for i, line := range lines {
		if !maybeFont(line) {
			continue
		}
		if enc, _ := viet.DetectText(line); isFont(enc) {
			inFont[enc] = append(inFont[enc], i)
		}
	}
	var problems []Problem
	for _, font := range []viet.Encoding{viet.TCVN3, viet.VNI} {
		var together strings.Builder
		for _, i := range inFont[font] {
			together.WriteString(lines[i])
		}
		enc, sure := fontOf(together.String())
		if enc != font {
			continue
		}
		for _, i := range inFont[font] {
			lines[i] = viet.DecodeText(font, lines[i])
		}
		p := fontProblem(font, sure)
		p.Detail = fmt.Sprintf("%d lines %s", len(inFont[font]), p.Detail)
		problems = append(problems, p)
	}
	if problems == nil {
		return text, nil
	}
	return strings.Join(lines, ""), problems
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}
