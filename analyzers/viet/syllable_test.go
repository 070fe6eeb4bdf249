package viet

import (
	"fmt"
	"testing"

	"golang.org/x/text/unicode/norm"
)

func TestParseSyllable(t *testing.T) {
	for _, row := range []struct {
		text string
		want Syllable
		key  string
	}{
		{"hòa", Syllable{"h", "oa", "", Huyền}, "hoà"},
		{"HOÀ", Syllable{"h", "oa", "", Huyền}, "hoà"},
		{"nghiêng", Syllable{"ngh", "iê", "ng", Ngang}, "nghiêng"},
		{"vịêt", Syllable{"v", "iê", "t", Nặng}, "việt"},
		{"quyết", Syllable{"qu", "yê", "t", Sắc}, "quyết"},
		{"quốc", Syllable{"qu", "ô", "c", Sắc}, "quốc"},
		{"qúy", Syllable{"qu", "y", "", Sắc}, "quí"},
		{"gì", Syllable{"g", "i", "", Huyền}, "gì"},
		{"gìn", Syllable{"g", "i", "n", Huyền}, "gìn"},
		{"gịa", Syllable{"gi", "a", "", Nặng}, "giạ"},
		{"giếng", Syllable{"gi", "ê", "ng", Sắc}, "giếng"},
		{"giữa", Syllable{"gi", "ưa", "", Ngã}, "giữa"},
		{"khuỷu", Syllable{"kh", "uyu", "", Hỏi}, "khuỷu"},
		{"khuya", Syllable{"kh", "uya", "", Ngang}, "khuya"},
		{"chuyển", Syllable{"ch", "uyê", "n", Hỏi}, "chuyển"},
		{"thủy", Syllable{"th", "uy", "", Hỏi}, "thuỷ"},
		{"thuở", Syllable{"th", "uơ", "", Hỏi}, "thuở"},
		{"rượu", Syllable{"r", "ươu", "", Nặng}, "rượu"},
		{"yếu", Syllable{"", "yêu", "", Sắc}, "yếu"},
		{"ý", Syllable{"", "y", "", Sắc}, "ý"},
		{"kỹ", Syllable{"k", "y", "", Ngã}, "kĩ"},
		{"Đặng", Syllable{"đ", "ă", "ng", Nặng}, "đặng"},
		{"ðã", Syllable{"đ", "a", "", Ngã}, "đã"},
		{"xoong", Syllable{"x", "oo", "ng", Ngang}, "xoong"},
		{"hoạch", Syllable{"h", "oa", "ch", Nặng}, "hoạch"},
		{"ngoằn", Syllable{"ng", "oă", "n", Huyền}, "ngoằn"},
		{"ở", Syllable{"", "ơ", "", Hỏi}, "ở"},
	} {
		for _, text := range []string{row.text, norm.NFD.String(row.text)} {
			got, ok := ParseSyllable(text)
			if !ok || got != row.want {
				t.Errorf("ParseSyllable(%q) = %+v, %v, want %+v", text, got, ok, row.want)
			}
			if got.key().String() != row.key {
				t.Errorf("key of %q is %q, want %q", text, got.key(), row.key)
			}
		}
	}
}

func TestNoSyllable(t *testing.T) {
	for _, text := range []string{
		"", "b", "ng", "đ", "UBND", "résumé", "covid", "5k", "k5", "cac", "các các", "cạch5", "phòngchống",
		"hòà", "viết́", "tă", "tân̂", "xoo", "w", "fa", "za", "ñ", "hoà ", "-", "\xff", "h\ufffd", "mạich", "tiê",
		"đuợc", "ngh", "qu", "gi5", "nghiêngn", "aaaaaaaaaaaaaaaaaaaaaaaaa", "toaan", "cạn\u0308",
	} {
		if syl, ok := ParseSyllable(text); ok {
			t.Errorf("ParseSyllable(%q) = %+v", text, syl)
		}
	}
}

// TestToneMoves puts the tone on each vowel in turn: the key must not change.
func TestToneMoves(t *testing.T) {
	for group := range nuclei {
		vowels := []rune(group)
		for _, onset := range []string{"", "h", "qu", "gi"} {
			for _, coda := range []string{"", "n", "t", "nh", "ch"} {
				want := ""
				for at := range vowels {
					text := onset + string(vowels[:at+1]) + toneMarks[Nặng] + string(vowels[at+1:]) + coda
					syl, ok := ParseSyllable(text)
					if !ok {
						continue
					}
					key := syl.key().String()
					if want == "" {
						want = key
					}
					if key != want || syl.Tone != Nặng {
						t.Errorf("%s: key %s, want %s", text, key, want)
					}
					if again, ok := ParseSyllable(key); !ok || again.key() != syl.key() {
						t.Errorf("%s: the key %s parses as %+v", text, key, again)
					}
				}
			}
		}
	}
}

func FuzzParseSyllable(f *testing.F) {
	for _, s := range []string{"hòa", "nghiêng", "qúy", "gi", "e\u0301\u0302", "a\u00ad\u0301", "\xff"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		syl, ok := ParseSyllable(s)
		if !ok {
			return
		}
		if again, ok := ParseSyllable(syl.String()); !ok || again != syl {
			t.Errorf("%q is %+v, printed %q, which is %+v", s, syl, syl, again)
		}
	})
}

func ExampleParseSyllable() {
	s, ok := ParseSyllable("Nghiễng")
	fmt.Println(s.Onset, s.Nucleus, s.Coda, s.Tone, ok)
	// Output: ngh iê ng ngã true
}

func ExampleIsSyllable() {
	fmt.Println(IsSyllable("dịch"), IsSyllable("dich"), IsSyllable("UBND"))
	// Output: true false false
}
