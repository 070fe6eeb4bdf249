package docfile

import (
	"bytes"
	"context"
	"fmt"
	"iter"
	"strconv"
	"strings"
)

// isODT knows a text of OpenDocument by its first member, which the format wants to
// be its type, as it is (ISO/IEC 26300, part 3, 3.3). Further on the same bytes may be
// those of a text that lies unpacked in an archive.
func isODT(f *file) bool {
	const nameAt = 30 // behind the header of a member
	return bytes.HasPrefix(f.data[min(nameAt, len(f.data)):], []byte("mimetypeapplication/vnd.oasis.opendocument.text"))
}

func readODT(ctx context.Context, f *file) iter.Seq[Document] {
	d, err := odtDocument(ctx, f)
	if err != nil {
		return single(Document{Err: err})
	}
	return single(d)
}

// odt is a text of OpenDocument (ISO/IEC 26300) on its way to ours.
type odt struct {
	ctx    context.Context
	pack   *pack
	styles map[string]odtStyle    // of paragraphs and text, by family and name
	fonts  map[string]string      // families of font faces
	lists  map[string]*odtLevels  // by name
	counts map[string]*odtCounter // by the id of a list
	notes  int
	runs   int
	size   int64
	max    int64
	before column // running headers
	after  column // and footers
}

// odtStyle is what text takes from a style.
type odtStyle struct {
	parent, font, list string
	pageBefore         bool
}

func odtDocument(ctx context.Context, f *file) (Document, error) {
	p, err := openPack(f)
	if err != nil {
		return Document{}, err
	}
	o := &odt{ctx: ctx, pack: p, max: f.options.Limits.Size, styles: map[string]odtStyle{}, fonts: map[string]string{},
		lists: map[string]*odtLevels{}, counts: map[string]*odtCounter{}}
	if err := o.encrypted(); err != nil {
		return Document{}, err
	}
	if _, err := p.xml(ctx, "styles.xml", func(e *elements) error { return o.read(e, nil) }); err != nil {
		return Document{}, err
	}
	var body column
	found, err := p.xml(ctx, "content.xml", func(e *elements) error { return o.read(e, &body) })
	if err == nil && !found {
		err = fmt.Errorf("%w: content.xml is missing", ErrDamaged)
	}
	if err != nil {
		return Document{}, err
	}
	d := append(append(o.before, body...), o.after...).composed()
	if o.runs > 0 {
		d.Problems = append(d.Problems, legacyRuns(o.runs))
	}
	return d, nil
}

// encrypted says so where the parts are locked by a password.
func (o *odt) encrypted() error {
	_, err := o.pack.xml(o.ctx, "META-INF/manifest.xml", func(e *elements) error {
		return e.find(map[string]func(attrs) error{"encryption-data": func(attrs) error { return ErrEncrypted }})
	})
	return err
}

// read reads a part: its styles, its headers, and its text to body.
func (o *odt) read(e *elements, body *column) error {
	return e.find(map[string]func(attrs) error{
		"font-face":  func(a attrs) error { o.fonts[a.get("name")] = strings.Trim(a.get("font-family"), "'"); return nil },
		"style":      func(a attrs) error { return o.style(e, a) },
		"list-style": func(a attrs) error { return o.listStyle(e, a.get("name")) },
		"master-page": func(a attrs) error {
			return e.each(func(name string, _ attrs) error { return o.running(e, name) }, nil)
		},
		"text": func(attrs) error {
			if body == nil {
				return nil
			}
			return o.blocks(e, body, odtList{})
		},
	})
}

func (o *odt) running(e *elements, name string) error {
	to, first := &o.before, false
	switch name {
	case "header", "header-left":
	case "header-first":
		first = true
	case "footer", "footer-left", "footer-first":
		to = &o.after
	default:
		return nil
	}
	var c column
	if err := o.blocks(e, &c, odtList{}); err != nil {
		return err
	}
	if c = c.running(first); len(c) > 0 {
		*to = append(append(*to, c...), para{})
	}
	return nil
}

func (o *odt) style(e *elements, a attrs) error {
	s := odtStyle{parent: a.get("parent-style-name"), list: a.get("list-style-name")}
	err := e.each(func(name string, a attrs) error {
		switch name {
		case "text-properties":
			s.font = a.get("font-name")
			if family := a.get("font-family"); s.font == "" && family != "" {
				s.font = strings.Trim(family, "'")
			}
		case "paragraph-properties":
			s.pageBefore = a.get("break-before") == "page"
		}
		return nil
	}, nil)
	o.styles[a.get("family")+":"+a.get("name")] = s
	return err
}

// font is the font of a style, its own or its parents'.
func (o *odt) font(family, name string) string {
	for range styleChain {
		s, ok := o.styles[family+":"+name]
		if !ok {
			break
		}
		if s.font != "" {
			return orElse(o.fonts[s.font], s.font)
		}
		name = s.parent
	}
	return ""
}

// blocks reads paragraphs, lists and tables up to the end of the present element.
func (o *odt) blocks(e *elements, to *column, in odtList) error {
	return e.each(func(name string, a attrs) error {
		switch name {
		case "p", "h":
			return o.paragraph(e, a, to, &in, name == "h")
		case "list":
			return o.list(e, a, to, in)
		case "table":
			return o.table(e, to)
		case "section", "text-box", "index-body", "table-of-content", "illustration-index", "alphabetical-index", "user-index", "index-title", "numbered-paragraph":
			return o.blocks(e, to, in)
		case "frame":
			return o.blocks(e, to, odtList{})
		case "soft-page-break":
			to.add(para{pages: []int{0}})
		}
		return nil
	}, nil)
}

// Repeated cells and rows are those of spreadsheets; in a text a few are.
const odtRepeats = 64

func (o *odt) table(e *elements, to *column) error {
	var rows func(name string, a attrs) error
	rows = func(name string, a attrs) error {
		switch name {
		case "table-row":
			return o.row(e, to)
		case "table-header-rows", "table-rows", "table-row-group":
			return e.each(rows, nil)
		case "soft-page-break":
			to.add(para{pages: []int{0}})
		}
		return nil
	}
	if err := e.each(rows, nil); err != nil {
		return err
	}
	to.add(para{})
	return nil
}

func (o *odt) row(e *elements, to *column) error {
	var cells []column
	err := e.each(func(name string, a attrs) error {
		if name != "table-cell" {
			return nil
		}
		var cell column
		if err := o.blocks(e, &cell, odtList{}); err != nil {
			return err
		}
		cells = append(cells, cell)
		if n, err := strconv.Atoi(a.get("number-columns-repeated")); err == nil && len(cell) == 0 {
			for range min(n-1, odtRepeats) {
				cells = append(cells, nil)
			}
		}
		return nil
	}, nil)
	if err != nil {
		return err
	}
	to.row(cells)
	return nil
}

// grow takes text from what one document may hold.
func (o *odt) grow(n int) error {
	if o.size += int64(n); o.size > o.max {
		return fmt.Errorf("%w: over %d bytes of text", ErrTooLarge, o.max)
	}
	return nil
}
