package docfile

import (
	"strconv"
	"strings"
)

// odtLine is a paragraph in the making.
type odtLine struct {
	o       *odt
	text    []byte
	pages   []int
	pending []byte
	inFont  string
	blank   bool // the last letter is a blank, after which others do not count
	boxes   column
	notes   column
}

func (o *odt) paragraph(e *elements, a attrs, to *column, in *odtList, heading bool) error {
	l := &odtLine{o: o, blank: true}
	style := a.get("style-name")
	if o.breaksPage(style) {
		l.pages = append(l.pages, 0)
	}
	label := in.label(o)
	if err := l.inline(e, o.font("paragraph", style)); err != nil {
		return err
	}
	l.flush()
	if label != "" && len(l.text) > 0 {
		l.text = append([]byte(label), l.text...)
	}
	if err := o.grow(len(l.text) + 1); err != nil {
		return err
	}
	to.add(para{text: string(l.text), pages: l.pages})
	*to = append(append(*to, l.boxes...), l.notes...)
	return nil
}

func (o *odt) breaksPage(style string) bool {
	for range styleChain {
		s, ok := o.styles["paragraph:"+style]
		if !ok {
			return false
		}
		if s.pageBefore {
			return true
		}
		style = s.parent
	}
	return false
}

// inline reads what stands in a paragraph, in a font.
func (l *odtLine) inline(e *elements, font string) error {
	return e.each(func(name string, a attrs) error {
		switch name {
		case "span":
			return l.inline(e, orElse(l.o.font("text", a.get("style-name")), font))
		case "a", "meta", "meta-field", "ruby", "ruby-base", "bookmark-ref", "reference-ref", "sequence", "date", "time", "author-name", "title",
			"subject", "user-defined", "user-field-get", "variable-set", "variable-get", "text-input", "placeholder", "database-display", "expression", "conditional-text":
			return l.inline(e, font)
		case "s":
			n, err := strconv.Atoi(a.get("c"))
			if err != nil {
				n = 1
			}
			l.raw(strings.Repeat(" ", min(max(n, 0), 200)), font)
		case "tab":
			l.raw("\t", font)
		case "line-break":
			l.raw("\n", font)
		case "soft-page-break":
			l.flush()
			l.pages = append(l.pages, len(l.text))
		case "note":
			return l.note(e, font)
		case "frame", "custom-shape", "rect", "g", "text-box":
			return l.box(e, name)
		}
		return nil
	}, func(b []byte) { l.write(b, font) })
}

// box reads the text boxes of a frame.
func (l *odtLine) box(e *elements, name string) error {
	if name == "text-box" || name == "custom-shape" || name == "rect" {
		return l.o.blocks(e, &l.boxes, odtList{})
	}
	return e.each(func(name string, _ attrs) error {
		switch name {
		case "text-box", "g", "frame", "custom-shape", "rect":
			return l.box(e, name)
		}
		return nil
	}, nil)
}

func (l *odtLine) note(e *elements, font string) error {
	l.o.notes++
	label := "[" + strconv.Itoa(l.o.notes) + "]"
	l.raw(label, font)
	return e.each(func(name string, _ attrs) error {
		if name != "note-body" {
			return nil
		}
		var note column
		err := l.o.blocks(e, &note, odtList{})
		if note = note.trimmed(); len(note) > 0 {
			note[0].text = label + " " + strings.TrimSpace(note[0].text)
		}
		l.notes = append(l.notes, note...)
		return err
	}, nil)
}

// write adds text, in which runs of blanks are one blank.
func (l *odtLine) write(b []byte, font string) {
	l.setFont(font)
	for _, c := range b {
		if c == ' ' || c == '\n' || c == '\t' || c == '\r' {
			if l.blank {
				continue
			}
			l.blank = true
			c = ' '
		} else {
			l.blank = false
		}
		l.pending = append(l.pending, c)
	}
}

// raw adds text as it is.
func (l *odtLine) raw(s, font string) {
	l.setFont(font)
	l.pending = append(l.pending, s...)
	l.blank = false
}

func (l *odtLine) setFont(font string) {
	if font != l.inFont {
		l.flush()
		l.inFont = font
	}
}

func (l *odtLine) flush() {
	if len(l.pending) == 0 {
		return
	}
	text, decoded := decodeRun(string(l.pending), l.inFont)
	if decoded {
		l.o.runs++
	}
	l.text = append(l.text, text...)
	l.pending = l.pending[:0]
}
