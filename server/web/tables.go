package web

import (
	"html/template"
	"regexp"
	"strings"

	"tracuu/index/directive"
)

// cellBreak stands between the cells of a row: package docfile writes each row of a
// table as one line.
const cellBreak = " | "

// numbering heads the first column of a table whose first row says what the columns are.
var numbering = regexp.MustCompile(`^(?i:S?TT|số TT|số thứ tự)\.?$`)

// row is a line of a table, as its page sets it.
type row struct {
	Cells []template.HTML
	Head  bool // says what the columns are
}

// isRow reports whether a line is a row of a table. Cells too long for a browser are
// left to paragraphs, which are cut.
func isRow(line string) bool { return strings.Contains(line, cellBreak) && len(line) <= longest }

// tables makes each two or more lines with cells that follow each other one block. A
// line alone may be a menu or a heading: it stays a paragraph.
func tables(list []block) []block {
	var out []block
	for i := 0; i < len(list); {
		end := i
		for end < len(list) && list[end].Kind == "row" {
			end++
		}
		switch b := list[i]; {
		case end-i > 1:
			b.Kind, b.span.End = "table", list[end-1].span.End
			out = append(out, b)
			i = end
			continue
		case end > i:
			b.Kind = ""
			out = append(out, b)
		default:
			out = append(out, b)
		}
		i++
	}
	return out
}

// set paints a block: its text, or the cells of its rows.
func (p *painter) set(b *block) {
	if b.Kind != "table" {
		b.HTML = p.paint(b.span)
		return
	}
	at := b.span.Start
	for line := range strings.Lines(p.text[at:b.span.End]) {
		r := row{Head: at == b.span.Start}
		for cell := range strings.SplitSeq(line, cellBreak) {
			span := directive.Span{Start: at, End: at + len(cell)}
			r.Head = r.Head && (len(r.Cells) > 0 || numbering.MatchString(strings.TrimSpace(cell)))
			r.Cells = append(r.Cells, p.paint(span))
			at = span.End + len(cellBreak)
		}
		at -= len(cellBreak)
		b.Rows = append(b.Rows, r)
	}
}
