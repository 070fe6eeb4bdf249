package docfile

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"

	"tracuu/analyzers/viet"
)

// box is a rectangle on a page, from its top left corner, in points or pixels.
type box struct{ x0, y0, x1, y1 float64 }

func (b box) height() float64 { return b.y1 - b.y0 }

func (b box) union(c box) box {
	return box{min(b.x0, c.x0), min(b.y0, c.y0), max(b.x1, c.x1), max(b.y1, c.y1)}
}

// pageWord is a word where it stands on a page.
type pageWord struct {
	box
	text       string
	line       int     // words that their finder put in one line share it
	confidence float64 // of its recognition, 0 to 1; 1 where it was not recognised
}

// sheet is the words of a page, as a finder of words gave them.
type sheet struct {
	width, height float64
	words         []pageWord
}

// pageLine is a line of text as it is read.
type pageLine struct {
	box
	text string
	gap  bool // a blank line stands before it
}

// Distances, in heights of a usual line of the page.
const (
	gutterWidth = 1.0 // the least width of the white between two columns
	joinWidth   = 2.5 // pieces of one line that stand further apart are two lines
	blankHeight = 0.9 // white between lines that shows as a blank line
	nearHeight  = 1.0 // what follows a column nearer than this belongs to it
	core        = 0.2 // the part of a line above and below its middle that tells its height on the page
)

// segment is words of one line without wide white between them.
type segment struct {
	box
	words  []pageWord
	middle float64 // its height on the page
}

// lines puts the words of a page in the order in which they are read.
//
// A page is cut into slices, which white separates from side to side. Slices
// that share a gutter are a zone of columns: the two sides of a letterhead, or
// of "Nơi nhận" and the signature, each read from top to bottom, the left one
// first. Zones of three columns and more, and those whose left column counts 1,
// 2, 3, are tables, read row by row.
func (s sheet) lines() []pageLine {
	usual := s.usualHeight()
	if usual == 0 {
		return nil
	}
	slices := slicesOf(s.segments(usual), usual)
	var lines []pageLine
	for i := 0; i < len(slices); {
		z := zoneAt(slices[i:], usual)
		if z.count == 0 {
			lines = append(lines, rowsOf(slices[i], usual, joinWidth*usual)...)
			i++
			continue
		}
		var all []segment
		for _, s := range slices[i : i+z.count] {
			all = append(all, s...)
		}
		lines = append(lines, z.read(all, usual)...)
		i += z.count
	}
	markBlanks(lines, usual)
	return lines
}

// usualHeight is the median height of the words.
func (s sheet) usualHeight() float64 {
	heights := make([]float64, 0, len(s.words))
	for _, w := range s.words {
		heights = append(heights, w.height())
	}
	if len(heights) == 0 {
		return 0
	}
	slices.Sort(heights)
	return max(heights[len(heights)/2], 0.001)
}

// segments cuts the lines of the finder at wide white.
func (s sheet) segments(usual float64) []segment {
	words := slices.Clone(s.words)
	slices.SortStableFunc(words, func(a, b pageWord) int {
		return cmp.Or(cmp.Compare(a.line, b.line), cmp.Compare(a.x0, b.x0))
	})
	var segments []segment
	for i, w := range words {
		last := len(segments) - 1
		if i > 0 && words[i-1].line == w.line && w.x0-segments[last].x1 < gutterWidth*usual {
			segments[last].words = append(segments[last].words, w)
			segments[last].box = segments[last].union(w.box)
			continue
		}
		segments = append(segments, segment{box: w.box, words: []pageWord{w}})
	}
	for i := range segments {
		segments[i].middle = middleOf(segments[i].words)
	}
	return segments
}

// middleOf is the median of the heights on the page at which words stand.
func middleOf(words []pageWord) float64 {
	middles := make([]float64, len(words))
	for i, w := range words {
		middles[i] = (w.y0 + w.y1) / 2
	}
	slices.Sort(middles)
	return middles[len(middles)/2]
}

