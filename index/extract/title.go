package extract

import (
	"regexp"
	"strings"

	"tracuu/analyzers/viet"
	"tracuu/index/directive"
)

var aboutWord = regexp.MustCompile(`(?i)(^|[\s*_(“"])(v\s?[/ẇwW]\s?v|vv|vwv|v/v)[\s\x{a0}]*[:.]?([\s\x{a0}]+\S|\s*\*?$)|^V[/\\]?V\s*:`)

// aboutAt finds "V/v" in a line; nil where it is not.
func aboutAt(raw string) []int {
	for i := 0; i+1 < len(raw); i++ {
		if raw[i]|0x20 != 'v' {
			continue
		}
		switch next := raw[i+1]; { // spares the search where a word only starts with v
		case next <= ' ', next == '/', next == '\\', next|0x20 == 'v', next|0x20 == 'w', strings.HasPrefix(raw[i+1:], "ẇ"), strings.HasPrefix(raw[i+1:], "Ẇ"):
			return aboutWord.FindStringIndex(raw)
		}
	}
	return nil
}

// readTitle reads the summary (trích yếu): under the name of the kind, or in a
// công văn behind "V/v".
func (d *document) readTitle() {
	switch {
	case d.parts.kind >= 0:
		d.titleUnderKind()
	case d.titleAfterAbout():
	case d.isWebPage():
		d.webTitle()
	default:
		d.titleAmongStamp()
	}
	if d.out.Title == "" && d.parts.kind < 0 {
		if value, at := d.boxValue("title"); value != "" {
			d.setTitle(value, at, directive.Read, 0.7)
		}
	}
}

// titleWords is how many words a title may have. What goes on longer has run into
// the text below it.
const titleWords = 120

func (d *document) setTitle(title string, at directive.Span, basis directive.Basis, confidence float64) {
	title = strings.TrimRight(strings.TrimSpace(sentenceCase(title)), " .,;:-–—*_")
	if title == "" {
		return
	}
	d.out.Title = viet.Compose(title)
	if d.out.Urgency == "" && strings.HasPrefix(viet.Fold(title), "cong dien khan") {
		d.out.Urgency = directive.Urgent
		d.found("urgency", at, directive.Inferred, 0.7)
	}
	d.found("title", at, basis, confidence)
}

// titleUnderKind reads the lines from the name of the kind to the next part.
func (d *document) titleUnderKind() {
	i := d.parts.kind
	ws := d.words([]int{i})
	_, n := leadingKind(joinWords(ws) + d.nextText(i))
	kindWords := len(strings.Fields((joinWords(ws) + d.nextText(i))[:n]))
	j := i + 1
	if kindWords > len(ws) {
		ws = append(ws, d.words([]int{j})...)
		j++
	}
	ws = d.withoutQualifier(ws[min(kindWords, len(ws)):])
	first := len(ws) == 0
	for ; j < len(d.lines) && len(ws) < titleWords; j++ {
		l := &d.lines[j]
		if l.noise != "" || j == d.parts.number || j == d.parts.dateline || len(l.fold) < 4 && !isUpper(l.text) && !isMarkedCapital(l.text) || d.isMark(l) {
			continue
		}
		if d.endsTitle(j, first, ws) {
			break
		}
		ws = append(ws, d.words([]int{j})...)
		first = false
	}
	if d.parts.opening < 0 || d.parts.opening < j {
		d.parts.opening = j
	}
	d.titleFromWords(ws)
}

// withoutQualifier takes the words behind the name of a kind that qualify it and are
// no part of the summary: how urgent it is ("THÔNG BÁO KHẨN"), and that several
// bodies issue it ("HƯỚNG DẪN LIÊN NGÀNH").
func (d *document) withoutQualifier(ws []word) []word {
	for n := min(2, len(ws)); n > 0; n-- {
		if n < len(ws) && fitsCapitals(ws[n].text) {
			continue // a summary in capitals may start with any word
		}
		text := strings.Trim(strings.Join(foldsOf(ws[:n]), " "), "()")
		if u, ok := urgencies[text]; ok && isUpper(joinWords(ws[:n])) {
			if d.out.Urgency == "" {
				d.out.Urgency = u
				d.found("urgency", spanOf(ws[:n]), directive.Read, 0.9)
			}
			return ws[n:]
		}
		switch text {
		case "lien nganh", "lien tich", "lien so", "lien bo", "lien co quan":
			return ws[n:]
		}
	}
	return ws
}

