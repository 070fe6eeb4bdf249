package extract

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"tracuu/analyzers/viet"
	"tracuu/index/directive"
)

// readDateline reads the place and date of issue from the dateline (địa danh và
// thời gian ban hành). Where it is lost, the date may stand in the sentence that
// tells when a resolution was passed, in an annex, or beside a web copy.
func (d *document) readDateline() {
	if i := d.parts.dateline; i >= 0 {
		d.readPlaceAndDate(i)
	}
	if d.out.Issued.IsZero() && !d.draft {
		d.dateElsewhere()
	}
}

func (d *document) readPlaceAndDate(i int) {
	l := &d.lines[i]
	raw := d.text[l.Start:l.End]
	at := commaBeforeDate(raw)
	day := at + 1
	if hour := hourlyDate.FindStringSubmatchIndex(raw); hour != nil {
		at, day = hour[2], hour[3]
	}
	if at < 0 {
		return
	}
	d.readPlace(l, at)
	if i > 0 {
		d.placeFromAbove(i)
	}
	end := l.End
	if i+1 < len(d.lines) && !d.lines[i+1].gap && len(raw)-at < 30 {
		end = d.lines[i+1].End
	}
	d.readIssued(directive.Span{Start: l.Start + day, End: end})
}

// hourlyDate is the dateline of a công điện, which gives the hour: "Hà Nội, hồi 15
// giờ 30 ngày 17 tháng 9 năm 2021". The group runs from the comma to the day.
var hourlyDate = regexp.MustCompile(`(,\s*(?:(?:vào )?(?:hồi|lúc)\s*:?\s*)?(?:[0-9.…_]{1,8}\s*(?:giờ|h|g|:)|giờ)[^,\pL]{0,8}(?:phút)?[^\pL]{0,8})(?:ngày|Ngày)\s`)

// placeFromAbove completes a place that wraps, "Thành phố Hồ Chí" above "Minh, ngày
// …", where both together are the name of a province.
func (d *document) placeFromAbove(i int) {
	above, at := &d.lines[i-1], d.out.Evidence["place"].Span
	if above.noise != "" || d.lines[i].gap || d.out.Place == "" || at.Start != d.lines[i].Start {
		return
	}
	ws := d.words([]int{i - 1})
	for k := max(0, len(ws)-5); k < len(ws); k++ {
		whole := joinWords(ws[k:]) + " " + d.text[at.Start:at.End]
		folds := foldWords(whole)
		if _, known := known().province(foldWords(d.out.Place)); known || !isUpperStart(ws[k].text) {
			return
		}
		if m, ok := known().at(folds, isProvince); ok && m.n == len(folds) || len(folds) > 2 && folds[0] == "thanh" && folds[1] == "pho" && placeIs(folds[2:]) {
			d.out.Place = placeName(whole)
			d.found("place", directive.Span{Start: ws[k].Start, End: at.End}, directive.Read, 0.95)
			return
		}
	}
}

// placeIs reports whether folded words are the name of a province.
func placeIs(folds []string) bool {
	m, ok := known().at(folds, isProvince)
	return ok && m.n == len(folds)
}

var dayWord = regexp.MustCompile(`,[\s\x{a0}]*((?i:ng)|$)`)

// commaBeforeDate is the offset of the comma between place and date, -1 for none.
func commaBeforeDate(raw string) int {
	all := dayWord.FindAllStringIndex(raw, -1)
	if len(all) == 0 {
		return -1
	}
	return all[len(all)-1][0]
}

var (
	ocrDay    = regexp.MustCompile(`(?i)^\s*ngày\s*([0-9OoLlIi]{1,2})\s+tháng\s+([0-9OoLlIi]{1,2})\s+năm\s+((19|20)\d\d)`)
	brokenDay = regexp.MustCompile(`^\s*ng\S{1,3}\s+(\d{1,2})\s+t\S{2,4}\s+(\d{1,2})\s+\S{2,3}\s+((?:19|20)\d\d)`)
	blankDay  = regexp.MustCompile(`(?i)^\s*ngày[\s.…_]*tháng\s*(\d{1,2})\s*năm\s*((19|20)\d\d)`)
	blankBoth = regexp.MustCompile(`(?i)^\s*ngày[\s.…_]*tháng[\s.…_—–-]*năm`)
)

