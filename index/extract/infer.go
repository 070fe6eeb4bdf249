package extract

import (
	"regexp"
	"strings"

	"tracuu/analyzers/viet"
	"tracuu/index/directive"
)

// bodyOfCode is the body whose code stands last, or for a letter first, in the
// document's symbol; without a name where the code is not known.
func (d *document) bodyOfCode() directive.Body {
	orgs := d.symbol.Orgs
	if d.out.Number == "" || len(orgs) == 0 {
		return directive.Body{}
	}
	code := orgs[len(orgs)-1]
	if d.symbol.Grammar == directive.Letter && d.symbol.Code == "" {
		code = orgs[0]
	}
	b, ok := d.bodies.ByCode(code, "")
	if !ok {
		b, _ = d.bodies.ByCode(strings.Join(orgs, ""), "")
	}
	return b
}

// issuerOfCode names a central body by the code in the symbol.
func (d *document) issuerOfCode() issuer {
	b := d.bodyOfCode()
	if b.Level != directive.LevelCentral {
		return issuer{}
	}
	return issuer{b.Name, d.out.Evidence["number"].Span, directive.Inferred, 0.85}
}

// issuerOfTelegram reads "THỦ TƯỚNG CHÍNH PHỦ điện:".
func (d *document) issuerOfTelegram() issuer {
	i := d.parts.addressee
	if i < 0 || !isTelegramLine(d.lines[i].fold) {
		return issuer{}
	}
	ws := d.words([]int{i})
	name := bodyOfOffice(joinWords(ws[:len(ws)-1]))
	return issuer{name, spanOf(ws[:len(ws)-1]), directive.Read, 0.9}
}

// issuerOfTitle takes the body that a title names as the author of the act:
// "KẾT LUẬN CỦA BAN CHẤP HÀNH ĐẢNG BỘ HUYỆN". Persons are no issuers.
func (d *document) issuerOfTitle() issuer {
	name := d.kindOwner
	if name == "" {
		m := titleOwner.FindStringSubmatch(d.out.Title)
		if m == nil || d.out.Type == "" {
			return issuer{}
		}
		name = m[1]
	}
	if _, ok := known().at(foldWords(name), isBody); !ok {
		return issuer{}
	}
	return issuer{bodyName(name), d.out.Evidence["title"].Span, directive.Inferred, 0.75}
}

var titleOwner = regexp.MustCompile(`(?i)^kết luận của (ban [^,]{4,80}?|bộ chính trị[^,]{0,20}?|ủy ban [^,]{4,80}?) (?:v/v|về|tại)\s`)

// issuerUnderTitle reads the body or office that enacts, set in capitals under the
// title: "ỦY BAN THƯỜNG VỤ QUỐC HỘI", "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH …".
func (d *document) issuerUnderTitle() issuer {
	if d.parts.kind < 0 {
		return issuer{}
	}
	for i := d.parts.kind + 1; i < len(d.lines) && i <= d.parts.kind+14; i++ {
		l := &d.lines[i]
		if l.noise != "" || !isIssuerLine(l) || !l.gap || len(l.text) > 140 {
			continue
		}
		ws := d.words([]int{i})
		for j := i + 1; j < len(d.lines) && !d.lines[j].gap && isUpper(d.lines[j].text); j++ {
			ws = append(ws, d.words([]int{j})...)
		}
		return issuer{bodyOfOffice(joinWords(ws)), spanOf(ws), directive.Read, 0.85}
	}
	return issuer{}
}

// officeOf maps an office to the body it stands for, by its folded opening.
var officeOf = []struct{ office, body string }{
	{"thu tuong chinh phu", "Thủ tướng Chính phủ"}, {"thu tuong", "Thủ tướng Chính phủ"}, {"pho thu tuong", "Thủ tướng Chính phủ"},
	{"chu tich nuoc", "Chủ tịch nước"}, {"tong kiem toan nha nuoc", "Kiểm toán nhà nước"}, {"thong doc ngan hang nha nuoc", "Ngân hàng Nhà nước Việt Nam"},
	{"tong thanh tra chinh phu", "Thanh tra Chính phủ"}, {"bo truong, chu nhiem van phong chinh phu", "Văn phòng Chính phủ"},
}

