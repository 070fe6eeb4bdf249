package index

import (
	"strconv"
	"strings"

	"tracuu/index/directive"
)

// readDate reads a date as people type it: ISO 8601 ("2021-08-06", "2021-08",
// "2021") or in the Vietnamese order ("6/8/2021", "08/2021", "6.8.2021").
func readDate(s string) (directive.Date, bool) {
	s = strings.TrimSpace(s)
	if d, err := directive.ParseDate(s); err == nil {
		return d, true
	}
	parts := strings.FieldsFunc(s, func(r rune) bool { return r == '/' || r == '-' || r == '.' })
	if len(parts) < 2 || len(parts) > 3 || len(parts[len(parts)-1]) != 4 {
		return directive.Date{}, false
	}
	iso := parts[len(parts)-1]
	for i := len(parts) - 2; i >= 0; i-- {
		n, err := strconv.Atoi(parts[i])
		if err != nil || n < 1 || n > 31 {
			return directive.Date{}, false
		}
		iso += "-" + twoDigits(n)
	}
	d, err := directive.ParseDate(iso)
	return d, err == nil
}

func twoDigits(n int) string {
	if n < 10 {
		return "0" + strconv.Itoa(n)
	}
	return strconv.Itoa(n)
}

// vietnameseDate prints a date in the Vietnamese order, to its precision.
func vietnameseDate(d directive.Date) string {
	switch d.Precision() {
	case directive.PrecisionDay:
		return strconv.Itoa(d.Day) + "/" + strconv.Itoa(d.Month) + "/" + strconv.Itoa(d.Year)
	case directive.PrecisionMonth:
		return strconv.Itoa(d.Month) + "/" + strconv.Itoa(d.Year)
	case directive.PrecisionYear:
		return strconv.Itoa(d.Year)
	}
	return ""
}

// datePhrase is the date after its noun: "ngày 6/8/2021", "tháng 8/2021",
// "năm 2021".
func datePhrase(d directive.Date) string {
	noun := map[directive.Precision]string{
		directive.PrecisionDay: "ngày ", directive.PrecisionMonth: "tháng ", directive.PrecisionYear: "năm ",
	}
	return noun[d.Precision()] + vietnameseDate(d)
}