func (d *document) nextText(i int) string {
	if i+1 < len(d.lines) && !d.lines[i+1].gap {
		return " " + d.lines[i+1].text
	}
	return ""
}

// endsTitle reports whether line j no longer belongs to the title that ws began.
func (d *document) endsTitle(j int, first bool, ws []word) bool {
	l := &d.lines[j]
	if isAddressLine(l) || isTelegramLine(l.fold) || j == d.parts.addressee || isReceiversLine(l) ||
		strings.HasPrefix(l.fold, "can cu ") || strings.HasPrefix(l.fold, "- can cu ") || onBehalf.MatchString(l.fold) && isUpper(l.text) {
		return true
	}
	if first {
		return len(l.text) > 400 || d.isOpening(j) && !aboutLine(l.fold) && len(l.text) > 60
	}
	upper := isUpper(d.text[ws[0].Start:ws[len(ws)-1].End]) || len(ws) == 1 && isMarkedCapital(ws[0].text)
	last := ws[len(ws)-1].fold
	open := last == "ve" || last == "viec" || last == "va" || last == "cua" || last == "cho" || last == "ngay" || last == "so" && l.text[0] >= '0' && l.text[0] <= '9'
	switch {
	case strings.HasPrefix(l.fold, "v/v"), strings.HasPrefix(l.fold, "ve ") && len(ws) < 14:
		return false
	case upper && !isUpper(l.text) && !open:
		return len(l.text) > 12 || l.gap
	case upper && !open && (d.opensWrappedOffice(j) || d.enacts(j)):
		return true
	case upper && !open && isOffice(l.fold) && isUpper(l.text) && j+1 < len(d.lines) && bodyOfOffice(l.text) != "":
		return true
	case l.gap && !open:
		return !upper || !isUpper(l.text) || isIssuerLine(l)
	case isIssuerLine(l) && upper == isUpper(l.text) && !upper:
		return true
	case !upper && isUpper(l.text) && len(l.text) > 6:
		return true
	}
	return !l.gap && !upper && d.isOpening(j) && strings.HasSuffix(d.lines[j-1].text, ".")
}

// enacts reports whether the body of the letterhead stands again on line j, between
// the title and the grounds ("Căn cứ …"): who enacts.
func (d *document) enacts(j int) bool {
	l := &d.lines[j]
	if !isUpper(l.text) || j+1 >= len(d.lines) || !strings.HasPrefix(d.lines[j+1].fold, "can cu ") || strings.HasSuffix(d.lines[j-1].text, ",") {
		return false
	}
	head := squash(strings.Join(foldsOf(d.letterheadWords()), ""))
	return len(head) >= 8 && strings.HasSuffix(head, squash(l.fold))
}

// opensWrappedOffice reports whether the head of a body who enacts stands on line j
// and the next one, which the column parted: "CỤC TRƯỞNG CỤC" and "HẢI QUAN".
func (d *document) opensWrappedOffice(j int) bool {
	if j+2 >= len(d.lines) {
		return false
	}
	l, next := &d.lines[j], &d.lines[j+1]
	return isUpper(l.text) && isOffice(l.fold) && !next.gap && isUpper(next.text) && (d.lines[j+2].gap || d.isOpening(j+2)) && bodyOfOffice(l.text+" "+next.text) != ""
}

func aboutLine(fold string) bool {
	return strings.HasPrefix(fold, "ve ") || strings.HasPrefix(fold, "v/v") || strings.HasPrefix(fold, "ban hanh ") || strings.HasPrefix(fold, "quy dinh ")
}

// isIssuerLine reports whether a line in capitals names the body or office that
// enacts ("CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH …", "BỘ TRƯỞNG …", "CHÍNH PHỦ").
func isIssuerLine(l *line) bool {
	if !isUpper(l.text) {
		return false
	}
	if isOffice(l.fold) {
		return true
	}
	folds := foldWords(l.text)
	_, ok := known().at(folds, isBody)
	return ok
}

