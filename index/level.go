package index

import (
	"strings"

	"tracuu/analyzers/viet"
	"tracuu/index/directive"
)

// Level is where an issuer stands.
type Level = directive.Level

// The levels, from the top.
const (
	LevelCentral  = directive.LevelCentral
	LevelProvince = directive.LevelProvince
	LevelDistrict = directive.LevelDistrict
	LevelCommune  = directive.LevelCommune
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

// levelOf is the level of the issuing body, and where its name does not tell, what
// the codes of the document's number say.
func levelOf(d *directive.Directive, issuer directive.Body) Level {
	if issuer.Level != "" {
		return issuer.Level
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
