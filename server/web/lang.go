package web

import (
	"fmt"
	"strconv"
	"strings"

	"tracuu/index/directive"
)

// Lang is the language of the words around documents; documents keep theirs.
type Lang string

// The languages.
const (
	Vietnamese Lang = "vi"
	English    Lang = "en"
)

// Say gives a text in the language. Texts are named by their Vietnamese wording, a
// format of package fmt where args are given.
func (l Lang) Say(vietnamese string, args ...any) string {
	text := vietnamese
	if l == English {
		if other, ok := english[vietnamese]; ok {
			text = other
		}
	}
	if len(args) == 0 {
		return text
	}
	return fmt.Sprintf(text, args...)
}

// Number writes a count with its thousands parted, as the language does.
func (l Lang) Number(n int) string {
	digits := strconv.Itoa(n)
	mark := "."
	if l == English {
		mark = ","
	}
	var b strings.Builder
	for i, c := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 && digits[i-1] != '-' {
			b.WriteString(mark)
		}
		b.WriteRune(c)
	}
	return b.String()
}

// Date writes a date to the precision that is known: 6/8/2021, 8/2021, 2021. In
// English the month is a word, since 6/8 would be read as June there.
func (l Lang) Date(d directive.Date) string {
	months := [...]string{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"}
	switch p := d.Precision(); {
	case p == directive.PrecisionNone:
		return ""
	case p == directive.PrecisionYear:
		return strconv.Itoa(d.Year)
	case p == directive.PrecisionMonth && l == English:
		return fmt.Sprintf("%s %d", months[d.Month-1], d.Year)
	case p == directive.PrecisionMonth:
		return fmt.Sprintf("%d/%d", d.Month, d.Year)
	case l == English:
		return fmt.Sprintf("%d %s %d", d.Day, months[d.Month-1], d.Year)
	}
	return fmt.Sprintf("%d/%d/%d", d.Day, d.Month, d.Year)
}
