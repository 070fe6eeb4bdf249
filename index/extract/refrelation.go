package extract

import (
	"strings"

	"tracuu/index/directive"
)

// relationCues are the words before a citation that say what the citing document
// does to the cited one. Of several the nearest counts, of two that end at one
// word the longer. Each row has an example that a test walks.
var relationCues = []struct {
	words    string // folded
	relation directive.Relation
	example  string
}{
	{"can cu", directive.BasedOn, "Căn cứ Nghị định số 15/2020/NĐ-CP"},
	{"thuc hien", directive.Implements, "Thực hiện Công văn số 3275-CV/BDVTW"},
	{"trien khai", directive.Implements, "triển khai Kế hoạch số 13-KH/TU"},
	{"quan triet", directive.Implements, "quán triệt Chỉ thị số 35-CT/TW"},
	{"thi hanh", directive.Implements, "thi hành Nghị quyết số 128/NQ-CP"},
	{"chap hanh", directive.Implements, "chấp hành nghiêm Chỉ thị số 16/CT-TTg"},
	{"thay the", directive.Replaces, "Hướng dẫn này thay thế Hướng dẫn số 31-HD/BTGTW"},
	{"bai bo", directive.Repeals, "Bãi bỏ Quyết định số 12/2015/QĐ-UBND"},
	{"huy bo", directive.Repeals, "Hủy bỏ Công văn số 1442/UBND-KGVX"},
	{"het hieu luc", directive.Repeals, "hết hiệu lực: Thông tư số 12/2015/TT-BTC"},
	{"sua doi", directive.Amends, "Sửa đổi Nghị định số 126/2020/NĐ-CP"},
	{"bo sung", directive.Amends, "Sửa đổi, bổ sung một số điều của Nghị định số 126/2020/NĐ-CP"},
	{"dinh chinh", directive.Corrects, "Đính chính Thông tư số 80/2021/TT-BTC"},
	{"dinh chi", directive.Suspends, "tạm đình chỉ Quyết định số 12/QĐ-UBND"},
	{"dinh chi thi hanh", directive.Suspends, "Đình chỉ thi hành Quyết định số 12/QĐ-UBND"},
	{"dinh chi thuc hien", directive.Suspends, "Đình chỉ thực hiện Quyết định số 12/QĐ-UBND"},
	{"ngung hieu luc", directive.Suspends, "Ngưng hiệu lực Thông tư số 12/2015/TT-BTC"},
	{"kem theo", directive.Annexes, "Quy chế ban hành kèm theo Quyết định số 907-QĐ/BTGDVTW"},
	{"kem", directive.Annexes, "ban hành kèm Thông tư số 80/2021/TT-BTC"},
	{"tra loi", directive.RepliesTo, "Trả lời Công văn số 144/CV-UBND"},
	{"phuc dap", directive.RepliesTo, "Phúc đáp Công văn số 144/CV-UBND"},
	{"theo", directive.Cites, "thực hiện theo Nghị định số 15/2020/NĐ-CP"},
	{"tai", directive.Cites, "quy định tại Thông tư số 80/2021/TT-BTC"},
	{"boi", directive.Cites, "đã được sửa đổi bởi Nghị định số 91/2022/NĐ-CP"},
}

// cuesByLastWord finds the cues that end with a folded word.
var cuesByLastWord = map[string][]int{}

func init() {
	for i, c := range relationCues {
		last := c.words[strings.LastIndexByte(c.words, ' ')+1:]
		cuesByLastWord[last] = append(cuesByLastWord[last], i)
	}
}

// readRelations gives each mention the relation that the words before it
// announce. A mention goes on with the relation of the row, or of the sentence,
// that it stands in; one inside the summary of another is only cited.
func (r *reader) readRelations() {
	for i := range r.mentions {
		m := &r.mentions[i]
		m.relation = directive.Cites
		from := 0
		if i > 0 {
			prev := r.mentions[i-1]
			if m.row == prev.row {
				m.relation = prev.relation
				continue
			}
			from = prev.end
			if rel, sameSentence := r.afterPrevious(prev, *m); sameSentence {
				m.relation = rel
				continue
			}
		}
		if rel, ok := r.view.cueBefore(m.first, from); ok {
			m.relation = rel
		} else if rel, ok := r.view.leadIn(m.first); ok {
			m.relation = rel
		}
	}
	r.repealRows()
}

// leadReach bounds how far above an item its lead-in is looked for, in tokens.
const leadReach = 4000

// leadIn is what the sentence above a list says of all its items, where it ends the
// force of them or changes them: "Bãi bỏ toàn bộ các văn bản sau:" and below "1.
// Quyết định số …". Token i is where an item's first citation starts.
func (v *view) leadIn(i int) (directive.Relation, bool) {
	if !v.startsItem(i) {
		return "", false
	}
	for k := i - 1; k > 0 && k > i-leadReach; k-- {
		switch {
		case v.tokens[k].gap >= gapLine && v.tokens[k].upper && v.isAny(k, "dieu") && v.isAny(k+2, ".", ":"):
			return "", false // another article
		case v.fold(k) == ":" && k+1 < len(v.tokens) && v.tokens[k+1].gap >= gapLine:
			if rel, ok := v.cueBefore(k, max(0, k-40)); ok {
				return rel, weight[rel] >= weight[directive.Corrects]
			}
		}
	}
	return "", false
}