// readIssued reads the date of issue from the part of the dateline behind the comma.
func (d *document) readIssued(at directive.Span) {
	raw := d.text[at.Start:at.End]
	for _, f := range directive.FindDates(raw) {
		if f.Start > 12 || f.Start > 0 && isWordRune(lastRuneOf(raw[:f.Start])) {
			break
		}
		span := directive.Span{Start: at.Start + f.Start, End: at.Start + f.End}
		switch {
		case f.Impossible:
			d.problem("impossible-date", "the dateline shows a day that the calendar lacks: "+f.Raw, span)
			return
		case f.Date.Day > 0:
			d.setIssued(f.Date, span, directive.Read, 0.97)
			return
		}
	}
	if !d.readBrokenDate(cleanText(raw), at) {
		d.problem("date-unreadable", "a dateline stands in the letterhead that cannot be read", at)
	}
}

// readBrokenDate reads a date that a scanner spoilt or that was left blank. It
// reports whether it could tell which.
func (d *document) readBrokenDate(clean string, at directive.Span) bool {
	printed := viet.Compose(clean)
	if m := ocrDay.FindStringSubmatch(printed); m != nil {
		fix := strings.NewReplacer("O", "0", "o", "0", "L", "1", "l", "1", "I", "1", "i", "1")
		date := directive.Date{Year: number(m[3]), Month: number(fix.Replace(m[2])), Day: number(fix.Replace(m[1]))}
		if d.repairDate(date, m[0], "letters for digits in a scanned date", at, directive.Inferred, 0.6) {
			return true
		}
	}
	if m := brokenDay.FindStringSubmatch(viet.Fold(clean)); m != nil {
		date := directive.Date{Year: number(m[3]), Month: number(m[2]), Day: number(m[1])}
		if d.repairDate(date, clean, "broken words between the numbers of a scanned date", at, directive.Read, 0.8) {
			return true
		}
	}
	m := blankDay.FindStringSubmatch(printed)
	if m != nil && !d.draft && number(m[1]) >= 1 && number(m[1]) <= 12 {
		d.setIssued(directive.Date{Year: number(m[2]), Month: number(m[1])}, at, directive.Read, 0.8)
	}
	if m == nil && !blankBoth.MatchString(printed) {
		return false
	}
	d.problem("date-blank", "the date was left to be filled in by hand", at)
	return true
}

// repairDate takes a date that was repaired, if the calendar has it.
func (d *document) repairDate(date directive.Date, raw, rule string, at directive.Span, basis directive.Basis, confidence float64) bool {
	if _, err := directive.ParseDate(date.String()); err != nil || date.Day == 0 {
		return false
	}
	d.repair("issued", strings.TrimSpace(raw), date.String(), rule)
	d.setIssued(date, at, basis, confidence)
	return true
}

func lastRuneOf(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}

func (d *document) setIssued(date directive.Date, at directive.Span, basis directive.Basis, confidence float64) {
	d.out.Issued = date
	d.found("issued", at, basis, confidence)
}

// dateElsewhere looks for the date of issue outside the dateline.
func (d *document) dateElsewhere() {
	for i := 0; i < d.headLimit() && d.parts.dateline < 0; i++ {
		l := &d.lines[i]
		if l.noise == "" && strings.HasPrefix(l.fold, "ngay ") && len(l.text) < 44 && i != d.parts.opening {
			if f := directive.FindDates(d.text[l.Start:l.End]); len(f) == 1 && f[0].Date.Day > 0 && f[0].Len() > l.Len()-8 {
				d.setIssued(f[0].Date, shift(f[0].Span, l.Start), directive.Read, 0.8)
				return
			}
		}
	}
	if d.passedOn() {
		return
	}
	if d.annexRef.Len() > 0 {
		for _, f := range directive.FindDates(d.text[d.annexRef.Start:d.annexRef.End]) {
			if f.Date.Day > 0 {
				d.setIssued(f.Date, shift(f.Span, d.annexRef.Start), directive.Inferred, 0.8)
				return
			}
		}
	}
	if value, at := d.boxValue("issued"); value != "" {
		if f := directive.FindDates(value); len(f) > 0 && f[0].Date.Day > 0 {
			d.setIssued(f[0].Date, at, directive.Read, 0.7)
		}
	}
}

