package extract

import (
	"strings"

	"tracuu/analyzers/viet"
	"tracuu/index/directive"
)

// composeBodies names the lower of two bodies of a letterhead in full. A name
// that already says whose it is stays as it is; a department takes the name of
// the committee or the place above it.
func composeBodies(above, own string) string {
	a, o := foldWords(above), foldWords(own)
	if len(a) == 0 || len(o) == 0 {
		return own
	}
	fa, fo := strings.Join(a, " "), strings.Join(o, " ")
	if name := composePart(above, own, fa, fo); name != "" {
		return name
	}
	if hasOwnPlace(o) {
		return own
	}
	switch {
	case strings.HasPrefix(fa, "ban chap hanh trung uong") || fa == "trung uong dang" || fa == "dang cong san viet nam":
		if fo == "van phong" {
			return "Văn phòng Trung ương Đảng"
		}
		return repairBody(own + " Trung ương")
	case isOrgan(fo):
		return own + " " + above
	case isCommittee(fa):
		if strings.HasPrefix(fo, "dang uy") || strings.HasPrefix(fo, "chi bo") || strings.HasPrefix(fo, "dang bo") || strings.HasPrefix(fo, "ban can su") || isCommittee(fo) {
			return own
		}
		return own + " " + above
	case strings.HasPrefix(fa, "uy ban nhan dan"), strings.HasPrefix(fa, "hoi dong nhan dan"):
		if fo == "van phong" {
			return own + " " + above
		}
		return joinPlace(own, placeOfBody(above))
	case o[0] == "van" || o[0] == "vu" || fo == "thanh tra" || o[0] == "phong":
		return own + " " + above
	case o[0] == "trung" || o[0] == "benh" || o[0] == "chi" || o[0] == "ban":
		if place := placeOfBody(above); place != "" && strings.HasPrefix(fa, "so ") {
			return joinPlace(own, place)
		}
	}
	return own
}

// joinPlace sets a place behind a name, once where the name ends with its class:
// "Bệnh viện Đa khoa tỉnh" and "tỉnh Thái Bình".
func joinPlace(own, place string) string {
	a, b := strings.Fields(own), strings.Fields(place)
	for n := min(2, len(a)-1, len(b)-1); n > 0; n-- {
		if sameFold(strings.Join(a[len(a)-n:], " "), strings.Join(b[:n], " ")) {
			return strings.Join(append(a[:len(a)-n:len(a)-n], b...), " ")
		}
	}
	return strings.TrimSpace(own + " " + place)
}

// isOrgan reports whether a folded name is that of an organ which every body of
// its kind has, and which says nothing without it.
func isOrgan(fold string) bool {
	switch fold {
	case "ban thuong truc", "ban thuong vu", "thuong truc", "ban chap hanh", "doan chu tich", "ban thuong truc uy ban", "hoi dong thanh vien", "hoi dong truong":
		return true
	}
	return false
}

// composePart names a part of a body that bears a place of its own: the committee
// of a union in a province, the branch of a bank. It is empty for any other.
func composePart(above, own, fa, fo string) string {
	if rest, ok := strings.CutPrefix(fo, "ban chap hanh "); ok && isUnion(fa) {
		if first, _, _ := strings.Cut(rest, " "); placeWords[first] || first == "thanh" {
			ws := strings.Fields(own)
			return strings.Join(ws[:3], " ") + " " + above + " " + strings.Join(ws[3:], " ")
		}
	}
	if rest, ok := strings.CutPrefix(fo, "chi nhanh "); ok && (strings.HasPrefix(fa, "ngan hang") || strings.HasPrefix(fa, "kho bac") || strings.HasPrefix(fa, "quy ")) {
		if _, named := known().province(strings.Fields(rest)); named || strings.HasPrefix(rest, "tinh") || strings.HasPrefix(rest, "thanh pho") || strings.HasPrefix(rest, "khu vuc") {
			return above + " " + own
		}
	}
	if strings.HasSuffix(fo, " tinh uy") || strings.HasSuffix(fo, " thanh uy") || strings.HasSuffix(fo, " huyen uy") {
		if i := strings.LastIndexByte(fa, ' '); isCommittee(fa) && i > 0 && endsInPlace(strings.Fields(fa)) {
			return own + " " + nameOfPlace(above)
		}
	}
	return ""
}

// isUnion reports whether a folded name is that of an association.
func isUnion(fold string) bool {
	return strings.HasPrefix(fold, "hoi ") || strings.HasPrefix(fold, "doan ") || strings.HasPrefix(fold, "lien doan ") || strings.HasPrefix(fold, "tong lien doan ")
}

