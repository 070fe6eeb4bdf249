package extract

import (
	"slices"
	"strings"
	"unicode"

	"tracuu/analyzers/viet"
)

// letterheadWords are the words of the letterhead that can name bodies: lines in
// capitals above the number and the name of the kind, without mottoes.
func (d *document) letterheadWords() []word {
	p := d.parts
	limit := d.headLimit()
	for _, i := range []int{p.number, p.kind, p.addressee} {
		if i >= 0 {
			limit = min(limit, i)
		}
	}
	if p.number < 0 && p.dateline >= 0 && len(p.motto) == 0 {
		limit = min(limit, p.dateline)
	}
	if len(p.motto) == 0 && p.number < 0 && p.dateline < 0 {
		return nil
	}
	var ws []word
	start := 0
	if len(p.motto) > 0 {
		start = max(0, p.motto[0]-8)
	}
	for i := start; i < limit && i < len(d.lines); i++ {
		l := &d.lines[i]
		if l.noise != "" || d.isMark(l) || i == p.dateline || len(l.text) > 160 || d.isHeading(l) {
			continue
		}
		if isDigits(l.text) {
			continue // a number that was stamped beside "Số:"
		}
		line := d.words([]int{i})
		if upper := capitals(line); upper < len(line) && !d.startsBody(line) {
			line = line[:upper]
		}
		ws = append(ws, line...)
	}
	return dropMotto(append(ws, d.beforeNumber()...))
}

// capitals is how many words from the first on are set in capitals.
func capitals(ws []word) int {
	for i, w := range ws {
		if strings.ContainsFunc(w.text, unicode.IsLetter) && !fitsCapitals(w.text) {
			return i
		}
	}
	return len(ws)
}

// beforeNumber is the part of the number's line that names a body: a letterhead
// whose columns were read as one line.
func (d *document) beforeNumber() []word {
	if d.parts.number < 0 || d.out.Number == "" {
		return nil
	}
	ws := d.words([]int{d.parts.number})
	for i, w := range ws {
		if w.fold == "so" {
			return ws[:i]
		}
	}
	return nil
}

// dropMotto takes the mottoes out of the words of a letterhead; they wrap like
// everything else.
func dropMotto(ws []word) []word {
	out := ws[:0]
	for i := 0; i < len(ws); {
		if n := mottoRun(ws[i:]); n > 0 {
			i += n
			continue
		}
		out = append(out, ws[i])
		i++
	}
	return out
}

// mottoRun is how many words from the first on belong to a motto, 0 for none. A
// scanner may spoil words in the middle, and glue some.
func mottoRun(ws []word) int {
	for _, motto := range [][]string{mottoWords[:8], mottoWords[8:14], mottoWords[14:]} {
		if len(ws) < 2 || !near(ws[0].fold, motto[0]) || !strings.HasPrefix(ws[1].fold, motto[1][:1]) && ws[1].fold != "" {
			continue
		}
		n, hits := 0, 0
		for _, want := range motto {
			for n < len(ws) && ws[n].fold == "" {
				n++
			}
			if n < len(ws) && (near(ws[n].fold, want) || hits > 1 && ws[n].line == ws[0].line && !startsBodyAt(ws, n)) {
				if near(ws[n].fold, want) {
					hits++
				}
				n++
			}
		}
		if hits >= 3 || hits >= 2 && len(ws) == n {
			return n
		}
	}
	if s := squash(ws[0].fold); strings.HasPrefix(s, "congho") || strings.HasPrefix(s, "conghoa") || strings.HasPrefix(s, "doclap") {
		return 1
	}
	return 0
}

// startsBody lets a line in small letters count where a known central body or a
// word for one opens it: some letterheads and scanners do not keep capitals.
func (d *document) startsBody(ws []word) bool {
	if len(ws) > 12 || !isUpperStart(ws[0].text) {
		return false
	}
	folds := foldsOf(ws)
	m, ok := known().at(folds, isBody)
	return ok && m.n >= 2
}

func foldsOf(ws []word) []string {
	out := make([]string, len(ws))
	for i, w := range ws {
		out[i] = w.fold
	}
	return out
}

// mottoWords are the words of the mottoes in order, folded.
var mottoWords = strings.Fields("cong hoa xa hoi chu nghia viet nam doc lap tu do hanh phuc dang cong san viet nam")

// bodyStarts are the folded words that open the name of a body in a letterhead.
// With a second column the next word decides ("thuế" alone is a field of work).
var bodyStarts = map[string]string{
	"bo": "", "so": "", "cuc": "", "tong": "cuc lien cong kiem", "chi": "cuc nhanh bo", "vu": "", "phong": "", "ban": "", "trung": "tam uong", "truong": "", "vien": "", "van": "phong",
	"hoi": "", "uy": "ban", "ubnd": "", "hdnd": "", "ubmttq": "", "bch": "", "bcd": "", "ldld": "", "tinh": "uy doan", "thanh": "uy tra doan", "huyen": "uy doan", "thi": "uy doan", "quan": "uy khu doan", "dang": "uy bo doan", "doan": "", "chinh": "phu", "thu": "tuong",
	"quoc": "hoi", "bao": "hiem", "ngan": "hang", "kho": "bac", "toa": "an", "kiem": "toan lam", "cong": "an ty doan", "lien": "doan minh hiep", "tap": "doan", "benh": "vien xa", "dai": "hoc hoi phat truyen",
	"hoc": "vien", "cang": "hang vu", "nha": "may xuat", "xi": "nghiep", "buu": "dien", "dien": "luc", "tram": "", "hat": "kiem", "su": "doan", "to": "cong", "thue": "tinh thanh tp co", "mat": "tran", "thuong": "truc",
}

