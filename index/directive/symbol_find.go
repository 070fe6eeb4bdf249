package directive

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"tracuu/analyzers/viet"
)

// FoundSymbol is a symbol in running text. Raw is the text of the span; Repairs
// name what its canonical form mends.
type FoundSymbol struct {
	Span
	Symbol  Symbol
	Raw     string
	Repairs []Repair
}

// FindSymbols finds every document number of a text or query, in order, without
// overlap. It takes linear time: it stops at digits only and reads a bounded
// stretch after each.
func FindSymbols(text string) []FoundSymbol {
	var found []FoundSymbol
	form := -1 // end of the latest form number (Mẫu số 01/CKNS-BC)
	for i := 0; i < len(text); {
		if c := text[i]; c-'0' > 9 && c != 0xEF {
			i++
			continue
		}
		start := numberStart(text, i)
		m, ok := match{}, false
		if startsHere(text, start) {
			m, ok = matchAt(text, start)
		} else if gluedType(text[:start]) {
			m, ok = matchAt(text, start)
			ok = ok && m.strength == strong
		}
		if !ok {
			i = skipDigits(text, i)
			continue
		}
		switch {
		case isForm(text, m.start) || form >= 0 && isJoin(text[form:m.start]):
			form = m.end
		case endsHere(text, m.end) && (m.strength > weak || wanted(text, m, found)):
			found = append(found, m.found(text))
		}
		i = m.end
	}
	return found
}

// numberStart takes in the letters before a digit that OCR reads for digits.
func numberStart(text string, i int) int {
	start := i
	for start > 0 && strings.IndexByte("OolI", text[start-1]) >= 0 {
		start--
	}
	if start == i || start > 0 && isWordEnd(text[:start]) {
		return i
	}
	return start
}

func isWordEnd(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r)
}

func skipDigits(text string, i int) int {
	i++
	for i < len(text) && text[i]-'0' <= 9 {
		i++
	}
	return i
}

// startsHere reports whether a number may start at byte i: not inside a word, a
// decimal, a date, an address or another number. The word "số" may be glued on.
func startsHere(text string, i int) bool {
	if i == 0 {
		return true
	}
	r, n := utf8.DecodeLastRuneInString(text[:i])
	switch {
	case unicode.IsDigit(r):
		return false
	case unicode.IsLetter(r), unicode.Is(unicode.Mn, r):
		return gluedSo(text[:i])
	case strings.ContainsRune("/\\.,:-_@=%&#+–", r):
		before := text[:i-n]
		if before == "" {
			return true
		}
		last, _ := utf8.DecodeLastRuneInString(before)
		if unicode.IsSpace(last) || strings.ContainsRune(`*"“(|`, last) {
			return true
		}
		return (r == ':' || r == '.') && gluedSo(before)
	}
	return true
}

// gluedSo reports whether the text ends with the word "số" in any spelling.
func gluedSo(text string) bool {
	return viet.Fold(lastWord(text)) == "so"
}

// gluedType reports whether the text ends with a type code or the name of a kind,
// onto which a number may be glued: NQ51/2001/QH10, Nghị định43/2011/NĐ-CP.
func gluedType(text string) bool {
	word := lastWord(text)
	if word == "" || len(word) == len(text) && len(word) >= maxWord {
		return false
	}
	if c, ok := canonical(codeByFold, word); ok && c == word {
		return true
	}
	return typeWords[viet.Fold(word)]
}

// maxWord bounds the words that are looked back at, in bytes.
const maxWord = 32

// lastWord is the run of letters that the text ends with, up to maxWord bytes.
func lastWord(text string) string {
	i := len(text)
	for i > 0 && len(text)-i < maxWord {
		r, n := utf8.DecodeLastRuneInString(text[:i])
		if !unicode.IsLetter(r) && !unicode.Is(unicode.Mn, r) {
			break
		}
		i -= n
	}
	return text[i:]
}

// wordBefore is the folded word before byte i, past white space and the marks
// that may stand after "số", and where it starts.
func wordBefore(text string, i int) (string, int) {
	for limit := 8; i > 0 && limit > 0; limit-- {
		r, n := utf8.DecodeLastRuneInString(text[:i])
		if !unicode.IsSpace(r) && !strings.ContainsRune(`:.*"“|_`, r) {
			break
		}
		i -= n
	}
	word := lastWord(text[:i])
	return viet.Fold(word), i - len(word)
}

// formWords come before numbers of forms and of technical standards, which look
// like document numbers: Mẫu số 01/CKNS-BC, TCVN 6096-2010/BYT.
var formWords = setOf(strings.Fields("mau bieu qcvn tcvn tcxd tcxdvn tcn qctdhn qcdp tccs iso iec astm"))

// isForm reports whether the number at byte i is that of a form or a standard.
func isForm(text string, i int) bool {
	word, at := wordBefore(text, i)
	if word == "so" {
		word, at = wordBefore(text, at)
	}
	if word == "luc" { // Phụ lục, but not Luật Điện lực
		word, _ = wordBefore(text, at)
		return word == "phu"
	}
	return formWords[word]
}

// joinWords are the words between two numbers of a list, folded.
var joinWords = setOf([]string{"va", "hoac", "so"})

// isJoin reports whether the text only joins two members of a list.
func isJoin(s string) bool {
	if len(s) > 20 {
		return false
	}
	for _, word := range strings.FieldsFunc(s, func(r rune) bool { return unicode.IsSpace(r) || r == ',' || r == ';' }) {
		if !joinWords[viet.Fold(word)] {
			return false
		}
	}
	return true
}

// endsHere reports whether a symbol may end at byte i: not inside an address.
func endsHere(text string, i int) bool { return i >= len(text) || text[i] != '@' }

// typeWords are the last syllables of the names of kinds, folded: what stands
// before a number or before its "số" (Nghị định 64/CP, Công văn số 619/TTg).
var typeWords = setOf(strings.Fields(`dinh quyet thi van tu bao trinh dien luan lenh an hoach dan tri cao ban luat
	bo nganh tich phep che moi`))

// wanted reports whether a match of one group is a document number: the words
// before it say so, it continues a list, it starts a line with "Số", or it is the
// whole text.
func wanted(text string, m match, found []FoundSymbol) bool {
	if n := len(found); n > 0 && isJoin(text[found[n-1].End:m.start]) {
		return true
	}
	word, at := wordBefore(text, m.start)
	if word == "so" {
		if before := strings.TrimRight(text[max(0, at-8):at], " \t*|_"); before == "" || strings.HasSuffix(before, "\n") {
			return true
		}
		word, _ = wordBefore(text, at)
	}
	if typeWords[word] {
		return true
	}
	return m.end-m.start == len(strings.TrimSpace(text))
}

// found turns a match into what callers see.
func (m match) found(text string) FoundSymbol {
	f := FoundSymbol{Span: Span{m.start, m.end}, Symbol: m.sym, Raw: text[m.start:m.end]}
	if m.rules == 0 {
		return f
	}
	printed := m.sym.String()
	for bit, name := range repairNames {
		if m.rules&(1<<bit) != 0 {
			f.Repairs = append(f.Repairs, Repair{Field: "number", Raw: f.Raw, Repaired: printed, Rule: name})
		}
	}
	return f
}
