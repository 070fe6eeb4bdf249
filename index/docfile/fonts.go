package docfile

import (
	"fmt"
	"slices"
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

// decodeLines decodes the runs of a text that are in a font, when together they
// are enough. Runs that look like it, but are not enough, stay and are reported.
func decodeLines(text string) (string, []Problem) {
	runs := cutRuns(text)
	inFont, doubtful := map[viet.Encoding][]int{}, []int{}
	for i, run := range runs {
		if !maybeFont(run) {
			continue
		}
		switch enc, sure := viet.DetectText(run); {
		case isFont(enc):
			inFont[enc] = append(inFont[enc], i)
		case isFont(sure.Best) && sure.Words >= doubtWords && sure.Score >= doubtScore && sure.Margin >= doubtMargin:
			doubtful = append(doubtful, i)
		}
	}
	var problems []Problem
	for _, font := range []viet.Encoding{viet.TCVN3, viet.VNI} {
		var together strings.Builder
		for _, i := range inFont[font] {
			together.WriteString(runs[i])
			together.WriteByte(' ')
		}
		enc, sure := fontOf(together.String())
		if enc != font {
			doubtful = append(doubtful, inFont[font]...)
			continue
		}
		for _, i := range inFont[font] {
			runs[i] = viet.DecodeText(font, runs[i])
		}
		p := fontProblem(font, sure)
		p.Detail = fmt.Sprintf("%d runs %s", len(inFont[font]), p.Detail)
		problems = append(problems, p)
	}
	if p, found := doubtProblem(runs, doubtful); found {
		problems = append(problems, p)
	}
	return strings.Join(runs, ""), problems
}

// When a run that is not decoded is worth a word: it reads nearly as well as
// one that is. Text of other languages scores below a half.
const (
	doubtWords  = 3
	doubtScore  = 0.75
	doubtMargin = 0.20
)

// doubtProblem says where text may be in an old font.
func doubtProblem(runs []string, doubtful []int) (Problem, bool) {
	if len(doubtful) == 0 {
		return Problem{}, false
	}
	slices.Sort(doubtful)
	first := doubtful[0]
	line := 1 + strings.Count(strings.Join(runs[:first], ""), "\n")
	const shown = 60
	sample := []rune(strings.TrimSpace(runs[first]))
	detail := fmt.Sprintf("%d runs may be letters of an old font, but too few of their words say so; the first is in line %d: %q", len(doubtful), line, string(sample[:min(shown, len(sample))]))
	return Problem{DoubtfulEncoding, detail}, true
}

// cutRuns cuts a text into runs that may each have a font of their own: lines,
// and in them what tabs or three blanks set apart. Joined they are the text.
func cutRuns(text string) []string {
	var runs []string
	start, blanks := 0, 0
	for i := range len(text) {
		c := text[i]
		if c == ' ' {
			blanks++
			continue
		}
		if blanks >= 3 && i > start {
			runs, start = append(runs, text[start:i]), i
		}
		blanks = 0
		if c == '\n' || c == '\t' || c == '\f' {
			runs, start = append(runs, text[start:i+1]), i+1
		}
	}
	if start < len(text) {
		runs = append(runs, text[start:])
	}
	return runs
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}
