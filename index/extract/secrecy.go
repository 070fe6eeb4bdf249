package extract

import (
	"slices"
	"strings"

	"tracuu/analyzers/viet"
	"tracuu/index/directive"
)

// secrecies are the marks of secrecy (Luật Bảo vệ bí mật nhà nước 2018, Điều 8),
// as squashed folded letters.
var secrecies = map[string]directive.Secrecy{"mat": directive.Secret, "toimat": directive.HighSecret, "tuyetmat": directive.TopSecret}

// readSecrecy reads the mark of secrecy among the first lines. The word is common
// in running text, and laws speak of secrets; so it counts only alone on its line,
// in capitals, or behind "Độ mật:". A stamp that repeats on each page is no less a
// mark for that, so noise counts too, but for the menus of a web page. Of several
// the highest stands.
func (d *document) readSecrecy(limit int) {
	prose := 0
	for i := 0; i < limit && i < len(d.lines) && prose < bodyLines; i++ {
		l := &d.lines[i]
		if l.noise == "" && len(l.fold) > proseLine && !isUpper(l.text) {
			prose++
		}
		if l.noise == directive.NoiseNavigation || len(l.text) > maxMarkLine {
			continue
		}
		for _, cell := range cells(l.text) {
			mark, sure := secrecyMark(cell)
			if mark == "" || !higherSecrecy(mark, d.out.Secrecy) {
				continue
			}
			d.out.Secrecy = mark
			d.found("secrecy", l.Span, directive.Read, sure)
		}
	}
}

// The body has surely begun after so many lines so long; a subject has fewer.
const (
	bodyLines = 4
	proseLine = 70 // folded letters
)

// maxMarkLine bounds a line that may hold a mark, in bytes: two columns of a
// letterhead with the blanks between them.
const maxMarkLine = 240

// cells are the columns of a line, which stand apart by a tab or three blanks.
func cells(line string) []string {
	var out []string
	for part := range strings.SplitSeq(strings.ReplaceAll(line, "\t", "   "), "   ") {
		if part = strings.TrimSpace(part); part != "" {
			out = append(out, part)
		}
	}
	return out
}

// secrecyMark reads a cell that is nothing but a mark, whatever frame of signs or
// spacing of letters the scanner made of its box, and says how sure it is. Marks
// of urgency may stand beside it.
func secrecyMark(cell string) (directive.Secrecy, float64) {
	words := strings.Fields(markCore(cell))
	if len(words) > 2 && words[0] == "do" && words[1] == "mat" {
		return secrecies[strings.Join(words[2:], "")], 0.95
	}
	if !isUpper(cell) || strings.ContainsAny(cell, "ẮắĂă0123456789") {
		return "", 0 // mắt is an eye, as in the name of a hospital
	}
	core := strings.Join(words, "")
	for _, urgent := range []string{"thuongkhan", "hoatochengio", "hoatoc", "khan"} {
		core = strings.TrimSuffix(strings.TrimPrefix(core, urgent), urgent)
	}
	if s, ok := secrecies[core]; ok {
		if !strings.Contains(viet.Compose(cell), "Ậ") {
			return s, 0.7 // accents lost
		}
		return s, 0.9
	}
	return "", 0
}

func higherSecrecy(a, b directive.Secrecy) bool {
	rank := []directive.Secrecy{"", directive.Secret, directive.HighSecret, directive.TopSecret}
	return slices.Index(rank, a) > slices.Index(rank, b)
}
