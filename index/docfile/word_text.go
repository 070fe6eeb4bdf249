package docfile

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf16"
)

// The properties that matter to text (MS-DOC 2.6).
const (
	sprmFont      = 0x4a4f
	sprmDeleted   = 0x0800
	sprmHidden    = 0x083c
	sprmSymbol    = 0x6a09
	sprmSpecial   = 0x0855
	sprmPageBreak = 0x2407
	sprmInTable   = 0x2416
	sprmRowEnd    = 0x2417
	sprmDepth     = 0x6649
	sprmInnerCell = 0x244b
	sprmInnerRow  = 0x244c
	sprmList      = 0x460b
	sprmLevel     = 0x260a
)

// wordText is the text of a document, or of a note or header, in the making: its
// characters as they follow one another.
type wordText struct {
	ctx    context.Context
	w      *word97
	max    int
	line   wordLine
	tables []rtfTable
	out    column
	notes  []column
	cited  int
	hang   []int // notes of the present paragraph
	runs   int
	size   int
	chars  wordRange
	look   wordChars
	fields []bool
}

// wordLine is a paragraph in the making.
type wordLine struct {
	text    []byte
	pages   []int
	pending []uint16
	font    string
}

// wordChars is what a run of characters is like.
type wordChars struct {
	font            string
	hidden, special bool
	symbol          rune
	symbolFont      string
}

// wordPara is what a paragraph is like.
type wordPara struct {
	inTable, rowEnd, innerCell, innerRow, pageBreak bool
	depth, list, level                              int
}

// document is the text of a document with its notes and headers.
func (w *word97) document(ctx context.Context, max int) (Document, error) {
	t := &wordText{ctx: ctx, w: w, max: max}
	body, notes := w.count(0), w.count(1)
	starts := w.part(tableNoteTexts)
	for i := 0; 4*i+8 <= len(starts)-4; i++ {
		n := &wordText{ctx: ctx, w: w, max: max}
		if err := n.read(body+u32(starts, 4*i), body+u32(starts, 4*i+4)); err != nil {
			return Document{}, err
		}
		t.notes = append(t.notes, n.out.trimmed())
		t.runs += n.runs
	}
	if err := t.read(0, body); err != nil {
		return Document{}, err
	}
	before, after, err := t.headers(body + notes)
	if err != nil {
		return Document{}, err
	}
	d := append(append(before, t.out...), after...).composed()
	if t.runs > 0 {
		d.Problems = append(d.Problems, legacyRuns(t.runs))
	}
	return d, nil
}

// Headers come in sixes a section, after six of separators: of even and odd
// pages, footers of the same, and those of first pages (MS-DOC 2.8.22).
const headersASection = 6

func (t *wordText) headers(base int) (before, after column, err error) {
	starts := t.w.part(tableHeaders)
	for i := headersASection; 4*i+8 <= len(starts)-4; i++ {
		h := &wordText{ctx: t.ctx, w: t.w, max: t.max}
		if err := h.read(base+u32(starts, 4*i), base+u32(starts, 4*i+4)); err != nil {
			return nil, nil, err
		}
		kind := i % headersASection
		part := h.out.trimmed().running(kind == 4)
		to := &before
		if kind == 2 || kind == 3 || kind == 5 {
			to = &after
		}
		if len(part) > 0 && !contains(*to, part) {
			*to = append(append(*to, part...), para{})
		}
		t.runs += h.runs
	}
	return before, after, nil
}

// read reads the characters from one to another.
func (t *wordText) read(from, to int) error {
	if t.ctx.Err() != nil {
		return context.Cause(t.ctx)
	}
	steps := 0
	err := t.w.each(from, to, func(c uint16, at int) error {
		if steps++; steps%65536 == 0 && t.ctx.Err() != nil {
			return context.Cause(t.ctx)
		}
		if t.size++; t.size > t.max {
			return fmt.Errorf("%w: over %d letters", ErrTooLarge, t.max)
		}
		if at < t.chars.from || at >= t.chars.to {
			t.enter(at)
		}
		t.char(c, at)
		return nil
	})
	t.flush()
	if len(t.line.text) > 0 {
		t.out.add(para{text: string(t.line.text), pages: t.line.pages})
	}
	for _, table := range t.tables {
		t.out = append(append(t.out, flat(table.cells)...), table.cell...)
	}
	return err
}

// enter finds what the characters from a place on are like.
func (t *wordText) enter(at int) {
	t.chars = rangeAt(t.w.chars, at)
	style := rangeAt(t.w.paras, at)
	if style.to < t.chars.to && style.to > at {
		t.chars.to = style.to // another paragraph may have another style
	}
	t.chars.from = max(t.chars.from, style.from)
	t.look = wordChars{}
	set := func(kind int, value []byte) {
		switch kind {
		case sprmFont:
			t.look.font = t.w.fontName(u16(value, 0))
		case sprmDeleted, sprmHidden:
			t.look.hidden = t.look.hidden || value[0] == 1
		case sprmSpecial:
			t.look.special = value[0] == 1
		case sprmSymbol:
			t.look.symbolFont, t.look.symbol = t.w.fontName(u16(value, 0)), rune(u16(value, 2))
		}
	}
	t.w.eachOfStyle(style.style, true, set)
	eachSprm(t.chars.sprms, set)
}

