package extract

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// A text without line ends is read in pieces that together leave nothing out and
// cut no letter.
func TestLinesHaveABound(t *testing.T) {
	for _, unit := range []string{"phòng chống dịch ", "ố", "x", "\u0301", "a|ế\t", "      cột "} {
		text := strings.Repeat(unit, 5*lineReach/len(unit))
		letters := 0
		for _, l := range splitLines(text) {
			raw := text[l.Start:l.End]
			if len(raw) > lineReach || !utf8.ValidString(raw) {
				t.Errorf("%q: a line of %d bytes, %q…", unit, len(raw), raw[:min(len(raw), 8)])
			}
			letters += strings.Count(raw, unit[:1])
		}
		if strings.ContainsFunc(unit, isWordRune) && letters != strings.Count(text, unit[:1]) && unit[0] != ' ' {
			t.Errorf("%q: %d of %d are left", unit, letters, strings.Count(text, unit[:1]))
		}
	}
}

// Where a whole document stands on one line, its title does not run to its end.
func TestTitleHasABound(t *testing.T) {
	body := strings.Repeat("các đơn vị triển khai thực hiện nghiêm các biện pháp ", 3000)
	for _, text := range []string{
		"TỈNH ỦY HÀ NAM\nSố 12-CV/TU\nV/v tăng cường phòng cháy " + body,
		"UBND TỈNH HÀ NAM\nSố: 12/CT-UBND\nCHỈ THỊ\nVề việc tăng cường phòng cháy\n" + strings.ReplaceAll(body, "các đơn vị", "các\nđơn vị"),
	} {
		d := Read(Input{Text: text})
		if n := len(strings.Fields(d.Title)); n == 0 || n > titleWords {
			t.Errorf("a title of %d words: %.80s", n, d.Title)
		}
		if e := d.Evidence["title"]; len(strings.Fields(d.Title)) == titleWords && e.Confidence > 0.5 {
			t.Errorf("a title that was cut has confidence %v", e.Confidence)
		}
	}
}
