package viet

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"
)

// motto is "CỘNG HÒA: Độc lập - Tự do - Hạnh phúc, ký số, phường Ủy" as other
// programs encode it.
const motto = "CỘNG HÒA: Độc lập - Tự do - Hạnh phúc, ký số, phường Ủy"

var mottos = map[Encoding]string{
	Windows1258: "C\xd4\xf2NG HO\xccA: \xd0\xf4\xf2c l\xe2\xf2p - T\xfd\xf2 do - Ha\xf2nh phu\xecc, ky\xec s\xf4\xec, ph\xfd\xf5\xccng U\xd2y",
	TCVN3:       "C\x97NG H\x92A: \xa7\xe9c l\xcbp - T\xf9 do - H\xb9nh ph\xf3c, k\xfd s\xe8, ph\xad\xeang \x9ey",
	VISCII:      "C\x93NG H\xd2A: \xd0\xb5c l\xa7p - T\xf1 do - H\xd5nh ph\xfac, k\xfd s\xaf, ph\xdf\xb6ng \x9cy",
	VNI:         "CO\xc4NG HO\xd8A: \xd1o\xe4c la\xe4p - T\xf6\xef do - Ha\xefnh phu\xf9c, ky\xf9 so\xe1, ph\xf6\xf4\xf8ng U\xdby",
}

func TestDecode(t *testing.T) {
	for enc, encoded := range mottos {
		want := motto
		if got := Decode(enc, []byte(encoded)); got != want {
			t.Errorf("%v: got %q", enc, got)
		}
		if got, c := Detect([]byte(encoded)); got != enc {
			t.Errorf("Detect %v: got %v, %+v", enc, got, c)
		}
	}
}

func TestDecodeText(t *testing.T) {
	for _, row := range []struct {
		enc        Encoding
		text, want string
	}{
		{TCVN3, "Céng hoµ x· héi chñ nghÜa ViÖt Nam – §éc lËp, tù do, h¹nh phóc", "Cộng hoà xã hội chủ nghĩa Việt Nam – Độc lập, tự do, hạnh phúc"},
		{TCVN3, "ñY BAN NH¢N D¢N TØNH H¶I D¦¥NG\nSè: 15/CT-UBND", "ỦY BAN NHÂN DÂN TỈNH HẢI DƯƠNG\nSố: 15/CT-UBND"},
		{TCVN3, "QUYÕT §ÞNH CñA Bé Y TÕ\nBé Y tÕ, UBND tØnh Hµ Nam", "QUYẾT ĐỊNH CỦA BỘ Y TẾ\nBộ Y tế, UBND tỉnh Hà Nam"},
		{TCVN3, "“ñy ban nh©n d©n”… thµnh phè", "“ủy ban nhân dân”… thành phố"},
		{VNI, "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam", "Cộng hòa xã hội chủ nghĩa Việt Nam"},
		{VNI, "UÛY BAN NHAÂN DAÂN TÆNH ÑOÀNG NAI, kyõ thuaät, thò xaõ", "ỦY BAN NHÂN DÂN TỈNH ĐỒNG NAI, kỹ thuật, thị xã"},
	} {
		if got := DecodeText(row.enc, row.text); got != row.want {
			t.Errorf("DecodeText(%v, %q) = %q, want %q", row.enc, row.text, got, row.want)
		}
		if got, c := DetectText(row.text); got != row.enc {
			t.Errorf("DetectText(%q) = %v, %+v", row.text, got, c)
		}
	}
	if got := DecodeText(VNI, "tíù"); got != "tíù" {
		t.Errorf("a second tone was put on a letter: %q", got)
	}
	if enc, c := DetectText("H§ND, Q§, N§-CP: céng hoµ x·"); enc != TCVN3 || c.Words != 3 {
		t.Errorf("abbreviations count: %v, %+v", enc, c)
	}
	if got := DecodeText(TCVN3, "x· ệ \xff"); got != "xã ệ \xff" {
		t.Errorf("what is no character of the encoding did not stay: %q", got)
	}
	if got := DecodeText(Unknown, "x·"); got != "x·" {
		t.Errorf("text of an unknown encoding was decoded: %q", got)
	}
}

