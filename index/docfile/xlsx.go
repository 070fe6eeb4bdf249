package docfile

import (
	"context"
	"fmt"
	"iter"
	"path"
	"strconv"
	"strings"
)

func isXLSX(f *file) bool {
	return packed(f, "xl/workbook.xml") || packed(f, "xl/worksheets/sheet1.xml")
}

// workbook is an Excel workbook (ECMA-376, SpreadsheetML).
type workbook struct {
	ctx      context.Context
	pack     *pack
	max      int64
	sheets   []sheetPart
	strings  []string
	formats  []dateFormat // of cell styles
	from1904 bool         // days are counted from 1904, as on old Macs
	runs     int          // decoded by their fonts
}

// sheetPart is a sheet that shows.
type sheetPart struct{ name, target string }

// readXLSX yields the rows of each register, and the text of each other sheet.
func readXLSX(ctx context.Context, f *file) iter.Seq[Document] {
	return func(yield func(Document) bool) {
		w, err := openWorkbook(ctx, f)
		if err != nil {
			yield(Document{Err: err})
			return
		}
		yielded := false
		for _, s := range w.sheets {
			rows, err := w.rows(s)
			if err != nil {
				if yielded = true; !yield(Document{Part: s.name, Err: err}) {
					return
				}
				continue
			}
			for d := range sheetDocuments(s.name, rows) {
				if err := f.budget.part(); err != nil {
					yield(Document{Part: d.Part, Err: err})
					return
				}
				if yielded = true; !yield(d) {
					return
				}
			}
		}
		if !yielded {
			yield(Document{Err: ErrEmpty})
		}
	}
}

func openWorkbook(ctx context.Context, f *file) (*workbook, error) {
	p, err := openPack(f)
	if err != nil {
		return nil, err
	}
	w := &workbook{ctx: ctx, pack: p, max: f.options.Limits.Size}
	part := "xl/workbook.xml"
	root, err := p.relations(ctx, "")
	if err != nil {
		return nil, err
	}
	if target := root.byType["officeDocument"]; target != "" {
		part = target
	}
	rels, err := p.relations(ctx, part)
	if err != nil {
		return nil, err
	}
	found, err := p.xml(ctx, part, func(e *elements) error { return w.readBook(e, rels) })
	if err == nil && !found {
		err = fmt.Errorf("%w: %s is missing", ErrDamaged, part)
	}
	if err != nil {
		return nil, err
	}
	dir := path.Dir(part)
	if err := w.readFormats(orElse(rels.byType["styles"], dir+"/styles.xml")); err != nil {
		return nil, err
	}
	return w, w.readStrings(orElse(rels.byType["sharedStrings"], dir+"/sharedStrings.xml"))
}

func orElse(s, other string) string {
	if s != "" {
		return s
	}
	return other
}

func (w *workbook) readBook(e *elements, rels relations) error {
	return e.find(map[string]func(attrs) error{
		"workbookPr": func(a attrs) error {
			v := a.get("date1904")
			w.from1904 = v == "1" || v == "true"
			return nil
		},
		"sheet": func(a attrs) error {
			// Of the two attributes named id, that of the relation begins with a letter.
			for _, one := range a {
				target, ok := rels.byID[one.Value]
				if one.Name.Local == "id" && ok && a.get("state") != "veryHidden" && a.get("state") != "hidden" {
					w.sheets = append(w.sheets, sheetPart{a.get("name"), target})
				}
			}
			return nil
		},
	})
}

func (w *workbook) readStrings(part string) error {
	_, err := w.pack.xml(w.ctx, part, func(e *elements) error {
		size := int64(0)
		return e.find(map[string]func(attrs) error{"si": func(attrs) error {
			s, err := w.richText(e)
			if size += int64(len(s)) + 16; size > 2*w.max {
				return fmt.Errorf("%w: over %d bytes of text", ErrTooLarge, 2*w.max)
			}
			w.strings = append(w.strings, s)
			return err
		}})
	})
	return err
}

// richText reads the text of a cell, whose runs may be in different fonts. The
// readings of Japanese (rPh) are none of it.
func (w *workbook) richText(e *elements) (string, error) {
	var out []byte
	font := ""
	var child func(name string, a attrs) error
	child = func(name string, a attrs) error {
		switch name {
		case "t":
			text, err := e.textOf()
			decoded, ok := decodeRun(text, font)
			if ok {
				w.runs++
			}
			out = append(out, decoded...)
			return err
		case "r":
			font = ""
			return e.each(child, nil)
		case "rPr":
			return e.each(child, nil)
		case "rFont":
			font = a.get("val")
		}
		return nil
	}
	err := e.each(child, nil)
	return unescapeX(string(out)), err
}

// unescapeX reads the escapes of characters that XML cannot hold: _x000D_.
func unescapeX(s string) string {
	if !strings.Contains(s, "_x") {
		return s
	}
	var out strings.Builder
	for {
		i := strings.Index(s, "_x")
		if i < 0 || i+7 > len(s) {
			break
		}
		n, err := strconv.ParseUint(s[i+2:i+6], 16, 16)
		if err != nil || s[i+6] != '_' {
			out.WriteString(s[:i+2])
			s = s[i+2:]
			continue
		}
		out.WriteString(s[:i])
		out.WriteString(string(rune(n)))
		s = s[i+7:]
	}
	out.WriteString(s)
	return out.String()
}
