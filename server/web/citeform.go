package web

import (
	"fmt"
	"slices"
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

// citeForms are the ways to cite a document for the first time. State: type, number, date
// in words, issuer, subject; of a law, bộ luật or pháp lệnh the type and its name alone
// (Nghị định 30/2020/NĐ-CP, Phụ lục I, phần II, on "căn cứ ban hành" and viện dẫn).
// Party: a comma before the date, which is in digits (as Hướng dẫn 36-HD/VPTW itself
// cites: "Quy định số 66-QĐ/TW, ngày 06/02/2017 của Ban Bí thư về …").
func citeForms(d *directive.Directive) []citeForm {
	title := strings.Join(strings.Fields(d.Title), " ")
	if slices.Contains(namedKinds, d.Type) && title != "" {
		return []citeForm{{"state", string(d.Type) + " " + named(d.Type, title)}}
	}
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
	after += subject(title)
	state, party := name, name
	if day := longDate(d.Issued); day != "" {
		state += " " + day
	}
	if day := shortDate(d.Issued); day != "" {
		party += ", " + day
	}
	return []citeForm{{"state", capital(state + after)}, {"party", capital(party + after)}}
}

// namedKinds are cited by their names, without number and date.
var namedKinds = []directive.Kind{"Luật", "Bộ luật", "Pháp lệnh", "Hiến pháp"}

// named is the name of a law without its type, which a subject may begin with.
func named(kind directive.Kind, title string) string {
	head, rest := title[:min(len(kind), len(title))], title[min(len(kind), len(title)):]
	if strings.EqualFold(head, string(kind)) && strings.HasPrefix(rest, " ") {
		title = strings.TrimSpace(rest)
	}
	return title
}

// capital begins with a capital letter, as a citation does that stands alone: one of a
// document without a known type begins with "số".
func capital(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(first)) + text[size:]
}

// verbs of one syllable that subjects begin with, before a name as well ("Giao Sở Y tế").
var verbs = []string{"Về", "Giao", "Cho", "Cử", "Gửi"}

// subject is a trích yếu in the middle of a sentence.
func subject(title string) string {
	if title == "" {
		return ""
	}
	if lead, rest, ok := strings.Cut(title, " "); ok && strings.EqualFold(strings.TrimSuffix(lead, ":"), "v/v") {
		return " về việc " + rest
	}
	lead, rest, _ := strings.Cut(title, " ")
	next, _ := utf8.DecodeRuneInString(rest)
	second, _ := utf8.DecodeRuneInString(strings.TrimLeftFunc(lead, unicode.IsUpper))
	if slices.Contains(verbs, lead) || !unicode.IsUpper(next) && unicode.IsLower(second) {
		first, size := utf8.DecodeRuneInString(title)
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
