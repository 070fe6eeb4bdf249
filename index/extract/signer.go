package extract

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"tracuu/analyzers/viet"
	"tracuu/index/directive"
)

// besideLine is the part of a printed line that belongs to the sign block while
// its rest belongs to the list of receivers.
type besideLine struct {
	line int
	text string
}

var (
	// onBehalf are the signing prefixes: thay mặt, ký thay, thừa lệnh, thừa ủy quyền. "Q."
	// (quyền) is no such prefix: who signs so holds the office for the time being.
	onBehalf = regexp.MustCompile(`^(t ?/ ?m|tm|k ?/ ?t|kt|t ?/ ?l|tl|tuq|t ?/ ?uq)\s*[./,]?\s+\S|^(tm|kt|tl|tuq|t/m|k/t|t/l)[.,]\S`)
	// signWords finds where a sign block starts inside a line.
	signWords = regexp.MustCompile(`(^|[\s:;,.(-])((T/M|K/T|T/L|(TM|KT|TL|TUQ|Q)[.,]|TM|KT|TL|TUQ)\s\p{Lu}{2}|(TM|KT|TL|TUQ)[.,]\p{Lu}{2}|(PHÓ|PHO) \p{Lu}|(BÍ THƯ|CHỦ TỊCH|CHỦ NHIỆM|GIÁM ĐỐC|TỔNG GIÁM ĐỐC|BỘ TRƯỞNG|THỨ TRƯỞNG|THỦ TƯỚNG|CỤC TRƯỞNG|TRƯỞNG|CHÁNH|VIỆN TRƯỞNG|HIỆU TRƯỞNG|THỐNG ĐỐC)(\s|$|,))`)
)

// isSignLine reports whether a line belongs to a sign block by its first words.
func isSignLine(l *line) bool {
	if len(l.fold) > 120 {
		return false
	}
	if !isUpper(l.text) {
		if _, _, ok := nameBehindOffice(l.text); !ok {
			return false
		}
		head, name := splitName(l.text)
		return name != "" && head != ""
	}
	return onBehalf.MatchString(l.fold) || isOffice(l.fold)
}

func isOffice(fold string) bool {
	fold = strings.TrimLeft(strings.TrimPrefix(fold, "q."), " ")
	for _, o := range offices {
		if strings.HasPrefix(fold, o) && (len(fold) == len(o) || fold[len(o)] == ' ' || fold[len(o)] == ',') {
			return true
		}
	}
	return false
}

// familyNames are the family names of nearly all Vietnamese, folded, with the
// spelling; a name that starts with none needs a place where only a name stands.
var familyNames = map[string]string{"nguyen": "Nguyễn", "tran": "Trần", "le": "Lê", "pham": "Phạm", "hoang": "Hoàng", "huynh": "Huỳnh", "phan": "Phan", "vu": "Vũ", "vo": "Võ",
	"dang": "Đặng", "bui": "Bùi", "do": "Đỗ", "ho": "Hồ", "ngo": "Ngô", "duong": "Dương", "ly": "Lý", "dao": "Đào", "doan": "Đoàn", "trinh": "Trịnh", "dinh": "Đinh", "lam": "Lâm",
	"mai": "Mai", "truong": "Trương", "cao": "Cao", "luong": "Lương", "luu": "Lưu", "ta": "Tạ", "chu": "Chu", "ha": "Hà", "to": "Tô", "thai": "Thái", "quach": "Quách",
	"kieu": "Kiều", "tong": "Tống", "nong": "Nông", "hua": "Hứa", "phung": "Phùng", "quan": "Quan", "vuong": "Vương", "nghiem": "Nghiêm", "la": "La", "giang": "Giang", "tang": "Tăng",
	"ong": "Ông", "lo": "Lò", "y": "Y", "ksor": "Ksor", "trieu": "Triệu", "khuat": "Khuất", "bach": "Bạch", "thach": "Thạch", "danh": "Danh", "au": "Âu", "kim": "Kim", "ma": "Ma", "sung": "Sùng", "giang a": "Giàng A", "vi": "Vi", "lu": "Lữ", "mac": "Mạc", "ninh": "Ninh", "dam": "Đàm", "le thi": "Lê Thị", "cham": "Châm", "hau": "Hầu", "diep": "Diệp", "uong": "Uông", "phi": "Phí", "than": "Thân", "vu duc": "Vũ Đức", "to an": "Tô Ân", "tien": "Tiền", "tiet": "Tiết", "xuan": "Xuân", "ton": "Tôn", "khong": "Khổng", "chau": "Châu"}

