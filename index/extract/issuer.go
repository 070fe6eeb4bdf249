package extract

import (
	"regexp"
	"strings"
	"unicode"

	"tracuu/analyzers/viet"
	"tracuu/index/directive"
)

// issuer is a body that may have issued the document, and why it is thought so.
type issuer struct {
	name       string
	at         directive.Span
	basis      directive.Basis
	confidence float64
}

// readIssuer names the issuing body: from the letterhead, else from what the text
// says of it further down, each weaker than the one before.
func (d *document) readIssuer() {
	var found issuer
	for _, source := range []func() issuer{
		d.issuerOfLetterhead, d.issuerOfTelegram, d.issuerOfTitle, d.issuerOfCode, d.issuerUnderTitle, d.issuerOfSignature, d.issuerSpeaking, d.issuerOfAnnex, d.issuerOfBox,
	} {
		if found = source(); found.name != "" {
			break
		}
	}
	if found.name == "" {
		return
	}
	found = d.completePlace(found)
	d.out.Issuer = viet.Compose(oneSpelling(found.name))
	d.found("issuer", found.at, found.basis, found.confidence)
	d.readProvince(found)
	d.out.IssuerID = issuerID(d.out.Issuer, d.out.Province)
}

// oneSpelling writes the class of a place inside a name one way, so that one body
// has one name: "TP. Hà Nội", "Thành phố Hà Nội" and "thành phố Hà Nội" agree.
func oneSpelling(name string) string {
	ws := strings.Fields(name)
	for i := 1; i < len(ws); i++ {
		switch viet.Fold(ws[i]) {
		case "tp.", "tp":
			ws[i] = "thành phố"
		case "tinh", "huyen", "quan", "xa", "phuong":
			if i+1 < len(ws) && isUpperStart(ws[i+1]) && placeClass(ws[i]) {
				ws[i] = strings.ToLower(ws[i])
			}
		case "thanh":
			if i+1 < len(ws) && viet.Fold(ws[i+1]) == "pho" {
				ws[i], ws[i+1] = "thành", "phố"
			}
		}
		if ws[i] == "tinh" && i+1 < len(ws) {
			if _, ok := known().at(foldWords(strings.Join(ws[i+1:], " ")), isProvince); ok {
				ws[i] = "tỉnh"
			}
		}
		if rest, ok := strings.CutPrefix(ws[i], "TP."); ok && rest != "" {
			ws[i] = "thành phố " + rest
		}
	}
	return strings.Join(ws, " ")
}

// placeClass reports whether a word is a class of place with its marks: "Tỉnh" but
// not the name "Tĩnh".
func placeClass(w string) bool {
	switch strings.ToLower(viet.Compose(w)) {
	case "tỉnh", "huyện", "quận", "xã", "phường":
		return true
	}
	return false
}

// issuerOfLetterhead composes the bodies above the number.
func (d *document) issuerOfLetterhead() issuer {
	ws := d.letterheadWords()
	if len(ws) == 0 {
		return issuer{}
	}
	segments := splitBodies(ws)
	if len(segments) == 0 {
		return issuer{}
	}
	own := segments[len(segments)-1]
	name := bodyName(joinWords(own))
	at := spanOf(own)
	if len(segments) > 1 && d.symbol.Code == "TTLT" {
		name, at = jointName(segments), spanOf(ws)
	} else if len(segments) > 1 {
		above := segments[len(segments)-2]
		d.superior = bodyName(joinWords(above))
		if composed := composeBodies(d.superior, name); composed != name {
			name, at = composed, spanOf(append(append([]word{}, above...), own...))
		}
	}
	if b := d.bodyOfCode(); b != nil && b.level == "central" && similar(name, b.name) {
		if !sameFold(name, b.name) {
			d.repair("issuer", name, b.name, "central body named by the symbol "+d.out.Number)
		}
		name = b.name
	}
	return issuer{name, at, directive.Read, 0.95}
}

