package extract

import (
	"regexp"
	"strings"
	"unicode"

	"tracuu/index/directive"
)

// parts are the line indexes at which the parts of a document start, -1 for a
// part that was not found. Their order on the page is fixed by Nghị định
// 30/2020/NĐ-CP, but scanners and web copies lose and swap them.
type parts struct {
	motto     []int // lines of the national motto or the party's header
	number    int   // "Số: …"
	dateline  int   // "Hà Nội, ngày … tháng … năm …"
	kind      int   // tên loại alone on its line: "QUYẾT ĐỊNH"
	addressee int   // "Kính gửi", or "… điện:" of a công điện
	opening   int   // first line of the body
	receivers int   // "Nơi nhận"
	listEnd   int   // line after the list of receivers
	signature int   // first line of the sign block
	end       int   // line after the signer's name: an annex starts here
}

// headReach bounds the search for the letterhead, in lines that are not noise.
const headReach = 70

var (
	numberLine   = regexp.MustCompile(`^(so|so hieu|sol|s|se)\s*[:.;]?\s*[0-9/]|^so\s*[:;]|^so$|^86:`)
	datelineForm = regexp.MustCompile(`\bng\S{0,9}\s*\S{0,12}\s*(thang|thing|khang|tbang)\S*\s*\S{0,12}\s*nam\b|\bngay\s*\S{0,6}\s*th[a-z]ng|\bnga?y\S* \S{0,8} ?thang`)
	yearAtEnd    = regexp.MustCompile(`\s(19|20)\d\d\s*\.?$`)
	openings     = regexp.MustCompile(`^(- )?(can cu|thuc hien|theo|de|ngay|hien nay|trong|xet|qua|sau khi|vua qua|tra loi|trien khai|phuc dap|nham|tiep theo|tiep tuc|thoi gian|do|tai|nham|uy ban|bo|so|ban|van phong|cuc|tong cuc|chinh phu|thu tuong|dang uy)\b`)
	addressLine  = regexp.MustCompile(`^\S{0,3}k\S{0,2}nh\s?g\S{0,2}i\s*:|^kinh\s?gui\b|\bkinh gui\s*:`)
	telegramLine = regexp.MustCompile(`\bdien\s*:$`)
	bullet       = regexp.MustCompile(`^[-–—~•+●▪]\s*`)
)

// findParts walks the page from the top to the opening of the body, then from
// the list of receivers down.
func (d *document) findParts() {
	p := &d.parts
	*p = parts{number: -1, dateline: -1, kind: -1, addressee: -1, opening: -1, receivers: -1, listEnd: -1, signature: -1, end: -1}
	seen := 0
	for i := range d.lines {
		l := &d.lines[i]
		if l.noise != "" {
			continue
		}
		if seen++; seen > headReach {
			break
		}
		if d.classify(i, l) {
			break
		}
	}
	d.findReceivers()
}

// classify notes what part line i starts. It reports whether the letterhead is
// over: the addressee, the name of the kind, or running text was reached.
func (d *document) classify(i int, l *line) bool {
	p := &d.parts
	if isMotto(l.fold) {
		p.motto = append(p.motto, i)
	}
	switch {
	case isAddressLine(l) || isTelegramLine(l.fold) && isUpperStart(l.text):
		p.addressee = i
		return true
	case p.kind < 0 && d.namesKind(i):
		p.kind = i
	case p.number < 0 && len(l.fold) < 160 && isNumberLine(l.fold) && !d.isHeading(l):
		p.number = i
	}
	if p.dateline < 0 && d.isDateline(i) {
		p.dateline = i
	}
	if p.opening < 0 && d.isOpening(i) {
		p.opening = i
		return p.kind >= 0 || len(l.text) > 60
	}
	return false
}

// isAddressLine recognises "Kính gửi", in what scanners make of it too.
func isAddressLine(l *line) bool {
	if !strings.HasPrefix(l.fold, "kinh") && strings.IndexByte(l.fold, ':') < 0 {
		return false // spares running text the search
	}
	return addressLine.MatchString(l.fold) || labelNear(l, "kinhgui")
}

// isTelegramLine recognises the addressee of a công điện: "… điện:".
func isTelegramLine(fold string) bool {
	return strings.HasSuffix(fold, ":") && telegramLine.MatchString(fold)
}