// markedStarts are the openings that other words resemble but for their marks, as
// they are meant: "VIỄN THÔNG" opens no institute (viện).
var markedStarts = map[string][]string{"vien": {"viện"}, "so": {"sở"}, "vu": {"vụ"}, "hoi": {"hội"}, "ban": {"ban"}, "bo": {"bộ"}, "phong": {"phòng"}, "truong": {"trường"}, "chi": {"chi"},
	"cuc": {"cục"}, "tram": {"trạm"}, "hat": {"hạt"}, "doan": {"đoàn"}, "quan": {"quân", "quận"}, "to": {"tổ"}}

func startsBodyAt(ws []word, i int) bool {
	next, ok := bodyStarts[ws[i].fold]
	if !ok {
		return false
	}
	if marked, ok := markedStarts[ws[i].fold]; ok && !isPrinted(ws[i], marked...) {
		return false
	}
	if next == "" {
		return true
	}
	return i+1 < len(ws) && strings.Contains(" "+next+" ", " "+ws[i+1].fold+" ")
}

// isPrinted reports whether a word is one of those given, by their marks, or has lost
// all marks.
func isPrinted(w word, marked ...string) bool {
	printed := strings.ToLower(viet.Compose(coreOf(w.text)))
	return printed == w.fold || slices.ContainsFunc(marked, func(m string) bool { return viet.Key(printed) == viet.Key(m) })
}

// coreOf is a printed word without the signs at its edges.
func coreOf(s string) string {
	return strings.TrimFunc(s, func(r rune) bool { return !isWordRune(r) })
}

// splitBodies parts the words of a letterhead into the bodies they name. A body
// starts on a new line with a word that opens one, once the body before is whole.
func splitBodies(ws []word) [][]word {
	var out [][]word
	start := -1
	for i := range ws {
		if !startsBodyAt(ws, i) {
			continue
		}
		newLine := i == 0 || ws[i].line != ws[i-1].line
		switch {
		case start < 0:
			start = i
		case insideKnown(ws[start:], i-start):
			continue
		case newLine && isWhole(ws[start:i]), !newLine && endsInProvince(ws[start:i]):
			out = append(out, ws[start:i])
			start = i
		}
	}
	if start >= 0 {
		out = append(out, ws[start:])
	}
	return out
}

// insideKnown reports whether a known body at the start of words reaches over word i:
// "ỦY BAN THƯỜNG VỤ" and "QUỐC HỘI" on the next line are one.
func insideKnown(ws []word, i int) bool {
	m, ok := known().at(foldsOf(ws), isBody)
	return ok && m.n > i
}

// joiningWords are the words at which no name of a body ends, by their folded form;
// "quản" ends one of two words only (PHÒNG QUẢN, but CHI CỤC HẢI QUAN).
var joiningWords = map[string]string{"va": "và", "cua": "của", "cac": "các", "huyen": "huyện", "thanh": "thành", "pho": "phố", "trung": "trung", "quan": "quản", "": ""}

// openPairs are words for a body that say nothing without what follows.
var openPairs = pairSet(`dang uy, van phong, hoi dong, uy ban, trung tam, chi cuc, ban quan, ban chi, bo tu`)

// classNames are words for a class of bodies, which need a name behind them.
var classNames = map[string]bool{"tong cong ty": true, "cong ty": true, "cong ty tnhh": true, "cong ty co phan": true, "tap doan": true, "benh vien": true, "truong dai hoc": true,
	"truong cao dang": true, "hoc vien": true, "ngan hang": true, "tong cuc": true, "nha may": true, "nha xuat ban": true, "xi nghiep": true, "lien doan": true, "vien kiem sat": true}

// isWhole reports whether words can be the whole name of a body: more than the
// word that opens it, and no joining word at the end.
func isWhole(ws []word) bool {
	last := ws[len(ws)-1]
	if len(ws) < 2 || strings.HasSuffix(last.text, ",") || strings.HasSuffix(last.text, "-") {
		return false
	}
	if joining, ok := joiningWords[last.fold]; ok && isPrinted(last, joining) && (last.fold != "quan" || len(ws) == 2) {
		return false
	}
	if classNames[strings.Join(foldsOf(ws), " ")] {
		return false
	}
	return len(ws) > 2 || !openPairs[[2]string{ws[0].fold, ws[1].fold}]
}

// endsInProvince reports whether the words end with the name of a province: in a
// row that lost its line ends the next body can start behind it.
func endsInProvince(ws []word) bool {
	for i := 1; i < len(ws); i++ {
		if m, ok := known().at(foldsOf(ws[i:]), isProvince); ok && i+m.n == len(ws) && placeWords[ws[i-1].fold] {
			return true
		}
	}
	return false
}