// slicesOf cuts a page into slices from top to bottom. The sides of a letterhead
// often stand half a line apart: a piece that overlaps the slice above it, but
// lies beside all of it, is of that slice.
func slicesOf(segments []segment, usual float64) [][]segment {
	slices.SortStableFunc(segments, func(a, b segment) int { return cmp.Compare(a.middle, b.middle) })
	var out [][]segment
	for i, s := range segments {
		if i > 0 {
			last := &out[len(out)-1]
			if s.middle-segments[i-1].middle < 2*core*usual || isBeside(s, *last, usual) {
				*last = append(*last, s)
				continue
			}
		}
		out = append(out, []segment{s})
	}
	return out
}

func isBeside(s segment, slice []segment, usual float64) bool {
	overlaps := false
	for _, other := range slice {
		if s.x0 < other.x1 && other.x0 < s.x1 {
			return false
		}
		overlaps = overlaps || other.y1-s.y0 > core*usual
	}
	return overlaps
}

// span is a range of a page from left to right.
type span struct{ from, to float64 }

// whites are the ranges of a slice without words, both margins included.
func whites(slice []segment) []span {
	sorted := slices.Clone(slice)
	slices.SortFunc(sorted, func(a, b segment) int { return cmp.Compare(a.x0, b.x0) })
	var out []span
	at := math.Inf(-1)
	for _, s := range sorted {
		if s.x0 > at {
			out = append(out, span{at, s.x0})
		}
		at = max(at, s.x1)
	}
	return append(out, span{at, math.Inf(1)})
}

// meet are the parts that two lists of ranges share and that are wide enough
// for a gutter.
func meet(a, b []span, least float64) []span {
	var out []span
	for _, x := range a {
		for _, y := range b {
			if s := (span{max(x.from, y.from), min(x.to, y.to)}); s.to-s.from >= least {
				out = append(out, s)
			}
		}
	}
	return out
}

// inner are the ranges with words on both sides.
func inner(whites []span, least float64) []span {
	return slices.DeleteFunc(slices.Clone(whites), func(s span) bool {
		return math.IsInf(s.from, 0) || math.IsInf(s.to, 0) || s.to-s.from < least
	})
}

// zone is slices that share gutters, read column by column.
type zone struct {
	count   int // slices in it; 0 where no zone begins
	gutters []span
}

// zoneAt is the zone that begins with the first slice. What stands on one side
// of the gutter only carries a zone on, but neither begins one nor, on the
// right or far below, ends one.
func zoneAt(rest [][]segment, usual float64) zone {
	least := gutterWidth * usual
	gutters := inner(whites(rest[0]), least)
	if len(gutters) == 0 {
		return zone{}
	}
	z := zone{1, gutters}
	for i := 1; i < len(rest); i++ {
		here := whites(rest[i])
		if gutters = meet(gutters, here, least); len(gutters) == 0 || opensAddress(rest[i]) {
			break
		}
		twoSided := slices.ContainsFunc(gutters, func(g span) bool { return len(sideOf(rest[i], g, false)) > 0 && len(sideOf(rest[i], g, true)) > 0 })
		if !twoSided && !continues(rest[:i], rest[i], gutters[0], usual) {
			continue // in doubt; a later slice of two sides takes it in
		}
		z = zone{i + 1, gutters}
	}
	return z
}

// opensAddress reports whether "Kính gửi" stands in a slice. It is set like the
// left side of a letterhead and its addressees like the right one, but comes
// after both (Nghị định 30/2020/NĐ-CP, Phụ lục I).
func opensAddress(slice []segment) bool {
	return slices.ContainsFunc(slice, func(s segment) bool {
		return strings.HasPrefix(viet.Fold(s.text()), "kinh gui")
	})
}

// sideOf are the segments left, or right, of a gutter.
func sideOf(slice []segment, gutter span, right bool) []segment {
	var out []segment
	for _, s := range slice {
		if (s.x0 >= gutter.to) == right && (right || s.x1 <= gutter.from) {
			out = append(out, s)
		}
	}
	return out
}

// continues reports whether a slice left of the gutter stands close below the
// left column.
func continues(above [][]segment, slice []segment, gutter span, usual float64) bool {
	if len(sideOf(slice, gutter, false)) != len(slice) {
		return false
	}
	for i := len(above) - 1; i >= 0; i-- {
		if left := sideOf(above[i], gutter, false); len(left) > 0 {
			return slice[0].y0-boxOf(left).y1 < nearHeight*usual
		}
	}
	return false
}

