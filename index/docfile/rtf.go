package docfile

import (
	"bytes"
	"context"
	"fmt"
	"iter"
	"strconv"
	"strings"
	"unicode/utf16"
)

func isRTF(f *file) bool {
	return bytes.HasPrefix(bytes.TrimLeft(f.data[:min(64, len(f.data))], "\xef\xbb\xbf \t\r\n"), []byte(`{\rtf`))
}

func readRTF(ctx context.Context, f *file) iter.Seq[Document] {
	r := newRTF(ctx, f)
	if err := r.read(); err != nil {
		return single(Document{Err: err})
	}
	d := append(append(r.before, r.body...), r.after...).composed()
	if r.runs > 0 {
		d.Problems = append(d.Problems, legacyRuns(r.runs))
	}
	return single(d)
}

// rtf is a document of the Rich Text Format (1.9.1) on its way to text.
type rtf struct {
	ctx   context.Context
	data  []byte
	at    int
	group rtfGroup
	outer []rtfGroup
	fonts map[int]rtfFont
	page  int // code page of the document
	first int // font where none is given
	max   int

	body, before, after column
	line                rtfLine
	outerLines          []rtfLine // interrupted by a note or a text box
	notes               column
	cited, runs         int
	high                rune // first half of a pair of UTF-16
	rows                bool // a table ended right before
	size                int
}

// rtfFont is a font of the table of fonts.
type rtfFont struct {
	name    string
	charset int
	page    int // code page, 0 for that of the charset
}

// rtfGroup is what a group changes until it ends.
type rtfGroup struct {
	dest    rtfDest
	font    int
	skip    int  // characters that stand for one of \u, \uc
	hidden  bool // \v, \deleted
	inTable bool
	nested  int  // depth of the table, \itap
	label   bool // the number of an item of a list, as it shows
	fresh   bool // nothing of the group was read
}

// rtfDest is where the text of a group goes.
type rtfDest uint8

const (
	rtfBody rtfDest = iota
	rtfSkip
	rtfFonts
	rtfHeader
	rtfFooter
	rtfNote
	rtfBox
)

// rtfLine is a paragraph in the making, with the table that it may be in.
type rtfLine struct {
	text    []byte
	pages   []int
	pending []byte // bytes of the font, not yet decoded
	plain   []byte // text in Unicode of the font, not yet decoded
	inFont  int
	cell    column
	tables  []rtfTable // that are open, the outermost first
}

type rtfTable struct {
	cells []column
	cell  column
}

// rtfDepth is how deep groups may be nested.
const rtfDepth = 500

func newRTF(ctx context.Context, f *file) *rtf {
	return &rtf{ctx: ctx, data: f.data, fonts: map[int]rtfFont{}, page: 1252, max: int(f.options.Limits.Size), group: rtfGroup{skip: 1}}
}

func (r *rtf) read() error {
	r.at = bytes.IndexByte(r.data, '{')
	for steps := 0; r.at < len(r.data); steps++ {
		if steps%4096 == 0 && r.ctx.Err() != nil {
			return context.Cause(r.ctx)
		}
		switch c := r.data[r.at]; c {
		case '{':
			r.at++
			if len(r.outer) >= rtfDepth {
				return fmt.Errorf("%w: over %d groups in one another", ErrTooDeep, rtfDepth)
			}
			r.outer = append(r.outer, r.group)
			r.group.fresh = true
		case '}':
			r.at++
			if len(r.outer) == 0 {
				return nil
			}
			r.close()
			if len(r.outer) == 0 {
				r.endAll()
				return nil // what follows the document is none of it
			}
		case '\\':
			r.at++
			r.control()
		case '\r', '\n':
			r.at++
		default:
			end := r.at + 1
			for end < len(r.data) && r.data[end] != '{' && r.data[end] != '}' && r.data[end] != '\\' && r.data[end] != '\r' && r.data[end] != '\n' {
				end++
			}
			r.group.fresh = false
			r.bytes(r.data[r.at:end])
			r.at = end
		}
		if r.size > r.max {
			return fmt.Errorf("%w: over %d bytes of text", ErrTooLarge, r.max)
		}
	}
	return fmt.Errorf("%w: it ends within a group", ErrDamaged)
}

// control reads a control word or symbol.
func (r *rtf) control() {
	if r.at >= len(r.data) {
		return
	}
	c := r.data[r.at]
	if !isLetter(c) {
		r.at++
		r.symbol(c)
		return
	}
	start := r.at
	for r.at < len(r.data) && isLetter(r.data[r.at]) {
		r.at++
	}
	word := string(r.data[start:r.at])
	digits := r.at
	if r.at < len(r.data) && r.data[r.at] == '-' {
		r.at++
	}
	for r.at < len(r.data) && '0' <= r.data[r.at] && r.data[r.at] <= '9' && r.at-digits < 11 {
		r.at++
	}
	n, err := strconv.Atoi(string(r.data[digits:r.at]))
	given := err == nil
	if r.at < len(r.data) && r.data[r.at] == ' ' {
		r.at++
	}
	if word == "bin" {
		r.at = min(r.at+max(n, 0), len(r.data))
		return
	}
	r.word(word, n, given)
	r.group.fresh = false
}

