package extract

import (
	"slices"
	"strings"
	"testing"

	"tracuu/index/directive"
)

// What is put in quotation marks is a keyword while it can be said in a breath.
func TestKeywordsHaveABound(t *testing.T) {
	head := "UBND TỈNH HÀ NAM\nSố: 12/CT-UBND\nCHỈ THỊ\nVề việc phòng cháy\n"
	for quote, want := range map[string]bool{
		"Tổ tự quản về phòng cháy":                         true,
		"Hồ sơ-Lý lịch-Bằng cấp":                           true,
		"https://vanban.hanam.gov.vn/phong-chay":           false,
		"mẫu " + strings.Repeat("chỉđạo", 1<<14):           false,
		strings.Repeat("phườngnghiêngnước ", 7) + "đuốc":   false,
		strings.Repeat("nghiêng", 3) + " về phòng cháy nổ": false,
	} {
		d := Read(Input{Text: head + "Lập “" + quote + "” tại mỗi thôn."})
		if got := slices.Contains(d.Keywords, quote); got != want {
			t.Errorf("%.40q is a keyword: %v, want %v; keywords %.200q", quote, got, want, d.Keywords)
		}
		for _, k := range d.Keywords {
			if overlong(k) {
				t.Errorf("%.40q leaves the keyword %.40q", quote, k)
			}
		}
	}
}

// A word of a megabyte is no keyword, whether it is repeated or stands in the title.
func TestLongWordsAreNoKeywords(t *testing.T) {
	long := strings.Repeat("chỉđạo", 1<<17)
	given, err := directive.DecodeGiven([]byte(`{"title": "covid ` + long[:3000] + `"}`))
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{"covid " + long, strings.Repeat("covid "+long[:600]+" nhanh\n", 5)} {
		for _, k := range Read(Input{Text: text, Given: given}).Keywords {
			if overlong(k) {
				t.Errorf("the keyword %.40q of %d bytes", k, len(k))
			}
		}
	}
}