// read gives the lines of a zone.
func (z zone) read(segments []segment, usual float64) []pageLine {
	if z.isTable(segments, usual) || z.isCounted(segments, usual) {
		return tableRows(segments, usual)
	}
	gutter := slices.MaxFunc(z.gutters, func(a, b span) int { return cmp.Compare(a.to-a.from, b.to-b.from) })
	join := joinWidth * usual
	if z.count > 1 {
		join = math.Inf(1) // what is left blank in a column to be filled in
	}
	left := rowsOf(sideOf(segments, gutter, false), usual, join)
	right := rowsOf(sideOf(segments, gutter, true), usual, join)
	if z.count == 1 && len(left) == 1 && len(right) == 1 && right[0].x0-left[0].x1 < join {
		return []pageLine{{box: left[0].union(right[0].box), text: left[0].text + " " + right[0].text}}
	}
	return append(left, right...)
}

// isTable reports whether a zone has three columns, in more than one row where
// it has several: a blank left in a line to be filled in is no gutter.
func (z zone) isTable(segments []segment, usual float64) bool {
	if len(z.gutters) < 2 {
		return false
	}
	full := 0
	for _, row := range groupRows(segments, usual) {
		if len(row) > 2 {
			full++
		}
	}
	return full >= min(2, z.count)
}

// A column of numbers that makes a table of two columns: how many rows it counts
// at least, and how many heads may stand above the first.
const (
	leastCounted = 3
	countedHeads = 2
)

// isCounted reports whether the left one of two columns counts the rows. No side
// of a letterhead or of a signature does.
func (z zone) isCounted(segments []segment, usual float64) bool {
	if len(z.gutters) != 1 {
		return false
	}
	heads, counted, last := 0, 0, 0
	for _, row := range groupRows(segments, usual) {
		left := sideOf(row, z.gutters[0], false)
		if len(left) == 0 {
			continue
		}
		n, err := strconv.Atoi(strings.TrimRight(left[0].text(), ".)/"))
		switch {
		case len(left) == 1 && err == nil && (counted == 0 || n == last+1):
			counted, last = counted+1, n
		case counted > 0:
			return false
		default:
			heads++
		}
	}
	return counted >= leastCounted && heads <= countedHeads
}

func boxOf(segments []segment) box {
	b := segments[0].box
	for _, s := range segments[1:] {
		b = b.union(s.box)
	}
	return b
}

// groupRows puts segments that stand at one height together, each row from left to right.
func groupRows(segments []segment, usual float64) [][]segment {
	rows := [][]segment{}
	for _, s := range segments {
		if last := len(rows) - 1; last >= 0 && s.middle-rows[last][0].middle < 2*core*usual {
			rows[last] = append(rows[last], s)
			continue
		}
		rows = append(rows, []segment{s})
	}
	for _, row := range rows {
		slices.SortFunc(row, func(a, b segment) int { return cmp.Compare(a.x0, b.x0) })
	}
	return rows
}

// rowsOf reads segments line by line; pieces of a line that stand further apart
// than join are lines of their own.
func rowsOf(segments []segment, usual, join float64) []pageLine {
	var lines []pageLine
	for _, row := range groupRows(segments, usual) {
		for i, s := range row {
			if i > 0 && s.x0-row[i-1].x1 < join {
				last := &lines[len(lines)-1]
				last.text += " " + s.text()
				last.box = last.union(s.box)
				continue
			}
			lines = append(lines, pageLine{box: s.box, text: s.text()})
		}
	}
	return lines
}

// tableRows reads segments row by row, a tab between cells.
func tableRows(segments []segment, usual float64) []pageLine {
	var lines []pageLine
	for _, row := range groupRows(segments, usual) {
		cells := make([]string, len(row))
		for i, s := range row {
			cells[i] = s.text()
		}
		lines = append(lines, pageLine{box: boxOf(row), text: strings.Join(cells, "\t")})
	}
	return lines
}

func (s segment) text() string {
	texts := make([]string, len(s.words))
	for i, w := range s.words {
		texts[i] = w.text
	}
	return strings.Join(texts, " ")
}

// markBlanks marks the lines that more white than usual separates from the
// line before, above or, in the next column, elsewhere.
func markBlanks(lines []pageLine, usual float64) {
	for i := 1; i < len(lines); i++ {
		white := lines[i].y0 - lines[i-1].y1
		lines[i].gap = white > blankHeight*usual || white < -3*usual
	}
}