func isLetter(c byte) bool { return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' }

// symbol reads a control symbol.
func (r *rtf) symbol(c byte) {
	switch c {
	case '\'':
		if n, err := strconv.ParseUint(string(r.data[r.at:min(r.at+2, len(r.data))]), 16, 8); err == nil {
			r.at += 2
			r.bytes([]byte{byte(n)})
		}
	case '*':
		// A destination that readers who do not know it pass over.
		if r.group.fresh && !r.known() {
			r.group.dest = rtfSkip
		}
		return
	case '\\', '{', '}':
		r.bytes([]byte{c})
	case '~':
		r.text("\u00a0")
	case '_':
		r.text("-")
	case '-':
		r.text(softHyphen(r.fonts[r.group.font].name))
	case '\r', '\n':
		r.par()
	}
	r.group.fresh = false
}

// known reports whether the destination after \* is one that is read: one of text,
// or the properties of an inner row, at which it ends.
func (r *rtf) known() bool {
	for _, word := range []string{`\footnote`, `\shpinst`, `\shptxt`, `\nesttableprops`, `\ud`} {
		if bytes.HasPrefix(bytes.TrimLeft(r.data[r.at:min(r.at+32, len(r.data))], " \r\n"), []byte(word)) {
			return true
		}
	}
	return false
}

// close ends a group, and what it was a destination for.
func (r *rtf) close() {
	last := len(r.outer) - 1
	outer := r.outer[last]
	r.outer = r.outer[:last]
	if r.group.dest != outer.dest && r.group.dest != rtfSkip && r.group.dest != rtfFonts {
		r.endPart(r.group.dest)
	} else {
		r.flush()
	}
	r.group = outer
}

// open begins a destination whose text stands apart.
func (r *rtf) open(dest rtfDest) {
	if r.group.dest == rtfSkip {
		return
	}
	r.flush()
	r.group.dest = dest
	r.group.inTable, r.group.nested = false, 0
	r.outerLines = append(r.outerLines, r.line)
	r.line = rtfLine{}
}

// endPart puts the text of a destination where it belongs.
func (r *rtf) endPart(dest rtfDest) {
	r.endLine()
	part := r.line.cell.trimmed()
	last := len(r.outerLines) - 1
	if last < 0 {
		return
	}
	r.line = r.outerLines[last]
	r.outerLines = r.outerLines[:last]
	switch dest {
	case rtfHeader, rtfFooter:
		to := &r.before
		if dest == rtfFooter {
			to = &r.after
		}
		if part = part.running(false); len(part) > 0 && !contains(*to, part) {
			*to = append(append(*to, part...), para{})
		}
	case rtfNote:
		if len(part) > 0 {
			r.cited++
			label := "[" + strconv.Itoa(r.cited) + "]"
			part[0].text = label + " " + strings.TrimSpace(part[0].text)
			r.line.text = append(r.line.text, label...)
			r.notes = append(r.notes, part...)
		}
	case rtfBox:
		r.notes = append(r.notes, part...)
	}
}

// contains reports whether the texts of a part are in c already, one after the
// other: each section repeats the headers of the one before.
func contains(c, part column) bool {
	for i := 0; i+len(part) <= len(c); i++ {
		same := true
		for j := range part {
			same = same && c[i+j].text == part[j].text
		}
		if same {
			return true
		}
	}
	return false
}

// unicode writes a character of \u, which is a signed number of 16 bits.
func (r *rtf) unicode(n int) {
	c := rune(uint16(n))
	switch {
	case utf16.IsSurrogate(c) && r.high == 0:
		r.high = c
	case r.high != 0:
		r.text(string(utf16.DecodeRune(r.high, c)))
		r.high = 0
	default:
		if s := symbolOf(r.fonts[r.group.font].name, c); c >= 0xf000 && c <= 0xf0ff && symbolFonts[strings.ToLower(r.fonts[r.group.font].name)] != nil {
			c = s
		}
		if c != 0 {
			r.text(string(c))
		}
	}
	r.passOver(r.group.skip)
}

// passOver leaves out the characters that older programs show for one of \u.
func (r *rtf) passOver(n int) {
	for ; n > 0 && r.at < len(r.data); n-- {
		switch c := r.data[r.at]; {
		case c == '{' || c == '}':
			return
		case c == '\\' && r.at+1 < len(r.data) && r.data[r.at+1] == '\'':
			r.at = min(r.at+4, len(r.data))
		case c == '\\':
			if r.at+1 < len(r.data) && isLetter(r.data[r.at+1]) {
				return
			}
			r.at = min(r.at+2, len(r.data))
		case c == '\r' || c == '\n':
			r.at++
			n++
		default:
			r.at++
		}
	}
}
