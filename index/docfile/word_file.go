package docfile

import (
	"encoding/binary"
	"errors"
	"slices"
	"unicode/utf16"

	"golang.org/x/text/encoding/charmap"
)

// word97 is a document of Word 97 to 2003 (MS-DOC): its text in pieces, and
// tables of what its characters and paragraphs are like, by places in the file.
type word97 struct {
	main, table []byte
	pieces      []wordPiece
	fonts       []string
	styles      []wordStyle
	chars       []wordRange // properties of characters, by bytes of main
	paras       []wordRange // of paragraphs
	lists       *docxLists
	listOf      []string // list of each number that paragraphs give
}

// wordPiece is a piece of text: characters from start on, at an offset of main.
type wordPiece struct {
	start, end int // characters
	at         int // byte of main
	wide       bool
}

// wordRange is a range of bytes of main with properties.
type wordRange struct {
	from, to int
	style    int // of paragraphs
	sprms    []byte
}

// errOldWord: the document is of before Word 97, whose form is another.
var errOldWord = errors.New("the document is of Word 6 or 95")

// Places in the head of the file (MS-DOC 2.5): flags, counts of characters, and
// the first of the pairs that say where each table is.
const (
	wordMagic  = 0xa5ec
	word97Fib  = 0xc1
	fibFlags   = 0x0a
	fibCounts  = 0x4c
	fibTables  = 0x9a
	flagLocked = 0x0100
	flagTable1 = 0x0200

	tableStyles, tableNotes, tableNoteTexts   = 1, 2, 3
	tableChars, tableParas, tableFonts, clx   = 12, 13, 15, 33
	tableHeaders, tableLists, tableListsInUse = 11, 73, 74
)

func openWord(data []byte) (*word97, error) {
	c, err := openCompound(data)
	if err != nil {
		return nil, err
	}
	w := &word97{}
	if w.main, err = c.stream("WordDocument"); err != nil {
		return nil, err
	}
	if len(w.main) < fibTables || binary.LittleEndian.Uint16(w.main) != wordMagic || binary.LittleEndian.Uint16(w.main[2:]) < word97Fib {
		return nil, errOldWord
	}
	flags := binary.LittleEndian.Uint16(w.main[fibFlags:])
	if flags&flagLocked != 0 {
		return nil, ErrEncrypted
	}
	name := "0Table"
	if flags&flagTable1 != 0 {
		name = "1Table"
	}
	if w.table, err = c.stream(name); err != nil {
		return nil, err
	}
	if err := w.readPieces(); err != nil {
		return nil, err
	}
	w.readFonts()
	w.readStyles()
	w.chars = w.readRanges(tableChars, false)
	w.paras = w.readRanges(tableParas, true)
	w.readLists()
	return w, nil
}

// part is one of the tables, nil where there is none.
func (w *word97) part(n int) []byte {
	at := fibTables + 8*n
	if at+8 > len(w.main) {
		return nil
	}
	return slice(w.table, int(binary.LittleEndian.Uint32(w.main[at:])), int(binary.LittleEndian.Uint32(w.main[at+4:])))
}

// slice is a range of bytes, nil where it is not all there.
func slice(b []byte, at, length int) []byte {
	if at < 0 || length < 0 || at > len(b) || length > len(b)-at {
		return nil
	}
	return b[at : at+length]
}

func u16(b []byte, at int) int {
	if at < 0 || at+2 > len(b) {
		return 0
	}
	return int(binary.LittleEndian.Uint16(b[at:]))
}

func u32(b []byte, at int) int {
	if at < 0 || at+4 > len(b) {
		return 0
	}
	return int(binary.LittleEndian.Uint32(b[at:]))
}

// count is how many characters a part of the text has: the text itself, its
// footnotes, its headers.
func (w *word97) count(n int) int { return u32(w.main, fibCounts+4*n) }

// readPieces reads the table of pieces (MS-DOC 2.9.38, Clx).
func (w *word97) readPieces() error {
	b := w.part(clx)
	for len(b) >= 3 && b[0] == 1 {
		b = b[min(3+u16(b, 1), len(b)):]
	}
	if len(b) < 5 || b[0] != 2 {
		return errCompound
	}
	plc := slice(b, 5, u32(b, 1))
	n := (len(plc) - 4) / 12
	for i := range n {
		p := wordPiece{start: u32(plc, 4*i), end: u32(plc, 4*i+4)}
		fc := u32(plc, 4*(n+1)+8*i+2)
		p.at, p.wide = fc&0x3fffffff, fc&0x40000000 == 0
		size := 2
		if !p.wide {
			p.at /= 2
			size = 1
		}
		if p.end < p.start || slice(w.main, p.at, (p.end-p.start)*size) == nil {
			return errCompound
		}
		w.pieces = append(w.pieces, p)
	}
	if len(w.pieces) == 0 {
		return errCompound
	}
	return nil
}

