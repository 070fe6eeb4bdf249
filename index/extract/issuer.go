package extract

import (
	"regexp"
	"strings"

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
	if b, ok := d.bodies.Identify(d.out.Issuer, d.out.Province); ok {
		d.out.IssuerID = b.ID
	}
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
	if b := d.bodyOfCode(); d.symbol.Code != "TTLT" && b.Level == directive.LevelCentral && !endsInPlace(foldWords(name)) && similar(name, b.Name) {
		if !sameFold(name, b.Name) {
			d.repair("issuer", name, b.Name, "central body named by the symbol "+d.out.Number)
		}
		name = b.Name
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
	return repairBody(bodyCase(spellShort(s)))
}

// shortWords are abbreviations that letterheads use for words inside the name of a
// body where the column is too narrow, in the case of the name.
var shortWords = map[string]string{
	"BCH": "BAN CHẤP HÀNH", "BTV": "BAN THƯỜNG VỤ", "BCĐ": "BAN CHỈ ĐẠO", "CHQS": "CHỈ HUY QUÂN SỰ", "BĐBP": "BỘ ĐỘI BIÊN PHÒNG", "UBMTTQ": "ỦY BAN MẶT TRẬN TỔ QUỐC", "MTTQ": "MẶT TRẬN TỔ QUỐC",
	"MTTQVN": "MẶT TRẬN TỔ QUỐC VIỆT NAM", "LĐLĐ": "LIÊN ĐOÀN LAO ĐỘNG", "UBND": "ỦY BAN NHÂN DÂN", "HĐND": "HỘI ĐỒNG NHÂN DÂN", "UBKT": "ỦY BAN KIỂM TRA",
	"GD&ĐT": "GIÁO DỤC VÀ ĐÀO TẠO", "GDĐT": "GIÁO DỤC VÀ ĐÀO TẠO", "LĐTBXH": "LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI", "TN&MT": "TÀI NGUYÊN VÀ MÔI TRƯỜNG",
	"KH&ĐT": "KẾ HOẠCH VÀ ĐẦU TƯ", "NN&PTNT": "NÔNG NGHIỆP VÀ PHÁT TRIỂN NÔNG THÔN", "GTVT": "GIAO THÔNG VẬN TẢI", "TT&TT": "THÔNG TIN VÀ TRUYỀN THÔNG",
	"VH&TT": "VĂN HÓA VÀ THỂ THAO", "KH&CN": "KHOA HỌC VÀ CÔNG NGHỆ", "KSBT": "KIỂM SOÁT BỆNH TẬT", "VPĐK": "VĂN PHÒNG ĐĂNG KÝ",
}

// spellShort writes the abbreviations inside a printed name out.
func spellShort(s string) string {
	if !hasCode(s) {
		return s
	}
	ws := strings.Fields(s)
	for i, w := range ws {
		long, ok := shortWords[w]
		switch {
		case !ok:
		case isUpper(strings.ReplaceAll(s, w, "")) || len(ws) == 1:
			ws[i] = long
		default:
			ws[i] = repairBody(bodyCase(long))
		}
	}
	return strings.Join(ws, " ")
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
