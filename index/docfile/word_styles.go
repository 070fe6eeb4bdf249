package docfile

import (
	"strconv"
	"unicode/utf16"
)

// wordStyle is what text takes from a style.
type wordStyle struct {
	base        int
	para, chars []byte // properties
}

// readStyles reads the styles (STSH). The names of kinds of styles are those of
// MS-DOC: 1 is of paragraphs.
func (w *word97) readStyles() {
	b := w.part(tableStyles)
	head := u16(b, 0)
	if len(b) < head+2 || head < 4 {
		return
	}
	fixed := u16(b, 4) // bytes of the part of a style that all have
	b = b[2+head:]
	for len(b) >= 2 && len(w.styles) < 1<<12 {
		size := u16(b, 0)
		std := slice(b, 2, size)
		if std == nil {
			return
		}
		w.styles = append(w.styles, readWordStyle(std, fixed))
		b = b[2+size:]
	}
}

func readWordStyle(std []byte, fixed int) wordStyle {
	s := wordStyle{base: 0xfff}
	if len(std) < fixed+2 || fixed < 10 {
		return s
	}
	kind, parts := u16(std, 2)&15, u16(std, 4)&15
	s.base = u16(std, 2) >> 4
	at := fixed + 2 + 2*u16(std, fixed) + 2 // past the name and its end
	for i := range parts {
		size := u16(std, at)
		part := slice(std, at+2, size)
		switch {
		case kind == 1 && i == 0 && len(part) >= 2:
			s.para = part[2:]
		case kind == 1 && i == 1, kind == 2 && i == 0:
			s.chars = part
		}
		at += 2 + size + size&1
	}
	return s
}

// eachOfStyle calls f for the properties of a style after those it is based on.
func (w *word97) eachOfStyle(style int, chars bool, f func(kind int, value []byte)) {
	var chain []wordStyle
	for range styleChain {
		if style < 0 || style >= len(w.styles) {
			break
		}
		chain = append(chain, w.styles[style])
		style = w.styles[style].base
	}
	for i := len(chain) - 1; i >= 0; i-- {
		if chars {
			eachSprm(chain[i].chars, f)
		} else {
			eachSprm(chain[i].para, f)
		}
	}
}

// wordFormats are the numbering formats by their numbers (MSONFC).
var wordFormats = map[byte]string{0: "decimal", 1: "upperRoman", 2: "lowerRoman", 3: "upperLetter", 4: "lowerLetter", 22: "decimalZero", 23: "bullet", 255: "none"}

// readLists reads the lists and how their levels are numbered (PlfLst, PlfLfo).
func (w *word97) readLists() {
	w.lists = &docxLists{map[string]*[listLevels]listLevel{}, map[string]docxList{}, map[string]*[listLevels]int{}, map[string]bool{}}
	size := u32(w.main, fibTables+8*tableLists+4)
	from := u32(w.main, fibTables+8*tableLists)
	if size < 2 || slice(w.table, from, size) == nil {
		return
	}
	heads := w.table[from:]
	n := u16(heads, 0)
	levels := slice(w.table, from+2+28*n, len(w.table)-from-2-28*n) // they follow the heads
	for i := range n {
		head := slice(heads, 2+28*i, 28)
		if head == nil {
			return
		}
		id := strconv.Itoa(u32(head, 0))
		w.lists.levels[id], w.lists.counts[id] = &[listLevels]listLevel{}, &[listLevels]int{}
		w.lists.lists[id] = docxList{abstract: id}
		count := listLevels
		if head[26]&1 != 0 { // a list of one level
			count = 1
		}
		for k := range count {
			var ok bool
			if w.lists.levels[id][k], levels, ok = w.readLevel(levels); !ok {
				return
			}
		}
	}
	use := w.part(tableListsInUse)
	for i := range min(u32(use, 0), len(use)/16) {
		w.listOf = append(w.listOf, strconv.Itoa(u32(use, 4+16*i)))
	}
}

// readLevel reads a level (LVL) and gives what follows it.
func (w *word97) readLevel(b []byte) (l listLevel, rest []byte, ok bool) {
	if len(b) < 28 {
		return l, nil, false
	}
	l.start, l.format = u32(b, 0), wordFormats[b[4]]
	chars, paras := int(b[24]), int(b[25])
	eachSprm(slice(b, 28+paras, chars), func(kind int, value []byte) {
		if kind == sprmFont {
			l.font = w.fontName(u16(value, 0))
		}
	})
	at := 28 + paras + chars
	length := u16(b, at)
	text := slice(b, at+2, 2*length)
	if text == nil {
		return l, nil, false
	}
	var out []rune
	units := make([]uint16, length)
	for i := range units {
		units[i] = uint16(u16(text, 2*i))
	}
	for _, r := range utf16.Decode(units) {
		if r < listLevels { // stands for the number of that level
			out = append(out, '%', '1'+r)
			continue
		}
		out = append(out, r)
	}
	l.text = string(out)
	return l, b[at+2+2*length:], true
}

func (w *word97) fontName(n int) string {
	if n < 0 || n >= len(w.fonts) {
		return ""
	}
	return w.fonts[n]
}
