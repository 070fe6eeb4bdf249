package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"tracuu/analyzers/viet"
	"tracuu/index/directive"
)

// maxIssuerTokens bounds the name of an issuing body.
const maxIssuerTokens = 24

// issuerAt reads the name of an issuing body that starts at token i and gives the
// token past it; end is i where no body is named. Joint lets commas join several
// bodies.
func (v *view) issuerAt(i int, joint bool) (name string, end int) {
	if !v.upper(i) && !(issuerStarts[v.fold(i)] && bodyInLower(v, i)) {
		return v.centralInLower(i)
	}
	if w, _, ok := v.kindFrom(i); ok && !w.abbrev {
		return "", i
	}
	end = i + 1
	for end < len(v.tokens) && end < i+maxIssuerTokens && v.continuesIssuer(end, joint) && !v.completes(i, end) {
		end++
	}
	for end > i && v.isAny(end-1, "-", "–", "—", "va", ",", "(", ".", "cac") {
		end--
	}
	if name, whole := v.centralInLower(i); whole > end {
		return name, whole
	}
	if !v.readable(i, end) || v.placeUnclear(end) {
		return "", i
	}
	return canonicalIssuer(v.words(i, end)), end
}

// placeUnclear reports a body whose place may follow without a capital, "ủy ban
// nhân dân tỉnh sông bé": where it ends nobody can tell, and the body of the wrong
// province is worse than none.
func (v *view) placeUnclear(end int) bool {
	return v.isAny(end-1, "tinh", "huyen", "pho") && v.joined(end) && v.tokens[end].kind == wordToken && !v.upper(end) &&
		!afterIssuer[v.lower(end)] && v.fold(end) != "va"
}

// centralInLower reads the name of a known body written without capitals: "của
// thủ tướng chính phủ".
func (v *view) centralInLower(i int) (name string, end int) {
	var key [96]byte
	b, end := key[:0], i
	for k := i; k < i+14 && k < len(v.tokens) && (k == i || v.joined(k)); k++ {
		if v.tokens[k].kind != wordToken {
			if v.fold(k) == "," && k > i {
				continue
			}
			break
		}
		b = append(append(b, ' '), v.tokens[k].fold...)
		if usual, ok := fullBodies()[string(b[1:])]; ok {
			name, end = usual, k+1
		}
	}
	if v.placeUnclear(end) {
		return "", i
	}
	return name, end
}

// readable reports whether tokens [i, end) are words of Vietnamese rather than
// what a scanner makes of them; abbreviations do not count.
func (v *view) readable(i, end int) bool {
	words, garbled := 0, 0
	for k := i; k < end; k++ {
		if t := v.tokens[k]; t.kind == wordToken && !v.shouted(k) {
			if words++; !viet.IsSyllable(viet.Compose(v.text[t.Start:t.End])) {
				garbled++
			}
		}
	}
	return words == 0 || 3*garbled <= words
}

// completes reports whether tokens [i, end) are the full name of a known body and
// what follows them is no more of it: a word without capital, or one that is not
// in capitals after a name that is.
func (v *view) completes(i, end int) bool {
	next := v.tokens[end]
	if next.kind != wordToken || next.fold == "va" || v.tokens[end-1].kind == markToken || v.fold(end-1) == "va" {
		return false
	}
	if next.upper && end-i >= 2 && v.shouted(i) && v.shouted(end-1) && !v.shouted(end) && next.gap == gapLine {
		return true
	}
	if next.upper && next.fold != "bo" && next.fold != "so" {
		return false
	}
	var key [96]byte
	b := key[:0]
	for k := i; k < end; k++ {
		if v.tokens[k].kind == wordToken {
			b = append(append(b, ' '), v.tokens[k].fold...)
		}
	}
	_, full := fullBodies()[string(b[1:])]
	return full && !bodyGoesOn[v.lower(end)]
}

// bodyInLower reports a body written without a capital: "tỉnh ủy", "liên Bộ".
func bodyInLower(v *view, i int) bool {
	return v.fold(i) == "ubnd" || v.fold(i) == "hdnd" || v.isAny(i+1, "uy") || v.fold(i) == "lien" && v.fold(i+1) == "bo" ||
		v.fold(i) == "uy" && v.fold(i+1) == "ban" || v.upper(i+1) && !v.isAny(i, "thi", "thu", "phong")
}

// continuesIssuer reports whether token i belongs to the name of the body before
// it.
func (v *view) continuesIssuer(i int, joint bool) bool {
	t := v.tokens[i]
	if t.gap == gapBreak || v.endsSentence(i) {
		return false
	}
	inside := insideIssuer[[2]string{v.fold(i), v.fold(i + 1)}] || insideIssuer[[2]string{v.fold(i - 1), v.fold(i)}]
	switch {
	case t.kind == digitToken:
		return v.isAny(i-1, "quan", "phuong", "vuc", "so", "khu") && len(t.fold) <= 2 || v.isCovid(i)
	case t.kind == markToken:
		return v.markInIssuer(i, joint)
	case v.isAny(i, "va"):
		return v.andInIssuer(i + 1)
	case v.startsSummary(i), v.is(i, "v", "/", "v"), t.fold == "ve" && v.lower(i) == "về":
		return false
	case t.upper:
		w, _, kind := v.kindFrom(i)
		return !kind || w.abbrev || v.isAny(i-1, "-", "bo", "so", "vu", "phong", "ban")
	}
	if w, _, ok := v.kindFrom(i); ok && !w.abbrev && !inside {
		return false
	}
	return inside || !afterIssuer[v.lower(i)]
}