// isNumberLine recognises the line of the number: "Số: …", in what scanners make
// of it too.
func isNumberLine(fold string) bool {
	return fold != "" && (fold[0] == 's' || fold[0] == '8') && numberLine.MatchString(fold)
}

// isHeading reports whether the line is a markdown heading.
func (d *document) isHeading(l *line) bool {
	return l.Start > 0 && strings.HasSuffix(strings.TrimRight(d.text[:l.Start], " *"), "#")
}

// isDateline reports whether line i holds the place and date of issue: a place, a
// comma and a date in words. The date may wrap onto the next line.
func (d *document) isDateline(i int) bool {
	l := &d.lines[i]
	if i+1 < len(d.lines) && strings.HasSuffix(l.fold, ",") && len(l.fold) < 40 && strings.HasPrefix(d.lines[i+1].fold, "ngay") && datelineForm.MatchString(d.lines[i+1].fold) {
		return isUpperStart(l.text)
	}
	if strings.Contains(l.fold, "ngay") && isUpperStart(l.text) && hourlyDate.MatchString(l.text) {
		return true
	}
	at := strings.Index(l.fold, ", ng")
	if at < 0 {
		at = strings.Index(l.fold, ",ng")
	}
	if at < 0 || len(l.fold) > 200 {
		return false
	}
	if datelineForm.MatchString(l.fold[at:]) || len(l.fold)-at < 45 && yearAtEnd.MatchString(l.fold) {
		return true
	}
	if i+1 < len(d.lines) && !d.lines[i+1].gap {
		return len(l.fold)-at < 24 && datelineForm.MatchString(l.fold[at:]+" "+d.lines[i+1].fold)
	}
	return false
}

// isOpening reports whether line i reads like the first sentence of a body: it
// starts with a capital and an opening word, runs long, and is not set in
// capitals.
func (d *document) isOpening(i int) bool {
	l := &d.lines[i]
	if !isUpperStart(strings.TrimLeft(l.text, "-–—+• ")) || isUpper(l.text) || d.parts.number == i || isMotto(l.fold) || d.isDateline(i) {
		return false
	}
	if strings.HasPrefix(l.fold, "can cu ") || strings.HasPrefix(l.fold, "- can cu ") {
		return true
	}
	return openings.MatchString(l.fold) && (len(l.text) > 40 || i+1 < len(d.lines) && !d.lines[i+1].gap && len(d.lines[i+1].text) > 40)
}

func isUpperStart(s string) bool {
	for _, r := range s {
		if unicode.IsLetter(r) {
			return unicode.IsUpper(r)
		}
	}
	return false
}

// kindLine is the kind of document that line i names as a title does, in capitals at
// the start of the line, and where it stands: in that line, and the next one if the name
// wraps onto it.
func (d *document) kindLine(i int) (directive.Kind, directive.Span) {
	l := &d.lines[i]
	text, at := l.text, l.Span
	if len(text) > 200 || !isUpperStart(text) {
		return "", directive.Span{}
	}
	if i+1 < len(d.lines) && !d.lines[i+1].gap && len(text) < 20 {
		text += " " + d.lines[i+1].text
	}
	kind, n := leadingKind(text)
	if kind == "" || !isUpper(text[:n]) {
		return "", directive.Span{}
	}
	if n > len(l.text) {
		at.End = d.lines[i+1].End
	}
	return kind, at
}

// namesKind reports whether line i names the kind of document as a title does.
func (d *document) namesKind(i int) bool {
	kind, _ := d.kindLine(i)
	return kind != ""
}

// leadingKind is the kind whose name opens a text, and how many bytes it takes.
// The longest name wins: "Thông báo" but "Thông tư liên tịch".
func leadingKind(text string) (directive.Kind, int) {
	var best directive.Kind
	bestEnd := 0
	end := 0
	for n := 0; n < 6 && end < len(text); n++ {
		next := strings.IndexFunc(text[end:], unicode.IsSpace)
		if next < 0 {
			end = len(text)
		} else {
			end += next
		}
		if n == 0 && !directive.OpensKind(text[:end]) {
			break
		}
		if kind, ok := directive.KindByName(strings.Trim(text[:end], ":.* ")); ok {
			best, bestEnd = kind, end
		}
		for end < len(text) && unicode.IsSpace(rune(text[end])) {
			end++
		}
	}
	return best, bestEnd
}
