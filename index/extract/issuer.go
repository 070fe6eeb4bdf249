package extract

import (
	"cmp"
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
	return repairBody(bodyCase(spellShort(s)))
}

// shortWords are abbreviations that letterheads and texts use for words inside the
// name of a body.
var shortWords = map[string]string{
	"BCH": "Ban Chấp hành", "BTV": "Ban Thường vụ", "BCĐ": "Ban Chỉ đạo", "BQL": "Ban Quản lý", "CHQS": "Chỉ huy quân sự", "BĐBP": "Bộ đội Biên phòng", "BHXH": "Bảo hiểm xã hội",
	"UBND": "Ủy ban nhân dân", "HĐND": "Hội đồng nhân dân", "UBKT": "Ủy ban Kiểm tra", "UBTVQH": "Ủy ban Thường vụ Quốc hội", "LĐLĐ": "Liên đoàn Lao động",
	"UBMTTQ": "Ủy ban Mặt trận Tổ quốc", "MTTQ": "Mặt trận Tổ quốc", "MTTQVN": "Mặt trận Tổ quốc Việt Nam",
	"GD&ĐT": "Giáo dục và Đào tạo", "GDĐT": "Giáo dục và Đào tạo", "LĐTBXH": "Lao động - Thương binh và Xã hội", "TN&MT": "Tài nguyên và Môi trường",
	"KH&ĐT": "Kế hoạch và Đầu tư", "NN&PTNT": "Nông nghiệp và Phát triển nông thôn", "GTVT": "Giao thông vận tải", "TT&TT": "Thông tin và Truyền thông",
	"VH&TT": "Văn hóa và Thể thao", "KH&CN": "Khoa học và Công nghệ", "KSBT": "Kiểm soát bệnh tật", "VPĐK": "Văn phòng đăng ký",
}

var shortWord = regexp.MustCompile(`[\p{Lu}&]{2,}`)

// spellShort writes the abbreviations inside a name out, in capitals where the rest
// of it is.
func spellShort(s string) string {
	short := false
	rest := shortWord.ReplaceAllStringFunc(s, func(w string) string {
		if shortWords[w] == "" {
			return w
		}
		short = true
		return ""
	})
	if !short {
		return s
	}
	upper := isUpper(rest)
	return shortWord.ReplaceAllStringFunc(s, func(w string) string {
		long := cmp.Or(shortWords[w], w)
		if upper {
			return strings.ToUpper(long)
		}
		return long
	})
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
