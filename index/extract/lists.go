package extract

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"tracuu/analyzers/viet"
	"tracuu/index/directive"
)

// list gathers the items of an address list: bulleted lines with their wrapped
// continuations, or several items on one line.
type list struct {
	items    []string
	span     directive.Span
	bulleted bool
}

// add takes one printed line into the list.
func (ls *list) add(text string, span directive.Span) {
	if ls.span.Len() == 0 {
		ls.span = span
	}
	ls.span.End = span.End
	if loc := bullet.FindStringIndex(text); loc != nil {
		ls.bulleted = true
		ls.items = append(ls.items, inlineItems(text[loc[1]:])...)
		return
	}
	parts := inlineItems(text)
	if len(ls.items) == 0 {
		ls.items = append(ls.items, parts...)
		return
	}
	last := len(ls.items) - 1
	ls.items[last] = strings.TrimSpace(ls.items[last] + " " + parts[0])
	ls.items = append(ls.items, parts[1:]...)
}

// current is the item that a continuation line would extend.
func (ls *list) current() string {
	if len(ls.items) == 0 {
		return ""
	}
	return ls.items[len(ls.items)-1]
}

// opens reports whether a parenthesis of the current item is still open.
func (ls *list) opens() bool {
	cur := ls.current()
	return strings.Count(cur, "(") > strings.Count(cur, ")")
}

var inlineBullet = regexp.MustCompile(`([;,.)]) ?[-–—~] ?`)

// inlineItems splits a line that lost its line ends: "- A; - B; - C." is three
// items. A dash inside a name has no stop before it.
func inlineItems(text string) []string {
	var out []string
	for {
		loc := inlineBullet.FindStringIndex(text)
		if loc == nil {
			break
		}
		rest := text[loc[1]:]
		if !isUpperStart(rest) {
			break
		}
		out = append(out, strings.TrimSpace(text[:loc[0]+1]))
		text = rest
	}
	return append(out, strings.TrimSpace(text))
}

var (
	addressNote = regexp.MustCompile(`(?is)[.\s]*\((đ/c|địa chỉ|đc)[\s:/.].*$`)
	// addressItem is a line under an addressee that tells where to find it.
	addressItem = regexp.MustCompile(`(?i)^\(?(mã số thuế|mst|địa chỉ|đ/c|số đt|sđt|điện thoại|số điện thoại|đt|email|fax)(\s[^:]{0,24})?\s*:`)
	noteGap     = regexp.MustCompile(`[;,]\s*\(`)
)

// clean gives the items as a reader would list them, without the stops that part
// them and without postal addresses.
func (ls *list) clean() []string {
	var out []string
	for _, item := range ls.items {
		item = noteGap.ReplaceAllString(item, " (")
		item = addressNote.ReplaceAllString(item, "")
		item = strings.TrimRight(strings.TrimSpace(item), " ;,.:/")
		item = strings.TrimLeft(item, "-–—~+•*: ")
		if utf8.RuneCountInString(item) < 2 || addressItem.MatchString(item) || !strings.ContainsFunc(item, isWordRune) {
			continue
		}
		out = append(out, viet.Compose(item))
	}
	return out
}

// readRecipients reads "Kính gửi" (for a công điện, the list after "điện:") and
// notes where the body opens behind it.
func (d *document) readRecipients() {
	i := d.parts.addressee
	if i < 0 {
		return
	}
	ls := &list{}
	if rest, span := d.afterColon(i); rest != "" {
		ls.add(rest, span)
	}
	j := i + 1
	for ; j < len(d.lines); j++ {
		l := &d.lines[j]
		if l.noise != "" || d.isMark(l) || j == d.parts.dateline || j == d.parts.number {
			continue
		}
		text := dropGarbagePrefix(l.text)
		if addressItem.MatchString(text) {
			continue
		}
		if strings.HasPrefix(l.fold, "dong kinh gui") {
			_, text, _ = strings.Cut(text, ":")
			ls.items = append(ls.items, strings.TrimSpace(text))
			ls.bulleted = true
			continue
		}
		if !ls.takes(l, text, d.isOpening(j)) {
			break
		}
		ls.add(text, l.Span)
	}
	if !ls.bulleted && len(ls.items) == 1 {
		ls.items = strings.Split(ls.items[0], ";")
	}
	d.out.Recipients = ls.clean()
	d.parts.opening = j
	if len(d.out.Recipients) > 0 {
		d.found("recipients", ls.span, directive.Read, 0.95)
	}
}

// takes reports whether the next line belongs to the list of addressees.
func (ls *list) takes(l *line, text string, opening bool) bool {
	cur := ls.current()
	if bullet.MatchString(text) {
		return cur == "" || ls.bulleted && !strings.HasSuffix(cur, ".") || ls.bulleted && !l.gap && !opening
	}
	if cur == "" {
		return !opening || !l.gap
	}
	if strings.HasPrefix(l.fold, "(d") {
		return true
	}
	if ls.opens() {
		return true
	}
	if strings.HasSuffix(cur, ".") && !strings.Contains(cur, "(") || opening && !strings.HasSuffix(cur, ",") && (!ls.bulleted || l.gap || strings.HasSuffix(cur, ";")) {
		return false
	}
	if strings.HasSuffix(cur, ".") || strings.HasSuffix(cur, ")") {
		return false
	}
	if l.gap {
		return !strings.HasSuffix(cur, ";") && !isUpperStart(text) || ls.bulleted && strings.HasSuffix(cur, ";") && len(text) < 90 && !l.cell
	}
	return len(text) < 200
}

// afterColon is what stands on line i behind the colon of "Kính gửi:".
func (d *document) afterColon(i int) (string, directive.Span) {
	l := &d.lines[i]
	raw := d.text[l.Start:l.End]
	at := strings.IndexByte(raw, ':')
	if isTelegramLine(l.fold) {
		return "", directive.Span{}
	}
	if at < 0 {
		ws := d.appendWords(nil, l.Span, i)
		if len(ws) < 3 {
			return "", directive.Span{}
		}
		at = ws[2].Start - l.Start - 1
	}
	span := trimSpan(d.text, l.Start+at+1, l.End)
	return viet.Compose(cleanText(d.text[span.Start:span.End])), span
}

// dropGarbagePrefix takes letters that no one can read from before a bullet: the
// remains of a stamp beside the list.
func dropGarbagePrefix(text string) string {
	at := strings.Index(text, " - ")
	if at <= 0 || at > 40 {
		return text
	}
	for _, w := range strings.Fields(text[:at]) {
		w = strings.Trim(w, ".,;:()")
		consonants := w == strings.ToUpper(w) && !strings.ContainsAny(w, "AEIOUY0123456789") // KCN
		if !consonants && !viet.IsSyllable(strings.ToLower(w)) && isUpperStart(text[at:]) {
			return strings.TrimSpace(text[at:])
		}
	}
	return text
}
