package docfile

import (
	"bytes"
	"strings"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"
)

// rtfCharsets are the code pages of the character sets of fonts. 163 is that of
// Vietnamese; 2 is of fonts with letters of their own, .VnTime too.
var rtfCharsets = map[int]int{
	0: 1252, 2: 1252, 77: 10000, 128: 932, 129: 949, 134: 936, 136: 950, 161: 1253, 162: 1254, 163: 1258, 177: 1255, 178: 1256, 186: 1257, 204: 1251, 222: 874, 238: 1250,
}

var codePages = map[int]encoding.Encoding{
	437: charmap.CodePage437, 850: charmap.CodePage850, 874: charmap.Windows874, 932: japanese.ShiftJIS, 936: simplifiedchinese.GBK, 949: korean.EUCKR,
	950: traditionalchinese.Big5, 1250: charmap.Windows1250, 1251: charmap.Windows1251, 1252: charmap.Windows1252, 1253: charmap.Windows1253, 1254: charmap.Windows1254,
	1255: charmap.Windows1255, 1256: charmap.Windows1256, 1257: charmap.Windows1257, 1258: charmap.Windows1258, 10000: charmap.Macintosh, 65001: unicode.UTF8,
}

// encoding is that of bytes in a font.
func (r *rtf) encoding(font rtfFont) encoding.Encoding {
	page := r.page
	if p, ok := rtfCharsets[font.charset]; ok && font.charset > 0 {
		page = p
	}
	if font.page != 0 {
		page = font.page
	}
	if enc, _ := encodingOfFont(font.name); enc != 0 {
		page = 1252 // whatever the file says: its letters are those of the font
	}
	if e := codePages[page]; e != nil {
		return e
	}
	return charmap.Windows1252
}

// shows reports whether text goes anywhere now.
func (r *rtf) shows() bool {
	return !r.group.hidden && r.group.dest != rtfSkip && r.group.dest != rtfFonts
}

// bytes adds bytes in the encoding of the present font.
func (r *rtf) bytes(b []byte) {
	if r.group.dest == rtfFonts {
		font := r.fonts[r.group.font]
		if len(font.name)+len(b) < 200 {
			font.name += strings.TrimRight(string(b), ";")
			r.fonts[r.group.font] = font
		}
		return
	}
	if !r.shows() {
		return
	}
	if b = r.labelled(b); len(b) == 0 {
		return
	}
	r.setFont()
	r.line.pending = append(r.line.pending, b...)
	r.size += len(b)
}

// text adds text that is Unicode.
func (r *rtf) text(s string) {
	if !r.shows() {
		return
	}
	r.setFont()
	r.settle()
	r.line.plain = append(r.line.plain, r.labelled([]byte(s))...)
	r.size += len(s)
}

// labelled writes the number of an item with no blank before it and one after.
func (r *rtf) labelled(b []byte) []byte {
	if !r.group.label {
		return b
	}
	if bytes.Equal(b, []byte("\t")) {
		return []byte(" ")
	}
	if len(r.line.text)+len(r.line.plain)+len(r.line.pending) == 0 {
		return bytes.TrimLeft(b, " ")
	}
	return b
}

func (r *rtf) setFont() {
	if r.group.font != r.line.inFont {
		r.flush()
		r.line.inFont = r.group.font
	}
}

// settle decodes the bytes of the present run.
func (r *rtf) settle() {
	l := &r.line
	if len(l.pending) == 0 {
		return
	}
	if ascii := string(l.pending); isASCII(ascii) {
		l.plain = append(l.plain, ascii...)
	} else {
		l.plain = append(l.plain, decodeWith(r.encoding(r.fonts[l.inFont]), l.pending)...)
	}
	l.pending = l.pending[:0]
}

// flush ends the present run, in whose font its letters may have to be decoded.
func (r *rtf) flush() {
	r.settle()
	l := &r.line
	if len(l.plain) == 0 {
		return
	}
	text, decoded := decodeRun(string(l.plain), r.fonts[l.inFont].name)
	if decoded {
		r.runs++
	}
	l.text = append(l.text, text...)
	l.plain = l.plain[:0]
}

func (r *rtf) pageBreak() {
	if !r.shows() {
		return
	}
	r.flush()
	r.line.pages = append(r.line.pages, len(r.line.text))
}

// depth is how deep in tables the present paragraph is.
func (r *rtf) depth() int {
	if r.group.inTable {
		return max(r.group.nested, 1)
	}
	return 0
}

// par ends a paragraph.
func (r *rtf) par() {
	if !r.shows() {
		return
	}
	r.flush()
	l := &r.line
	for depth := r.depth(); len(l.tables) < depth; {
		l.tables = append(l.tables, rtfTable{})
	}
	to := &l.cell
	switch depth := r.depth(); {
	case depth > 0:
		to = &l.tables[depth-1].cell
	case r.group.dest == rtfBody:
		to = &r.body
		l.tables = nil
		if r.rows {
			to.add(para{})
		}
		r.rows = false
	}
	to.add(para{text: string(l.text), pages: l.pages})
	if len(r.outerLines) == 0 {
		*to = append(*to, r.notes...)
		r.notes = nil
	}
	l.text, l.pages = nil, nil
	r.size++
}

// endLine ends a paragraph that nothing ended.
func (r *rtf) endLine() {
	r.flush()
	if len(r.line.text) > 0 || r.line.pages != nil {
		r.line.cell.add(para{text: string(r.line.text), pages: r.line.pages})
		r.line.text, r.line.pages = nil, nil
	}
}

// endAll ends the document.
func (r *rtf) endAll() {
	r.endLine()
	for i := len(r.line.tables) - 1; i >= 0; i-- { // rows that nothing ended
		t := r.line.tables[i]
		r.line.cell = append(r.line.cell, append(flat(t.cells), t.cell...)...)
	}
	r.body = append(append(r.body, r.line.cell...), r.notes...)
}

func flat(cells []column) (c column) {
	for _, cell := range cells {
		c = append(c, cell...)
	}
	return c
}

// cell ends a cell of a table, an inner one where nested.
func (r *rtf) cell(nested bool) {
	if !r.shows() {
		return
	}
	depth := 1
	if nested {
		depth = max(r.depth(), 2)
	}
	r.flush()
	l := &r.line
	for len(l.tables) < depth {
		l.tables = append(l.tables, rtfTable{})
	}
	t := &l.tables[depth-1]
	t.cell.add(para{text: string(l.text), pages: l.pages})
	if len(r.outerLines) == 0 {
		t.cell = append(t.cell, r.notes...)
		r.notes = nil
	}
	l.text, l.pages = nil, nil
	t.cells = append(t.cells, t.cell)
	t.cell = nil
	r.size++
}

// row ends a row.
func (r *rtf) row(nested bool) {
	if r.group.dest == rtfSkip || r.group.dest == rtfFonts {
		return
	}
	l := &r.line
	depth := 1
	if nested {
		depth = max(len(l.tables), 2)
	}
	if len(l.tables) < depth {
		return
	}
	cells := l.tables[depth-1].cells
	l.tables = l.tables[:depth-1]
	to := &l.cell
	switch {
	case depth > 1:
		to = &l.tables[depth-2].cell
	case r.group.dest == rtfBody:
		to, r.rows = &r.body, true
	}
	to.row(cells)
}