// bodyOfOffice is the body behind the head of a body: "CHỦ TỊCH ỦY BAN NHÂN DÂN
// TỈNH X" is the committee, "BỘ TRƯỞNG BỘ NỘI VỤ" the ministry.
func bodyOfOffice(s string) string {
	s = spellShort(strings.Trim(strings.TrimSpace(s), " :.,;-–*_"))
	fold := viet.Fold(s)
	for _, o := range officeOf {
		if fold == o.office {
			return o.body
		}
	}
	if isOffice(fold) {
		ws := strings.Fields(s)
		for i := 1; i < len(ws); i++ {
			folds := foldWords(strings.Join(ws[i:], " "))
			if m, ok := known().at(folds, isBody); ok && m.n >= 2 {
				return bodyName(strings.Join(ws[i:], " "))
			}
		}
		return ""
	}
	return bodyName(s)
}

// issuerOfSignature takes the body on whose behalf the document is signed:
// "T/M HUYỆN ỦY", "TM. ỦY BAN NHÂN DÂN", or the office that only one body has.
func (d *document) issuerOfSignature() issuer {
	s, at := d.out.Signer, d.out.Evidence["signer"].Span
	for _, part := range strings.Split(s.Authority, ", ") {
		fold := viet.Fold(part)
		if !strings.HasPrefix(fold, "t/m") && !strings.HasPrefix(fold, "tm") {
			continue
		}
		name := strings.TrimLeft(part[min(len(part), 2):], "/.M m")
		folds := foldWords(name)
		if _, ok := known().at(folds, isBody); ok && !isOffice(strings.Join(folds, " ")) {
			return issuer{bodyName(name), at, directive.Inferred, 0.7}
		}
	}
	for _, text := range []string{s.Title, strings.TrimLeft(s.Authority, "KT./ ")} {
		fold := viet.Fold(strings.TrimSpace(text))
		for _, o := range officeOf {
			if fold == o.office {
				return issuer{o.body, at, directive.Inferred, 0.7}
			}
		}
	}
	return issuer{}
}

// speaking are the verbs with which a body speaks of itself.
var speaking = regexp.MustCompile(`^(yeu cau|de nghi|thong bao|chi dao|co y kien|ket luan|tra loi|huong dan|ban hanh ke hoach|bao cao|xay dung ke hoach|kinh (de nghi|trinh)|xin y kien|trinh)\b`)

// issuerSpeaking finds the body that the text lets speak: "…, Ban Thường vụ Tỉnh ủy
// yêu cầu:". The first sentence that ends so names the issuer.
func (d *document) issuerSpeaking() issuer {
	if p := d.parts; p.kind < 0 && p.addressee < 0 && p.number < 0 && p.receivers < 0 && !d.isWebPage() {
		return issuer{} // bare text: whoever speaks in it may be anyone
	}
	limit := len(d.lines)
	if d.parts.receivers >= 0 {
		limit = d.parts.receivers
	}
	var indexes []int
	for i := max(0, min(d.parts.opening, d.titleLine())); i < limit && len(indexes) < 40; i++ {
		if d.lines[i].noise == "" {
			indexes = append(indexes, i)
		}
	}
	ws := d.words(indexes)
	folds := foldsOf(ws)
	for i := range ws {
		m, ok := known().at(folds[i:], isBody)
		if !ok || !isUpperStart(ws[i].text) || !opensClause(ws, i) {
			continue
		}
		end := i + m.n
		for end < len(ws) && end < i+m.n+8 && ofName(ws[end]) && !speaking.MatchString(strings.Join(folds[end:min(end+3, len(folds))], " ")) && !strings.ContainsAny(ws[end-1].text, ",;:.") {
			end++
		}
		if end >= len(ws) || strings.ContainsAny(ws[end-1].text, ",;:.") || !speaking.MatchString(strings.Join(folds[end:min(end+3, len(folds))], " ")) {
			continue
		}
		return issuer{bodyName(joinWords(ws[i:end])), spanOf(ws[i:end]), directive.Inferred, 0.6}
	}
	return issuer{}
}

