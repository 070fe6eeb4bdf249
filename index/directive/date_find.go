package directive

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"tracuu/analyzers/viet"
)

// FoundDate is a date in running text. Its span takes in the words "ngày",
// "tháng" and "năm" that belong to it; Raw is the text of the span.
type FoundDate struct {
	Span
	// Date is as precise as the text; the unknown date where Impossible or
	// Yearless.
	Date Date
	Raw  string
	// Printed is the day, month and year as printed, 0 for what is absent, so
	// that a reader who knows better (a month-first web page, a stamp whose year
	// stands elsewhere) can use them.
	Printed [3]int
	// Blank marks a form that was left to be filled in by hand, or whose writing
	// was not read ("ngày … tháng … năm 2021"): only the year, or the month and
	// the year, are known.
	Blank bool
	// Impossible marks a date that the calendar lacks (31/02/2021, 7/28/2021) or
	// a year outside 1900–2100.
	Impossible bool
	// Yearless marks a day and month without a year ("ngày 11/8").
	Yearless bool
	// ShortYear marks a year of two digits, read as 1950–2049 ("ngày 9/8/21").
	ShortYear bool
}

const firstYear = 1900

// FindDates finds every date of a Vietnamese text, in order, without overlap: in
// words (ngày 6 tháng 8 năm 2021), in figures, day first (06/8/2021, 6-8-2021), in
// ISO form, months (tháng 8/2021) and years, these only after the word "năm".
// Nothing is mended: what the calendar lacks comes back flagged.
func FindDates(text string) []FoundDate {
	var found []FoundDate
	last := 0
	for i := 0; i < len(text); {
		if text[i]-'0' > 9 {
			i++
			continue
		}
		end := skipDigits(text, i)
		f, ok := FoundDate{}, false
		switch end - i {
		case 4:
			f, ok = dateAtYear(text, i, end)
		case 1, 2:
			f, ok = dateAtDay(text, i, end)
		}
		if ok && f.Start >= last {
			f.Raw = text[f.Start:f.End]
			found = append(found, f)
			end = max(end, f.End)
			last = f.End
		}
		i = end
	}
	return found
}

// setDay notes a printed day, setMonth a month; a printed zero is no day.
func (f *FoundDate) setDay(n int) { f.Printed[0], f.Impossible = n, f.Impossible || n == 0 }

func (f *FoundDate) setMonth(n int) { f.Printed[1], f.Impossible = n, f.Impossible || n == 0 }

// settle turns what was printed into a date, or flags it.
func (f FoundDate) settle() FoundDate {
	d := Date{Year: f.Printed[2], Month: f.Printed[1], Day: f.Printed[0]}
	if f.Blank && d.Month == 0 {
		d.Day = 0
	}
	if f.Impossible || d.Year < firstYear || d.Year > lastYear || !d.possible() {
		f.Impossible = true
		return f
	}
	f.Date = d
	return f
}

// dateAtYear reads the date whose year of four digits is text[i:end], backwards
// from it.
func dateAtYear(text string, i, end int) (FoundDate, bool) {
	year, _ := allDigits(text[i:end])
	f := FoundDate{Span: Span{i, end}, Printed: [3]int{0, 0, year}}
	if iso, ok := isoDate(text, f); ok {
		return iso.settle(), true
	}
	t := pieceBefore(text, i)
	switch {
	case t.word == "nam":
		if f, ok := beforeNam(text, f, t); ok {
			return f.settle(), true
		}
	case t.isDateMark() && !runsOn(text, end, t.mark):
		if f, ok := beforeMark(text, f, t); ok {
			return f.settle(), true
		}
	}
	return FoundDate{}, false
}

// runsOn reports whether figures go on after a year, so that they are no date but
// a number: 15/8/2021/TT-BTC.
func runsOn(text string, end int, mark byte) bool {
	if end+1 >= len(text) || text[end] != mark {
		return false
	}
	r, _ := utf8.DecodeRuneInString(text[end+1:])
	return unicode.IsDigit(r) || mark != '.' && unicode.IsLetter(r)
}

// beforeNam reads "ngày 6 tháng 8" or "ngày 6/8" before the word "năm"; without
// them the year stands alone.
func beforeNam(text string, f FoundDate, nam piece) (FoundDate, bool) {
	f.Start = nam.start
	t := pieceBefore(text, nam.start)
	switch {
	case t.isShort():
		month := pieceBefore(text, t.start)
		if month.word == "thang" {
			f.setMonth(t.number)
			return beforeThang(text, f, month), true
		}
		if day := pieceBefore(text, month.start); month.isDateMark() && day.isShort() {
			f.setDay(day.number)
			f.setMonth(t.number)
			f.Start = day.start
			return withNgay(text, f), true
		}
	case t.word == "thang":
		f.Blank = true
		return beforeThang(text, f, t), true
	case t.kind != pieceNone:
		month := pieceBefore(text, t.start)
		if month.word != "thang" || !t.isBlank() {
			break
		}
		blank := f
		blank.Blank = true
		blank = beforeThang(text, blank, month)
		if t.kind == pieceMark || blank.saysNgay(text) {
			return blank, true // but "6 tháng đầu năm 2021" is a year
		}
	}
	return f, yearAlone(text, f, nam)
}

