package directive

import (
	"slices"

	"tracuu/analyzers/viet"
)

// locality is the place of a local body. What is not known is zero.
type locality struct {
	level    Level  // of the body
	class    string // of the lowest place
	commune  placeText
	district placeText
	province Place
	broken   bool // the name does not say which place of its level
}

// placeText is a class and a name in its usual spelling.
type placeText struct{ class, name string }

// locate reads the places of a name; what follows them and is no place belongs
// to the office and is given back. Province is what else is known of the body.
func (n *naming) locate(province string) (l locality, tail []nameWord) {
	for i, p := range n.places {
		rest := l.add(n, p)
		if level := p.level(l); i == 0 || depth[level] > depth[l.level] {
			l.class, l.level = p.class, level
		}
		if known, ok := provinceOf(rest); ok && len(rest) > 0 && l.province.Name == "" {
			l.province = known // huyện Gia Lộc, Hải Dương
		} else {
			tail = append(tail, rest...)
		}
	}
	l.settle(province)
	return l, tail
}

// depth orders the levels of places.
var depth = map[Level]int{LevelProvince: 1, LevelDistrict: 2, LevelCommune: 3}

// level is where a body of the place stands that was added to l last.
func (p placeName) level(l locality) Level {
	switch {
	case slices.Contains(communeClasses, p.class):
		return LevelCommune
	case p.class == provinceClass, l.province.Name != "":
		return LevelProvince
	case p.class == cityClass && l.district.name == "":
		return "" // Thành ủy, of the centre or of a province
	}
	return LevelDistrict
}

// add takes one place, and gives back the words behind its name.
func (l *locality) add(n *naming, p placeName) (rest []nameWord) {
	k := provinceWords(p.words)
	var known Place
	if k > 0 {
		known, _ = provinceOf(p.words[:k])
	}
	switch {
	case p.class == provinceClass || p.class == cityClass && known.city:
		if l.level == LevelProvince && l.class == cityClass && p.class == provinceClass && k > 0 {
			l.demote(known)
		} else if l.province.Name == "" {
			l.province = known
		}
		return p.words[k:]
	case slices.Contains(communeClasses, p.class):
		k = n.nameLen(p.words)
		if l.commune.name == "" {
			l.commune = placeText{p.class, n.text(p.words[:k])}
		}
		return p.words[k:]
	}
	g := gazetteers()
	for k = min(maxPlaceWords, len(p.words)); k > 0; k-- {
		if list := g.districts[foldsOf(p.words[:k])]; list != nil {
			l.district = placeText{p.class, list[0].Name}
			return p.words[k:]
		}
	}
	k = n.nameLen(p.words)
	l.district = placeText{p.class, n.text(p.words[:k])}
	return p.words[k:]
}

// maxPlaceWords is the longest name of a place, in words.
const maxPlaceWords = 5

// nameLen is how many words are the name of a place that no table holds: those
// with a capital, or all of a name without any.
func (n *naming) nameLen(words []nameWord) int {
	k := 0
	for k < len(words) && k < maxPlaceWords && (n.capitalized(words[k]) || k > 0 && n.source[words[k-1].end:words[k].start] == "'") {
		k++
	}
	if k == 0 && len(words) <= maxPlaceWords {
		return len(words)
	}
	return k
}

// settle completes the place from the province that is known otherwise, and from
// the table of districts.
func (l *locality) settle(province string) {
	given, ok := ProvinceByName(province)
	switch {
	case l.class == cityClass && l.level == "" && given.Class == cityClass:
		l.level, l.province = LevelProvince, given // Thành ủy, of Hà Nội
	case l.level == LevelProvince && !l.province.Before && l.province.Name != given.Name && given.Now == l.province.Name:
		l.demote(given) // thành phố Huế, of Thừa Thiên Huế
	case l.province.Name == "" && ok && (l.class != provinceClass || given.Class == provinceClass):
		l.province = given
	case l.province.Name == "" && l.district.name != "":
		l.province = gazetteers().provinceOf(l.district)
	}
	l.broken = l.incomplete()
}

// demote makes a city under the centre one of a province, which it was before.
func (l *locality) demote(of Place) {
	l.level, l.district, l.province = LevelDistrict, placeText{cityClass, l.province.Name}, of
}

// provinceOf is the province of a district whose name only one has, or whose name
// and class only one have.
func (g *gazetteer) provinceOf(d placeText) Place {
	found, unique := g.district(viet.FoldKey(d.name), d.class)
	if !unique {
		if found, unique = g.district(viet.FoldKey(d.name), ""); !unique {
			return Place{}
		}
	}
	p, _ := ProvinceByName(found.Province)
	return p
}

// incomplete reports whether something is missing that tells the place from others
// of its level. Until June 2025 many communes of one province had one name, so they
// need their district; since then they have none, and their name is enough.
func (l *locality) incomplete() bool {
	switch l.level {
	case LevelProvince:
		return l.province.Name == ""
	case LevelDistrict:
		return l.province.Name == "" || l.district.name == ""
	case LevelCommune:
		if l.province.Name == "" || l.commune.name == "" {
			return true
		}
		if l.district.name == "" {
			today, ok := commune(l.province.Name, l.commune)
			if ok {
				l.commune = today
			}
			return !ok
		}
		return false
	}
	return true
}

// provinceWords is how many words at the start name a province.
func provinceWords(words []nameWord) int {
	for k := min(maxPlaceWords, len(words)); k > 0; k-- {
		if gazetteers().provinces[foldsOf(words[:k])] != nil {
			return k
		}
	}
	return 0
}

func provinceOf(words []nameWord) (Place, bool) {
	if p := gazetteers().provinces[foldsOf(words)]; p != nil {
		return *p, true
	}
	return Place{}, false
}

// up is the place of the next level, with ok false above a province.
func (l locality) up() (locality, bool) {
	switch {
	case l.level == LevelCommune && l.district.name != "":
		l.level, l.commune = LevelDistrict, placeText{}
	case l.level == LevelCommune || l.level == LevelDistrict:
		l.level, l.commune, l.district = LevelProvince, placeText{}, placeText{}
	default:
		return l, false
	}
	return l, true
}

// String is the place with all above it: "huyện Gia Lộc, tỉnh Hải Dương".
func (l locality) String() string {
	s := l.province.Class + " " + l.province.Name
	if l.district.name != "" {
		s = l.district.class + " " + l.district.name + ", " + s
	}
	if l.commune.name != "" {
		s = l.commune.class + " " + l.commune.name + ", " + s
	}
	return s
}

// committees name the party committee by the class of its place; a commune has a
// Đảng ủy.
var committees = map[string]string{
	provinceClass: "Tỉnh ủy", cityClass: "Thành ủy", "huyện": "Huyện ủy", "quận": "Quận ủy", "thị xã": "Thị ủy",
}

// committee is the name of the party committee of the place.
func (l locality) committee() string {
	switch up, _ := l.up(); l.level {
	case LevelCommune:
		return "Đảng ủy " + l.String()
	case LevelDistrict:
		return committees[l.district.class] + " " + l.district.name + ", " + up.String()
	}
	return committees[l.province.Class] + " " + l.province.Name
}
