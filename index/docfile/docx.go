package docfile

import (
	"context"
	"fmt"
	"iter"
	"strings"
)

// docxPart is the main part of nearly every Word document; the few that name it
// otherwise say so in their relations.
const docxPart = "word/document.xml"

func isDOCX(f *file) bool { return packed(f, docxPart) || packed(f, "word/styles.xml") }

func readDOCX(ctx context.Context, f *file) iter.Seq[Document] {
	d, err := docxDocument(ctx, f)
	if err != nil {
		return single(Document{Err: err})
	}
	return single(d)
}

// docx is a Word document (ECMA-376, WordprocessingML) on its way to text.
type docx struct {
	ctx     context.Context
	pack    *pack
	rels    relations
	styles  docxStyles
	lists   *docxLists
	notes   map[string]column // by kind and id
	cited   int               // notes cited so far
	runs    int               // decoded by their fonts
	size    int64             // bytes of text so far
	max     int64
	headers []docxHeader
	seen    map[string]bool // headers that are listed
	carried []byte          // text of a paragraph whose end was deleted
	section int             // paragraph where the present section starts, -1 for none
}

func docxDocument(ctx context.Context, f *file) (Document, error) {
	p, err := openPack(f)
	if err != nil {
		return Document{}, err
	}
	x := &docx{ctx: ctx, pack: p, max: f.options.Limits.Size, notes: map[string]column{}, seen: map[string]bool{}, section: -1}
	part := docxPart
	if root, err := p.relations(ctx, ""); err != nil {
		return Document{}, err
	} else if root.byType["officeDocument"] != "" {
		part = root.byType["officeDocument"]
	}
	if x.rels, err = p.relations(ctx, part); err != nil {
		return Document{}, err
	}
	if err := x.prepare(); err != nil {
		return Document{}, err
	}
	var body column
	found, err := p.xml(ctx, part, func(e *elements) error { return x.body(e, &body) })
	if err != nil {
		return Document{}, err
	}
	if !found {
		return Document{}, fmt.Errorf("%w: %s is missing", ErrDamaged, part)
	}
	if len(x.carried) > 0 {
		body.add(para{text: string(x.carried)})
	}
	if body, err = x.withHeaders(body); err != nil {
		return Document{}, err
	}
	d := body.composed()
	if x.runs > 0 {
		d.Problems = append(d.Problems, legacyRuns(x.runs))
	}
	return d, nil
}