// yearAlone tells a year from a count of years (5 năm 2021-2025), a range, and
// the word "Nam" (Việt Nam 2021).
func yearAlone(text string, f FoundDate, nam piece) bool {
	word := strings.ToLower(viet.Compose(nam.raw))
	if word != "năm" || pieceBefore(text, nam.start).kind == pieceNumber {
		return false
	}
	sep := separatorAt(text, f.End)
	return sep.kind != hyphen && sep.kind != slash || charAt(text, sep.end).class != digit
}

// beforeThang reads "ngày 6" before the word "tháng".
func beforeThang(text string, f FoundDate, thang piece) FoundDate {
	f.Start = thang.start
	t := pieceBefore(text, thang.start)
	switch {
	case t.isShort():
		f.setDay(t.number)
		f.Start = t.start
		return withNgay(text, f)
	case t.word == "ngay":
		f.Blank, f.Start = true, t.start
	case t.isBlank():
		if ngay := pieceBefore(text, t.start); ngay.word == "ngay" {
			f.Blank, f.Start = true, ngay.start
		}
	}
	return f
}

// beforeMark reads "6/8" or "tháng 8" before the mark in front of the year.
func beforeMark(text string, f FoundDate, mark piece) (FoundDate, bool) {
	month := pieceBefore(text, mark.start)
	if !month.isShort() {
		return f, false
	}
	f.setMonth(month.number)
	t := pieceBefore(text, month.start)
	if t.word == "thang" {
		return beforeThang(text, f, t), true
	}
	day := pieceBefore(text, t.start)
	if t.mark != mark.mark || !day.isShort() || insideNumber(text, day.start) {
		return f, false
	}
	f.setDay(day.number)
	f.Start = day.start
	f = withNgay(text, f)
	phone := mark.mark == '-' && (f.Printed[2] < firstYear || f.Printed[2] > lastYear) && !f.saysNgay(text)
	return f, !phone
}

// insideNumber reports whether the figures at byte i continue others.
func insideNumber(text string, i int) bool {
	if i == 0 {
		return false
	}
	c := text[i-1]
	return c-'0' <= 9 || (c == '/' || c == '.' || c == ',') && i > 1 && text[i-2]-'0' <= 9
}

// saysNgay reports whether the span starts with the word "ngày".
func (f FoundDate) saysNgay(text string) bool { return pieceAfter(text, f.Start).word == "ngay" }

// withNgay takes the word "ngày" before a day into the span.
func withNgay(text string, f FoundDate) FoundDate {
	if t := pieceBefore(text, f.Start); t.word == "ngay" {
		f.Start = t.start
	}
	return f
}

// isoDate reads 2021-08-06.
func isoDate(text string, f FoundDate) (FoundDate, bool) {
	if f.End+6 > len(text) || text[f.End] != '-' || text[f.End+3] != '-' || insideNumber(text, f.Start) {
		return f, false
	}
	month, ok1 := allDigits(text[f.End+1 : f.End+3])
	day, ok2 := allDigits(text[f.End+4 : f.End+6])
	if !ok1 || !ok2 || f.End+6 < len(text) && text[f.End+6]-'0' <= 9 {
		return f, false
	}
	f.setMonth(month)
	f.setDay(day)
	f.End += 6
	return f, true
}

// dateAtDay reads what has no year of four digits, only after the word "ngày":
// "ngày 11/8", "ngày 11 tháng 8", "ngày 9/8/21".
func dateAtDay(text string, i, end int) (FoundDate, bool) {
	ngay := pieceBefore(text, i)
	if ngay.word != "ngay" {
		return FoundDate{}, false
	}
	day, _ := allDigits(text[i:end])
	mark := pieceAfter(text, end)
	month := pieceAfter(text, mark.end)
	if !month.isShort() || !mark.isDateMark() && mark.word != "thang" {
		return FoundDate{}, false
	}
	f := FoundDate{Span: Span{ngay.start, month.end}, Printed: [3]int{day, month.number, 0}}
	next := pieceAfter(text, month.end)
	year := pieceAfter(text, next.end)
	switch {
	case year.isShort() && year.end-year.start == 2 && next.mark == mark.mark && mark.isDateMark() && next.end == year.start:
		f.End, f.ShortYear = year.end, true
		f.Printed[2] = year.number
		return f.shortYear(), true
	case year.kind == pieceNumber && (next.word == "nam" || next.isDateMark()):
		return FoundDate{}, false // the year of four digits will find it
	}
	f.Yearless = true
	d := Date{Year: 2000, Month: month.number, Day: day}
	f.Impossible = !d.possible() || d.Precision() != PrecisionDay
	return f, true
}

// shortYear reads the two digits of the year as 1950–2049.
func (f FoundDate) shortYear() FoundDate {
	full := f
	full.Printed[2] += 1900
	if f.Printed[2] < 50 {
		full.Printed[2] += 100
	}
	full = full.settle()
	f.Date, f.Impossible = full.Date, full.Impossible
	return f
}
