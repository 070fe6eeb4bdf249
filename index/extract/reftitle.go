package extract

import (
	"strings"
	"unicode/utf8"
)

// maxTitleTokens bounds the summary (trích yếu) of a cited document.
const maxTitleTokens = 90

// readTitles reads the summary that follows a numbered mention: "… của Bộ Y tế về
// việc tăng cường …", "… quy định về hóa đơn, chứng từ".
func (r *reader) readTitles() {
	starts := map[int]bool{}
	for _, m := range r.mentions {
		starts[m.first] = true
	}
	for i := range r.mentions {
		m := &r.mentions[i]
		m.pinpoint = r.view.pinpointBefore(m.first)
		if m.number == "" || m.title != "" {
			continue
		}
		at, ok := r.view.titleStart(m.tail)
		if !ok || m.pinpoint != "" && r.view.is(at, "quy", "dinh") && !r.view.isAny(at+2, "ve", "chi") {
			continue // "khoản 1 Điều 8 Luật … quy định người nộp thuế …" says what the law says
		}
		end := r.view.titleEnd(at, starts)
		m.title = trimTitle(r.view.words(at, end))
		m.tail = max(m.tail, end)
	}
}

// titleStart finds where the summary after token i starts: past "về việc", "V/v"
// and "về", at words such as "quy định".
func (v *view) titleStart(i int) (int, bool) {
	i = v.beforeTitle(i)
	if !v.joined(i) || v.endsSentence(i) {
		return 0, false
	}
	if at := v.quotedTitle(i); at > 0 {
		return at, true
	}
	switch {
	case v.is(i, "v", "/", "v"):
		i += 3
	case v.is(i, "ve", "viec"), v.is(i, "ban", "hanh"):
		i += 2
	case v.isAny(i, "ve") && v.lower(i) != "vệ":
		i++
	case titleVerbs[[2]string{v.fold(i), v.fold(i + 1)}]:
		return i, !v.isAny(i+2, "tai", ":", "nhu")
	default:
		return 0, false
	}
	for v.isAny(i, ":", `"`, "“") && v.joined(i) {
		i++
	}
	return i, i < len(v.tokens) && v.tokens[i].gap != gapBreak
}

// titleVerbs are folded words that open a summary and belong to it.
var titleVerbs = pairSet("quy dinh, qui dinh, huong dan, sua doi, phe duyet")

// beforeTitle steps over what may stand between a citation and its summary: a
// comma, the term of the committee, a remark in parentheses, an opening quote.
func (v *view) beforeTitle(i int) int {
	if v.isAny(i, ",") && v.isAny(i+1, "ve", "v", "quy") {
		i++
	}
	for v.isAny(i, "khoa") && v.joined(i) { // "của Bộ Chính trị khóa XIII về …"
		i += 2
	}
	if v.fold(i) == "(" {
		for k := i + 1; k < i+6; k++ {
			if v.fold(k) == ")" {
				i = k + 1
			}
		}
	}
	if v.isAny(i, `"`, "“") && v.joined(i) {
		i++
	}
	return i
}

// quotedTitle finds the quote that opens a summary a few words after token i:
// "về ban hành “Hướng dẫn cách ly y tế …”".
func (v *view) quotedTitle(i int) int {
	for k := i; k < i+6 && v.joined(k) && !v.endsSentence(k); k++ {
		if v.isAny(k, "“", `"`) {
			return k + 1
		}
		if !v.isAny(k, "ve", "viec", "ban", "hanh", "quy", "dinh", "tam", "thoi", ":") {
			return 0
		}
	}
	return 0
}

// clauseStarts are folded pairs that begin the main clause after a summary and a
// comma.
var clauseStarts = pairSet("de nghi, yeu cau, trong do, nham dam, co hieu, quy dinh, de dam, de bao, can cu, theo do, va de")

// titleEnd finds where the summary that starts at token at ends: at the end of
// the sentence, a closing quote or parenthesis, the next citation of the row, or
// the main clause.
func (v *view) titleEnd(at int, starts map[int]bool) int {
	quoted := v.isAny(at-1, `"`, "“")
	depth := 0
	for i := at; i < len(v.tokens) && i < at+maxTitleTokens; i++ {
		if i > at && (v.endsSentence(i) || !quoted && v.endsSummary(i)) {
			return i
		}
		switch v.fold(i) {
		case "(":
			if v.isAny(i+1, "hieu", "van", "sau", "goi", "kem", "dinh", "theo", "da", "nay", "xem", "duoc", "ban") {
				return i
			}
			depth++
		case ")":
			if depth--; depth < 0 {
				return i
			}
		case ";", "[":
			return i
		case ":":
			if !quoted {
				return i
			}
		case `"`, "”":
			if quoted {
				return i
			}
		case ",", "va":
			if !quoted && depth == 0 && v.leavesTitle(i, starts) {
				return i
			}
		}
	}
	return min(at+maxTitleTokens, len(v.tokens))
}

// afterSummary are folded pairs that go on about the document rather than in its
// summary: "… được sửa đổi, bổ sung bởi …".
var afterSummary = pairSet("duoc sua, da duoc, co hieu, het hieu, sau day, neu tren")

// endsSummary reports whether the text goes on about the document at token i.
func (v *view) endsSummary(i int) bool {
	return afterSummary[[2]string{v.fold(i), v.fold(i + 1)}] || v.fold(i) == "thi" && v.lower(i) == "thì"
}

// leavesTitle reports whether the comma or "và" at token i ends the summary
// rather than going on inside it: the next citation follows, or a body that acts.
func (v *view) leavesTitle(i int, starts map[int]bool) bool {
	next := i + 1
	if starts[next] || v.isAny(next, "va", "cac") && starts[next+1] {
		return true
	}
	if v.fold(i) == "va" {
		return false
	}
	if clauseStarts[[2]string{v.fold(next), v.fold(next + 1)}] {
		return true
	}
	return v.upper(next) && bodyWords[v.fold(next)]
}

// trimTitle cuts what hangs at the edges of a summary.
func trimTitle(s string) string {
	s = strings.TrimSuffix(strings.Trim(s, ` .,;:/"“”-`), " và")
	s = strings.TrimRight(s, " ,")
	if utf8.RuneCountInString(s) < 4 {
		return ""
	}
	return sentenceCase(s)
}
