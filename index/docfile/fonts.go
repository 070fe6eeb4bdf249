package docfile

import (
	"fmt"
	"strings"

	"tracuu/analyzers/viet"
)

// mixedScore is the share of words that must read as Vietnamese in some old
// font before the lines of a text are looked at one by one.
const mixedScore = 0.10

// decodeFonts reads text that is Unicode in name only, copied out of a document
// in an ABC or VNI font: "Céng hoµ" for "Cộng hoà". Where only a part of a text
// is like that, it goes line by line.
func decodeFonts(text string) (string, []Problem) {
	if isASCII(text) {
		return text, nil
	}
	enc, sure := viet.DetectText(text)
	if enc != viet.Unknown {
		detail := fmt.Sprintf("decoded from letters of a %s font (%.0f %% of %d words are Vietnamese)", enc, 100*sure.Score, sure.Words)
		return viet.DecodeText(enc, text), []Problem{{LegacyEncoding, detail}}
	}
	if sure.Score < mixedScore {
		return text, nil
	}
	return decodeLines(text)
}

func decodeLines(text string) (string, []Problem) {
	var out strings.Builder
	decoded, last := 0, viet.Unknown
	for line := range strings.Lines(text) {
		if enc, _ := viet.DetectText(line); enc != viet.Unknown {
			line, last = viet.DecodeText(enc, line), enc
			decoded++
		}
		out.WriteString(line)
	}
	if decoded == 0 {
		return text, nil
	}
	return out.String(), []Problem{{LegacyEncoding, fmt.Sprintf("%d lines decoded from letters of a %s font", decoded, last)}}
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}
