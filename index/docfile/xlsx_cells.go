package docfile

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
)

// sheetRow is a row of a sheet with anything in it: its number as the program
// shows it, and its cells from the first column on.
type sheetRow struct {
	number int
	cells  []string
	merged []int // columns whose text is that of the cell they are merged with
}

// Bounds of sheets (of Excel itself).
const (
	sheetColumns = 1 << 14
	sheetRows    = 1 << 20
	// registerColumns is how many columns are read; no register has more.
	registerColumns = 256
)

// rows reads the cells of a sheet as they show. The cells that are merged all
// have the text of the first, when they are of one row or one column.
func (w *workbook) rows(s sheetPart) ([]sheetRow, error) {
	var rows []sheetRow
	var merged []cellRange
	size := int64(0)
	found, err := w.pack.xml(w.ctx, s.target, func(e *elements) error {
		return e.find(map[string]func(attrs) error{
			"row": func(a attrs) error {
				r := sheetRow{number: 1}
				if k := len(rows); k > 0 {
					r.number = rows[k-1].number + 1
				}
				if n, err := strconv.Atoi(a.get("r")); err == nil && 0 < n && n <= sheetRows {
					r.number = n
				}
				if err := w.cells(e, &r); err != nil {
					return err
				}
				for _, c := range r.cells {
					size += int64(len(c))
				}
				if size > w.max {
					return fmt.Errorf("%w: over %d bytes of text", ErrTooLarge, w.max)
				}
				if len(r.cells) > 0 {
					rows = append(rows, r)
				}
				return nil
			},
			"mergeCell": func(a attrs) error {
				if m, ok := parseRange(a.get("ref")); ok {
					merged = append(merged, m)
				}
				return nil
			},
		})
	})
	if err == nil && !found {
		err = fmt.Errorf("%w: %s is missing", ErrDamaged, s.target)
	}
	spread(rows, merged)
	return rows, err
}

// cells reads the cells of a row.
func (w *workbook) cells(e *elements, r *sheetRow) error {
	next := 0
	return e.each(func(name string, a attrs) error {
		if name != "c" {
			return nil
		}
		if column, _, ok := parseCell(a.get("r")); ok {
			next = column
		}
		column := next
		next++
		text, err := w.cell(e, a)
		if err != nil || text == "" || column >= registerColumns {
			return err
		}
		for len(r.cells) <= column {
			r.cells = append(r.cells, "")
		}
		r.cells[column] = text
		return nil
	}, nil)
}

// cell is the text of a cell as the program shows it.
func (w *workbook) cell(e *elements, a attrs) (string, error) {
	value := ""
	err := e.each(func(name string, _ attrs) (err error) {
		switch name {
		case "v":
			value, err = e.textOf()
		case "is":
			value, err = w.richText(e)
		}
		return err
	}, nil)
	switch a.get("t") {
	case "s":
		if i, err := strconv.Atoi(strings.TrimSpace(value)); err == nil && 0 <= i && i < len(w.strings) {
			return strings.TrimSpace(w.strings[i]), nil
		}
		return "", err
	case "b":
		return map[string]string{"1": "TRUE", "0": "FALSE"}[value], err
	case "e":
		return "", err
	case "d":
		if t, parseErr := time.Parse("2006-01-02", value[:min(10, len(value))]); parseErr == nil {
			return t.Format("02/01/2006"), err
		}
	case "str", "inlineStr":
		return strings.TrimSpace(unescapeX(value)), err
	default:
		style, _ := strconv.Atoi(a.get("s"))
		return w.number(value, style), err
	}
	return strings.TrimSpace(value), err
}

// number shows a number: as a date where its style is one of dates, else in the
// fewest digits.
func (w *workbook) number(value string, style int) string {
	n, err := strconv.ParseFloat(value, 64)
	if err != nil {
		return strings.TrimSpace(value)
	}
	if 0 <= style && style < len(w.formats) && w.formats[style] != noDate {
		if t, ok := w.date(n); ok {
			return w.formats[style].show(t)
		}
	}
	return strconv.FormatFloat(n, 'f', -1, 64)
}

// lastDay is 31 December 9999, the last day that Excel knows.
const lastDay = 2958465

// date is the day of a serial number. Excel counts 1900 as a leap year, as
// Lotus 1-2-3 did, so that the days before 1 March 1900 are one off.
func (w *workbook) date(serial float64) (time.Time, bool) {
	if serial < 1 || serial > lastDay || math.IsNaN(serial) {
		return time.Time{}, false
	}
	days, part := math.Modf(serial)
	first := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	switch {
	case w.from1904:
		first = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	case days < 61:
		first = first.AddDate(0, 0, 1)
	}
	return first.AddDate(0, 0, int(days)).Add(time.Duration(part * float64(24*time.Hour)).Round(time.Second)), true
}

// cellRange is a block of cells, from 0 and 1 on, the last included.
type cellRange struct{ column, row, lastColumn, lastRow int }

func parseRange(ref string) (cellRange, bool) {
	from, to, ok := strings.Cut(ref, ":")
	if !ok {
		return cellRange{}, false
	}
	c1, r1, ok1 := parseCell(from)
	c2, r2, ok2 := parseCell(to)
	return cellRange{c1, r1, c2, r2}, ok1 && ok2 && c1 <= c2 && r1 <= r2
}

// parseCell reads the name of a cell: its column from 0 on, its row from 1 on.
func parseCell(ref string) (column, row int, ok bool) {
	i := 0
	for ; i < len(ref) && 'A' <= ref[i] && ref[i] <= 'Z'; i++ {
		if column = column*26 + int(ref[i]-'A') + 1; column > sheetColumns {
			return 0, 0, false
		}
	}
	row, err := strconv.Atoi(ref[i:])
	return column - 1, row, err == nil && i > 0 && row > 0
}

// spread writes the text of merged cells into each of them, so that a heading
// over several columns, and a value over several rows, is found in all.
func spread(rows []sheetRow, merged []cellRange) {
	byNumber := make(map[int]int, len(rows))
	for i, r := range rows {
		byNumber[r.number] = i
	}
	filled := 0
	for _, m := range merged {
		first, ok := byNumber[m.row]
		if !ok || m.column >= len(rows[first].cells) || m.lastColumn >= registerColumns || rows[first].cells[m.column] == "" {
			continue
		}
		text := rows[first].cells[m.column]
		for row := m.row; row <= m.lastRow; row++ {
			i, ok := byNumber[row]
			if !ok {
				continue
			}
			if filled += m.lastColumn - m.column + 1; filled > sheetRows {
				return
			}
			for len(rows[i].cells) <= m.lastColumn {
				rows[i].cells = append(rows[i].cells, "")
			}
			for c := m.column; c <= m.lastColumn; c++ {
				if rows[i].cells[c] == "" {
					rows[i].cells[c] = text
					rows[i].merged = append(rows[i].merged, c)
				}
			}
		}
	}
}
