package extract

import (
	"regexp"
	"strings"

	"tracuu/index/directive"
)

// stamp is the received stamp (dấu đến) as found: indexes of its lines.
type stamp struct {
	lines []int
	at    int // of the word ĐẾN
	found bool
}

// stampParts are the lines of a received stamp beside the word ĐẾN, each with an
// example that a test walks.
var stampParts = []struct {
	name    string
	pattern *regexp.Regexp
	example string
}{
	{"arrived", regexp.MustCompile(`^(cong van |van ban )?den\s*[:.]?\s*((so|gio|ngay)\b.*)?$`), "ĐẾN"},
	{"number", regexp.MustCompile(`^so( den)?\s*[:.…_ ]*[0-9]{1,6}[.…_ ]*$`), "Số: 4648"},
	{"date", regexp.MustCompile(`^ngay( den)?\s*[:.…_ ]*[0-9]{1,2}[.… ]*[/.-][.… ]*[0-9]{1,2}([.… ]*[/.-][.… ]*[0-9]{2,4})?[.…_ ]*$`), "Ngày: 9/8/2021"},
	{"forward", regexp.MustCompile(`^(chuyen|kinh chuyen)\s*:?[.…_ ]*$`), "Chuyên:"},
	{"file", regexp.MustCompile(`^(so va ky hieu hs|luu ho so( so)?)\b.{0,12}$`), "Số và ký hiệu HS:"},
	{"gate", regexp.MustCompile(`^(cong thong tin dien tu chinh phu|dau den|gui)$`), "CỔNG THÔNG TIN ĐIỆN TỬ CHÍNH PHỦ"},
}

// stampLongDate is a stamp's date in words; it counts only beside ĐẾN, since the
// date of issue looks the same.
var stampLongDate = regexp.MustCompile(`^ngay( den)?\s*[:.…_ ]*[0-9]{1,2}[.… ]*thang[.… ]*[0-9]{1,2}([.… ]*nam[.… ]*[0-9]{4})?[.…_ ]*$`)

// stampReach is how many lines a stamp may lie from its word ĐẾN: scanners mix
// the lines of the letterhead into it.
const stampReach = 7

// markStamps finds the received stamp in the letterhead and takes its lines out.
func (d *document) markStamps() {
	limit := min(len(d.lines), 60)
	at := -1
	for i := 0; i < limit; i++ {
		l := &d.lines[i]
		if l.noise == "" && stampParts[0].pattern.MatchString(l.fold) && !strings.HasPrefix(l.text, "đ") {
			at = i
			break
		}
	}
	if at < 0 {
		return
	}
	d.stamp.at, d.stamp.found = at, true
	for i := max(0, at-stampReach); i < limit && i <= at+stampReach; i++ {
		if d.lines[i].noise == "" && (i == at || isStampPart(d.lines[i].fold) || i >= at-2 && i <= at+2 && stampLongDate.MatchString(d.lines[i].fold)) {
			d.stamp.lines = append(d.stamp.lines, i)
			d.lines[i].noise = directive.NoiseStamp
		}
	}
	d.markStampOffice()
}

// markStampOffice takes out the name of the receiving office above the stamp: a
// line in capitals after the letterhead's motto. A real name is kept.
func (d *document) markStampOffice() {
	i := d.stamp.lines[0] - 1
	motto := d.firstMotto()
	if i < 1 || motto < 0 || motto >= i {
		return
	}
	l := &d.lines[i]
	if l.noise != "" || !isUpper(l.text) || isMotto(l.fold) || d.namesKind(i) || d.isDateline(i) || isNumberLine(l.fold) || len(l.text) > 120 {
		return
	}
	l.noise = directive.NoiseStamp
	d.stamp.lines = append([]int{i}, d.stamp.lines...)
	if ws := d.words([]int{i}); startsBodyAt(ws, 0) {
		d.out.Incoming.Office = bodyName(joinWords(ws))
	}
}

func isStampPart(fold string) bool {
	for _, p := range stampParts {
		if p.pattern.MatchString(fold) {
			return true
		}
	}
	return false
}

var (
	stampNumber = regexp.MustCompile(`\bso(?: den)?\s*[:.…_ ]*([0-9]{1,6})[.…_ ]*(?:$|ngay)`)
	stampDate   = regexp.MustCompile(`\bngay(?: den)?\s*[:.…_ ]*([0-9]{1,2})[.… ]*(?:[/.-]|thang)[.… ]*([0-9]{1,2})(?:[.… ]*(?:[/.-]|nam)[.… ]*([0-9]{4}))?`)
)

// readStamp fills Incoming. A stamp that prints day and month only takes the
// year of issue, or the one after where that day came before the issue.
func (d *document) readStamp() {
	in := &d.out.Incoming
	for _, i := range d.stamp.lines {
		l := &d.lines[i]
		if m := stampNumber.FindStringSubmatch(l.fold); m != nil && in.Number == "" {
			in.Number = m[1]
			d.found("incoming", l.Span, directive.Read, 0.9)
		}
		if m := stampDate.FindStringSubmatch(l.fold); m != nil && in.Date.IsZero() {
			d.readStampDate(m, l.Span)
		}
	}
}

func (d *document) readStampDate(m []string, at directive.Span) {
	date := directive.Date{Year: number(m[3]), Month: number(m[2]), Day: number(m[1])}
	basis, confidence := directive.Read, 0.9
	if date.Year == 0 {
		issued := d.out.Issued
		if issued.Year == 0 {
			return
		}
		basis, confidence = directive.Inferred, 0.8
		date.Year = issued.Year
		if issued.Month > 0 && (date.Month < issued.Month || date.Month == issued.Month && date.Day < issued.Day) {
			date.Year++
		}
	}
	if _, err := directive.ParseDate(date.String()); err != nil {
		d.problem("impossible-date", "the received stamp shows a day that the calendar lacks", at)
		return
	}
	d.out.Incoming.Date = date
	d.found("incoming", at, basis, confidence)
}

// number is the value of a run of at most nine digits, 0 for none.
func number(s string) int {
	n := 0
	for i := 0; i < len(s) && i < 9; i++ {
		if s[i] < '0' || s[i] > '9' {
			return 0
		}
		n = n*10 + int(s[i]-'0')
	}
	return n
}
