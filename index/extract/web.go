package extract

import (
	"regexp"
	"strings"

	"tracuu/index/directive"
)

// webPage is the frame of a page from a web site: indexes of its lines, -1 for
// what is not there.
type webPage struct {
	posted   int // the line with the time of posting
	captured int // the clock at the head of the page
	title    int
}

var (
	clock    = regexp.MustCompile(`(\d{1,2})[/ .-](\d{1,2})[/ .-]((?:19|20)\d\d)`)
	weekday  = regexp.MustCompile(`^(thu (hai|ba|tu|nam|sau|bay|[2-7])|chu nhat)\b`)
	timeOf   = regexp.MustCompile(`\d{1,2}[:h]\d{2}`)
	halfDay  = regexp.MustCompile(`\d\s?[ap]m\b`)
	postedOn = regexp.MustCompile(`^(ngay dang|dang ngay|cap nhat|ngay cap nhat|dang luc|ngay tao|ngay xuat ban)\b`)
)

// webBody is how long a line is that can only be running text, in bytes.
const webBody = 150

// findWebPage recognises a page of a web site: no letterhead, but a clock or page
// furniture above the first long line.
func (d *document) findWebPage() {
	d.web = webPage{posted: -1, captured: -1, title: -1}
	if d.firstMotto() >= 0 || d.box != nil {
		return
	}
	body := -1
	for i := range d.lines {
		if l := &d.lines[i]; l.noise == "" && len(l.text) >= webBody && !isUpper(l.text) {
			body = i
			break
		}
	}
	if body < 0 {
		return
	}
	for i := body - 1; i >= 0; i-- {
		l := &d.lines[i]
		if l.noise != "" && l.noise != directive.NoiseNavigation || !isClockLine(l) {
			continue
		}
		if d.web.posted < 0 {
			d.web.posted = i
		} else {
			d.web.captured = i
			break
		}
	}
	if d.web.posted < 0 && d.furniture == 0 && !(d.html || d.opensWithHeading()) || d.web.posted < 0 && d.kindAbove(body) || d.letterheadBetween(d.web.posted, body) {
		d.web.posted, d.web.captured = -1, -1
		return
	}
	d.frameWebPage(body)
}

// kindAbove reports whether the name of a kind of document stands above line body: a
// document that lost its letterhead.
func (d *document) kindAbove(body int) bool {
	for i := 0; i < body; i++ {
		if d.lines[i].noise == "" && d.namesKind(i) {
			return true
		}
	}
	return false
}

// opensWithHeading reports whether the text starts with a markdown heading that names
// no kind of document: an article.
func (d *document) opensWithHeading() bool {
	for i := range d.lines {
		if l := &d.lines[i]; l.noise == "" {
			return d.isHeading(l) && !d.namesKind(i)
		}
	}
	return false
}

// letterheadBetween reports whether a number or an addressee stands above the body:
// then the page shows a document with its letterhead.
func (d *document) letterheadBetween(from, to int) bool {
	for i := max(from, 0); i < to; i++ {
		f := d.lines[i].fold
		if d.lines[i].noise == "" && (isNumberLine(f) && len(directive.FindSymbols(d.lines[i].text)) > 0 || addressLine.MatchString(f)) {
			return true
		}
	}
	return false
}

// frameWebPage takes the title from above the body and marks what stands higher as
// navigation.
func (d *document) frameWebPage(body int) {
	first := max(d.web.posted+1, 0)
	if d.web.posted < 0 {
		first = max(0, body-1)
	}
	for i := first; i < body; i++ {
		if d.lines[i].noise == "" && len(d.lines[i].text) > 12 {
			d.web.title = i
			break
		}
	}
	if d.web.title < 0 {
		d.web.title = body
	}
	for i := 0; i < first && i < d.web.title; i++ {
		if d.lines[i].noise == "" {
			d.lines[i].noise = directive.NoiseNavigation
		}
	}
}

// isClockLine reports whether a line is nothing but a day, with or without a time.
func isClockLine(l *line) bool {
	if len(l.fold) > 48 || !clock.MatchString(l.fold) || strings.HasPrefix(strings.TrimSpace(l.text), "(") {
		return false
	}
	rest := clock.ReplaceAllString(l.fold, "")
	rest = timeOf.ReplaceAllString(rest, "")
	letters := squash(weekday.ReplaceAllString(postedOn.ReplaceAllString(rest, ""), ""))
	return len(letters) <= 10
}

// webTitle takes the headline of a web page.
func (d *document) webTitle() {
	l := &d.lines[d.web.title]
	if len(l.text) > 300 {
		return
	}
	d.setTitle(l.text, l.Span, directive.Read, 0.8)
}

// readWebDates fills the days of posting and of capture. A clock with AM or PM, or
// with a second number above 12, puts the month first.
func (d *document) readWebDates() {
	for _, c := range []struct {
		at   int
		kind directive.DateKind
	}{{d.web.posted, directive.DatePublished}, {d.web.captured, directive.DateCaptured}} {
		if c.at < 0 {
			continue
		}
		l := &d.lines[c.at]
		m := clock.FindStringSubmatch(l.fold)
		if m == nil {
			continue
		}
		date := directive.Date{Year: number(m[3]), Month: number(m[2]), Day: number(m[1])}
		if halfDay.MatchString(l.fold) || date.Month > 12 {
			date.Month, date.Day = date.Day, date.Month
		}
		if _, err := directive.ParseDate(date.String()); err != nil {
			d.problem("impossible-date", "a web page shows a day that the calendar lacks", l.Span)
			continue
		}
		d.out.Dates = append(d.out.Dates, directive.OtherDate{Kind: c.kind, Value: date, Span: l.Span})
	}
}

var eventWords = regexp.MustCompile(`\b(hop|to chuc|chu tri|lam viec|hoi nghi|cuoc hop|phien hop|buoi lam viec|tham du)\b`)

// readEvent fills the day of the meeting that a notice reports: the opening
// sentence starts with it.
func (d *document) readEvent() {
	i := d.parts.opening
	for i >= 0 && i < len(d.lines) && d.lines[i].noise != "" {
		i++
	}
	if i < 0 || i >= len(d.lines) {
		return
	}
	l := &d.lines[i]
	if !strings.HasPrefix(l.fold, "ngay ") && !strings.HasPrefix(l.fold, "tai phien hop") && !strings.HasPrefix(l.fold, "trong ngay ") {
		return
	}
	end := l.End
	for j := i + 1; j < len(d.lines) && j < i+4 && !d.lines[j].gap; j++ {
		end = d.lines[j].End
	}
	text := d.text[l.Start:end]
	sentence := cleanText(text)
	for _, f := range directive.FindDates(text) {
		if f.Date.Day > 0 && f.Start < 40 && eventWords.MatchString(strings.Join(foldWords(sentence), " ")) {
			d.out.Dates = append(d.out.Dates, directive.OtherDate{Kind: directive.DateEvent, Value: f.Date, Span: shift(f.Span, l.Start)})
			return
		}
	}
}
