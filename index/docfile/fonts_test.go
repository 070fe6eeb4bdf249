package docfile

import (
	"strings"
	"testing"
	"unicode/utf8"

	"tracuu/analyzers/viet"
)

const (
	unicodeLine = "Tỉnh ủy Hải Dương yêu cầu các cấp ủy trực thuộc khẩn trương thực hiện"
	abcLine     = "Céng hoµ x· héi chñ nghÜa ViÖt Nam, ®éc lËp tù do h¹nh phóc"
	abcRead     = "Cộng hoà xã hội chủ nghĩa Việt Nam, độc lập tự do hạnh phúc"
	vniLine     = "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam, ñoäc laäp töï do haïnh phuùc"
	vniRead     = "Cộng hòa xã hội chủ nghĩa Việt Nam, độc lập tự do hạnh phúc"
)

// Text in letters of old fonts is decoded run by run, and only where it is sure.
func TestDecodeFonts(t *testing.T) {
	for _, row := range []struct{ name, text, want, codes string }{
		{"ABC alone", abcLine, abcRead, LegacyEncoding},
		{"VNI alone", vniLine, vniRead, LegacyEncoding},
		{"ABC beside Unicode", unicodeLine + "\n" + abcLine, unicodeLine + "\n" + abcRead, LegacyEncoding},
		{"ABC and VNI beside Unicode", unicodeLine + "\n" + abcLine + "\n" + vniLine, unicodeLine + "\n" + abcRead + "\n" + vniRead, LegacyEncoding + " " + LegacyEncoding},
		{"two sides of one line", unicodeLine + "      " + abcLine, unicodeLine + "      " + abcRead, LegacyEncoding},
		{"two cells", vniLine + "\t" + unicodeLine, vniRead + "\t" + unicodeLine, LegacyEncoding},
		{"capitals", "ñY BAN NH¢N D¢N TØNH H¶I D¦¥NG\nSè: 15/CT-UBND, ngµy 12 th¸ng 8 n¨m 2021 vÒ viÖc phßng, chèng dÞch",
			"ỦY BAN NHÂN DÂN TỈNH HẢI DƯƠNG\nSố: 15/CT-UBND, ngày 12 tháng 8 năm 2021 về việc phòng, chống dịch", LegacyEncoding},
		{"too short", unicodeLine + "\nCéng hoµ x· héi", unicodeLine + "\nCéng hoµ x· héi", DoubtfulEncoding},
		{"Unicode", unicodeLine, unicodeLine, ""},
		{"decomposed", "Hải Du\u031bo\u031bng", "Hải Du\u031bo\u031bng", ""},
		{"French", "Résumé d'un élève français à l'école, où l'on étudie très tôt le sujet; théâtre, forêt, préféré", "", ""},
		{"French beside Unicode", unicodeLine + "\nRésumé d'un élève français à l'école, où l'on étudie très tôt le sujet", "", ""},
		{"German", "Frühe Übung für große Männer und schöne Mädchen in Köln, Straße über Brücke", "", ""},
		{"Spanish", "Señor Muñoz, mañana habrá una reunión pública según el artículo décimo", "", ""},
		{"English", "café, naïve, façade — “quoted” text £5 §3 ©2021", "", ""},
		{"code", "x := a¹ + b² // ½µs ±3 §1 «y»", "", ""},
	} {
		want := row.want
		if want == "" {
			want = row.text
		}
		got, problems := decodeFonts(row.text)
		if got != want || codes(Document{Problems: problems}) != row.codes {
			t.Errorf("%s: %q, %v", row.name, got, problems)
		}
	}
}

func TestCutRuns(t *testing.T) {
	got := strings.Join(cutRuns("a b   c\td\n   e\n"), "|")
	if got != "a b   |c\t|d\n|   |e\n" {
		t.Errorf("%q", got)
	}
}

// Files in bytes of every encoding are read, short ones too.
func TestLegacyFiles(t *testing.T) {
	const want = "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015; xét đề nghị của Sở Nội vụ"
	for enc, data := range map[viet.Encoding]string{
		viet.TCVN3:       "C\xa8n c\xf8 Lu\xcbt T\xe6 ch\xf8c ch\xddnh quy\xd2n \xae\xdea ph\xad\xacng ng\xb5y 19 th\xb8ng 6 n\xa8m 2015; x\xd0t \xae\xd2 ngh\xde c\xf1a S\xeb N\xe9i v\xf4",
		viet.VISCII:      "C\xe5n c\xd1 Lu\xa7t T\xb1 ch\xd1c ch\xednh quy\xabn \xf0\xb8a ph\xdf\xbdng ng\xe0y 19 th\xe1ng 6 n\xe5m 2015; x\xe9t \xf0\xab ngh\xb8 c\xfca S\xb7 N\xb5i v\xf8",
		viet.Windows1258: "C\xe3n c\xfd\xec Lu\xe2\xf2t T\xf4\xd2 ch\xfd\xecc chi\xecnh quy\xea\xccn \xf0i\xf2a ph\xfd\xf5ng nga\xccy 19 tha\xecng 6 n\xe3m 2015; xe\xect \xf0\xea\xcc nghi\xf2 cu\xd2a S\xf5\xd2 N\xf4\xf2i vu\xf2",
		viet.VNI:         "Ca\xean c\xf6\xf9 Lua\xe4t To\xe5 ch\xf6\xf9c ch\xednh quye\xe0n \xf1\xf2a ph\xf6\xf4ng nga\xf8y 19 tha\xf9ng 6 na\xeam 2015; xe\xf9t \xf1e\xe0 ngh\xf2 cu\xfba S\xf4\xfb No\xe4i vu\xef",
	} {
		d := one(t, "a.txt", []byte(data))
		if d.Text != want || codes(d) != LegacyEncoding {
			t.Errorf("%v: %q, %v", enc, d.Text, d.Problems)
		}
	}
}

func FuzzEncodings(f *testing.F) {
	for _, s := range []string{abcLine, vniLine, unicodeLine + "\n" + abcLine, "C\xe3n c\xfd\xec Lu\xe2\xf2t", "\xff\xfeT\x00", "ñY BAN   NH¢N\tD¢N"} {
		f.Add([]byte(s), ".VnTimeH")
	}
	f.Fuzz(func(t *testing.T, data []byte, font string) {
		text, _, err := decode(data)
		if err != nil {
			return
		}
		if !utf8.ValidString(text) {
			t.Errorf("%q is not UTF-8", text)
		}
		if strings.Join(cutRuns(text), "") != text {
			t.Errorf("runs of %q are not the text", text)
		}
		out, _ := decodeFonts(text)
		run, _ := decodeRun(text, font)
		if !utf8.ValidString(out) || !utf8.ValidString(run) {
			t.Errorf("%q became %q and %q", text, out, run)
		}
	})
}