// startsItem reports whether token i is the first of an item of a list: behind "1.",
// "a)" or a dash at the start of a line.
func (v *view) startsItem(i int) bool {
	switch {
	case i < 2:
		return false
	case v.isAny(i-1, ".", ")"):
		return i >= 3 && v.tokens[i-2].gap >= gapLine && len(v.fold(i-2)) <= 3 && v.tokens[i-2].kind != markToken
	case v.isAny(i-1, "-", "–", "+", "•"):
		return v.tokens[i-1].gap >= gapLine
	}
	return false
}

// afterPrevious decides the relation of a mention that follows another in one
// sentence. Between them stands either the summary of the first, which makes the
// second a nested citation, or a comma or semicolon with or without a cue of its
// own.
func (r *reader) afterPrevious(prev, m mention) (directive.Relation, bool) {
	v := r.view
	if !r.sameSentence(prev.end, m.first) {
		return "", false
	}
	if rel, ok := v.cueBefore(m.first, max(prev.end, v.lastOf(m.first, prev.end, ";"))); ok {
		if m.first < prev.tail {
			return directive.Cites, true
		}
		return rel, true
	}
	if m.first < prev.tail || prev.relation == directive.Annexes {
		return directive.Cites, true
	}
	return prev.relation, true
}

// lastOf is the last token before i, and not before from, that is the mark; from
// where there is none.
func (v *view) lastOf(i, from int, mark string) int {
	for k := i - 1; k > from; k-- {
		if v.fold(k) == mark {
			return k
		}
	}
	return from
}

// cueBefore finds the nearest cue before token i in its sentence and not before
// token from.
func (v *view) cueBefore(i, from int) (directive.Relation, bool) {
	for k := i - 1; k >= from && k >= i-40 && !v.endsSentence(k+1); k-- {
		best := -1
		for _, c := range cuesByLastWord[v.fold(k)] {
			if v.endsWith(k, relationCues[c].words) && (best < 0 || len(relationCues[c].words) > len(relationCues[best].words)) {
				best = c
			}
		}
		if best < 0 {
			continue
		}
		rel := relationCues[best].relation
		if relationCues[best].words == "tai" { // "Thực hiện ý kiến chỉ đạo của … tại Công văn số …"
			if outer, ok := v.cueBefore(k, from); ok && outer != directive.Cites && weight[outer] <= weight[directive.BasedOn] && v.asksBefore(k, from) {
				return outer, true
			}
		}
		if rel == directive.Annexes { // "Bãi bỏ Điều 7 Quy định ban hành kèm theo Quyết định số …"
			if outer, ok := v.cueBefore(k, from); ok && weight[outer] > weight[directive.BasedOn] {
				return outer, true
			}
		}
		return rel, true
	}
	return "", false
}

// asksBefore reports whether what stands at the cited place is an order or a request:
// "chỉ đạo", "ý kiến", "yêu cầu", "đề nghị", "kết luận" between token from and "tại".
func (v *view) asksBefore(i, from int) bool {
	for k := i - 1; k > max(from, i-30) && !v.endsSentence(k+1); k-- {
		if v.is(k-1, "chi", "dao") || v.is(k-1, "y", "kien") || v.is(k-1, "yeu", "cau") || v.is(k-1, "de", "nghi") {
			return true
		}
	}
	return false
}

// repealedAfter reports what is said of a document after its citation: that it
// is no longer in force.
func (v *view) repealedAfter(i int) bool {
	if v.isAny(i, "da", "se") {
		i++
	}
	return v.is(i, "het", "hieu", "luc") || v.is(i, "bi", "bai", "bo") || v.is(i, "bi", "huy", "bo")
}

// repealRows gives the mentions of a row, or of a sentence of citations joined by
// commas and "và", the repeal that is said after the last of them.
func (r *reader) repealRows() {
	for i := range r.mentions {
		if !r.view.repealedAfter(r.mentions[i].tail) {
			continue
		}
		for k := i; k >= 0 && (k == i || r.separatorsOnly(r.mentions[k].tail, r.mentions[k+1].first)); k-- {
			if r.mentions[k].relation == directive.Cites {
				r.mentions[k].relation = directive.Repeals
			}
		}
	}
}

// endsWith reports whether the folded words of a phrase end at token k.
func (v *view) endsWith(k int, phrase string) bool {
	for {
		at := strings.LastIndexByte(phrase, ' ')
		if v.fold(k) != phrase[at+1:] {
			return false
		}
		if at < 0 {
			return true
		}
		phrase = phrase[:at]
		k--
	}
}