// isPersonName reports whether a text looks like the name of a person: two to six
// words of letters, each with a capital, no word for an office.
func isPersonName(s string) bool {
	s = strings.TrimFunc(s, func(r rune) bool { return !unicode.IsLetter(r) })
	if strings.ContainsAny(s, "(),;:/") || opensOffice(s) {
		return false
	}
	ws := strings.Fields(s)
	if len(ws) < 2 || len(ws) > 6 || len(s) > 60 {
		return false
	}
	for _, w := range ws {
		w = strings.Trim(w, ".,!'’`")
		first, size := utf8.DecodeRuneInString(w)
		if !unicode.IsUpper(first) || len(w) > size && strings.IndexFunc(w[size:], func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' && r != '’' }) >= 0 {
			return false
		}
		if upper := strings.ToUpper(w); w == upper && utf8.RuneCountInString(w) > 1 {
			return isUpper(s) && !isOffice(viet.Fold(s)) && len(ws) >= 3 && familyNames[viet.Fold(strings.Trim(ws[0], ".,!'’`"))] != ""
		}
	}
	return true
}

// honours are the words before a signer's name that are no part of it: degrees,
// titles of honour, ranks.
var honours = regexp.MustCompile(`^(?i)((pgs|gs|tskh|ts|ths|bsck ?[i12]+|bs ?ck ?[i12]+|ck ?[i12]+|bs|dsck ?[i12]+|ds|ks|kts|cn|ls|ngnd|ngưt|ttnd|ttưt|nsnd|nsưt|luật sư|bác sĩ|tiến sĩ|thạc sĩ|` +
	`đại tướng|thượng tướng|trung tướng|thiếu tướng|đại tá|thượng tá|trung tá|thiếu tá|đại [uú][ýỷy]|thượng [uú][ýy]|trung [uú][ýy]|thiếu [uú][ýy]|\(?đã ký\)?|\(?đã ký và đóng dấu\)?|ký bởi|đ/c|đồng chí)([.:),]+\s*|\s+|$))+`)

// isSignerName reports whether a text is the name of a person, with or without
// honours before it.
func isSignerName(s string) bool {
	return isPersonName(s) || isPersonName(honours.ReplaceAllString(s, ""))
}

// signBlock is a sign block as read: lines of authority and office, and the name.
type signBlock struct {
	authority []string
	office    []string
	name      string
	half      string // the first word of an office that wraps
	lost      bool   // the end of an office was read, and not its start
	nameOpen  bool   // a name of two words may go on in the next line
	span      directive.Span
	end       int
}

// readSigner finds the sign block: beside or below the list of receivers, or
// where there is none the last one on the page.
func (d *document) readSigner() {
	from := d.parts.receivers
	if from < 0 {
		from = d.lastSignLine()
	}
	if from < 0 {
		d.parts.end = len(d.lines)
		d.lastName()
		return
	}
	block := d.signBlock(from)
	if block.name == "" && d.parts.receivers >= 0 {
		if above := d.signBlockAbove(d.parts.receivers); above.name != "" {
			block = above
		}
	}
	d.parts.signature = from
	d.parts.end = max(block.end, d.parts.listEnd)
	d.setSigner(block)
}

