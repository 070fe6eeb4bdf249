package docfile

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"tracuu/analyzers/viet"
)

// para is a paragraph of an office document: one or more lines of text.
type para struct {
	text  string
	pages []int  // bytes of text where a page starts
	noise string // kind of region that it is, "" for a part of the document
}

// column is what stands below one another: a whole document, or a cell of a
// table.
type column []para

// add appends a paragraph; an empty one is the blank line that it shows as.
func (c *column) add(p para) { *c = append(*c, p) }

// row appends a row of a table. As in web pages, a row of short single lines
// goes on one line, and the cells of any other (a letterhead, a page layout, a
// table of long texts) stand one below the other, the left one first.
func (c *column) row(cells []column) {
	for i := range cells {
		cells[i] = cells[i].trimmed()
	}
	if oneLine, ok := joinCells(cells); ok {
		if oneLine.text != "" || oneLine.pages != nil {
			c.add(oneLine)
		}
		return
	}
	for _, cell := range cells {
		if len(cell) > 0 {
			*c = append(append(*c, cell...), para{})
		}
	}
}

// trimmed leaves out the blank lines around a cell.
func (c column) trimmed() column {
	blank := func(p para) bool { return strings.TrimSpace(p.text) == "" && p.pages == nil }
	for len(c) > 0 && blank(c[0]) {
		c = c[1:]
	}
	for len(c) > 0 && blank(c[len(c)-1]) {
		c = c[:len(c)-1]
	}
	return c
}

// joinCells writes a row on one line, where each cell is one short line.
func joinCells(cells []column) (joined para, ok bool) {
	size, filled := 0, false
	for _, cell := range cells {
		if len(cell) > 1 || len(cell) == 1 && strings.Contains(strings.TrimSpace(cell[0].text), "\n") {
			return para{}, false
		}
		if len(cell) == 1 {
			size += utf8.RuneCountInString(cell[0].text)
			filled = filled || strings.TrimSpace(cell[0].text) != ""
		}
	}
	if size > maxRow {
		return para{}, false
	}
	var line strings.Builder
	for i, cell := range cells {
		if i > 0 && filled {
			line.WriteString(" | ")
		}
		if len(cell) == 1 {
			for range cell[0].pages {
				joined.pages = append(joined.pages, line.Len())
			}
			line.WriteString(strings.TrimSpace(cell[0].text))
		}
	}
	joined.text = line.String()
	return joined, true
}

// proseLetters is more than a line of a page holds: a longer paragraph is one of
// prose, while several shorter ones may be the lines of one heading.
const proseLetters = 75

func isProse(p para) bool {
	return len(p.text) > proseLetters && utf8.RuneCountInString(p.text) > proseLetters
}

// composed is the document of a column: a paragraph a line, those of prose with
// a blank line around them.
func (c column) composed() Document {
	problems := c.decodeFonts()
	var d Document
	var out strings.Builder
	for i, p := range c {
		if i > 0 && (isProse(p) || isProse(c[i-1])) {
			out.WriteByte('\n')
		}
		start := out.Len()
		text := strings.TrimRight(p.text, " \t\n\u00a0")
		for _, at := range p.pages {
			d.PageStarts = append(d.PageStarts, start+min(at, len(text)))
		}
		out.WriteString(text)
		if p.noise != "" && text != "" {
			d.noise(Region{start, out.Len(), p.noise})
		}
		out.WriteByte('\n')
	}
	d.Text, d.Problems = out.String(), problems
	if strings.TrimSpace(d.Text) == "" {
		return Document{Err: ErrEmpty}
	}
	d.squeeze()
	d.pages()
	return d
}

// noise appends a region, joined with the one right before it.
func (d *Document) noise(r Region) {
	if k := len(d.Noise) - 1; k >= 0 && d.Noise[k].Kind == r.Kind && d.Noise[k].End+1 >= r.Start {
		d.Noise[k].End = r.End
		return
	}
	d.Noise = append(d.Noise, r)
}

// pages puts the starts of pages in order. The first page starts the text, and a
// page break twice at one place (Word notes where it broke, too) is one.
func (d *Document) pages() {
	if d.PageStarts == nil {
		return
	}
	starts := []int{0}
	for _, at := range slices.Sorted(slices.Values(d.PageStarts)) {
		at = min(at, len(d.Text))
		for at > 0 && at < len(d.Text) && !utf8.RuneStart(d.Text[at]) {
			at--
		}
		if strings.TrimSpace(d.Text[starts[len(starts)-1]:at]) != "" && strings.TrimSpace(d.Text[at:]) != "" {
			starts = append(starts, at)
		}
	}
	d.PageStarts = starts
}

// squeeze leaves one blank line of several, none at the start, and moves all
// offsets with the text.
func (d *Document) squeeze() {
	old := d.Text
	out := make([]byte, 0, len(old))
	moved := offsets{}
	run := 2 // line ends so far: as after a blank line
	for i := range len(old) {
		if old[i] == '\n' {
			if run++; run > 2 {
				moved.drop(i)
				continue
			}
		} else {
			run = 0
		}
		out = append(out, old[i])
	}
	if run >= 2 {
		out = out[:len(out)-run+1]
	}
	d.Text = string(out)
	for i := range d.PageStarts {
		d.PageStarts[i] = moved.after(d.PageStarts[i])
	}
	for i, r := range d.Noise {
		d.Noise[i].Start, d.Noise[i].End = moved.after(r.Start), moved.after(r.End)
	}
}

// offsets are the places of bytes that were left out, in order.
type offsets []int

func (o *offsets) drop(at int) { *o = append(*o, at) }

// after is where the byte at an old offset stands now.
func (o offsets) after(at int) int {
	n, _ := slices.BinarySearch(o, at)
	return at - n
}

// decodeFonts reads the paragraphs that are Unicode in name only, as
// decodeFonts does for text.
func (c column) decodeFonts() []Problem {
	texts := make([]string, len(c))
	suspect := false
	for i, p := range c {
		texts[i] = p.text
		suspect = suspect || maybeFont(p.text)
	}
	if !suspect {
		return nil
	}
	decoded, problems := decodeFonts(strings.Join(texts, "\x00\n"))
	lines := strings.Split(decoded, "\x00\n")
	if len(lines) != len(c) {
		return nil
	}
	for i, line := range lines {
		if line != c[i].text && len(c[i].pages) > 0 {
			c[i].pages = []int{0}
		}
		c[i].text = line
	}
	return problems
}

// softHyphen is what programs that take a letter for a soft hyphen mean: fonts of
// TCVN 5712 have ư at its place. In other fonts it does not show.
func softHyphen(font string) string {
	if enc, _ := encodingOfFont(font); enc != viet.Unknown {
		return "\u00ad"
	}
	return ""
}

// legacyRuns is the problem of a document of which runs were in fonts from
// before Unicode.
func legacyRuns(runs int) Problem {
	return Problem{LegacyEncoding, fmt.Sprintf("%d runs of text decoded from fonts of %s or %s", runs, viet.TCVN3, viet.VNI)}
}
