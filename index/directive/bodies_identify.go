package directive

import "tracuu/analyzers/viet"

// The bodies that others stand under unless the registry says otherwise.
const (
	partyCentre     = "Ban Chấp hành Trung ương Đảng"
	peopleCommittee = "Ủy ban nhân dân"
	government      = "Chính phủ"
)

// Identify finds the body that a name means: one of the registry, or one composed
// of an office and its place. Province is that of the document, for names that
// leave it out ("Ban Thường vụ Tỉnh ủy"); "" where it is not known. Accents, case,
// abbreviations, "TP." for "thành phố" and the term of a committee do not matter.
//
// Where the name does not tell one body from others, ok is false and the body has
// no ID; its Level and Side are given as far as the name tells them.
func (r *Bodies) Identify(name, province string) (b Body, ok bool) {
	key := [2]string{name, province}
	if b, ok := r.memo.get(key); ok {
		return b, b.ID != ""
	}
	b, ok = r.identify(name, province)
	r.memo.put(key, b)
	return b, ok
}

func (r *Bodies) identify(name, province string) (b Body, ok bool) {
	n := readName(name)
	if o := r.whole[foldsOf(n.words)]; o != nil {
		return r.body(o), true
	}
	if b, ok = r.compose(n, province); ok {
		if o := r.whole[viet.FoldKey(b.Name)]; o != nil {
			return r.body(o), true
		}
	}
	return b, ok
}

// compose makes the body of a name that has no row of its own.
func (r *Bodies) compose(n naming, province string) (Body, bool) {
	if len(n.words) == 0 {
		return Body{}, false
	}
	if len(n.places) > 0 {
		l, tail := n.locate(province)
		n.office = append(n.office, tail...)
		return r.localBody(&n, l)
	}
	if b, ok := r.partOfCentral(&n); ok {
		return b, true
	}
	if l, office, ok := r.placeAtEnd(&n); ok {
		n.office = office
		if l.level == "" {
			return r.placedBody(&n, l), true
		}
		return r.localBody(&n, l)
	}
	if r.local[foldsOf(n.words)] == nil && isCentral(n.words) {
		name := capitalFirst(n.text(n.words))
		b := Body{ID: slug(name), Name: name, Level: LevelCentral, Side: sideOf(n.words)}
		if n.words[0].exact == ministryKey { // one of another time: Bộ Công nghiệp
			b.Superior, b.Parent = government, r.idOf(government)
		}
		return b, true
	}
	return r.unplaced(&n, province)
}

// localBody composes the body of an office at a place.
func (r *Bodies) localBody(n *naming, l locality) (Body, bool) {
	key := foldsOf(n.office)
	if n.committee && (key == "ban chap hanh" || key == "dang bo") {
		key, n.office = "", nil // Ban Chấp hành Đảng bộ tỉnh is Tỉnh ủy
	}
	row := r.local[key]
	text := capitalFirst(n.text(n.office))
	b := Body{Level: l.level, Side: sideOf(n.office), Province: l.province.Name}
	if row != nil {
		text, b.Side, b.Codes = row.text, row.Side, row.Codes
	}
	if n.committee {
		b.Side = SideParty
	}
	if l.broken || key == "" && !n.committee {
		return b, false
	}
	switch {
	case key == "":
		b.Name = l.committee()
		b.Superior = partyCentre
		if up, ok := l.up(); ok {
			b.Superior = up.committee()
		}
	case n.committee:
		b.Name = text + " " + l.committee()
		b.Superior = l.committee()
	default:
		b.Name = text + " " + l.String()
		b.Superior = r.superior(b.Side, text, row, n.office, l)
	}
	b.ID, b.Parent = slug(b.Name), r.idOf(b.Superior)
	return b, true
}