// jointName names the bodies that issue a joint circular (thông tư liên tịch).
func jointName(segments [][]word) string {
	names := make([]string, len(segments))
	for i, s := range segments {
		names[i] = bodyName(joinWords(s))
	}
	return strings.Join(names, " - ")
}

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
		if strings.ContainsFunc(w.text, unicode.IsLetter) && !isUpper(w.text+"AA") {
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
	"hoi": "", "uy": "ban", "ubnd": "", "hdnd": "", "tinh": "uy", "thanh": "uy tra", "huyen": "uy", "thi": "uy", "quan": "uy", "dang": "uy bo doan", "doan": "", "chinh": "phu", "thu": "tuong",
	"quoc": "hoi", "bao": "hiem", "ngan": "hang", "kho": "bac", "toa": "an", "kiem": "toan", "cong": "an ty doan", "lien": "doan minh", "tap": "doan", "benh": "vien", "dai": "hoc hoi",
	"hoc": "vien", "thue": "tinh thanh tp co", "mat": "tran", "dai truyen hinh": "", "thuong": "truc", "trung uong": "",
}

func startsBodyAt(ws []word, i int) bool {
	next, ok := bodyStarts[ws[i].fold]
	if !ok {
		return false
	}
	if next == "" {
		return true
	}
	return i+1 < len(ws) && strings.Contains(" "+next+" ", " "+ws[i+1].fold+" ")
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

// isWhole reports whether words can be the whole name of a body: more than the
// word that opens it, and no joining word at the end.
func isWhole(ws []word) bool {
	last := ws[len(ws)-1]
	if len(ws) < 2 || strings.HasSuffix(last.text, ",") || strings.HasSuffix(last.text, "-") {
		return false
	}
	switch last.fold {
	case "va", "cua", "cac", "tinh", "huyen", "thanh", "pho", "trung", "quan", "ly", "":
		return last.fold == "ly" || last.fold == "quan" && len(ws) > 2
	}
	two := ws[0].fold + " " + ws[1].fold
	return len(ws) > 2 || two != "dang uy" && two != "van phong" && two != "hoi dong" && two != "uy ban" && two != "trung tam" && two != "chi cuc" && two != "ban quan" && two != "ban chi" && two != "bo tu"
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

var spaces = regexp.MustCompile(`\s+`)

// bodyName is a printed name of a body in normal case, abbreviations of the word
// for the body written out.
func bodyName(s string) string {
	s = strings.TrimSpace(spaces.ReplaceAllString(s, " "))
	s = strings.Trim(s, " .,;:*_-–—<>()[]'\"`~^")
	for _, a := range []struct{ short, long string }{{"UBND ", "Ủy ban nhân dân "}, {"HĐND ", "Hội đồng nhân dân "}, {"BHXH ", "Bảo hiểm xã hội "}, {"BQL ", "Ban Quản lý "}} {
		if strings.HasPrefix(s, a.short) {
			return a.long + placeTail(strings.TrimPrefix(s, a.short))
		}
	}
	return repairBody(bodyCase(s))
}

// placeTail sets "TỈNH HÀ TĨNH" as "tỉnh Hà Tĩnh".
func placeTail(s string) string {
	c := bodyCase("X " + s)
	if !isUpper(s) {
		return s
	}
	return strings.TrimPrefix(c, "X ")
}

// repairBody gives a known body its spelling where a scanner left the letters but
// lost marks: "VAN PHONG CHÍNH PHU". What follows the known part stays.
func repairBody(name string) string {
	ws := strings.Fields(name)
	folds := make([]string, len(ws))
	for i, w := range ws {
		folds[i] = strings.TrimFunc(viet.Fold(w), func(r rune) bool { return !isWordRune(r) })
	}
	m, ok := known().at(folds, isBody)
	if !ok || m.n < 2 || m.n < len(ws) && !sameLetters(ws[:m.n], m.name) && !losesMarks(ws[:m.n], m.name) {
		return name
	}
	return strings.Join(append([]string{m.name}, ws[m.n:]...), " ")
}

// losesMarks reports whether every word that differs from a known name has no
// marks at all: a scanner dropped them.
func losesMarks(words []string, name string) bool {
	want := strings.Fields(name)
	if len(want) != len(words) {
		return false
	}
	for i, w := range words {
		if viet.Key(w) != viet.Key(want[i]) && viet.Fold(w) != strings.ToLower(w) {
			return false
		}
	}
	return true
}