// nameOfPlace is the name of the place behind its class, or behind the committee's
// own words: "Hà Giang" of "Đảng bộ tỉnh Hà Giang" and of "Tỉnh ủy Hà Giang".
func nameOfPlace(name string) string {
	ws := strings.Fields(name)
	folds := foldWords(name)
	for i := 1; i < len(folds) && len(folds) == len(ws); i++ {
		if m, ok := known().at(folds[i:], isUnit); ok && i+m.n == len(folds) {
			return strings.Join(ws[i:], " ")
		}
	}
	return ""
}

// isCommittee reports whether a folded name is that of a party committee of a
// province, district or the like.
func isCommittee(fold string) bool {
	for _, p := range []string{"tinh uy", "thanh uy", "huyen uy", "thi uy", "quan uy", "dang bo tinh", "dang bo thanh pho", "dang bo huyen", "tinh doan", "thanh doan", "huyen doan", "quan doan", "thi doan"} {
		if strings.HasPrefix(fold, p) {
			return true
		}
	}
	return false
}

// hasOwnPlace reports whether a folded name says whose body it is: a place, the
// country, the centre, or a central body.
func hasOwnPlace(folds []string) bool {
	joined := " " + strings.Join(folds, " ") + " "
	for _, w := range []string{" viet nam ", " trung uong ", " chinh phu ", " quoc hoi ", " nha nuoc ", " quoc gia ", " toi cao ", " tinh uy ", " thanh uy ", " huyen uy "} {
		if strings.Contains(joined, w) && !strings.HasPrefix(joined, w) {
			return true
		}
	}
	for i := 1; i < len(folds); i++ {
		if m, ok := known().at(folds[i:], isUnit); ok && (i+m.n == len(folds) || placeWords[folds[i-1]]) {
			return true
		}
		if i+1 < len(folds) && (folds[i] == "tinh" || folds[i] == "huyen" || folds[i] == "xa" && folds[i-1] != "thi" && folds[i+1] != "hoi" || folds[i] == "phuong" && i > 2) {
			return true
		}
	}
	return false
}

// endsInPlace reports whether the folded words end with a known unit.
func endsInPlace(folds []string) bool {
	for i := 1; i < len(folds); i++ {
		if m, ok := known().at(folds[i:], isUnit); ok && i+m.n == len(folds) && len(m.fold) > 1 {
			return true
		}
	}
	return false
}

// placeOfBody is the place in the name of a people's committee or department, with
// the word for it: "tỉnh Hà Tĩnh", "Thành phố Hồ Chí Minh".
func placeOfBody(name string) string {
	ws := strings.Fields(name)
	folds := make([]string, len(ws))
	for i, w := range ws {
		folds[i] = strings.Trim(viet.Fold(w), ".,")
	}
	for i := 1; i < len(ws); i++ {
		if placeWords[folds[i]] || folds[i] == "thanh" && i+1 < len(ws) && folds[i+1] == "pho" || folds[i] == "thi" && i+1 < len(ws) && folds[i+1] == "xa" {
			place := placeOf(strings.Join(ws[i:], " "), folds[i:])
			if folds[i] == "thanh" {
				return capital(place)
			}
			return place
		}
	}
	for i := 1; i < len(ws); i++ {
		if m, ok := known().at(folds[i:], isProvince); ok && i+m.n == len(ws) {
			return m.unit.class + " " + m.name
		}
	}
	return ""
}

// placeOf gives a place its spelling where it is a known province.
func placeOf(printed string, folds []string) string {
	skip := 1
	if folds[0] == "thanh" || folds[0] == "thi" {
		skip = 2
	}
	if skip < len(folds) {
		if m, ok := known().at(folds[skip:], isProvince); ok && skip+m.n == len(folds) {
			class := m.unit.class
			if folds[0] == "thanh" || folds[0] == "tp" {
				class = "Thành phố"
			} else if folds[0] == "tinh" {
				class = "tỉnh"
			}
			return class + " " + m.name
		}
	}
	return printed
}

// completePlace gives a local body its province where another part of the text
// names it: "Ủy ban nhân dân tỉnh" and a dateline from Hà Tĩnh.
func (d *document) completePlace(found issuer) issuer {
	folds := foldWords(found.name)
	if len(folds) == 0 || endsInPlace(folds) || hasOwnPlace(folds) && folds[len(folds)-1] != "tinh" {
		return found
	}
	last := folds[len(folds)-1]
	if last != "tinh" && !(last == "pho" && len(folds) > 1 && folds[len(folds)-2] == "thanh") && strings.Join(folds, " ") != "uy ban nhan dan" {
		return found
	}
	u, ok := known().province(foldWords(d.out.Place))
	if !ok {
		if u, ok = d.placeAfter(last); !ok {
			return found
		}
	}
	switch {
	case last == "tinh" && u.class == "tỉnh":
		found.name += " " + u.name
	case last == "pho":
		found.name = strings.TrimSuffix(strings.TrimSuffix(found.name, "thành phố"), "Thành phố") + "Thành phố " + u.name
	case last == "dan":
		class := u.class
		if class == "thành phố" {
			class = "Thành phố"
		}
		found.name += " " + class + " " + u.name
	default:
		return found
	}
	found.confidence = min(found.confidence, 0.8)
	return found
}

