package extract

import (
	"strings"

	"tracuu/analyzers/viet"
	"tracuu/index/directive"
)

// signReach is how many lines a sign block may take, seal and blanks read as
// letters included.
const signReach = 16

// signBlock reads a sign block from line i on. Where the list of receivers
// stands at i, the block is what was printed beside it and what follows it.
func (d *document) signBlock(i int) signBlock {
	var b signBlock
	b.end = i
	for _, s := range d.beside {
		b.take(s.text, d.lines[s.line].Span, false)
	}
	if d.parts.listEnd > i {
		i = d.parts.listEnd
	}
	garbage := 0
	for j, seen := i, 0; j < len(d.lines) && seen < signReach && (b.name == "" || b.nameOpen); j++ {
		l := &d.lines[j]
		if l.noise != "" {
			continue
		}
		if b.nameOpen && (l.gap || len(strings.Fields(l.text)) != 1 || isUpper(l.text)) {
			break
		}
		seen++
		if len(l.text) > 160 || strings.HasPrefix(l.fold, "phu luc") || d.restarts(l) {
			break
		}
		if !b.take(l.text, l.Span, l.gap) {
			if garbage++; garbage > 3 {
				break
			}
			continue
		}
		b.end = j + 1
	}
	return b
}

// restarts reports whether a line opens another document: a letterhead again.
func (d *document) restarts(l *line) bool { return isMotto(l.fold) }

// signBlockAbove reads a sign block printed before the list of receivers.
func (d *document) signBlockAbove(receivers int) signBlock {
	for j := max(0, receivers-10); j < receivers; j++ {
		if d.lines[j].noise == "" && isSignLine(&d.lines[j]) && d.namedWithin(j, receivers-j-1) {
			saved := d.parts.listEnd
			d.parts.listEnd = -1
			b := d.signBlock(j)
			d.parts.listEnd = saved
			return b
		}
	}
	return signBlock{}
}

// take reads one line of a sign block. It reports whether the line belonged to it.
func (b *signBlock) take(text string, span directive.Span, gap bool) bool {
	officeText, name := splitName(text)
	used := false
	for _, part := range splitOffices(officeText) {
		used = b.takeOffice(part, gap) || used
	}
	if ws := strings.Fields(text); !gap && b.nameOpen && len(ws) == 1 && isPersonName(b.name+" "+text) {
		b.name += " " + text
		used = true
	}
	b.nameOpen = false
	if name != "" {
		b.name, used, b.nameOpen = name, true, len(strings.Fields(name)) == 2
	}
	if used {
		if b.span.Len() == 0 {
			b.span = span
		}
		b.span.Start, b.span.End = min(b.span.Start, span.Start), max(b.span.End, span.End)
	}
	return used
}

func (b *signBlock) takeOffice(text string, gap bool) bool {
	l := line{text: text, fold: strings.TrimLeft(viet.Fold(text), ":;,.- ")}
	switch {
	case text == "" || len(text) > 120 || !isUpper(text) && !onBehalf.MatchString(l.fold):
		return false
	case onBehalf.MatchString(l.fold):
		b.authority = append(b.authority, strings.Trim(text, " :;,-"))
	case l.fold == "thu" || l.fold == "pho":
		b.half = text + " " // THỨ, and TRƯỞNG on the next line
		return true
	case l.fold == "truong" && b.half == "":
		b.lost = true
		return true // the rest was not scanned
	case b.half != "":
		text, b.half = b.half+text, ""
		b.office = append(b.office, strings.Trim(text, " :;,-"))
	case isOffice(l.fold):
		b.office = append(b.office, strings.Trim(text, " :;,-"))
	case !gap && len(b.office) == 0 && len(b.authority) > 0:
		b.authority[len(b.authority)-1] += " " + text
	case !gap && len(b.office) > 0 && len(b.office[len(b.office)-1]) < 16 && len(text) < 12:
		return true // the seal
	default:
		return len(b.office) > 0 || len(b.authority) > 0
	}
	return true
}

// splitName parts "KT. BỘ TRƯỞNG THỨ TRƯỞNG Bùi Hồng Lĩnh", a block that lost its
// line ends, into offices and name.
func splitName(text string) (office, name string) {
	trimmed := strings.TrimSpace(honours.ReplaceAllString(text, ""))
	if isPersonName(trimmed) && !opensOffice(trimmed) && !onBehalf.MatchString(viet.Fold(trimmed)) {
		return "", trimmed
	}
	if head, tail, ok := nameBehindOffice(text); ok {
		return head, tail
	}
	return text, ""
}

// nameBehindOffice parts an office in capitals and the name behind it.
func nameBehindOffice(text string) (office, name string, ok bool) {
	ws := strings.Fields(text)
	var letters caseCount
	for k, w := range ws {
		if k >= 2 && k <= len(ws)-2 && letters.isUpper() && !isUpper(w) {
			head, tail := strings.Join(ws[:k], " "), honours.ReplaceAllString(strings.Join(ws[k:], " "), "")
			if fold := viet.Fold(head); isPersonName(tail) && (isOffice(fold) || onBehalf.MatchString(fold)) {
				return head, tail, true
			}
		}
		letters.add(w)
	}
	return "", "", false
}

// opensOffice reports whether a text starts with a word for an office, marks
// counted: Trưởng is an office, Trương a family.
func opensOffice(s string) bool {
	first, _, _ := strings.Cut(strings.ToLower(viet.Compose(s)), " ")
	switch first {
	case "trưởng", "phó", "chánh", "giám", "thủ", "thứ", "chủ", "bí", "cục", "viện", "hiệu", "tổng", "bộ", "ủy":
		return true
	}
	return false
}

// splitOffices parts a line that holds several offices: before a signing prefix,
// and before the name of an office that no comma joins to the one before.
func splitOffices(text string) []string {
	ws := strings.Fields(text)
	folds := make([]string, len(ws))
	for i, w := range ws {
		folds[i] = strings.Trim(viet.Fold(w), " :;-")
	}
	var out []string
	start, free := 0, 0
	for i := range ws {
		if i < free {
			continue
		}
		rest := strings.Join(folds[i:], " ")
		behalf := onBehalf.MatchString(rest)
		n := officeLen(folds[i:])
		if i > start && (behalf || n > 0 && !strings.HasSuffix(ws[i-1], ",")) && (behalf || fitsCapitals(ws[i])) && !(i == start+1 && (folds[start] == "q." || onBehalf.MatchString(strings.Join(folds[start:], " ")))) {
			out = append(out, strings.Join(ws[start:i], " "))
			start = i
		}
		free = i + max(n, 1)
	}
	return append(out, strings.Join(ws[start:], " "))
}

// officeLen is how many folded words the longest office at their start takes.
func officeLen(folds []string) int {
	best := 0
	for _, o := range offices {
		n := strings.Count(o, " ") + 1
		if n > best && n <= len(folds) && strings.TrimRight(strings.Join(folds[:n], " "), ",") == o {
			best = n
		}
	}
	return best
}