// lastName takes a person's name that closes the text: the sign block above it
// was not scanned.
func (d *document) lastName() {
	if d.isWebPage() || d.out.Number == "" {
		return
	}
	for i, seen := len(d.lines)-1, 0; i > d.parts.opening && seen < 2; i-- {
		l := &d.lines[i]
		if l.noise != "" {
			continue
		}
		seen++
		if isPersonName(l.text) && len(strings.Fields(l.text)) >= 3 && l.gap {
			d.parts.end = i + 1
			d.setSigner(signBlock{name: l.text, span: l.Span})
			return
		}
	}
}

func (d *document) setSigner(b signBlock) {
	s := &d.out.Signer
	s.Name = d.repairName(b.name)
	if len(b.office) > 0 {
		s.Title = officeCase(spellOffice(b.office[len(b.office)-1]))
	} else if n := len(b.authority); n > 0 && b.lost {
		s.Title = d.deputy(b.authority[n-1])
	}
	s.Authority = viet.Compose(strings.Join(b.authority, ", "))
	if b.span.Len() > 0 && (s.Name != "" || s.Title != "" || s.Authority != "") {
		confidence := 0.95
		if s.Name == "" {
			confidence = 0.6
		}
		d.found("signer", b.span, directive.Read, confidence)
	}
}

// deputyOf are the heads whose deputies are not called "Phó …".
var deputyOf = map[string]string{"bo truong": "Thứ trưởng"}

// deputy is the office of who signs for a head (ký thay: by law one of the head's
// deputies), empty where the authority is another.
func (d *document) deputy(authority string) string {
	fold := viet.Fold(authority)
	if !strings.HasPrefix(fold, "kt") && !strings.HasPrefix(fold, "k/t") {
		return ""
	}
	head := strings.TrimLeft(authority[strings.IndexAny(authority, ". ")+1:], ". ")
	if !isOffice(viet.Fold(head)) {
		return ""
	}
	title := deputyOf[viet.Fold(head)]
	if title == "" {
		title = "Phó " + officeCase(spellOffice(head))
	}
	d.repair("signer", authority, title, "the deputy who signs for the head")
	return title
}

// repairName restores the marks of a family name that a scanner spoilt.
func (d *document) repairName(name string) string {
	if name == "" {
		return ""
	}
	raw := name
	ws := strings.Fields(honours.ReplaceAllString(name, ""))
	if len(ws) == 0 {
		return ""
	}
	for i := range ws {
		ws[i] = strings.Trim(ws[i], ".,!`*_:;")
		if utf8.RuneCountInString(ws[i]) > 1 && isUpper(ws[i]) {
			ws[i] = capital(strings.ToLower(ws[i]))
		}
	}
	name = viet.Compose(strings.Join(ws, " "))
	first := ws[0]
	if spelt := familyNames[viet.Fold(first)]; spelt != "" && viet.Fold(first) == strings.ToLower(first) && spelt != first && strings.ToLower(spelt) != viet.Fold(spelt) {
		ws[0] = spelt
		name = viet.Compose(strings.Join(ws, " "))
		d.repair("signer", raw, name, "family name without its marks")
	}
	return name
}

// lastSignLine is the first line of the last sign block of the page.
func (d *document) lastSignLine() int {
	at := -1
	for i := len(d.lines) - 1; i >= 0 && i > d.parts.opening; i-- {
		l := &d.lines[i]
		if l.noise != "" {
			continue
		}
		if isSignLine(l) && (onBehalf.MatchString(l.fold) || i+6 > len(d.lines) || d.namedWithin(i, 5)) {
			at = i
			for at > 0 && d.lines[at-1].noise == "" && isSignLine(&d.lines[at-1]) {
				at--
			}
			if d.namedWithin(at, 8) || onBehalf.MatchString(d.lines[at].fold) {
				return at
			}
		}
	}
	return at
}

// namedWithin reports whether a person's name stands on one of the n lines after i.
func (d *document) namedWithin(i, n int) bool {
	for j := i + 1; j < len(d.lines) && j <= i+n; j++ {
		if d.lines[j].noise == "" && isSignerName(d.lines[j].text) {
			return true
		}
	}
	return false
}
