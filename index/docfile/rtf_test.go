package docfile

import "testing"

func TestRTF(t *testing.T) {
	const fonts = `{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset163 Times New Roman;}{\f2\fcharset0 .VnTime;}{\f3\fcharset2 Symbol;}}`
	for _, tt := range []struct{ name, body, want string }{
		{"Unicode with what stands for it", `T\u7881\'3fnh \u7911?y H\u7843\'3fi`, "Tỉnh ủy Hải\n"},
		{"no characters in place", `{\uc0 T\u7881 nh \u7911 y}`, "Tỉnh ủy\n"},
		{"two in place", `{\uc2 T\u7881\'3f\'3fnh}`, "Tỉnh\n"},
		{"a pair of UTF-16", `\u-10179?\u-8704?`, "😀\n"},
		{"windows-1258 by the font", `\f1 T\'ea\'ec n\'fd`, "Tê\u0301 nư\n"},
		{"bytes of that font", `\f2 T\'d8nh \'f1y H\'b6i D\-\'acng{\f0 \'e9}`, "Tỉnh ủy Hải Dươngé\n"},
		{"characters of words", `a\tab b\line c\endash d\~e\_f\{\}\\`, "a\tb\nc–d\u00a0e-f{}\\\n"},
		{"hidden and deleted", `a{\v b}{\deleted c}d`, "ad\n"},
		{"destinations that are no text", `a{\*\generator x;}{\info{\title y}}{\stylesheet{\s0 Normal;}}b`, "ab\n"},
		{"binary", `a{\pict\bin4 }}}}}b`, "ab\n"},
		{"field", `{\field{\*\fldinst HYPERLINK "x"}{\fldrslt 15/CT-TTg}}`, "15/CT-TTg\n"},
		{"footnote", `Theo{\super\chftn{\*\footnote\pard\chftn  xem}} do\par x`, "Theo[1] do\n[1] xem\nx\n"},
		{"a text box once", `{\shp{\*\shpinst{\sp{\sn a}{\sv b}}{\shptxt HOA\par}}{\shprslt HOA}}x\par`, "x\nHOA\n"},
		{"both forms", `{\upr{\*\a ?}{\*\ud{T\u7881?nh}}}`, "Tỉnh\n"},
		{"letterhead", `\trowd\intbl TU\par\intbl *\cell\intbl DCS\cell\row\pard Kinh gui\par`, "TU\n*\n\nDCS\n\nKinh gui\n"},
		{"table", `\trowd\intbl 1\cell\intbl a\cell\row\trowd\intbl 2\cell\intbl b\cell\row\pard x`, "1 | a\n2 | b\nx\n"},
		{"inner table", `\trowd\intbl\itap2 1\nestcell 2\nestcell{\*\nesttableprops\trowd\nestrow}{\nonesttables\par}\pard\intbl\itap1 a\cell\intbl b\cell\row`, "1 | 2\na\n\nb\n"},
		{"numbers of lists", `{\listtext\pard\plain  1.\tab}M\u7897?t\par`, "1. Một\n"},
		{"header", `{\header 2\par}{\header Luu hanh\par}a\par`, "Luu hanh\n\na\n"},
		{"page", `a\par\page b\par`, "a\nb\n"},
		{"column", `a\column b\par`, "a\nb\n"},
		{"a field within a field", `{\field{\*\fldinst IF {\field{\*\fldinst X}{\fldrslt trong}}}{\fldrslt ngoai}}\par`, "ngoai\n"},
		{"notes of readers", `{\*\atnid B}{\*\atnauthor X}{\*\annotation{\*\atnref 1}ghi}a\par`, "a\n"},
	} {
		if d := one(t, "a", []byte(`{\rtf1\ansi\ansicpg1252\deff0`+fonts+tt.body+`}`)); d.Err != nil || d.Text != tt.want {
			t.Errorf("%s: %q, %v, want %q", tt.name, d.Text, d.Err, tt.want)
		}
	}
}
