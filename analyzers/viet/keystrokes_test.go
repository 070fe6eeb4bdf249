package viet

import (
	"fmt"
	"strings"
	"testing"
)

func TestDecodeKeystrokes(t *testing.T) {
	for _, row := range []struct{ telex, vni, want string }{
		{"phofng", "pho2ng", "phòng"},
		{"phongf", "phong2", "phòng"},
		{"choosng", "cho61ng", "chống"},
		{"chongos", "chong61", "chống"},
		{"ddaangr", "d9a6ng3", "đẩng"},
		{"dangdr", "dang93", "đảng"},
		{"DDARNG", "D9A3NG", "ĐẢNG"},
		{"Ddieeuf", "D9ie6u2", "Điều"},
		{"duowng", "duo7ng", "dương"},
		{"dwowng", "du7o7ng", "dương"},
		{"tuwowng", "tu7o7ng", "tương"},
		{"thuowr", "thuo73", "thuở"},
		{"muwa", "mu7a", "mưa"},
		{"muaw", "mua7", "mưa"},
		{"hoawcj", "hoa8c5", "hoặc"},
		{"quawng", "qua8ng", "quăng"},
		{"quyeets", "quye61t", "quyết"},
		{"nghieeng", "nghie6ng", "nghiêng"},
		{"nhwng", "nhu7ng", "nhưng"},
		{"hoaf", "hoa2", "hoà"},
		{"cuusw", "cuu17", "cứu"},
		{"quys", "quy1", "quý"},
		{"asz", "a10", "a"},
		{"toois", "to61i", "tối"},
		{"xooong", "", ""},
	} {
		for _, d := range []struct {
			keys   string
			decode func(string) (string, bool)
		}{{row.telex, DecodeTelex}, {row.vni, DecodeVNI}} {
			if got, ok := d.decode(d.keys); d.keys != "" && (got != row.want || ok != (row.want != "")) {
				t.Errorf("keys %q: got %q, %v, want %q", d.keys, got, ok, row.want)
			}
		}
	}
}

func TestDecodeKeystrokesRefuses(t *testing.T) {
	for _, word := range []string{"", "a", "phong", "viet", "covid", "tw", "w", "TW", "bdvtu", "ubnd", "5K", "T26", "F0",
		"covid19", "107", "phòng", "testing", "m2", "pho2ng3", "a\xff", "d9", "9d", "cacf", "cac2", strings.Repeat("as", 50)} {
		if got, ok := DecodeTelex(word); ok {
			t.Errorf("DecodeTelex(%q) = %q", word, got)
		}
		if got, ok := DecodeVNI(word); ok {
			t.Errorf("DecodeVNI(%q) = %q", word, got)
		}
	}
	// Words of English that are keystrokes as well: the caller must choose.
	for word, want := range map[string]string{"test": "tét", "tax": "tã", "is": "í"} {
		if got, ok := DecodeTelex(word); !ok || got != want {
			t.Errorf("DecodeTelex(%q) = %q, %v, want %q", word, got, ok, want)
		}
	}
}

func FuzzDecodeKeystrokes(f *testing.F) {
	for _, s := range []string{"phofng", "phong2", "thuowr", "DDARNG", "d9", "quzz", "a\xff"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, decode := range []func(string) (string, bool){DecodeTelex, DecodeVNI} {
			got, ok := decode(s)
			if ok && (got == s || !IsSyllable(got)) || !ok && got != "" {
				t.Errorf("%q became %q, %v", s, got, ok)
			}
		}
	})
}

func ExampleDecodeTelex() {
	for _, word := range []string{"phofng", "choosng", "dichj"} {
		decoded, _ := DecodeTelex(word)
		fmt.Print(decoded, " ")
	}
	// Output: phòng chống dịch
}

func ExampleDecodeVNI() {
	for _, word := range []string{"phong2", "chong61", "dich5"} {
		decoded, _ := DecodeVNI(word)
		fmt.Print(decoded, " ")
	}
	// Output: phòng chống dịch
}
