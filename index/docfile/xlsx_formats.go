package docfile

import (
	"strconv"
	"strings"
	"time"
)

// dateFormat says how a style shows numbers as dates.
type dateFormat int

const (
	noDate dateFormat = iota
	wholeDate
	monthOnly // month and year
	yearOnly
	timeOnly
)

// show writes a date in the order of day, month and year, whatever the style's
// own order, since that is how it is read again.
func (d dateFormat) show(t time.Time) string {
	switch d {
	case monthOnly:
		return t.Format("01/2006")
	case yearOnly:
		return t.Format("2006")
	case timeOnly:
		return t.Format("15:04")
	}
	return t.Format("02/01/2006")
}

// readFormats learns which styles of cells show dates.
func (w *workbook) readFormats(part string) error {
	custom := map[int]string{}
	_, err := w.pack.xml(w.ctx, part, func(e *elements) error {
		return e.find(map[string]func(attrs) error{
			"numFmt": func(a attrs) error {
				if id, err := strconv.Atoi(a.get("numFmtId")); err == nil {
					custom[id] = a.get("formatCode")
				}
				return nil
			},
			"cellXfs": func(attrs) error {
				return e.each(func(_ string, a attrs) error {
					id, _ := strconv.Atoi(a.get("numFmtId"))
					w.formats = append(w.formats, formatOf(id, custom[id]))
					return nil
				}, nil)
			},
		})
	})
	return err
}

// formatOf reads a number format: its number, for those of every workbook (14 to
// 22, 27 to 36 and 45 to 58 are of dates and times, ECMA-376 part 1, 18.8.30), or
// its code.
func formatOf(id int, code string) dateFormat {
	if code == "" {
		switch {
		case id == 17:
			return monthOnly
		case 18 <= id && id <= 21, 45 <= id && id <= 47:
			return timeOnly
		case 14 <= id && id <= 22, 27 <= id && id <= 36, 50 <= id && id <= 58:
			return wholeDate
		}
		return noDate
	}
	letters := bareFormat(code)
	day, year := strings.Contains(letters, "d"), strings.Contains(letters, "y")
	switch {
	case day, year && strings.Contains(letters, "m") && strings.Contains(letters, "h"):
		return wholeDate
	case year && strings.Contains(letters, "m"):
		return monthOnly
	case year:
		return yearOnly
	case strings.Contains(letters, "h"), strings.Contains(letters, "s"):
		return timeOnly
	}
	return noDate
}

// bareFormat is the first section of a format code in small letters, without
// what it quotes, colours and locales.
func bareFormat(code string) string {
	var out strings.Builder
	for i := 0; i < len(code); i++ {
		switch c := code[i]; c {
		case '"', '[':
			end := strings.IndexByte(code[i+1:], map[byte]byte{'"': '"', '[': ']'}[c])
			if end < 0 {
				return strings.ToLower(out.String())
			}
			i += end + 1
		case '\\', '_', '*':
			i++
		case ';':
			return strings.ToLower(out.String())
		default:
			out.WriteByte(c)
		}
	}
	if general := strings.ToLower(out.String()); general != "general" && general != "standard" {
		return general
	}
	return ""
}
