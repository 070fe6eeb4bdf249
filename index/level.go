package index

import (
	"strings"

	"tracuu/analyzers/viet"
	"tracuu/index/directive"
)

// Level is where an issuer stands: the centre, a province or city under the
// centre, a district, a commune.
type Level string

// The levels, from the top.
const (
	LevelCentral  Level = "central"
	LevelProvince Level = "province"
	LevelDistrict Level = "district"
	LevelCommune  Level = "commune"
)

// levelNames are the names of levels in Vietnamese, the one shown first, and
// their folded keys that a filter may give.
var levelNames = []struct {
	level Level
	label string
	keys  []string
}{
	{LevelCentral, "trung ương", []string{"central", "trung uong", "tw"}},
	{LevelProvince, "tỉnh", []string{"province", "tinh", "cap tinh", "tinh thanh pho"}},
	{LevelDistrict, "huyện", []string{"district", "huyen", "cap huyen", "quan huyen"}},
	{LevelCommune, "xã", []string{"commune", "xa", "cap xa", "xa phuong"}},
}

// levelByName finds the level that a filter names, in English or Vietnamese.
func levelByName(value string) Level {
	key := viet.FoldKey(value)
	for _, n := range levelNames {
		for _, k := range n.keys {
			if k == key {
				return n.level
			}
		}
	}
	return Level(key)
}

func levelLabel(value string) string {
	level := levelByName(value)
	for _, n := range levelNames {
		if n.level == level {
			return n.label
		}
	}
	return "“" + value + "”"
}

// levelWords give the level of an issuer whose name has the words, with their
// accents; the first row that holds decides, so the lowest body comes first.
// "xã hội" and "thị xã" are no communes: their rows stand before.
var levelWords = []struct {
	level Level
	words string // exact key, in a row
	after string // words that must not follow at once
}{
	{LevelCommune, "thị trấn", ""}, {LevelCommune, "phường", ""}, {LevelCommune, "xã", "hội"},
	{LevelDistrict, "huyện", ""}, {LevelDistrict, "huyện ủy", ""}, {LevelDistrict, "quận", ""},
	{LevelDistrict, "thị ủy", ""}, {LevelDistrict, "quận ủy", ""},
	{LevelProvince, "tỉnh", ""}, {LevelProvince, "tỉnh ủy", ""}, {LevelProvince, "sở", ""},
	{LevelCentral, "trung ương", ""}, {LevelCentral, "tw", ""}, {LevelCentral, "chính phủ", ""},
	{LevelCentral, "quốc hội", ""}, {LevelCentral, "bộ chính trị", ""}, {LevelCentral, "ban bí thư", ""},
	{LevelCentral, "chủ tịch nước", ""}, {LevelCentral, "nhà nước", ""}, {LevelCentral, "tối cao", ""},
	{LevelCentral, "tổng cục", ""}, {LevelCentral, "việt nam", ""}, {LevelCentral, "quốc gia", ""},
	{LevelCentral, "ủy ban dân tộc", ""},
}

// centralCities are the cities that rank as provinces (Hiến pháp 2013, Điều
// 110; Huế since 2025); any other thành phố is a district.
var centralCities = []string{"hà nội", "hồ chí minh", "hải phòng", "đà nẵng", "cần thơ", "huế"}

// levelOf reads the level from the words of the issuer, and where they do not
// tell, from the codes of the document's number.
func levelOf(d *directive.Directive) Level {
	name := viet.Key(d.Issuer)
	if level := levelOfName(name); level != "" {
		return level
	}
	sym, err := directive.ParseSymbol(d.Number)
	if err != nil {
		return ""
	}
	for _, org := range sym.Orgs {
		if level := levelOfCode(viet.FoldKey(org)); level != "" {
			return level
		}
	}
	return ""
}

func levelOfName(name string) Level {
	if name == "" {
		return ""
	}
	for _, key := range []string{"thành phố", "thành ủy"} {
		city := viet.Key(key)
		if after, ok := wordsAfter(name, city); ok {
			return levelOfCity(name, after)
		}
	}
	name = strings.ReplaceAll(name, viet.Key("thị xã"), viet.Key("thị ủy"))
	for _, row := range levelWords {
		after, ok := wordsAfter(name, viet.Key(row.words))
		if ok && (row.after == "" || !strings.HasPrefix(after, viet.Key(row.after))) {
			return row.level
		}
	}
	if rest, ok := strings.CutPrefix(name, viet.Key("bộ")+" "); ok {
		if second, _, _ := strings.Cut(rest, " "); second != viet.Key("đội") && second != viet.Key("chỉ") {
			return LevelCentral // not Bộ đội Biên phòng or Bộ Chỉ huy quân sự
		}
	}
	return ""
}

// levelOfCity tells the body of a city from that of its parts, and a city under
// the centre from one under a province.
func levelOfCity(name, after string) Level {
	for _, part := range []string{"phường", "xã"} {
		if _, ok := wordsAfter(name, viet.Key(part)); ok {
			return LevelCommune
		}
	}
	for _, part := range []string{"huyện", "quận", "thị xã", "thị ủy", "huyện ủy", "quận ủy"} {
		if _, ok := wordsAfter(name, viet.Key(part)); ok {
			return LevelDistrict
		}
	}
	for _, city := range centralCities {
		if strings.HasPrefix(after+" ", viet.Key(city)+" ") {
			return LevelProvince
		}
	}
	if after == "" {
		return ""
	}
	return LevelDistrict
}

// wordsAfter finds words in a row in name and gives what follows them.
func wordsAfter(name, words string) (after string, ok bool) {
	_, after, ok = strings.Cut(" "+name+" ", " "+words+" ")
	return strings.TrimSpace(after), ok
}

// levelOfCode reads the level from an organisation in a symbol, folded. Codes
// that several levels use, such as UBND and BCĐ, tell nothing.
func levelOfCode(code string) Level {
	switch {
	case code == "ttg", code == "cp", code == "ctn", strings.HasPrefix(code, "qh"), strings.HasPrefix(code, "ubtvqh"):
		return LevelCentral
	case strings.HasSuffix(code, "tw"):
		return LevelCentral
	case strings.HasSuffix(code, "tu"):
		return LevelProvince
	case strings.HasSuffix(code, "hu"):
		return LevelDistrict
	}
	return ""
}

// provinceKey is the folded name of a province without its rank.
func provinceKey(name string) string {
	key := viet.FoldKey(name)
	for _, rank := range []string{"tinh ", "thanh pho ", "tp "} {
		if rest, ok := strings.CutPrefix(key, rank); ok {
			return rest
		}
	}
	return key
}