var ofBody = regexp.MustCompile(`^(?i)của\s+(.{4,160}?)\s+((về|v/v)\s.+)$`)

var numberInOwner = regexp.MustCompile(`(?i)\s+số\s+\d+\S*\s+ngày\s`)

// numberInTitle reads number and date of issue where the gazette's old form sets
// them in the title: "CỦA THỦ TƯỚNG CHÍNH PHỦ SỐ 36/2006/CT-TTG NGÀY … VỀ …".
func (d *document) numberInTitle(at directive.Span) {
	raw := d.text[at.Start:at.End]
	found := directive.FindSymbols(raw)
	if d.out.Number != "" || len(found) == 0 {
		return
	}
	d.setNumber(found[0].Symbol, shift(found[0].Span, at.Start), directive.Read, 0.9)
	for _, f := range directive.FindDates(raw) {
		if f.Date.Day > 0 && f.Start >= found[0].End {
			d.setIssued(f.Date, shift(f.Span, at.Start), directive.Read, 0.9)
			return
		}
	}
}

// titleFromWords sets the title. "CỦA <body> VỀ …" after the name of the kind is
// the issuer and not the subject.
func (d *document) titleFromWords(ws []word) {
	if len(ws) == 0 {
		return
	}
	ws = ws[:min(len(ws), titleWords)]
	text := joinWords(ws)
	if m := ofBody.FindStringSubmatch(viet.Compose(text)); m != nil {
		d.kindOwner = m[1]
		text = m[2]
		if at := numberInOwner.FindStringIndex(m[1]); at != nil {
			d.kindOwner = m[1][:at[0]]
			d.numberInTitle(spanOf(ws))
		}
	}
	basis, confidence := directive.Read, 0.95
	if len(ws) >= 110 {
		confidence = 0.5
	}
	d.setTitle(repeatedOnce(text), spanOf(ws), basis, confidence)
}

// repeatedOnce drops the second copy where a converter printed a title twice.
func repeatedOnce(s string) string {
	if n := len(s) / 2; len(s) > 20 && len(s)%2 == 1 && s[:n] == s[n+1:] {
		return s[:n]
	}
	return s
}

// titleAfterAbout reads "V/v …" in the letterhead of a công văn.
func (d *document) titleAfterAbout() bool {
	limit := d.headLimit()
	if d.parts.addressee >= 0 {
		limit = min(limit, d.parts.addressee+1)
	}
	heading := -1
	for i := 0; i < limit && i < len(d.lines); i++ {
		l := &d.lines[i]
		if l.noise != "" && d.parts.opening >= 0 || l.noise == directive.NoiseNavigation || l.noise == directive.NoisePage {
			continue
		}
		raw := d.text[l.Start:l.End]
		loc := aboutAt(raw)
		if loc == nil {
			continue
		}
		if d.isHeading(l) && d.parts.number > i {
			heading = i
			continue
		}
		d.aboutFrom(i, l.Start+loc[0])
		return d.out.Title != ""
	}
	if heading >= 0 {
		l := &d.lines[heading]
		loc := aboutAt(d.text[l.Start:l.End])
		d.aboutFrom(heading, l.Start+loc[0])
	}
	return d.out.Title != "" || d.titleWithoutMark()
}

// titleWithoutMark reads the summary of a letter that starts with "Về" where others
// have "V/v", below the number or beside the dateline.
func (d *document) titleWithoutMark() bool {
	p := d.parts
	if p.number < 0 || p.addressee < 0 {
		return false
	}
	for i := p.number + 1; i < p.addressee && i <= p.number+4; i++ {
		l := &d.lines[i]
		if core := strings.TrimLeft(l.text, "\"“”'(*_ "); l.noise == "" && strings.HasPrefix(core, "Về ") && !strings.HasSuffix(l.text, ":") {
			d.aboutFrom(i, l.Start)
			return d.out.Title != ""
		}
	}
	return false
}

