package directive

import (
	"cmp"
	"fmt"
	"strconv"
	"time"
)

// Date is a day, a month or a year of the Gregorian calendar, as precise as the
// text that gave it: a zero Day is an unknown day, a zero Month an unknown
// month. The zero value is an unknown date.
type Date struct{ Year, Month, Day int }

// Precision says how much of a Date is known.
type Precision int

// The precisions, from nothing known to a whole day.
const (
	PrecisionNone Precision = iota
	PrecisionYear
	PrecisionMonth
	PrecisionDay
)

// DateError is a date that cannot be read: the text and what is wrong with it.
type DateError struct {
	Text   string
	Reason string
}

func (e *DateError) Error() string {
	return fmt.Sprintf("directive: date %q: %s", e.Text, e.Reason)
}

// ParseDate reads "2021", "2021-08" or "2021-08-06" (ISO 8601, four digits of
// year). A day that the calendar lacks is a *DateError.
func ParseDate(iso string) (Date, error) {
	var d Date
	fail := func(reason string) (Date, error) { return Date{}, &DateError{Text: iso, Reason: reason} }
	switch len(iso) {
	case 4, 7, 10:
	default:
		return fail("want YYYY, YYYY-MM or YYYY-MM-DD")
	}
	parts := []*int{&d.Year, &d.Month, &d.Day}
	for i, at := range []int{0, 5, 8} {
		if at >= len(iso) {
			break
		}
		if i > 0 && iso[at-1] != '-' {
			return fail("want YYYY, YYYY-MM or YYYY-MM-DD")
		}
		end := at + 2
		if i == 0 {
			end = 4
		}
		n, ok := allDigits(iso[at:end])
		if !ok {
			return fail("want digits")
		}
		if n == 0 {
			return fail("zero is no year, month or day")
		}
		*parts[i] = n
	}
	if !d.possible() {
		return fail("no such day")
	}
	return d, nil
}

func allDigits(s string) (int, bool) {
	n := 0
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return 0, false
		}
		n = n*10 + int(s[i]-'0')
	}
	return n, true
}

// possible reports whether the calendar has the date; the unknown date counts
// as possible.
func (d Date) possible() bool {
	if d.Year < 0 || d.Year > 9999 || d.Month < 0 || d.Month > 12 || d.Day < 0 {
		return false
	}
	if d.Year == 0 && d.Month != 0 || d.Month == 0 && d.Day != 0 {
		return false
	}
	return d.Day <= daysIn(d.Year, d.Month)
}

func daysIn(year, month int) int {
	return time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

// IsZero reports whether nothing of the date is known.
func (d Date) IsZero() bool { return d == Date{} }

// Precision says how much of the date is known.
func (d Date) Precision() Precision {
	switch {
	case d.Year == 0:
		return PrecisionNone
	case d.Month == 0:
		return PrecisionYear
	case d.Day == 0:
		return PrecisionMonth
	}
	return PrecisionDay
}

// String is the ISO 8601 form to the known precision; "" for an unknown date.
func (d Date) String() string { return string(d.append(nil)) }

func (d Date) append(b []byte) []byte {
	p := d.Precision()
	if p == PrecisionNone {
		return b
	}
	b = appendPadded(b, d.Year, 4)
	if p >= PrecisionMonth {
		b = appendPadded(append(b, '-'), d.Month, 2)
	}
	if p == PrecisionDay {
		b = appendPadded(append(b, '-'), d.Day, 2)
	}
	return b
}

func appendPadded(b []byte, n, width int) []byte {
	s := strconv.Itoa(n)
	for range width - len(s) {
		b = append(b, '0')
	}
	return append(b, s...)
}

// MarshalText writes the ISO form, so that a Date is a string in JSON.
func (d Date) MarshalText() ([]byte, error) { return d.append(nil), nil }

// UnmarshalText reads the ISO form; the empty string is the unknown date.
func (d *Date) UnmarshalText(b []byte) error {
	if len(b) == 0 {
		*d = Date{}
		return nil
	}
	v, err := ParseDate(string(b))
	if err != nil {
		return err
	}
	*d = v
	return nil
}

// First is the first day that the date may be, in days since 1970-01-01. The
// unknown date has an empty span: First 0 and Last -1.
func (d Date) First() int32 {
	if d.Year == 0 {
		return 0
	}
	return dayNumber(d.Year, max(d.Month, 1), max(d.Day, 1))
}

// Last is the last day that the date may be, in days since 1970-01-01.
func (d Date) Last() int32 {
	switch d.Precision() {
	case PrecisionNone:
		return -1
	case PrecisionYear:
		return dayNumber(d.Year, 12, 31)
	case PrecisionMonth:
		return dayNumber(d.Year, d.Month, daysIn(d.Year, d.Month))
	}
	return dayNumber(d.Year, d.Month, d.Day)
}

const secondsPerDay = 24 * 60 * 60

func dayNumber(year, month, day int) int32 {
	return int32(time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC).Unix() / secondsPerDay)
}

// DateOfDay is the date of a day counted from 1970-01-01, the inverse of First
// for a whole day.
func DateOfDay(day int32) Date {
	t := time.Unix(int64(day)*secondsPerDay, 0).UTC()
	return Date{Year: t.Year(), Month: int(t.Month()), Day: t.Day()}
}

// Overlaps reports whether some day may be both dates; an unknown date overlaps
// none.
func (d Date) Overlaps(other Date) bool {
	return !d.IsZero() && !other.IsZero() && d.First() <= other.Last() && other.First() <= d.Last()
}

// Contains reports whether every day that other may be is one that d may be:
// 2021 contains 2021-08, and each date contains itself.
func (d Date) Contains(other Date) bool {
	return !d.IsZero() && !other.IsZero() && d.First() <= other.First() && other.Last() <= d.Last()
}

// Compare orders dates by their first day and puts the less precise before the
// more precise; the unknown date comes before all others.
func (d Date) Compare(other Date) int {
	if d.IsZero() || other.IsZero() {
		return cmp.Compare(d.Precision(), other.Precision())
	}
	return cmp.Or(cmp.Compare(d.First(), other.First()), cmp.Compare(d.Precision(), other.Precision()))
}
