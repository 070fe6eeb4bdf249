package docfile

import (
	"slices"
	"strconv"
	"strings"
)

// docxLine is a paragraph of Word in the making.
type docxLine struct {
	x       *docx
	to      *column
	text    []byte
	pages   []int
	style   string
	font    string // of the run that is read
	pending []byte // text of runs of one font, not yet decoded
	inFont  string // that font
	code    []bool // of the fields that are open: whether their instruction is read
	boxes   column // text boxes that hang on the paragraph
	notes   []string
	joins   bool // its end was deleted: the next paragraph goes on in its line
	list    docxListRef
}

// paragraph reads a paragraph. Text boxes and notes that hang on it follow it.
func (x *docx) paragraph(e *elements, to *column) error {
	l := &docxLine{x: x, to: to, text: x.carried}
	x.carried = nil
	if err := e.each(func(name string, a attrs) error { return l.inline(e, name, a) }, nil); err != nil {
		return err
	}
	l.flush()
	label := x.lists.label(l.list, x.styles.listOf(l.style))
	if label != "" && len(l.text) > 0 {
		l.text = append([]byte(label), l.text...)
		for i := range l.pages {
			if l.pages[i] > 0 {
				l.pages[i] += len(label)
			}
		}
	}
	if err := x.grow(len(l.text) + 1); err != nil {
		return err
	}
	if l.joins && len(l.notes) == 0 {
		x.carried = l.text
		return nil
	}
	to.add(para{text: string(l.text), pages: l.pages})
	*to = append(*to, l.boxes...)
	for i, id := range l.notes {
		note := x.notes[id]
		for j, p := range note {
			if j == 0 {
				p.text = "[" + strconv.Itoa(x.cited-len(l.notes)+i+1) + "] " + strings.TrimSpace(p.text)
			}
			to.add(p)
		}
	}
	return nil
}

// inline reads what stands in a paragraph.
func (l *docxLine) inline(e *elements, name string, a attrs) error {
	switch name {
	case "pPr":
		return l.properties(e)
	case "r":
		return l.run(e)
	case "hyperlink", "ins", "moveTo", "smartTag", "sdt", "sdtContent", "customXml", "fldSimple", "bdo", "dir", "oMath", "oMathPara":
		return e.each(func(name string, a attrs) error { return l.inline(e, name, a) }, nil)
	case "AlternateContent":
		return choice(e, l.size, func() error {
			return e.each(func(name string, a attrs) error { return l.inline(e, name, a) }, nil)
		})
	case "t", "e", "num", "den", "sub", "sup", "f", "sSup", "sSub", "sSubSup", "sPre", "d", "rad", "deg", "nary", "func", "fName",
		"limLow", "limUpp", "lim", "eqArr", "m", "mr", "acc", "bar", "box", "borderBox", "groupChr": // of formulas
		return e.each(func(name string, a attrs) error { return l.inline(e, name, a) }, l.write)
	}
	return nil
}

func (l *docxLine) properties(e *elements) error {
	return e.each(func(name string, a attrs) error {
		switch name {
		case "pStyle":
			l.style = a.get("val")
			l.font = ""
		case "pageBreakBefore":
			if a.on() {
				l.pages = append(l.pages, 0)
			}
		case "numPr":
			l.list.given = true
			return e.each(l.list.read, nil)
		case "rPr": // of the end of the paragraph
			return e.each(func(name string, _ attrs) error {
				l.joins = l.joins || name == "del"
				return nil
			}, nil)
		case "sectPr":
			return l.x.sectionEnd(e, l.to, false)
		}
		return nil
	}, nil)
}

// docxRun is what matters of the properties of a run.
type docxRun struct {
	font, style string
	hidden      bool
}

func (r *docxRun) read(name string, a attrs) error {
	switch name {
	case "rFonts":
		r.font = fontName(a)
	case "rStyle":
		r.style = a.get("val")
	case "vanish":
		r.hidden = a.on()
	case "del", "moveFrom":
		r.hidden = true
	}
	return nil
}

// fontName is the font that the Latin letters of a run are in.
func fontName(a attrs) string {
	if f := a.get("ascii"); f != "" {
		return f
	}
	return a.get("hAnsi")
}

