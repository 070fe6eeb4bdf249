package extract

import (
	"strings"
	"sync"

	"tracuu/analyzers/viet"
	"tracuu/index/directive"
)

// kindPhrase is what a type word of running text names. Kind is empty for a
// generic word such as "văn bản", which announces a document of any type.
type kindPhrase struct {
	kind    directive.Kind
	generic bool
	abbrev  bool // an abbreviation ("NĐ 15"), which counts in capitals only
}

// otherKindWords are type words of running text that are no tên loại of the
// official lists, with the kind they stand for.
var otherKindWords = []struct {
	phrase string
	kindPhrase
}{
	{"văn bản", kindPhrase{generic: true}},
	{"giấy phép", kindPhrase{kind: "Giấy phép"}},
	{"nghị định thư", kindPhrase{kind: "Nghị định thư"}},
	{"nghị quyết liên tịch", kindPhrase{kind: "Nghị quyết liên tịch"}},
	{"thông tư liên tịch", kindPhrase{kind: "Thông tư liên tịch"}},
	{"thông tư liên bộ", kindPhrase{kind: "Thông tư liên tịch"}},
	{"văn bản hợp nhất", kindPhrase{kind: "Văn bản hợp nhất"}},
	{"sắc lệnh", kindPhrase{kind: "Sắc lệnh"}},
	{"sắc luật", kindPhrase{kind: "Sắc luật"}},
	{"bộ luật", kindPhrase{kind: "Bộ luật"}},
	{"luật", kindPhrase{kind: "Luật"}},
	{"pháp lệnh", kindPhrase{kind: "Pháp lệnh"}},
	{"lệnh", kindPhrase{kind: "Lệnh"}},
	{"thông báo kết luận", kindPhrase{kind: "Thông báo"}},
	{"báo cáo thẩm tra", kindPhrase{kind: "Báo cáo"}},
	{"báo cáo thẩm định", kindPhrase{kind: "Báo cáo"}},
}

// kindCodes are the codes that stand for a type word before a number: "NĐ 15",
// "theo HD 31".
var kindCodes = []struct {
	code string
	kind directive.Kind
}{
	{"NĐ", "Nghị định"}, {"NQ", "Nghị quyết"}, {"QĐ", "Quyết định"}, {"CT", "Chỉ thị"},
	{"TT", "Thông tư"}, {"TTLT", "Thông tư liên tịch"}, {"CV", "Công văn"}, {"KL", "Kết luận"},
	{"HD", "Hướng dẫn"}, {"KH", "Kế hoạch"}, {"TB", "Thông báo"}, {"CĐ", "Công điện"},
}

// maxKindWords is the length in words of the longest type word.
const maxKindWords = 4

// kindTable maps folded phrases, words joined by a space, to what they name.
var kindTable = sync.OnceValue(func() map[string]kindPhrase {
	table := map[string]kindPhrase{}
	for _, k := range directive.Kinds() {
		table[viet.Fold(string(k))] = kindPhrase{kind: k}
	}
	for _, w := range otherKindWords {
		table[viet.Fold(w.phrase)] = w.kindPhrase
	}
	for phrase, w := range table { // OCR loses blanks: "Côngvăn"
		if glued := strings.ReplaceAll(phrase, " ", ""); glued != phrase && strings.Count(phrase, " ") == 1 {
			table[glued] = w
		}
	}
	for _, c := range kindCodes {
		table[viet.Fold(c.code)] = kindPhrase{kind: c.kind, abbrev: true}
	}
	return table
})

// kindOpeners are the first words of kindTable.
var kindOpeners = sync.OnceValue(func() map[string]bool {
	words := map[string]bool{}
	for phrase := range kindTable() {
		first, _, _ := strings.Cut(phrase, " ")
		words[first] = true
	}
	return words
})

// kindFrom reads the type word that starts at token i, the longest one.
func (v *view) kindFrom(i int) (kindPhrase, int, bool) {
	if i < 0 || i >= len(v.tokens) || !v.tokens[i].opensKind {
		return kindPhrase{}, 0, false
	}
	return v.kindIn(i, 1)
}

// kindBefore reads the type word that ends before token end, the longest one,
// and gives the token it starts at.
func (v *view) kindBefore(end int) (kindPhrase, int, bool) {
	return v.kindIn(end-1, -1)
}

// kindIn looks for the longest type word that begins at token i and runs
// forward, or ends there and runs back. It gives the token past the word, or the
// word's first one.
func (v *view) kindIn(i, step int) (found kindPhrase, edge int, ok bool) {
	var folds [maxKindWords]string
	var buf [64]byte
	n := 0
	for at := i; n < maxKindWords && at >= 0 && at < len(v.tokens); at += step {
		t := v.tokens[at]
		if t.kind == markToken && t.fold == "." && n > 0 {
			continue // a stray point of OCR: "Quyết. định"
		}
		if t.kind != wordToken || n > 0 && (step > 0 && t.gap == gapBreak || step < 0 && v.tokens[at+1].gap == gapBreak) {
			break
		}
		folds[n] = t.fold
		n++
		key := buf[:0]
		for k := range n {
			word := folds[k]
			if step < 0 {
				word = folds[n-1-k]
			}
			if k > 0 {
				key = append(key, ' ')
			}
			key = append(key, word...)
		}
		if w, hit := kindTable()[string(key)]; hit && v.spelled(w, at) {
			found, edge, ok = w, at, true
			if step > 0 {
				edge = at + 1
			}
		}
	}
	return found, edge, ok
}

// spelled reports whether an abbreviation stands in capitals at token i; a type
// word in full needs none.
func (v *view) spelled(w kindPhrase, i int) bool {
	if !w.abbrev {
		return true
	}
	t := v.tokens[i]
	raw := v.text[t.Start:t.End]
	return raw == strings.ToUpper(raw)
}

// kindOfSymbol is the type that a symbol's code alone gives: none where the code
// may mean several, Công văn for a letter without a code.
func kindOfSymbol(s directive.Symbol) directive.Kind {
	kinds := s.Kinds()
	switch {
	case bodyCodes[s.Code] && s.Code != "CT":
		return ""
	case len(kinds) == 1:
		return kinds[0]
	case len(kinds) == 0 && s.Grammar == directive.Letter:
		return "Công văn"
	}
	return ""
}

// allows reports whether a symbol's code can belong to a document of the kind.
func allows(s directive.Symbol, kind directive.Kind) bool {
	for _, k := range s.Kinds() {
		if k == kind {
			return true
		}
	}
	return false
}

// bodyCodes are type codes that are bodies too: CT the Cục Thuế, TC the Bộ Tài
// chính of old, ĐL the Bộ Điện lực. Whatever they sign bears them.
var bodyCodes = map[string]bool{"CT": true, "TC": true, "ĐL": true}

// contradicts reports whether a symbol's code belongs to another type than the
// type word beside it: "Chỉ thị số 17/CĐ-UBND".
func contradicts(s directive.Symbol, kind directive.Kind) bool {
	if s.Code == "" || bodyCodes[s.Code] || kind == "" {
		return false
	}
	for _, k := range s.Kinds() {
		if strings.HasPrefix(string(kind), string(k)) || strings.HasPrefix(string(k), string(kind)) {
			return false // "Kế hoạch hành động" is a Kế hoạch, TTLT a Thông tư
		}
	}
	return len(s.Kinds()) > 0
}
