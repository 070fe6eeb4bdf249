package index

import (
	"fmt"
	"slices"
	"strconv"

	"tracuu/index/directive"
)

// dateReader reads a date as people type it from the words left: ngày 19/7/2021,
// 19-7-2021, 19 tháng 7 năm 2021, tháng 8/2021. What is typed of it stands for the words
// as well: texts mention dates of other documents.
type dateReader struct{ wordReader }

// typedDateIn finds the first date in a run, a day or a month with its year, and gives
// the words before and after it.
func typedDateIn(words []Word) (date directive.Date, before, after []Word, ok bool) {
	for i := range words {
		r := dateReader{wordReader{words[i:]}}
		if date, ok = r.date(); ok {
			return date, words[:i], r.left, true
		}
	}
	return directive.Date{}, nil, nil, false
}

// date reads [ngày] day [tháng] month [năm] year, or tháng month [năm] year.
func (r *dateReader) date() (directive.Date, bool) {
	day := 0
	if !r.word("tháng", "thang") {
		r.word("ngày", "ngay")
		if day = r.number(2); day == 0 {
			return directive.Date{}, false
		}
		r.word("tháng", "thang")
	}
	month := r.number(2)
	r.word("năm", "nam")
	year := r.number(4)
	if month == 0 || year == 0 {
		return directive.Date{}, false
	}
	written := fmt.Sprintf("%04d-%02d", year, month)
	if day > 0 {
		written += fmt.Sprintf("-%02d", day)
	}
	date, err := directive.ParseDate(written)
	return date, err == nil
}

// number reads a number of one or two digits, or of exactly four; 0 for none.
func (r *dateReader) number(digits int) int {
	if len(r.left) == 0 {
		return 0
	}
	text := r.left[0].Text
	n, err := strconv.Atoi(text)
	if err != nil || n <= 0 || len(text) > digits || digits == 4 && len(text) < digits {
		return 0
	}
	r.left = r.left[1:]
	return n
}

// withTypedDate gives the alternatives to a run that has a date: the words around it in
// a document issued then, and the date as official documents print it. None where it has
// no date.
func withTypedDate(r Run, added *[]Expansion) []Node {
	date, before, after, ok := typedDateIn(r.Words)
	if !ok {
		return nil
	}
	typed := r.Words[len(before) : len(r.Words)-len(after)]
	printed := printedDate(date)
	*added = append(*added, Expansion{Term: wordsText(typed), Also: []string{printed, "ban hành " + printed}})
	var issued Node = Where{From: date, To: date, Span: r.Span}
	if rest := slices.Concat(before, after); len(rest) > 0 {
		issued = And{Nodes: []Node{Run{Words: rest, Span: r.Span}, issued}}
	}
	nodes := []Node{issued}
	if as := wordsOf(printed); foldedKey(as) != foldedKey(typed) {
		nodes = append(nodes, Run{Words: slices.Concat(before, as, after), Span: r.Span})
	}
	return nodes
}

// printedDate is a date as documents print it: days up to 9 and the months 1 and 2 with a
// zero before them (Nghị định 30/2020/NĐ-CP, phụ lục I, phần I, II.4).
func printedDate(d directive.Date) string {
	month := strconv.Itoa(d.Month)
	if d.Month <= 2 {
		month = "0" + month
	}
	printed := fmt.Sprintf("tháng %s năm %d", month, d.Year)
	if d.Day > 0 {
		printed = fmt.Sprintf("ngày %02d %s", d.Day, printed)
	}
	return printed
}
