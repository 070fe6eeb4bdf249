package copies

import (
	"strings"

	"tracuu/analyzers/viet"
	"tracuu/index/directive"
)

// copyCodes are the type codes of copies in the numbers that certifying gives
// (Nghị định 30/2020/NĐ-CP, Phụ lục III; Hướng dẫn 36-HD/VPTW), folded.
var copyCodes = map[string]bool{"sy": true, "sl": true, "trs": true, "bs": true}

// margin is what may stand around a mark on its line.
const margin = " \t\r|[]()*.:-"

// headBytes is how much of a text is searched for marks and for the number of the
// document that was copied; certifying is written at either end.
const headBytes = 3000

// headLines are the folded first lines of a text.
func headLines(text string) []string {
	return strings.Split(viet.Fold(text[:min(len(text), headBytes/2)]), "\n")
}

// markOf finds the marks of a draft and of a certified copy.
func markOf(head []string, text string) marks {
	var m marks
	for _, line := range head[:min(len(head), 25)] {
		for cell := range strings.SplitSeq(strings.ReplaceAll(line, "   ", "\t"), "\t") { // two columns
			if core := strings.Trim(cell, margin); core == "du thao" || strings.HasPrefix(core, "du thao ") && len(core) < 24 {
				m |= draft
			}
		}
	}
	tail := viet.Fold(text[max(0, len(text)-headBytes/2):])
	for _, line := range append(head, strings.Split(tail, "\n")...) {
		core := strings.Trim(line, margin)
		for _, mark := range []string{"sao y", "sao luc", "trich sao"} {
			if strings.HasPrefix(core, mark) && len(core) < 60 {
				m |= copied
			}
		}
	}
	return m
}

// addressed is what stands on the line "Kính gửi:" of a heading, "" for none.
func addressed(head []string) string {
	for _, line := range head {
		if _, to, ok := strings.Cut(line, "kinh gui"); ok {
			return strings.Trim(to, margin)
		}
	}
	return ""
}

// numberOf is the document's own number. Where what was read is that of certifying
// a copy, it is the number of the document that was copied, if its text shows one,
// and copyOnly is true: then the date and the issuer are not the document's either.
func numberOf(d *directive.Directive) (number string, copyOnly bool) {
	if !ofCopy(d.Number) {
		return d.Number, false
	}
	for _, found := range directive.FindSymbols(d.Text[:min(len(d.Text), headBytes)]) {
		before := strings.TrimRight(d.Text[:found.Start], " \t:")
		if !ofCopy(found.Symbol.String()) && strings.HasSuffix(viet.Fold(before[max(0, len(before)-8):]), "so") {
			return found.Symbol.String(), true
		}
	}
	return "", true
}

func ofCopy(number string) bool {
	sym, err := directive.ParseSymbol(number)
	return err == nil && copyCodes[viet.FoldKey(sym.Code)]
}