// superior names the body above an office at a place.
func (r *Bodies) superior(side Side, text string, row *office, words []nameWord, l locality) string {
	up, below := l.up()
	above := ""
	if row != nil {
		above = row.parent
	}
	central := r.whole[viet.FoldKey(above)]
	if central != nil || side == SideFront || side == SideUnion {
		if below {
			return text + " " + up.String()
		}
		if central == nil {
			central = r.whole[viet.FoldKey(text+" Việt Nam")]
		}
		if central == nil {
			return ""
		}
		return central.Name
	}
	if side == SideParty {
		return l.committee()
	}
	if parent := r.localParent(above, words); parent != nil {
		for parent.Level == LevelProvince && l.level != LevelProvince {
			l, _ = l.up()
		}
		return parent.text + " " + l.String()
	}
	return peopleCommittee + " " + l.String()
}

// localParent is the office that another stands under at its place: the one that
// its row names, or that its own name ends with ("Chi cục Bảo vệ môi trường Sở Tài
// nguyên và Môi trường").
func (r *Bodies) localParent(above string, words []nameWord) *office {
	if above != "" {
		n := readName(above)
		return r.local[foldsOf(n.office)]
	}
	for i := 1; i+1 < len(words); i++ {
		if o := r.local[foldsOf(words[i:])]; o != nil && o.text != peopleCommittee {
			return o
		}
	}
	return nil
}

// idOf is the id of the body with a full name.
func (r *Bodies) idOf(name string) string {
	if o := r.whole[viet.FoldKey(name)]; o != nil {
		return o.ID
	}
	return slug(name)
}

// placeAtEnd reads a place without its class behind an office: "Sở Y tế Hải
// Dương". The level stays unknown where the office does not tell it.
func (r *Bodies) placeAtEnd(n *naming) (l locality, office []nameWord, ok bool) {
	for k := min(maxPlaceWords, len(n.words)-1); k > 0; k-- {
		at := len(n.words) - k
		place, isProvince := provinceOf(n.words[at:])
		if !isProvince {
			continue
		}
		level := r.levelOfOffice(n.words[:at])
		if r.local[foldsOf(n.words[:at])] != nil && level == "" {
			if gazetteers().districts[foldsOf(n.words[at:])] != nil {
				return locality{}, nil, false // of the province, or of its city of that name
			}
			level = LevelProvince
		}
		if level == "" && (place.Name == "Hồ Chí Minh" || k == 1) {
			continue // Đoàn Thanh niên Cộng sản Hồ Chí Minh; Huế
		}
		if level != "" && level != LevelProvince {
			return locality{}, nil, false
		}
		return locality{level: level, province: place}, n.words[:at], true
	}
	return locality{}, nil, false
}

// placedBody is a body of a province of which the level is not known: "Đại học
// Quốc gia Hà Nội".
func (r *Bodies) placedBody(n *naming, l locality) Body {
	name := capitalFirst(n.text(n.office)) + " " + l.province.Name
	return Body{ID: slug(name), Name: name, Side: sideOf(n.office), Province: l.province.Name}
}

// unplaced is a body whose name has no place; its office may still tell the level.
func (r *Bodies) unplaced(n *naming, province string) (Body, bool) {
	l := locality{level: r.levelOfOffice(n.words)}
	l.settle(province)
	if l.level != LevelProvince {
		l.broken = true
	}
	return r.localBody(n, l)
}

// levelOfOffice is the level that an office without place has by its row or one
// that its name begins with, or by the department that it is or belongs to: a sở
// is of a province.
func (r *Bodies) levelOfOffice(words []nameWord) Level {
	if o := r.local[foldsOf(words)]; o != nil {
		return o.Level
	}
	for i, w := range words {
		if w.exact == departmentKey && (i == 0 || words[i-1].fold != "co") && i+1 < len(words) {
			return LevelProvince
		}
		if o := r.local[foldsOf(words[:i])]; i > 1 && o != nil && o.Level == LevelProvince {
			return LevelProvince // Ban Quản lý Khu kinh tế Nghi Sơn
		}
	}
	return ""
}
