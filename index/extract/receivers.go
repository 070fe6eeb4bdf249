package extract

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"tracuu/analyzers/viet"
	"tracuu/index/directive"
)

var (
	receiversLine = regexp.MustCompile(`^n\S{0,2}i\s?nh\S{0,3}n\S{0,2}\s*([:.}]|$)|^n\S?i nhan\b`)
	storedItem    = regexp.MustCompile(`^(l\S{0,2}u)\b[ :;]?`)
	afterStored   = regexp.MustCompile(`\)\.\s+\S{1,4}$|\.\s+\d{1,3}$`)
	storedName    = regexp.MustCompile(`Lưu.{0,60}[.)]\s+(\p{Lu}[\pL ]+)$`) // the signer's column beside the last receiver
	columnRest    = regexp.MustCompile(`[;)]\s*[^\pL\d]*\s*(\pL.*)$`)
)

// findReceivers looks for "Nơi nhận" and walks its list. A regulation issued
// with a decision may print a second one: the first is the document's own.
func (d *document) findReceivers() {
	for i := range d.lines {
		l := &d.lines[i]
		if l.noise == "" && len(l.fold) >= 7 && isReceiversLine(l) {
			d.parts.receivers = i
			return
		}
	}
	for i := max(0, len(d.lines)-40); i < len(d.lines); i++ {
		l := &d.lines[i]
		if l.noise == "" && bullet.MatchString(l.text) && len(inlineItems(l.text)) >= 4 && i > d.parts.opening+2 && len(l.text)/len(inlineItems(l.text)) < 70 {
			d.parts.receivers = i
			return
		}
	}
}

// isReceiversLine recognises "Nơi nhận", in what scanners make of it too.
func isReceiversLine(l *line) bool {
	return strings.HasPrefix(l.fold, "n") && receiversLine.MatchString(l.fold) || labelNear(l, "noinhan")
}

// labelNear reports whether the words before a line's colon are a label, up to two
// wrong letters.
func labelNear(l *line, label string) bool {
	before, _, ok := strings.Cut(l.fold, ":")
	if !ok || len(before) < len(label)-1 || len(before) > len(label)+5 {
		return false
	}
	s := squash(before)
	return len(s) > 0 && s[0] == label[0] && editDistance(s, label, 2) <= 2
}

// readDistribution reads the list under "Nơi nhận".
func (d *document) readDistribution() {
	i := d.parts.receivers
	if i < 0 {
		return
	}
	ls := &list{}
	l := &d.lines[i]
	if bullet.MatchString(l.text) {
		ls.add(l.text, l.Span)
	} else if rest, span := d.afterColon(i); rest != "" {
		if rest = d.signColumn(i, rest); bullet.MatchString(rest) {
			ls.add(rest, span)
		}
	}
	j := i + 1
	for ; j < len(d.lines); j++ {
		l := &d.lines[j]
		if l.noise != "" {
			continue
		}
		if l.column > 0 && (isSignLine(l) || isSignerName(l.text)) {
			d.beside = append(d.beside, besideLine{j, l.text})
			continue
		}
		if !d.takesReceiver(ls, j) {
			break
		}
		if bullet.MatchString(l.text) || ls.opens() || isNote(l.text) || !isGarbage(l.text) {
			ls.add(d.signColumn(j, l.text), l.Span)
		}
	}
	d.parts.listEnd = j
	d.out.Distribution = ls.clean()
	if len(d.out.Distribution) > 0 {
		d.found("distribution", ls.span, directive.Read, 0.95)
	}
}

// takesReceiver reports whether line i belongs to the list of receivers.
func (d *document) takesReceiver(ls *list, i int) bool {
	l := &d.lines[i]
	cur := ls.current()
	stored := storedItem.MatchString(strings.ToLower(foldCore(cur)))
	if bullet.MatchString(l.text) {
		return !stored || !l.gap
	}
	if cur == "" {
		return !isSignLine(l)
	}
	if ls.opens() && !l.gap && strings.Contains(l.text, ")") {
		return true
	}
	if isSignLine(l) || isUpper(l.text) && len(l.text) > 6 && !strings.ContainsAny(l.text, ",;.:") || isSignerName(l.text) && (stored || l.gap) {
		return false
	}
	if !stored && !l.gap && strings.HasSuffix(cur, ";") && i+1 < len(d.lines) && bullet.MatchString(d.lines[i+1].text) {
		if isUpperStart(l.text) {
			ls.items = append(ls.items, "")
		}
		return true
	}
	if isNote(l.text) && !l.gap && !strings.HasSuffix(cur, ")") && !strings.HasSuffix(cur, ".") {
		return true
	}
	ended := strings.HasSuffix(cur, ".") || strings.HasSuffix(cur, ";") || l.gap && strings.HasSuffix(cur, ",")
	if stored && (ended || l.gap) {
		return false
	}
	return !ended && !(l.gap && (l.cell || isUpperStart(l.text)))
}

// isNote reports whether a line is a remark on the receiver above: "(b/c);".
func isNote(text string) bool {
	return strings.HasPrefix(text, "(") && strings.HasSuffix(strings.TrimRight(text, ";,. "), ")")
}

// isGarbage reports whether fewer than half the words of a text are syllables or
// abbreviations.
func isGarbage(text string) bool {
	good, all := 0, 0
	for _, w := range strings.Fields(text) {
		w = strings.TrimFunc(w, func(r rune) bool { return !isWordRune(r) })
		all++
		if w != "" && (viet.IsSyllable(strings.ToLower(w)) || len(w) > 1 && w == strings.ToUpper(w)) {
			good++
		}
	}
	return good*2 < all
}

// signColumn cuts off the part of a line that belongs to the sign block printed
// beside the list ("- Như trên; PHÓ CHỦ NHIỆM") and keeps it for the signer.
func (d *document) signColumn(i int, text string) string {
	if loc := signWords.FindStringIndex(text); loc != nil && isUpper(text[loc[0]:]) {
		d.beside = append(d.beside, besideLine{i, strings.TrimSpace(text[loc[0]:])})
		return strings.TrimRight(text[:loc[0]], " =`'_-:")
	}
	if m := columnRest.FindStringSubmatchIndex(text); m != nil && m[1] == len(text) {
		rest := text[m[2]:]
		if len([]rune(rest)) <= 3 && !strings.Contains(text[m[0]:m[2]], "(") || isPersonName(rest) && bullet.MatchString(text) && text[m[0]] == ';' {
			if isPersonName(rest) {
				d.beside = append(d.beside, besideLine{i, rest})
			}
			return text[:m[0]+1]
		}
	}
	if m := storedName.FindStringSubmatchIndex(text); m != nil && isPersonName(text[m[2]:m[3]]) && len(strings.Fields(text[m[2]:m[3]])) >= 3 {
		d.beside = append(d.beside, besideLine{i, text[m[2]:m[3]]})
		return text[:m[2]]
	}
	if loc := afterStored.FindStringIndex(text); loc != nil {
		return strings.TrimRight(text[:loc[0]+1], " ")
	}
	return text
}

// foldCore is the folded start of an item, for short tests.
func foldCore(s string) string {
	cut := min(len(s), 24)
	for cut < len(s) && !utf8.RuneStart(s[cut]) {
		cut--
	}
	return viet.Fold(s[:cut])
}