// char adds a character, or ends what it ends.
func (t *wordText) char(c uint16, at int) {
	switch c {
	case 0x0d, 0x07:
		t.endPara(c, at)
		return
	case 0x13: // a field begins; 0x14 parts its instruction from its result
		t.fields = append(t.fields, true)
		return
	case 0x14, 0x15:
		if n := len(t.fields); n > 0 {
			t.fields[n-1] = false
			if c == 0x15 {
				t.fields = t.fields[:n-1]
			}
		}
		return
	case 0x0c:
		t.pageBreak(at)
		return
	}
	if n := len(t.fields); n > 0 && t.fields[n-1] || t.look.hidden {
		return
	}
	if t.look.font != t.line.font {
		t.flush()
		t.line.font = t.look.font
	}
	switch {
	case c == 0x28 && t.look.symbol != 0:
		if r := symbolOf(t.look.symbolFont, t.look.symbol); r != 0 {
			t.line.pending = utf16.AppendRune(t.line.pending, r)
		}
	case c == 0x02 && t.look.special:
		t.note()
	case c == 0x0b:
		t.line.pending = append(t.line.pending, '\n')
	case c == 0x1e:
		t.line.pending = append(t.line.pending, '-')
	case c == 0x1f:
		t.line.pending = utf16.AppendRune(t.line.pending, []rune(softHyphen(t.look.font) + "\x00")[0])
	case c >= 0x20 || c == '\t':
		t.line.pending = append(t.line.pending, c)
	}
}

func (t *wordText) note() {
	if t.cited >= len(t.notes) {
		return
	}
	t.flush()
	t.cited++
	t.line.text = append(t.line.text, "["+strconv.Itoa(t.cited)+"]"...)
	t.hang = append(t.hang, t.cited)
}

func (t *wordText) flush() {
	if len(t.line.pending) == 0 {
		return
	}
	text := strings.ReplaceAll(string(utf16.Decode(t.line.pending)), "\x00", "")
	text, decoded := decodeRun(text, t.line.font)
	if decoded {
		t.runs++
	}
	t.line.text = append(t.line.text, text...)
	t.line.pending = t.line.pending[:0]
}

// pageBreak is a page break, or the end of a section, which ends the paragraph.
func (t *wordText) pageBreak(at int) {
	t.flush()
	if len(t.line.text) > 0 {
		t.endPara(0x0d, at)
	}
	t.line.pages = append(t.line.pages, len(t.line.text))
}

// paraAt is what the paragraph at a place is like.
func (w *word97) paraAt(at int) (p wordPara) {
	r := rangeAt(w.paras, at)
	set := func(kind int, value []byte) {
		switch kind {
		case sprmPageBreak:
			p.pageBreak = value[0] == 1
		case sprmInTable:
			p.inTable = value[0] == 1
		case sprmRowEnd:
			p.rowEnd = value[0] == 1
		case sprmInnerCell:
			p.innerCell = value[0] == 1
		case sprmInnerRow:
			p.innerRow = value[0] == 1
		case sprmDepth:
			p.depth = min(u32(value, 0), listLevels)
		case sprmList:
			p.list = u16(value, 0)
		case sprmLevel:
			p.level = min(int(value[0]), listLevels-1)
		}
	}
	w.eachOfStyle(r.style, false, set)
	eachSprm(r.sprms, set)
	if p.inTable {
		p.depth = max(p.depth, 1)
	} else {
		p.depth = 0
	}
	return p
}

// endPara ends a paragraph, a cell or a row.
func (t *wordText) endPara(c uint16, at int) {
	t.flush()
	p := t.w.paraAt(at)
	for len(t.tables) < p.depth {
		t.tables = append(t.tables, rtfTable{})
	}
	if p.depth == 0 && len(t.tables) > 0 {
		t.tables = nil
		t.out.add(para{})
	}
	if p.depth > 0 && (p.rowEnd && c == 0x07 || p.innerRow) {
		t.endRow(p.depth)
		return
	}
	to := &t.out
	if p.depth > 0 {
		to = &t.tables[p.depth-1].cell
	}
	t.addPara(to, p)
	if p.depth > 0 && (c == 0x07 || p.innerCell) {
		table := &t.tables[p.depth-1]
		table.cells = append(table.cells, table.cell)
		table.cell = nil
	}
}

func (t *wordText) addPara(to *column, p wordPara) {
	if p.pageBreak {
		t.line.pages = append([]int{0}, t.line.pages...)
	}
	text := string(t.line.text)
	if 0 < p.list && p.list <= len(t.w.listOf) && text != "" {
		text = t.w.lists.label(docxListRef{given: true, num: t.w.listOf[p.list-1], level: p.level}, docxListRef{}) + text
	}
	to.add(para{text: text, pages: t.line.pages})
	for _, n := range t.hang {
		for i, p := range t.notes[n-1] {
			if i == 0 {
				p.text = "[" + strconv.Itoa(n) + "] " + strings.TrimSpace(p.text)
			}
			to.add(p)
		}
	}
	t.hang, t.line.text, t.line.pages = nil, nil, nil
}

// endRow ends a row of the table at a depth.
func (t *wordText) endRow(depth int) {
	cells := t.tables[depth-1].cells
	t.tables[depth-1] = rtfTable{}
	to := &t.out
	if depth > 1 {
		to = &t.tables[depth-2].cell
		t.tables = t.tables[:depth-1]
	}
	to.row(cells)
	t.line.text, t.line.pages = nil, nil
}
