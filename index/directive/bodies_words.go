package directive

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"tracuu/analyzers/viet"
)

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