// prepare reads the parts that the text leans on.
func (x *docx) prepare() error {
	if err := x.readStyles(); err != nil {
		return err
	}
	if err := x.readLists(); err != nil {
		return err
	}
	for _, kind := range []string{"footnote", "endnote"} {
		target := x.rels.byType[kind+"s"]
		if target == "" {
			continue
		}
		_, err := x.pack.xml(x.ctx, target, func(e *elements) error {
			return e.find(map[string]func(attrs) error{kind: func(a attrs) error {
				if t := a.get("type"); t != "" && t != "normal" {
					return nil
				}
				var note column
				id := kind + a.get("id")
				err := x.blocks(e, &note)
				x.notes[id] = note.trimmed()
				return err
			}})
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func (x *docx) body(e *elements, to *column) error {
	return e.find(map[string]func(attrs) error{"body": func(attrs) error { return x.blocks(e, to) }})
}

// blocks reads paragraphs and tables up to the end of the present element.
func (x *docx) blocks(e *elements, to *column) error {
	return e.each(func(name string, a attrs) error { return x.block(e, to, name) }, nil)
}

func (x *docx) block(e *elements, to *column, name string) error {
	switch name {
	case "p":
		return x.paragraph(e, to)
	case "tbl":
		return x.table(e, to)
	case "sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag":
		return x.blocks(e, to)
	case "sectPr":
		return x.sectionEnd(e, to, true)
	case "AlternateContent":
		return choice(e, func() int { return len(*to) }, func() error { return x.blocks(e, to) })
	}
	return nil
}

// choice reads the first alternative with any text of content that is there in
// several forms, for older programs. size tells how much is read.
func choice(e *elements, size func() int, read func() error) error {
	before := size()
	return e.each(func(name string, _ attrs) error {
		if size() != before || name != "Choice" && name != "Fallback" {
			return nil
		}
		return read()
	}, nil)
}

func (x *docx) table(e *elements, to *column) error {
	var rows func(name string, a attrs) error
	rows = func(name string, a attrs) error {
		switch name {
		case "tr":
			return x.tableRow(e, to)
		case "sdt", "sdtContent", "customXml", "ins":
			return e.each(rows, nil)
		}
		return nil
	}
	if err := e.each(rows, nil); err != nil {
		return err
	}
	to.add(para{})
	return nil
}

func (x *docx) tableRow(e *elements, to *column) error {
	var cells []column
	deleted := false
	var inRow func(name string, a attrs) error
	inRow = func(name string, a attrs) error {
		switch name {
		case "trPr":
			return e.each(func(name string, _ attrs) error {
				deleted = deleted || name == "del"
				return nil
			}, nil)
		case "tc":
			var cell column
			if err := x.blocks(e, &cell); err != nil {
				return err
			}
			cells = append(cells, cell)
		case "sdt", "sdtContent", "customXml":
			return e.each(inRow, nil)
		}
		return nil
	}
	if err := e.each(inRow, nil); err != nil || deleted {
		return err
	}
	to.row(cells)
	return nil
}

// grow takes text from what one document may hold.
func (x *docx) grow(n int) error {
	if x.size += int64(n); x.size > x.max {
		return fmt.Errorf("%w: over %d bytes of text", ErrTooLarge, x.max)
	}
	return nil
}

// docxHeader is a running header or footer.
type docxHeader struct {
	target string
	footer bool
	first  bool // of first pages only
}

// sectionEnd reads the properties of a section: its headers, and whether it
// starts on a new page. They stand at its end.
func (x *docx) sectionEnd(e *elements, to *column, last bool) error {
	kind, title := "nextPage", false
	var found []docxHeader
	err := e.each(func(name string, a attrs) error {
		switch name {
		case "type":
			kind = a.get("val")
		case "titlePg":
			title = a.on()
		case "headerReference", "footerReference":
			found = append(found, docxHeader{x.rels.byID[a.get("id")], name == "footerReference", a.get("type") == "first"})
		}
		return nil
	}, nil)
	if x.section >= 0 && x.section < len(*to) && kind != "continuous" {
		(*to)[x.section].pages = append((*to)[x.section].pages, 0)
	}
	x.section = len(*to)
	if !last {
		x.section++ // the paragraph that holds these properties is still to come
	}
	for _, h := range found {
		if h.target != "" && !x.seen[h.target] && (title || !h.first) {
			x.seen[h.target] = true
			x.headers = append(x.headers, h)
		}
	}
	return err
}

// letterheadLines is how many lines make a header of first pages a letterhead,
// a part of the document.
const letterheadLines = 3

// withHeaders puts each header once before the text and each footer once after it.
func (x *docx) withHeaders(body column) (column, error) {
	var before, after column
	for _, h := range x.headers {
		var c column
		_, err := x.pack.xml(x.ctx, h.target, func(e *elements) error {
			return e.each(func(string, attrs) error { return x.blocks(e, &c) }, nil)
		})
		if err != nil {
			return nil, err
		}
		if c = c.running(h.first && !h.footer); len(c) == 0 {
			continue
		}
		if h.footer {
			after = append(append(after, para{}), c...)
		} else {
			before = append(append(before, c...), para{})
		}
	}
	return append(append(before, body...), after...), nil
}

// running makes noise of a running header or footer; a bare page number is left
// out. That of first pages with several lines is a letterhead and stays.
func (c column) running(firstPage bool) column {
	lines := 0
	for i := range c {
		c[i].pages = nil
		if strings.TrimSpace(c[i].text) != "" {
			lines++
		}
	}
	if firstPage && lines >= letterheadLines {
		return c
	}
	var kept column
	for _, p := range c {
		if !isPageNumber(p.text) {
			kept.add(para{text: p.text, noise: PageMatter})
		}
	}
	return kept
}

// isPageNumber reports whether a line of a header says nothing but the page:
// "3", "- 3 -", "Trang 3/5".
func isPageNumber(s string) bool {
	words := strings.FieldsFunc(strings.ToLower(s), func(r rune) bool {
		return strings.ContainsRune(" \t\n\u00a0-–—/|.", r) || '0' <= r && r <= '9'
	})
	for _, w := range words {
		if w != "trang" && w != "page" && w != "of" {
			return false
		}
	}
	return true
}
