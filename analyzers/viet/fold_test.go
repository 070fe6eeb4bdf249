package viet

import (
	"fmt"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

func TestFold(t *testing.T) {
	for _, row := range []struct{ text, want string }{
		{"", ""},
		{"abc", "abc"},
		{"Ủy ban Nhân dân, tỉnh ĐẮK LẮK!", "uy ban nhan dan, tinh dak lak!"},
		{"Ðảng ðội Ɖông", "dang doi dong"},
		{"Kỳ", "ky"},
		{"ｃｖ／１２", "cv/12"},
		{"ph\u00adò\u200bng", "phong"},
		{"Łódź straße Ångström", "lodz strasse angstrom"},
		{"ǼØ", "aeo"},
		{"a\xffb\ufffd", "a\ufffdb\ufffd"},
	} {
		if got := Fold(row.text); got != row.want {
			t.Errorf("Fold(%q) = %q, want %q", row.text, got, row.want)
		}
		if got := Fold(norm.NFD.String(row.text)); got != row.want {
			t.Errorf("Fold of the decomposed %q = %q, want %q", row.text, got, row.want)
		}
	}
}

func TestKeyAndFoldKey(t *testing.T) {
	for _, row := range []struct{ text, key, fold string }{
		{"", "", ""},
		{"  Ủy  ban - Nhân dân\n", "uỷ ban nhân dân", "uy ban nhan dan"},
		{"UỶ BAN (NHÂN DÂN)", "uỷ ban nhân dân", "uy ban nhan dan"},
		{"Kỹ thuật", "kĩ thuật", "ki thuat"},
		{"Ban Dân vận T.Ư", "ban dân vận tw", "ban dan van tw"},
	} {
		if got := Key(row.text); got != row.key {
			t.Errorf("Key(%q) = %q, want %q", row.text, got, row.key)
		}
		if got := FoldKey(row.text); got != row.fold {
			t.Errorf("FoldKey(%q) = %q, want %q", row.text, got, row.fold)
		}
	}
}

func TestCompose(t *testing.T) {
	for _, row := range []struct{ text, want string }{
		{"", ""},
		{"Việt", "Việt"},
		{"Vie\u0302\u0323t VIE\u0323\u0302T Vi\u1eb9\u0302t Vi\u00ea\u0323t", "Việt VIỆT Việt Việt"},
		{"ho\u0300a hoa\u0300", "hòa hoà"},
		{"\u00d0\u00e3 \u00f0\u00e3", "Đã đã"},
		{"n\u0303 u\u0308 a\u0301\u0301", "ñ ü á\u0301"},
		{"１２ Ｋ", "１２ Ｋ"},
		{"a\xffb\ufffd \u0301", "a\xffb\ufffd \u0301"},
		{"o\u0301\u0302", "ố"},
		{"đồng", "đồng"},
	} {
		if got := Compose(row.text); got != row.want {
			t.Errorf("Compose(%q) = %q, want %q", row.text, got, row.want)
		}
	}
}

func FuzzFold(f *testing.F) {
	for _, s := range []string{"Ủy ban", "ð\u0301", "a\xff\u00ad\u0301", "ｃｖ", "o\u0301\u0302x"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		folded := Fold(s)
		if Fold(folded) != folded {
			t.Errorf("Fold(%q) = %q, folded again %q", s, folded, Fold(folded))
		}
		composed := Compose(s)
		if Compose(composed) != composed {
			t.Errorf("Compose(%q) = %q, composed again %q", s, composed, Compose(composed))
		}
		if utf8.ValidString(s) && !utf8.ValidString(composed) {
			t.Errorf("Compose(%q) = %q is invalid", s, composed)
		}
	})
}

func BenchmarkFold(b *testing.B) {
	text := "Ủy ban Nhân dân tỉnh Hải Dương, ngày 06 tháng 8 năm 2021"
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		Fold(text)
	}
}

func BenchmarkCompose(b *testing.B) {
	for name, text := range map[string]string{
		"composed":   "Ủy ban Nhân dân tỉnh Hải Dương – “năm 2021”",
		"decomposed": norm.NFD.String("Ủy ban Nhân dân tỉnh Hải Dương – “năm 2021”"),
	} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				Compose(text)
			}
		})
	}
}

func ExampleFold() {
	fmt.Println(Fold("Tỉnh Đắk Lắk, ngày 06/8/2021"))
	// Output: tinh dak lak, ngay 06/8/2021
}

func ExampleFoldKey() {
	fmt.Println(FoldKey("ỦY BAN (nhân dân)") == FoldKey("Uỷ ban Nhân dân"))
	// Output: true
}

func ExampleKey() {
	fmt.Println(Key("Kỹ thuật, hoá học"))
	// Output: kĩ thuật hoá học
}

func ExampleCompose() {
	fmt.Println(Compose("Vie\u0323\u0302t Nam") == "Việt Nam")
	// Output: true
}
