package docfile

import (
	"strings"
	"unicode"

	"tracuu/analyzers/viet"
)

// fontFamilies tell the encoding of a font by how its name starts, spaces and
// signs left out. VPS fonts are known by nobody's tables here and stay.
var fontFamilies = []struct {
	prefix string
	enc    viet.Encoding
}{
	{".vn", viet.TCVN3}, // .VnTime, .VnArialH: the ABC fonts
	{"vni", viet.VNI},   // VNI-Times, VNI Helve
	{"vi ", viet.VISCII},
	{"heoviscii", viet.VISCII},
}

// encodingOfFont is the encoding that a font's name stands for, Unknown for a
// font of Unicode. capitals says that it draws small letters as capitals, as
// .VnTimeH does.
func encodingOfFont(font string) (enc viet.Encoding, capitals bool) {
	name := strings.ToLower(strings.TrimSpace(font))
	if tag, rest, found := strings.Cut(name, "+"); found && len(tag) == 6 { // a part of a font in a PDF
		name = rest
	}
	for _, family := range fontFamilies {
		if strings.HasPrefix(name, family.prefix) {
			plain := strings.TrimRight(strings.NewReplacer("bold", "", "italic", "", "-", "", ",", "", " ", "").Replace(name), "0123456789")
			return family.enc, family.enc == viet.TCVN3 && strings.HasSuffix(plain, "h")
		}
	}
	return viet.Unknown, false
}

// decodeRun decodes a run of text whose font, by its name, has an encoding from
// before Unicode: "Céng hoµ" in .VnTime is "Cộng hoà". It reports whether the
// font is such a one. Letters of a font of capitals become capitals. Text that
// no such font can have written, since it holds letters beyond windows-1252,
// stays as it is: someone converted the text and left the font.
func decodeRun(text, font string) (string, bool) {
	enc, capitals := encodingOfFont(font)
	if enc == viet.Unknown {
		return text, false
	}
	text = strings.Map(fromPrivateUse, text)
	if strings.ContainsFunc(text, isBeyond1252) {
		return text, false
	}
	if !isASCII(text) {
		text = viet.DecodeText(enc, text)
	}
	if capitals {
		text = strings.ToUpper(text)
	}
	return text, true
}

// fromPrivateUse maps U+F020 to U+F0FF, where Windows keeps the characters of
// fonts without an encoding of their own, to their bytes.
func fromPrivateUse(r rune) rune {
	if 0xf020 <= r && r <= 0xf0ff {
		return r - 0xf000
	}
	return r
}

// isBeyond1252 reports whether a character is a letter of Vietnamese that
// windows-1252 lacks, or a loose mark.
func isBeyond1252(r rune) bool {
	switch {
	case 0x100 <= r && r <= 0x24f:
		return !strings.ContainsRune("ŒœŠšŸŽžƒ", r)
	case 0x1e00 <= r && r <= 0x1eff:
		return true
	}
	return unicode.Is(unicode.Mn, r)
}
