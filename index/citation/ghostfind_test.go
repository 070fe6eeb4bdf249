package citation

import (
	"strings"
	"testing"

	"tracuu/index/directive"
)

func TestGhostsFor(t *testing.T) {
	g := New()
	for id, refs := range map[string][]directive.Reference{
		"a": {{Number: "15/CT-TTg", Type: "Chỉ thị", Date: directive.Date{Year: 2020}}, {Type: "Luật", Title: "Luật Đất đai", Date: directive.Date{Year: 2013}}},
		"b": {{Number: "15/CT-TTg", Type: "Chỉ thị", Date: directive.Date{Year: 2020}}, {Number: "15/CT-TTg", Type: "Chỉ thị", Date: directive.Date{Year: 2021}}},
		"c": {{Number: "30/2020/NĐ-CP", Type: "Nghị định"}, {Number: "30/2021/NĐ-CP", Type: "Nghị định", Title: "về công tác văn thư"}},
	} {
		directive.SetRefs(refs)
		g.Put(&directive.Directive{ID: id, References: refs})
	}
	for _, row := range []struct {
		numbers, words, want string
	}{
		{"15/CT-TTg", "", "15/CT-TTg 2020 x2, 15/CT-TTg 2021 x1"},
		{"15-ct/ttg|15/CT-TTg", "", "15/CT-TTg 2020 x2, 15/CT-TTg 2021 x1"},
		{"30/2020/NĐ-CP", "", "30/2020/NĐ-CP  x1"},
		{"16/CT-TTg", "", ""},
		{"16/CT-TTg", "luật đất đai", ""},
		{"", "dat dai", " 2013 x1"},
		{"", "luật đất đai", " 2013 x1"},
		{"", "văn thư", "30/2021/NĐ-CP  x1"},
		{"", "đất đai văn thư", ""},
	} {
		var numbers []string
		if row.numbers != "" {
			numbers = strings.Split(row.numbers, "|")
		}
		var out []string
		for _, ghost := range g.GhostsFor(numbers, strings.Fields(row.words), 5, nil) {
			out = append(out, ghost.Number+" "+ghost.Date.String()+" x"+string(rune('0'+ghost.Count)))
		}
		if got := strings.Join(out, ", "); got != row.want {
			t.Errorf("%q %q: %s, want %s", row.numbers, row.words, got, row.want)
		}
	}
	if got := g.GhostsFor([]string{"15/CT-TTg"}, nil, 1, nil); len(got) != 1 {
		t.Errorf("limit 1 gives %d", len(got))
	}
	if got := g.GhostsFor([]string{"15/CT-TTg"}, nil, 5, func(id string) bool { return id == "b" }); len(got) != 2 || got[0].Count != 1 {
		t.Errorf("in the scope of b: %+v", got)
	}
}