// hasAbout reports whether "V/v" stands in the letterhead.
func (d *document) hasAbout() bool {
	for i := 0; i < d.headLimit() && i < len(d.lines); i++ {
		if l := &d.lines[i]; l.noise == "" && !d.isHeading(l) && aboutAt(d.text[l.Start:l.End]) != nil {
			return true
		}
	}
	return false
}

// aboutFrom gathers a title that starts at offset on line i and wraps.
func (d *document) aboutFrom(i, offset int) {
	l := &d.lines[i]
	ws := d.appendWords(nil, directive.Span{Start: offset, End: l.End}, i)
	if i == d.parts.dateline {
		ws = beforeDateline(ws)
	}
	for j := i + 1; j < len(d.lines) && len(ws) < 90; j++ {
		next := &d.lines[j]
		if next.noise != "" || d.isMark(next) {
			continue
		}
		if s := squash(next.fold); len(s) < 3 || next.gap && len(s) < 6 {
			continue
		}
		if d.endsAbout(j, ws) {
			break
		}
		ws = append(ws, d.words([]int{j})...)
	}
	confidence := 0.95
	if len(ws) > titleWords {
		ws, confidence = ws[:titleWords], 0.5
	}
	d.setTitle(joinWords(ws), spanOf(ws), directive.Read, confidence)
}

// endsAbout reports whether line j no longer belongs to a "V/v" title.
func (d *document) endsAbout(j int, ws []word) bool {
	l := &d.lines[j]
	switch {
	case j == d.parts.addressee, j == d.parts.dateline, j == d.parts.number, isMotto(l.fold), isAddressLine(l), d.isDateline(j):
		return true
	case l.gap:
		lastWord := ws[len(ws)-1].text
		lower := !isUpperStart(l.text) || strings.HasPrefix(l.text, "(")
		return !lower || strings.HasSuffix(lastWord, ".") || len(l.text) > 120 || l.cell
	case d.isOpening(j) && strings.HasSuffix(ws[len(ws)-1].text, "."):
		return true
	}
	return isUpper(l.text) && len(l.text) > 10 || strings.HasPrefix(l.fold, "can cu ") || bullet.MatchString(l.text) || stampParts[0].pattern.MatchString(l.fold)
}

// beforeDateline cuts a title where the dateline was printed on the same line.
func beforeDateline(ws []word) []word {
	for i := range ws {
		if ws[i].fold == "ngay" && i > 0 && strings.HasSuffix(ws[i-1].text, ",") {
			for i > 0 && isPlaceWord(ws[:i], i-1) {
				i--
			}
			return ws[:i]
		}
	}
	return ws
}

// titleAmongStamp restores a title into which a received stamp was scanned: of the
// lines between number and addressee that nothing else explains, the ends that the
// body repeats.
func (d *document) titleAmongStamp() {
	if !d.stamp.found || d.parts.number < 0 || d.parts.addressee < 0 {
		return
	}
	var body strings.Builder
	for i := max(0, d.parts.opening); i < len(d.lines); i++ {
		body.WriteString(strings.Join(foldWords(d.lines[i].text), " "))
		body.WriteByte(' ')
	}
	var parts []string
	var span directive.Span
	for i := d.parts.number + 1; i < d.parts.addressee; i++ {
		l := &d.lines[i]
		if l.noise != "" || i == d.parts.dateline || d.isMark(l) || isMotto(l.fold) {
			continue
		}
		ws := d.words([]int{i})
		for k := 0; k+3 <= len(ws); k++ {
			if strings.Contains(body.String(), strings.Join(foldWords(joinWords(ws[k:])), " ")) && !isIssuerLine(&line{text: joinWords(ws[k:]), fold: viet.Fold(joinWords(ws[k:]))}) {
				parts = append(parts, joinWords(ws[k:]))
				if span.Len() == 0 {
					span = ws[k].Span
				}
				span.End = ws[len(ws)-1].End
				break
			}
		}
	}
	if len(parts) > 0 {
		title := strings.Join(parts, " ")
		if ws := strings.Fields(title); len(ws) > 0 && isUpper(parts[0]) {
			title = sentenceCase(parts[0]) + strings.TrimPrefix(title, parts[0])
		}
		d.setTitle(title, span, directive.Inferred, 0.5)
	}
}