// placeAfter finds the one province that the text names behind the folded word
// for the place of its issuer; where it names two, none is taken.
func (d *document) placeAfter(word string) (unit, bool) {
	var got unit
	n := 0
	for i := range d.lines {
		l := &d.lines[i]
		if l.noise != "" || i >= d.parts.end && d.parts.end > 0 || !strings.Contains(l.fold, word+" ") {
			continue
		}
		folds := foldWords(l.text)
		for k := 1; k < len(folds); k++ {
			if folds[k-1] != word {
				continue
			}
			if m, ok := known().at(folds[k:], isProvince); ok && m.name != got.name {
				got = *m.unit
				n++
			}
		}
	}
	return got, n == 1
}

// readProvince names the province of the issuer: from its name, from the body
// above it, or for a local body from the dateline.
func (d *document) readProvince(found issuer) {
	if u, ok := d.unitOf(found.name); ok {
		d.out.Province = u.province
		d.found("province", found.at, found.basis, found.confidence)
		return
	}
	if d.superior != "" {
		if u, ok := d.unitOf(d.superior); ok {
			d.out.Province = u.province
			d.found("province", found.at, directive.Read, 0.9)
			return
		}
	}
	if u, at, ok := d.provinceOfBanner(found.name); ok {
		d.out.Province = u.province
		d.found("province", at, directive.Inferred, 0.7)
		return
	}
	if isLocal(found.name) && d.out.Place != "" {
		if u, ok := known().province(foldWords(d.out.Place)); ok {
			d.out.Province = u.province
			d.found("province", d.out.Evidence["place"].Span, directive.Inferred, 0.8)
		}
	}
}

// provinceOfBanner finds the banner of the issuer's own site, above the headline of
// a web page: a line with the last words of the issuer's name and a province.
func (d *document) provinceOfBanner(name string) (unit, directive.Span, bool) {
	folds := foldWords(name)
	if !d.isWebPage() || len(folds) < 3 {
		return unit{}, directive.Span{}, false
	}
	field := strings.Join(folds[len(folds)-2:], " ")
	for i := 0; i < d.web.title; i++ {
		words := foldWords(d.lines[i].text)
		if u, ok := known().province(words); ok && strings.Contains(strings.Join(words, " "), field) {
			return u, d.lines[i].Span, true
		}
	}
	return unit{}, directive.Span{}, false
}

// unitOf is the province in a body's name, or else a district whose name only one
// province has.
func (d *document) unitOf(name string) (unit, bool) {
	folds := foldWords(name)
	for i := len(folds) - 1; i > 0; i-- {
		m, ok := known().at(folds[i:], isProvince)
		if !ok || folds[0] == "hoc" {
			continue
		}
		if placeWords[folds[i-1]] || folds[i-1] == "uy" || i+m.n == len(folds) {
			return *m.unit, true
		}
	}
	for i := len(folds) - 1; i > 0; i-- {
		m, ok := known().at(folds[i:], func(e entry) bool { return isUnit(e) && !isProvince(e) })
		if ok && i+m.n == len(folds) && (placeWords[folds[i-1]] || folds[i-1] == "uy") && known().districts(m.fold) == 1 {
			return *m.unit, true
		}
	}
	return unit{}, false
}

// districts is how many districts bear a name.
func (r *registry) districts(fold []string) int {
	n := 0
	for _, e := range r.byFirst[fold[0]] {
		if e.unit != nil && strings.Join(e.fold, " ") == strings.Join(fold, " ") {
			n++
		}
	}
	return n
}

// isLocal reports whether a body works below the centre, so that the dateline
// tells its province.
func isLocal(name string) bool {
	fold := " " + viet.Fold(name) + " "
	for _, w := range []string{" tinh", " thanh uy", " huyen", " xa ", " phuong ", " quan uy", " thi uy", " so ", "uy ban nhan dan", "hoi dong nhan dan", " chi cuc ", " bao hiem xa hoi tp"} {
		if strings.Contains(fold, w) && !strings.Contains(fold, "tinh uy vien") {
			return true
		}
	}
	return false
}