func shift(s directive.Span, by int) directive.Span {
	return directive.Span{Start: s.Start + by, End: s.End + by}
}

// passedOn reads the day on which a resolution was passed ("… khóa XV thông qua
// ngày 16 tháng 6 năm 2025"), the date of acts of assemblies.
func (d *document) passedOn() bool {
	if d.out.Type != "Nghị quyết" && d.out.Type != "Luật" && d.out.Type != "Bộ luật" && d.out.Type != "Pháp lệnh" {
		return false
	}
	for i := len(d.lines) - 1; i >= 0 && i > d.parts.opening; i-- {
		l := &d.lines[i]
		if l.noise != "" || !strings.Contains(l.fold, "thong qua") {
			continue
		}
		end := l.End
		for j := i + 1; j < len(d.lines) && j <= i+2; j++ {
			end = d.lines[j].End
		}
		raw := d.text[l.Start:end]
		at := strings.Index(viet.Fold(raw[:min(len(raw), l.Len())]), "thong qua")
		if at < 0 {
			continue
		}
		for _, f := range directive.FindDates(raw) {
			if f.Date.Day > 0 && f.Start >= at {
				d.setIssued(f.Date, shift(f.Span, l.Start), directive.Read, 0.85)
				return true
			}
		}
	}
	return false
}

// readPlace reads the địa danh before the comma at offset at of line l.
func (d *document) readPlace(l *line, at int) {
	ws := d.appendWords(nil, directive.Span{Start: l.Start, End: l.Start + at}, 0)
	k := len(ws)
	for k > 0 && len(ws)-k < 7 && isPlaceWord(ws, k-1) {
		k--
	}
	for k < len(ws) && (ws[k].fold == "phuc" || ws[k].fold == "" || ws[k].fold == "so") {
		k++
	}
	if k == len(ws) {
		return
	}
	name := joinWords(ws[k:])
	place := placeName(name)
	if place != viet.Compose(name) && !isUpper(name) {
		d.repair("place", name, place, "known place without its marks")
	}
	d.out.Place = place
	d.found("place", spanOf(ws[k:]), directive.Read, 0.95)
}

// isPlaceWord reports whether word i, followed by what was taken already, can
// belong to a place: it starts with a capital, or is the small half of "Thành phố".
func isPlaceWord(ws []word, i int) bool {
	w := strings.TrimLeft(ws[i].text, "*_(ˆ^'`~-–— .")
	first, _ := utf8.DecodeRuneInString(w)
	if isDigits(w) && i > 0 && (ws[i-1].fold == "quan" || ws[i-1].fold == "phuong") && len(w) <= 2 && i == len(ws)-1 {
		return true // Quận 7
	}
	if strings.ContainsAny(w, "/:;0123456789") || w == "" {
		return false
	}
	if i > 0 && (ws[i].fold == "pho" || ws[i].fold == "xa" || ws[i].fold == "tran") && (ws[i-1].fold == "thanh" || ws[i-1].fold == "thi") {
		return true
	}
	if !unicode.IsUpper(first) {
		return false
	}
	if i+1 < len(ws) && isUpper(w) && !strings.HasPrefix(ws[i].fold, "tp") && !isUpper(ws[i+1].text) {
		return false
	}
	return ws[i].fold != "phuc"
}

// placeName is a place in normal case; the name of a province that a scanner left
// without marks gets them back.
func placeName(name string) string {
	name = strings.TrimLeft(name, "*_(ˆ^'`~-–— .")
	folds := foldWords(strings.ReplaceAll(name, ".", ". "))
	for i := range folds {
		if m, ok := known().at(folds[i:], isProvince); ok && i+m.n == len(folds) {
			switch strings.Join(folds[:i], " ") {
			case "":
				return m.name
			case "tp":
				return "TP. " + m.name
			case "thanh pho":
				return "Thành phố " + m.name
			case "tinh":
				return m.name
			}
		}
	}
	if isUpper(name) {
		ws := strings.Fields(name)
		for i, w := range ws {
			ws[i] = capital(strings.ToLower(w))
		}
		return viet.Compose(strings.Join(ws, " "))
	}
	return viet.Compose(name)
}
