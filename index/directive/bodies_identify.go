package directive

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"tracuu/analyzers/viet"
)

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

// partOfCentral composes a part of a body of the centre: "Cục Quản lý Dược, Bộ Y
// tế".
func (r *Bodies) partOfCentral(n *naming) (Body, bool) {
	for i := 1; i+1 < len(n.words); i++ {
		o := r.whole[foldsOf(n.words[i:])]
		if o == nil || o.Level != LevelCentral || r.local[foldsOf(n.words)] != nil {
			continue
		}
		up := r.body(o)
		b := Body{Level: LevelCentral, Side: up.Side, Superior: up.Name, Parent: up.ID}
		if part := r.whole[foldsOf(n.words[:i])]; part != nil && r.body(part).Parent == up.ID {
			return r.body(part), true
		}
		if r.startsCentral(n.words[:i]) {
			b.Superior, b.Parent, b.members = "", "", r.members(n.words)
		}
		b.Name = capitalFirst(n.text(n.words))
		if side := sideOf(n.words[:i]); side != SideState {
			b.Side = side
		}
		b.ID = slug(b.Name)
		return b, true
	}
	return Body{}, false
}

// startsCentral reports whether words begin with the name of a body of the centre.
func (r *Bodies) startsCentral(words []nameWord) bool {
	for i := 2; i <= len(words); i++ {
		if o := r.whole[foldsOf(words[:i])]; o != nil && o.Level == LevelCentral {
			return true
		}
	}
	return false
}

// members are the bodies of the centre that words name one after the other; of
// those that are not known, none.
func (r *Bodies) members(words []nameWord) []string {
	var names []string
	for at := 0; at < len(words); {
		next := at + 1
		for end := len(words); end > at+1; end-- {
			if o := r.whole[foldsOf(words[at:end])]; o != nil && o.Level == LevelCentral {
				names, next = append(names, o.Name), end
				break
			}
		}
		at = next
	}
	return names
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

// The words for a department of a province and for a ministry count with their
// accents: so and bo are too common without.
var departmentKey, ministryKey = viet.Key("sở"), viet.Key("bộ")

// centralWords are the words that a name of a body of the centre has.
var centralWords = []string{"tw", "trung uong", "chinh phu", "quoc hoi", "bo chinh tri", "ban bi thu", "chu tich nuoc", "nha nuoc",
	"toi cao", "tong cuc", "viet nam", "quoc gia", "uy ban dan toc"}

// isCentral reports whether a name without place is that of a body of the centre:
// a ministry, though not Bộ đội Biên phòng or Bộ Chỉ huy quân sự, or one with words
// that say so. A branch (chi cục, chi nhánh) is local whatever its name has.
func isCentral(words []nameWord) bool {
	if words[0].fold == "chi" {
		return false
	}
	joined := " " + foldsOf(words) + " "
	for _, w := range centralWords {
		if strings.Contains(joined, " "+w+" ") {
			return true
		}
	}
	return len(words) > 1 && words[0].exact == ministryKey && !slices.Contains([]string{"doi", "chi", "tu"}, words[1].fold)
}

// sides are the first words of offices of the party, the front and the unions; all
// others are of the state, councils (hội đồng) too.
var sides = []struct {
	side  Side
	start string
}{
	{SideParty, "dang uy"}, {SideParty, "dang bo"}, {SideParty, "dang doan"}, {SideParty, "chi bo"}, {SideParty, "ban can su dang"},
	{SideParty, "ban dan van"}, {SideParty, "ban tuyen giao"}, {SideParty, "ban thuong vu"}, {SideParty, "uy ban kiem tra"}, {SideParty, "dang"},
	{SideFront, "uy ban mat tran"}, {SideFront, "mat tran"}, {SideFront, "ban thuong truc uy ban mat tran"},
	{SideState, "hoi dong"}, {SideUnion, "hoi"}, {SideUnion, "lien doan"}, {SideUnion, "cong doan"}, {SideUnion, "doan thanh nien"}, {SideUnion, "lien minh"},
}

func sideOf(words []nameWord) Side {
	folds := foldsOf(words) + " "
	for _, s := range sides {
		if strings.HasPrefix(folds, s.start+" ") {
			return s.side
		}
	}
	return SideState
}

func capitalFirst(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	if size == 0 {
		return s
	}
	return string(unicode.ToUpper(first)) + s[size:]
}