// startsSummary reports whether a summary begins at token i.
func (v *view) startsSummary(i int) bool {
	return summaryStarts[[2]string{v.fold(i), v.fold(i + 1)}]
}

// markInIssuer reports whether the mark at token i stands inside a name: the
// hyphen of "Lao động - Thương binh", the comma of "Văn hóa, Thể thao".
func (v *view) markInIssuer(i int, joint bool) bool {
	switch v.fold(i) {
	case "-", "–", "—":
		return v.tokens[i].gap != gapLine && i+1 < len(v.tokens) && (v.tokens[i+1].kind == wordToken || v.isCovid(i+1))
	case "'", "’", "&":
		return true // Đắk R'Lấp, NN&PTNT
	case ".":
		return v.isAny(i-1, "tp", "tx", "q", "p") // TP. Hồ Chí Minh
	case ",":
		if commaInside[[2]string{v.fold(i - 1), v.fold(i + 1)}] {
			return true
		}
		return joint && v.upper(i+1) && bodyWords[v.fold(i+1)]
	}
	return false
}

// isCovid reports whether token i is the 19 of "Covid-19", which names of steering
// committees have.
func (v *view) isCovid(i int) bool {
	return v.fold(i) == "19" && (v.isAny(i-1, "covid") || v.isAny(i-1, "-", "–") && v.isAny(i-2, "covid"))
}

// andInIssuer reports whether the word after "và", at token i, goes on with the
// name or with a second body, and is not the next citation.
func (v *view) andInIssuer(i int) bool {
	if _, _, kind := v.kindFrom(i); kind || !v.joined(i) {
		return false
	}
	return v.upper(i) || twoFields[[2]string{v.fold(i - 2), v.fold(i)}]
}

// toneOnFirst writes "uỷ" as the registry does.
var toneOnFirst = strings.NewReplacer("uỷ", "ủy", "Uỷ", "Ủy")

var codeMarks = strings.NewReplacer("&", "", "-", "", ",", "")

// hasCode reports whether two capitals stand side by side in a name.
func hasCode(name string) bool {
	before := false
	for _, r := range name {
		upper := unicode.IsUpper(r)
		if upper && before {
			return true
		}
		before = upper
	}
	return false
}

// spellCode spells out a body of the centre, or an office that every place has, that
// a name gives by its code: "Bộ GTVT", "Thống đốc NHNN", "Sở VH,TT&DL tỉnh".
// Codes that are also words of longer names spellShort has written out before.
func spellCode(name string) string {
	if !hasCode(name) {
		return name
	}
	ws := strings.Fields(name)
	for i, w := range ws {
		code := codeMarks.Replace(w)
		if !isUpper(w) || len(code) < 3 || viet.IsSyllable(strings.ToLower(code)) {
			continue
		}
		for _, lead := range []string{"Bộ", "Sở", ""} {
			if lead != "" && (i == 0 || ws[i-1] != lead) {
				continue
			}
			initial, _ := utf8.DecodeRuneInString(lead)
			if lead != "" {
				code = string(initial) + code
			}
			b, ok := directive.DefaultBodies().ByCode(code, "")
			if !ok || b.Name == "" || lead == "" && b.Level != directive.LevelCentral {
				break
			}
			from := i
			if lead != "" {
				from--
			}
			return strings.Join(append(append(ws[:from:from], b.Name), ws[i+1:]...), " ")
		}
	}
	return name
}

// officesOf are heads of bodies that texts name for the body, by folded form.
var officesOf = map[string]string{"bo truong ": "Bộ trưởng ", "thu truong ": "Thứ trưởng ", "chu tich ": "Chủ tịch "}

// canonicalIssuer sets a name in normal case, spells abbreviations out, and gives
// a body that needs no place its usual spelling.
func canonicalIssuer(name string) string {
	name = spellCode(toneOnFirst.Replace(bodyCase(spellShort(strings.Trim(name, ` .,;:"“”`)))))
	if strings.HasPrefix(name, "Quý ") {
		return "" // the addressee, by courtesy
	}
	key := viet.FoldKey(name)
	if usual, ok := fullBodies()[key]; ok {
		return usual
	}
	for folded, office := range officesOf {
		if rest, ok := strings.CutPrefix(key, folded); ok && fullBodies()[rest] != "" {
			return office + fullBodies()[rest]
		}
	}
	return name
}
