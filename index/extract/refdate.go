package extract

import (
	"strings"

	"tracuu/index/directive"
)

// datedAt is a date by the tokens it covers.
type datedAt struct {
	first, end int
	date       directive.Date
}

// dateIndex is every date of a text by the token it starts at.
func (v *view) dateIndex() map[int]datedAt {
	dates := map[int]datedAt{}
	for _, d := range directive.FindDates(v.text) {
		if d.Impossible || d.Date.IsZero() {
			continue
		}
		first := v.at(d.Start)
		dates[first] = datedAt{first, v.at(d.End-1) + 1, d.Date}
	}
	return dates
}

// tokensInDates marks the tokens that are part of a date.
func tokensInDates(dates map[int]datedAt, n int) []bool {
	in := make([]bool, n)
	for _, d := range dates {
		for i := d.first; i < d.end; i++ {
			in[i] = true
		}
	}
	return in
}

// beforeDate are folded words that may stand between a number and its date.
var beforeDate = map[string]bool{
	"ban": true, "hanh": true, "ky": true, "cap": true, "duoc": true, "ra": true, "de": true, "vao": true,
	"cung": true,
}

// dateAfter reads the date of the document whose number ends before token i:
// "…, ngày 25/5/2021", "ban hành ngày …", "(06/8/2020)", "… năm 2021", or a bare
// year as web pages write it.
func (r *reader) dateAfter(i int) (directive.Date, int) {
	v := r.view
	start := i
	if end := v.remark(i); end > 0 {
		i = end
	}
	if v.isAny(i, ",", "(") {
		i++
	}
	i = v.pastHour(i)
	for n := 0; n < 3 && beforeDate[v.fold(i)] && v.joined(i); n++ {
		i++
	}
	for n := 0; n < 3 && v.joined(i) && !v.startsLine(i); n++ {
		if d, ok := r.dates[i]; ok {
			return d.date, r.closeDate(start, d.end)
		}
		if d, end := v.brokenDate(i); end > 0 {
			return d, end
		}
		if v.tokens[i].kind == wordToken && !strings.HasPrefix(v.fold(i), "n") || v.isAny(i, ";", ".") {
			break
		}
		i++
	}
	if y := v.bareYear(start); y > 0 {
		return directive.Date{Year: y}, start + 1
	}
	return directive.Date{}, start
}

// pastHour is the token of "ngày" behind the hour of a công điện, "hồi 15h30 ngày
// 17/9/2021"; i where no hour stands there.
func (v *view) pastHour(i int) int {
	k := i
	for v.isAny(k, "hoi", "luc", "vao") {
		k++
	}
	if k >= len(v.tokens) || v.tokens[k].kind != digitToken || len(v.fold(k)) > 2 || !v.isAny(k+1, "h", "gio", "g", ":") {
		return i
	}
	for end := k + 8; k < end && v.joined(k); k++ {
		if v.isAny(k, "ngay") {
			return k
		}
	}
	return i
}

// remark is the token past a short remark in parentheses at token i that holds no
// date, "(lần 2)"; 0 where none stands there.
func (v *view) remark(i int) int {
	if v.fold(i) != "(" || v.isAny(i+1, "ngay") {
		return 0
	}
	for k := i + 2; k < i+6 && v.joined(k); k++ {
		if v.fold(k) == ")" && v.isAny(k+1, "ngay", ",") {
			return k + 1
		}
	}
	return 0
}

// startsLine reports whether a sentence seems to start with token i at a new line,
// although no point ends the one before: "Ngày 26/11/2025, UBND …" below a title.
func (v *view) startsLine(i int) bool {
	return v.tokens[i].gap >= gapLine && v.upper(i) && v.fold(i) == "ngay" || v.endsSentence(i)
}

// closeDate includes the parenthesis that closes a date opened by one.
func (r *reader) closeDate(start, end int) int {
	if r.view.fold(start) == "(" && r.view.fold(end) == ")" {
		return end + 1
	}
	return end
}

// bareYear is the year that follows a number directly: "1175/QĐ-UBND 2020".
func (v *view) bareYear(i int) int {
	if i >= len(v.tokens) || v.tokens[i].kind != digitToken || v.tokens[i].gap != gapBlank || len(v.tokens[i].fold) != 4 {
		return 0
	}
	if y := atoi(v.tokens[i].fold); y >= 1945 && y <= 2100 && !v.isAny(i+1, "/", "-", ".", "%") {
		return y
	}
	return 0
}

// brokenDate reads a numeric date whose year a scan has cut in two:
// "8/10/202 1".
func (v *view) brokenDate(i int) (directive.Date, int) {
	if i+5 >= len(v.tokens) || v.fold(i+1) != "/" || v.fold(i+3) != "/" {
		return directive.Date{}, 0
	}
	year := v.fold(i+4) + v.fold(i+5)
	if v.tokens[i].kind != digitToken || v.tokens[i+5].kind != digitToken || v.tokens[i+5].gap != gapBlank || len(year) != 4 {
		return directive.Date{}, 0
	}
	d := directive.Date{Year: atoi(year), Month: atoi(v.fold(i + 2)), Day: atoi(v.fold(i))}
	if _, err := directive.ParseDate(d.String()); err != nil || d.Precision() != directive.PrecisionDay {
		return directive.Date{}, 0
	}
	return d, i + 6
}

// atoi reads a short run of digits, 0 for anything else.
func atoi(s string) int {
	n := 0
	for _, c := range s {
		if c < '0' || c > '9' || n > 1e8 {
			return 0
		}
		n = n*10 + int(c-'0')
	}
	return n
}