func (l *docxLine) run(e *elements) error {
	var r docxRun
	return e.each(func(name string, a attrs) error {
		if name == "rPr" {
			if err := e.each(r.read, nil); err != nil {
				return err
			}
			return nil
		}
		if r.hidden {
			return nil
		}
		l.font = l.x.styles.font(r.font, r.style, l.style)
		return l.content(e, name, a)
	}, nil)
}

// content reads one piece of a run.
func (l *docxLine) content(e *elements, name string, a attrs) error {
	switch name {
	case "t":
		return e.each(nil, l.write)
	case "tab", "ptab":
		l.write([]byte("\t"))
	case "br":
		if t := a.get("type"); t == "page" {
			l.pageBreak()
		} else {
			l.write([]byte("\n"))
		}
	case "cr":
		l.write([]byte("\n"))
	case "lastRenderedPageBreak":
		l.pageBreak()
	case "noBreakHyphen":
		l.write([]byte("-"))
	case "softHyphen":
		l.write([]byte(softHyphen(l.font)))
	case "sym":
		l.symbol(a.get("font"), a.get("char"))
	case "fldChar":
		l.field(a.get("fldCharType"))
	case "footnoteReference", "endnoteReference":
		l.note(strings.TrimSuffix(name, "Reference") + a.get("id"))
	case "AlternateContent":
		return choice(e, l.size, func() error {
			return e.each(func(name string, a attrs) error { return l.content(e, name, a) }, nil)
		})
	case "ruby":
		return e.each(func(name string, _ attrs) error {
			if name != "rubyBase" {
				return nil // how it is said
			}
			return e.each(func(name string, a attrs) error { return l.inline(e, name, a) }, nil)
		}, nil)
	case "drawing", "pict", "object":
		return l.boxesIn(e)
	}
	return nil
}

// boxesIn reads the text boxes of a drawing.
func (l *docxLine) boxesIn(e *elements) error {
	var inDrawing func(name string, a attrs) error
	inDrawing = func(name string, a attrs) error {
		switch name {
		case "txbxContent":
			return l.x.blocks(e, &l.boxes)
		case "AlternateContent":
			return choice(e, l.size, func() error { return e.each(inDrawing, nil) })
		}
		return e.each(inDrawing, nil)
	}
	return e.each(inDrawing, nil)
}

// field follows the state of fields: their instructions are no text, their
// results are.
func (l *docxLine) field(kind string) {
	switch kind {
	case "begin":
		l.code = append(l.code, true)
	case "separate":
		if n := len(l.code); n > 0 {
			l.code[n-1] = false
		}
	case "end":
		if n := len(l.code); n > 0 {
			l.code = l.code[:n-1]
		}
	}
}

func (l *docxLine) note(id string) {
	if len(l.x.notes[id]) == 0 {
		return
	}
	l.x.cited++
	l.notes = append(l.notes, id)
	l.write([]byte("[" + strconv.Itoa(l.x.cited) + "]"))
}

func (l *docxLine) pageBreak() {
	l.flush()
	l.pages = append(l.pages, len(l.text))
}

// write adds text of the present run. Runs of one font are decoded together,
// since Word parts runs anywhere, within a syllable too.
func (l *docxLine) write(b []byte) {
	if slices.Contains(l.code, true) {
		return // the result of a field within the instruction of another is part of it
	}
	if l.font != l.inFont {
		l.flush()
		l.inFont = l.font
	}
	l.pending = append(l.pending, b...)
}

// size grows with whatever is read.
func (l *docxLine) size() int { return len(l.text) + len(l.pending) + len(l.boxes) }

func (l *docxLine) flush() {
	if len(l.pending) == 0 {
		return
	}
	text, decoded := decodeRun(string(l.pending), l.inFont)
	if decoded {
		l.x.runs++
	}
	l.text = append(l.text, text...)
	l.pending = l.pending[:0]
}

// symbol writes a character that is given by its code in a font.
func (l *docxLine) symbol(font, code string) {
	n, err := strconv.ParseUint(code, 16, 32)
	if err != nil {
		return
	}
	if r := symbolOf(font, rune(n)); r != 0 {
		outer := l.font
		l.font = font
		l.write([]byte(string(r)))
		l.font = outer
	}
}
