package index

import (
	"strings"
	"testing"

	"tracuu/index/directive"
)

func TestPassage(t *testing.T) {
	long := strings.Repeat("chữ ", 200)
	for _, row := range []struct{ text, want string }{ // what it is about in 〈〉
		{"Một câu. Thực hiện 〈Chỉ thị số 16/CT-TTg〉 của Thủ tướng. Câu khác.", "Thực hiện [Chỉ thị số 16/CT-TTg] của Thủ tướng."},
		{"〈Chỉ thị 16〉 nêu rõ", "[Chỉ thị 16] nêu rõ"},
		{"Căn cứ 〈Luật A〉;\nCăn cứ Luật B;", "Căn cứ [Luật A];"},
		{"theo\n〈Chỉ thị 16〉", "theo\n[Chỉ thị 16]"},
		{long + "〈Chỉ thị 16〉" + " " + long, "[Chỉ thị 16]"},
		{"〈Chỉ thị 16〉", "[Chỉ thị 16]"},
		{"Chấm. 〈Chỉ thị 16〉. Hết", "[Chỉ thị 16]."},
	} {
		start := strings.Index(row.text, "〈")
		text := strings.NewReplacer("〈", "", "〉", "").Replace(row.text)
		end := strings.Index(strings.Replace(row.text, "〈", "", 1), "〉")
		span := directive.Span{Start: start, End: end}
		f := Passage(text, span, span)
		if len(f.Marks) != 1 || text[f.Start:f.Start+len(f.Text)] != f.Text {
			t.Fatalf("%q: %+v", row.text, f)
		}
		m := f.Marks[0]
		got := f.Text[:m.Start] + "[" + f.Text[m.Start:m.End] + "]" + f.Text[m.End:]
		if got != row.want && (len(row.text) < 500 || !strings.Contains(got, row.want) || len(f.Text) > 2*maxPassage+30) {
			t.Errorf("%q: got %q, want %q", row.text, got, row.want)
		}
		if strings.HasPrefix(f.Text, "\xbb") || !strings.HasPrefix(strings.ToValidUTF8(f.Text, ""), f.Text[:1]) {
			t.Errorf("%q is cut inside a letter", f.Text)
		}
	}
	if f := Passage("a", directive.Span{Start: 3, End: 9}); f.Text != "" || f.Marks == nil {
		t.Errorf("outside the text: %+v", f)
	}
}
