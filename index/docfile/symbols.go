package docfile

import "strings"

// Characters of the fonts of symbols that offices use, by their codes in the
// font, as the Unicode characters of the same picture.
var symbolFonts = map[string]map[rune]rune{
	"symbol": {
		0xb7: '•', 0xae: '→', 0xac: '←', 0xde: '⇒', 0xb3: '≥', 0xa3: '≤', 0xb1: '±', 0xb4: '×', 0xb8: '÷', 0xb0: '°', 0xb9: '≠',
		0x61: 'α', 0x62: 'β', 0x67: 'γ', 0x64: 'δ', 0x6d: 'μ', 0x70: 'π', 0x53: 'Σ', 0x57: 'Ω', 0x44: 'Δ', 0xa5: '∞', 0xd6: '√',
	},
	"wingdings": {
		0xa7: '▪', 0x6c: '●', 0x6e: '■', 0x71: '❑', 0x76: '❖', 0xd8: '➢', 0xfc: '✓', 0xfb: '✗', 0xa8: '☐', 0x6f: '☐', 0xfe: '☑', 0xfd: '☒',
		0xe0: '→', 0xdf: '←', 0xf0: '⇨', 0x28: '☎', 0x2a: '✉', 0x46: '☞', 0xa1: '○', 0x9f: '•', 0xab: '★',
	},
	"wingdings 2": {0x50: '✓', 0x4f: '✗', 0xa3: '☐', 0x52: '☑', 0x54: '☒', 0x98: '•'},
	"webdings":    {0x61: '✓', 0x72: '✗', 0x63: '☐'},
}

// symbolOf is the character of a code in a font; codes from U+F000 on are those
// of the font itself. It is 0 for pictures that are no text, and the code where
// the font is one of letters.
func symbolOf(font string, code rune) rune {
	pictures, known := symbolFonts[strings.ToLower(font)]
	own := code
	if 0xf000 <= code && code <= 0xf0ff {
		own = code - 0xf000
	}
	switch {
	case known && own < 0x100:
		return pictures[own]
	case own != code && own < 0x20:
		return 0
	}
	return own
}