// each calls f for the characters from one to another, with their places.
func (w *word97) each(from, to int, f func(c uint16, at int) error) error {
	first, _ := slices.BinarySearchFunc(w.pieces, from, func(p wordPiece, from int) int { return p.end - from })
	for _, p := range w.pieces[first:] {
		if p.start >= to {
			return nil
		}
		for cp := max(from, p.start); cp < min(to, p.end); cp++ {
			at, c := p.at+cp-p.start, uint16(0)
			if p.wide {
				at += cp - p.start
				c = binary.LittleEndian.Uint16(w.main[at:])
			} else {
				c = uint16(charmap.Windows1252.DecodeByte(w.main[at]))
			}
			if err := f(c, at); err != nil {
				return err
			}
		}
	}
	return nil
}

// readFonts reads the names of fonts (SttbfFfn).
func (w *word97) readFonts() {
	b := w.part(tableFonts)
	if len(b) < 4 {
		return
	}
	n := u16(b, 0)
	b = b[4:]
	for range n {
		if len(b) < 41 || len(b) < int(b[0])+1 {
			return
		}
		var name []uint16
		for i := 40; i+2 <= int(b[0])+1 && u16(b, i) != 0; i += 2 {
			name = append(name, uint16(u16(b, i)))
		}
		w.fonts = append(w.fonts, string(utf16.Decode(name)))
		b = b[int(b[0])+1:]
	}
}

// pageSize is the size of the pages that hold properties.
const pageSize = 512

// readRanges reads properties by places in the file (PlcBteChpx, PlcBtePapx).
func (w *word97) readRanges(part int, paragraphs bool) (ranges []wordRange) {
	plc := w.part(part)
	n := (len(plc) - 4) / 8
	for i := range max(n, 0) {
		page := slice(w.main, (u32(plc, 4*(n+1)+4*i)&0x3fffff)*pageSize, pageSize)
		if page == nil {
			continue
		}
		runs := int(page[pageSize-1])
		for k := range runs {
			r := wordRange{from: u32(page, 4*k), to: u32(page, 4*k+4)}
			if paragraphs {
				r.style, r.sprms = papx(page, 4*(runs+1)+13*k)
			} else if at := 4*(runs+1) + k; at < pageSize && page[at] != 0 {
				offset := int(page[at]) * 2
				r.sprms = slice(page, offset+1, int(page[offset]))
			}
			ranges = append(ranges, r)
		}
	}
	slices.SortStableFunc(ranges, func(a, b wordRange) int { return a.from - b.from })
	return ranges
}

// papx reads the style and the properties of a paragraph in a page.
func papx(page []byte, at int) (style int, sprms []byte) {
	if at >= pageSize-1 || page[at] == 0 {
		return 0, nil
	}
	offset := int(page[at]) * 2
	size := int(page[offset])*2 - 1
	if size < 0 && offset+1 < pageSize {
		offset++
		size = int(page[offset]) * 2
	}
	b := slice(page, offset+1, size)
	if len(b) < 2 {
		return 0, nil
	}
	return u16(b, 0), b[2:]
}

// rangeAt is the range that holds a place, or an empty one.
func rangeAt(ranges []wordRange, at int) wordRange {
	i, found := slices.BinarySearchFunc(ranges, at, func(r wordRange, at int) int { return r.from - at })
	if !found {
		i--
	}
	if i < 0 || i >= len(ranges) || at >= ranges[i].to {
		return wordRange{from: at, to: at + 1}
	}
	return ranges[i]
}

// eachSprm calls f for the properties of a list of them (MS-DOC 2.6.1), whose
// kinds say how long their values are.
func eachSprm(b []byte, f func(kind int, value []byte)) {
	for len(b) >= 2 {
		kind := u16(b, 0)
		size := [...]int{1, 1, 2, 4, 2, 2, -1, 3}[kind>>13]
		head := 2
		if size < 0 {
			if len(b) < 3 {
				return
			}
			size, head = int(b[2]), 3
			if kind == 0xd608 { // sprmTDefTable has a size of two bytes
				size, head = u16(b, 2)-1, 4
			}
		}
		value := slice(b, head, size)
		if value == nil {
			return
		}
		f(kind, value)
		b = b[head+size:]
	}
}
