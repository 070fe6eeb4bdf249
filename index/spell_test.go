package index

import (
	"slices"
	"strings"
	"testing"

	"tracuu/analyzers/viet"
)

func TestReadable(t *testing.T) {
	for _, row := range []struct{ exact, want string }{
		{"hoà", "hòa"}, {"uỷ", "ủy"}, {"thuỷ", "thủy"}, {"khoẻ", "khỏe"}, {"hoàn", "hoàn"}, {"quí", "quý"},
		{"kĩ", "kỹ"}, {"lí", "lý"}, {"tỉ", "tỷ"}, {"chỉ", "chỉ"}, {"nghị", "nghị"}, {"thị", "thị"}, {"i", "i"},
		{"covid", "covid"}, {"107", "107"}, {"ubnd", "ubnd"}, {"", ""},
	} {
		if got := readable(row.exact); got != row.want {
			t.Errorf("%s: got %s, want %s", row.exact, got, row.want)
		}
	}
}

// What is shown for a key must be found by it.
func FuzzReadable(f *testing.F) {
	for _, seed := range []string{"hoà", "uỷ", "quí", "nghiêng", "covid", "kĩ"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, word string) {
		key := viet.Key(word)
		if !viet.IsSyllable(key) {
			return
		}
		if got := viet.Key(readable(key)); got != key {
			t.Errorf("%q is shown as %q, whose key is %q", key, readable(key), got)
		}
	})
}

func TestMisspellings(t *testing.T) {
	price := func(word, meant string) float64 {
		for _, m := range misspellings(word) {
			if m.folded == meant {
				return m.price
			}
		}
		return -1
	}
	for _, row := range []struct {
		word, meant string
		want        float64
	}{
		{"trong", "chong", soundsAlike}, {"chong", "trong", soundsAlike}, {"xuat", "suat", soundsAlike},
		{"giay", "day", soundsAlike}, {"nghanh", "nganh", soundsAlike}, {"kac", "cac", soundsAlike}, {"cang", "can", soundsAlike},
		{"chog", "chong", letterWrong}, {"dcih", "dich", letterWrong}, {"dicch", "dich", letterWrong},
		{"ab", "abc", -1}, {"dich", "dich", -1}, {"dich", "bach", -1},
	} {
		if got := price(row.word, row.meant); got != row.want {
			t.Errorf("%s for %s: price %v, want %v", row.word, row.meant, got, row.want)
		}
	}
}

// counted is a vocabulary of sentences, each a document.
type counted []string

func (c counted) Documents() int { return len(c) }

func (c counted) Spellings(folded string) []Spelling {
	var out []Spelling
	for _, sentence := range c {
		for _, w := range wordsOf(sentence) {
			known := slices.ContainsFunc(out, func(s Spelling) bool { return s.Exact == w.Exact })
			if w.Folded == folded && !known {
				out = append(out, Spelling{w.Exact, int(c.Share(w.Exact) * float64(len(c)))})
			}
		}
	}
	return out
}

func (c counted) Share(words ...string) float64 {
	n := 0
	for _, sentence := range c {
		if containsWords(viet.Key(sentence), strings.Join(words, " ")) {
			n++
		}
	}
	return float64(n) / float64(len(c))
}

func TestSpell(t *testing.T) {
	collection := counted{
		"phòng chống dịch", "phòng chống dịch bệnh", "nhà trống trong khu", "phong trào thi đua", "khống chế dịch",
		"khống chế ổ dịch", "không có dịch", "chế độ", "nghị quyết 19", "khai báo y tế", "tê tê",
	}
	for _, row := range []struct {
		typed, want string
		wide        bool
	}{
		{"phong chong dich", "phòng chống dịch", false},
		{"phong trao", "phong trào", false},
		{"phòng trống dịch", "phòng chống dịch", true},
		{"không chế dịch", "khống chế dịch", true},
		{"khai báo y tê", "khai báo y tế", true},
		{"phòng chống dịch", "phòng chống dịch", true},
		{"nhà trống", "nhà trống", true},
		{"nghị quyết 18", "nghị quyết 18", true},
		{"xyzzy", "xyzzy", true},
	} {
		words := wordsOf(row.typed)
		marked := slices.ContainsFunc(words, func(w Word) bool { return w.Marked })
		b := beam{vocabulary: collection, marked: marked, wide: row.wide, shares: map[[2]string]float64{}}
		var got []string
		for _, c := range b.spell(words)[0].choices {
			got = append(got, readable(c.spelling.Exact))
		}
		if s := strings.Join(got, " "); s != row.want {
			t.Errorf("%s: got %s, want %s", row.typed, s, row.want)
		}
	}
}

func TestRatio(t *testing.T) {
	s := salience{vocabulary: counted(make([]string, 1000))}
	common, rare := s.ratio(50, 100, 0.05), s.ratio(50, 100, 0.4)
	if common <= rare || rare <= 0 {
		t.Errorf("a phrase that half the matches have: %v where few others have it, %v where many do", common, rare)
	}
	if more := s.ratio(80, 100, 0.08); more <= common {
		t.Errorf("more documents weigh %v, fewer %v", more, common)
	}
	if got := s.ratio(5, 100, 0.05); got != 0 {
		t.Errorf("no commoner than elsewhere, and yet %v", got)
	}
	s.gain = 4
	if got := s.ratio(50, 100, 0.2); got != 0 {
		t.Errorf("what gains no more than all does: %v", got)
	}
}
