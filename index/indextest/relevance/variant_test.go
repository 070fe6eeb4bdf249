package relevance

import (
	"strings"
	"testing"

	"tracuu/analyzers/viet"
)

func TestMoveTones(t *testing.T) {
	for given, want := range map[string]string{
		"hòa bình, HOÀ BÌNH": "hoà bình, HÒA BÌNH",
		"thủy, thuỷ":         "thuỷ, thủy",
		"quý, hoàn, toán":    "quý, hoàn, toán", // no vowel; a coda fixes the place
		"16/CT-TTg khỏe":     "16/CT-TTg khoẻ",
		"":                   "",
	} {
		if got := moveTones(given); got != want {
			t.Errorf("%q became %q, want %q", given, got, want)
		}
		if moveTones(moveTones(given)) != given {
			t.Errorf("%q does not come back", given)
		}
	}
}

func TestMisread(t *testing.T) {
	text := strings.Repeat("Tăng cường phòng, chống dịch Covid-19 (số 107-CV/BDVTU). ", 40)
	noisy := misread("d1", text)
	if noisy != misread("d1", text) {
		t.Error("the noise of one document differs between runs")
	}
	if noisy == misread("d2", text) {
		t.Error("two documents have the same noise")
	}
	before, after := strings.Fields(text), strings.Fields(noisy)
	if len(before) != len(after) {
		t.Fatalf("%d words became %d", len(before), len(after))
	}
	changed, syllables := 0, 0
	for i, w := range before {
		if viet.FoldKey(w) != viet.FoldKey(after[i]) {
			t.Errorf("%q became %q: letters changed", w, after[i])
		}
		if viet.IsSyllable(strings.Trim(w, ",")) {
			syllables++
			if viet.Key(w) != viet.Key(after[i]) {
				changed++
			}
		}
	}
	if share := float64(changed) / float64(syllables); share < .15 || share > .3 {
		t.Errorf("%.2f of the syllables changed, want about %.2f", share, misreadShare)
	}
}

// FuzzVariants holds that no variant changes a letter below its marks.
func FuzzVariants(f *testing.F) {
	for _, s := range []string{"Hòa Bình", "quý, uỷ\xff", "\u0301a", "ĐẤT", "hoa\u0300"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		text = viet.Compose(strings.ToValidUTF8(text, ""))
		for _, v := range Variants() {
			if got := v.Rewrite("id", text); viet.Fold(got) != viet.Fold(text) {
				t.Errorf("%s: %q became %q", v.Name, text, got)
			}
		}
	})
}
