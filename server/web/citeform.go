package web

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"tracuu/index/directive"
)

// citeForm is a document as one cites it the first time.
type citeForm struct {
	Style string // state or party
	Text  string
}

// citeForms are both ways to cite a document. State: type, number, date in words,
// issuer, subject (Nghị định 30/2020/NĐ-CP, Phụ lục I). Party: a comma before the
// date, which is in digits (Hướng dẫn 36-HD/VPTW).
func citeForms(d *directive.Directive) []citeForm {
	if d.Number == "" && d.Type == "" {
		return nil
	}
	name := string(d.Type)
	if d.Number != "" {
		name = strings.TrimSpace(name + " số " + d.Number)
	}
	var after string
	if d.Issuer != "" {
		after = " của " + d.Issuer
	}
	after += subject(d.Title)
	state, party := name, name
	if day := longDate(d.Issued); day != "" {
		state += " " + day
	}
	if day := shortDate(d.Issued); day != "" {
		party += ", " + day
	}
	return []citeForm{{"state", state + after}, {"party", party + after}}
}

// subject is a trích yếu in the middle of a sentence.
func subject(title string) string {
	title = strings.Join(strings.Fields(title), " ")
	if title == "" {
		return ""
	}
	for _, lead := range []string{"V/v ", "v/v ", "V/v: "} {
		if rest, ok := strings.CutPrefix(title, lead); ok {
			return " về việc " + rest
		}
	}
	first, size := utf8.DecodeRuneInString(title)
	second, _ := utf8.DecodeRuneInString(title[size:])
	if unicode.IsUpper(first) && !unicode.IsUpper(second) {
		title = string(unicode.ToLower(first)) + title[size:]
	}
	return " " + title
}

// longDate writes a date as state documents do: days below 10 and the first two
// months with a zero before.
func longDate(d directive.Date) string {
	month := fmt.Sprint(d.Month)
	if d.Month < 3 {
		month = fmt.Sprintf("%02d", d.Month)
	}
	switch d.Precision() {
	case directive.PrecisionDay:
		return fmt.Sprintf("ngày %02d tháng %s năm %d", d.Day, month, d.Year)
	case directive.PrecisionMonth:
		return fmt.Sprintf("tháng %s năm %d", month, d.Year)
	case directive.PrecisionYear:
		return fmt.Sprintf("năm %d", d.Year)
	}
	return ""
}

func shortDate(d directive.Date) string {
	if d.Precision() != directive.PrecisionDay {
		return longDate(d)
	}
	month := fmt.Sprint(d.Month)
	if d.Month < 3 {
		month = fmt.Sprintf("%02d", d.Month)
	}
	return fmt.Sprintf("ngày %02d/%s/%d", d.Day, month, d.Year)
}