// TestDetectRefuses holds what must not be decoded.
func TestDetectRefuses(t *testing.T) {
	for _, text := range []string{
		"", "plain ASCII text", "một văn bản Unicode bình thường, đã đúng từ đầu", "các là và",
		"R\xe9sum\xe9 d'un \xe9l\xe8ve fran\xe7ais \xe0 l'\xe9cole, o\xf9 l'on \xe9tudie tr\xe8s t\xf4t le sujet",
		"Fr\xfche \xdcbung f\xfcr gro\xdfe M\xe4nner und sch\xf6ne M\xe4dchen in K\xf6ln",
		"\x80\x81\xfe\xff\x00\x01", "x\xb7", "ho\xb5 x\xb7",
		"ho\xb5 x\xb7 h\xe9i, kil\xabgam, mili\xb8t", // half of it words of other languages
	} {
		if enc, c := Detect([]byte(text)); enc != Unknown {
			t.Errorf("Detect(%q) = %v, %+v", text, enc, c)
		}
	}
	for _, text := range []string{
		"", "plain", "một văn bản Unicode bình thường, đã đúng từ đầu", "các là và tài nhà bán hàng hóa",
		"Résumé d'un élève français à l'école, où l'on étudie", "Búa máy 1 ¸ 4KW", "Frühe Übung für große Männer", "x·",
	} {
		if enc, c := DetectText(text); enc != Unknown {
			t.Errorf("DetectText(%q) = %v, %+v", text, enc, c)
		}
	}
}

// encoder inverts Decode for the letters of Vietnamese, trying every byte and
// every pair of bytes.
func encoder(enc Encoding) map[rune]string {
	inverse := map[rune]string{}
	add := func(s string) {
		r, n := utf8.DecodeRuneInString(Decode(enc, []byte(s)))
		if _, ok := inverse[r]; !ok && n == len(Decode(enc, []byte(s))) {
			inverse[r] = s
		}
	}
	for a := 1; a < 256; a++ {
		add(string([]byte{byte(a)}))
	}
	for a := 'A'; a < 256; a++ {
		for b := 0x80; b < 256; b++ {
			add(string([]byte{byte(a), byte(b)}))
		}
	}
	return inverse
}

func encode(inverse map[rune]string, s string) []byte {
	var b []byte
	for _, r := range Compose(s) {
		b = append(b, inverse[r]...)
	}
	return b
}

// TestDetectSeeds encodes whole documents and expects each to be told apart.
func TestDetectSeeds(t *testing.T) {
	for _, enc := range legacyEncodings {
		inverse := encoder(enc)
		for path, text := range seeds(t) {
			got, c := Detect(encode(inverse, text))
			if got != enc || c.Score < 0.95 {
				t.Errorf("%s in %v: got %v, %+v", path, enc, got, c)
			}
		}
	}
}

// TestLegacyLetters decodes every letter of Vietnamese in every encoding that
// has it.
func TestLegacyLetters(t *testing.T) {
	for _, enc := range legacyEncodings {
		inverse := encoder(enc)
		for r := range split {
			if _, ok := inverse[r]; !ok && !strings.ContainsRune("ðÐɖƉ", r) {
				t.Errorf("%v: no bytes for %c", enc, r)
			}
		}
	}
}

// seeds returns the seed documents by path.
func seeds(tb testing.TB) map[string]string {
	paths, err := filepath.Glob("../../testdata/directives/*.txt")
	if err != nil || len(paths) == 0 {
		tb.Fatalf("no seed documents: %v", err)
	}
	texts := map[string]string{}
	for _, path := range paths {
		b, err := os.ReadFile(path)
		if err != nil {
			tb.Fatal(err)
		}
		texts[path] = string(b)
	}
	return texts
}

func FuzzDetect(f *testing.F) {
	for _, s := range mottos {
		f.Add([]byte(s))
	}
	f.Add([]byte("Céng hoµ x· héi chñ nghÜa"))
	f.Fuzz(func(t *testing.T, b []byte) {
		enc, c := Detect(b)
		if enc != Unknown && (enc != c.Best || c.Score < minScore || c.Margin < minMargin) {
			t.Errorf("accepted %v with %+v", enc, c)
		}
		for _, enc := range append(legacyEncodings[:], Unknown) {
			if s := Decode(enc, b); !utf8.ValidString(s) {
				t.Errorf("%v: invalid UTF-8 from %q", enc, b)
			}
			DecodeText(enc, string(b))
		}
		DetectText(string(b))
	})
}

func ExampleDetect() {
	b := []byte("C\xe9ng ho\xb5 x\xb7 h\xe9i ch\xf1 ngh\xdca Vi\xd6t Nam")
	enc, confidence := Detect(b)
	fmt.Println(enc, confidence.Score, Decode(enc, b))
	// Output: TCVN3 1 Cộng hoà xã hội chủ nghĩa Việt Nam
}

func ExampleDetectText() {
	text := "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam"
	enc, _ := DetectText(text)
	fmt.Println(enc, DecodeText(enc, text))
	// Output: VNI Cộng hòa xã hội chủ nghĩa Việt Nam
}