// opensClause reports whether word i starts a clause, alone or behind the head of
// a body ("Chủ tịch Ủy ban nhân dân …").
func opensClause(ws []word, i int) bool {
	if i == 0 || strings.ContainsAny(ws[i-1].text[len(ws[i-1].text)-1:], ",.;:") || ws[i].line != ws[i-1].line && isUpperStart(ws[i].text) && i >= 1 && ws[i-1].fold != "truc" {
		return true
	}
	return i >= 2 && (ws[i-1].fold == "tich" && ws[i-2].fold == "chu" || ws[i-1].fold == "truong" && ws[i-2].fold == "bo") && opensClause(ws, i-2)
}

// ofName reports whether a word can go on the name of a body: it has a capital or
// is one of the small words inside names.
func ofName(w word) bool {
	switch w.fold {
	case "tinh", "huyen", "thanh", "pho", "thi", "xa", "cac", "co", "quan", "khoi", "va", "cua", "phuong", "dang", "bo", "uy", "nhan", "dan":
		return true
	}
	return isUpperStart(w.text)
}

func (d *document) titleLine() int {
	if d.web.title >= 0 {
		return d.web.title
	}
	return max(d.parts.opening, 0)
}

var annexOwner = regexp.MustCompile(`(?i)\scủa\s+(.{4,120}?)\s*[)]`)

// issuerOfAnnex reads the body in the line of an annex that names the document.
func (d *document) issuerOfAnnex() issuer {
	if d.annexRef.Len() == 0 {
		return issuer{}
	}
	m := annexOwner.FindStringSubmatch(cleanText(d.text[d.annexRef.Start:d.annexRef.End]))
	if m == nil {
		return issuer{}
	}
	return issuer{bodyName(m[1]), d.annexRef, directive.Inferred, 0.7}
}

// issuerOfBox takes "Nơi ban hành" of a legal site. Those tables name a province
// for its people's committee; the symbol tells.
func (d *document) issuerOfBox() issuer {
	value, at := d.boxValue("issuer")
	if value == "" {
		return issuer{}
	}
	folds := foldWords(value)
	if (folds[0] == "tinh" || folds[0] == "thanh") && d.out.Number != "" {
		for _, org := range d.symbol.Orgs {
			switch directive.CodeKey(org) {
			case "ubnd":
				return issuer{"Ủy ban nhân dân " + lowerFirst(value), at, directive.Inferred, 0.7}
			case "hdnd":
				return issuer{"Hội đồng nhân dân " + lowerFirst(value), at, directive.Inferred, 0.7}
			}
		}
	}
	return issuer{viet.Compose(value), at, directive.Read, 0.6}
}

func lowerFirst(s string) string {
	if strings.HasPrefix(s, "Tỉnh ") {
		return "tỉnh " + strings.TrimPrefix(s, "Tỉnh ")
	}
	return s
}

// similar reports whether a printed name can be a scanner's reading of a known
// one: most of its words are near words of it.
func similar(printed, name string) bool {
	a, b := foldWords(printed), foldWords(name)
	if s, t := strings.Join(a, ""), strings.Join(b, ""); editDistance(s, t, len(t)/4) <= len(t)/4 {
		return true
	}
	hits := 0
	for _, w := range b {
		for _, v := range a {
			if near(v, w) {
				hits++
				break
			}
		}
	}
	return hits*2 >= len(b)
}

func sameFold(a, b string) bool {
	return strings.Join(foldWords(a), " ") == strings.Join(foldWords(b), " ")
}
