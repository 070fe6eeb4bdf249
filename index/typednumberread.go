package index

import (
	"slices"
	"strconv"
	"strings"

	"tracuu/analyzers/viet"
	"tracuu/index/directive"
)

// wordReader reads what people type from the words that are left of it.
type wordReader struct{ left []Word }

// word passes over one of these words, given by their exact keys.
func (r *wordReader) word(any ...string) bool {
	if len(r.left) == 0 || !slices.Contains(any, r.left[0].Exact) {
		return false
	}
	r.left = r.left[1:]
	return true
}

// The numbers that are rather a year where nothing else says that they are the
// number of a document: "kế hoạch 2021" asks for the plan of that year.
const (
	firstLikelyYear = 1990
	lastLikelyYear  = 2049
)

// maxTypedDigits bounds the digits of a number, as directive.FindSymbols does.
const maxTypedDigits = 6

// readTypedNumber reads a number at the start of words and gives how many of them
// it takes, 0 for none: [kind] [số] code and digits in either order [body] [năm]
// [year], where the kind's name may stand for the code.
func readTypedNumber(words []Word) (n typedNumber, length int) {
	r := numberReader{wordReader: wordReader{words}}
	r.kind()
	said := r.word("số", "so")
	if !r.joined() && !r.coded(&said) && !r.bare() {
		return typedNumber{}, 0
	}
	if r.body(); r.n.body == "" && r.likelyYear() && !said {
		return typedNumber{}, 0
	}
	r.year()
	return r.n, len(words) - len(r.left)
}

// numberReader reads a typed number.
type numberReader struct {
	wordReader
	n typedNumber
}

// kindWords are the words of the names of all kinds.
var kindWords = func() map[directive.Kind][]Word {
	table := map[directive.Kind][]Word{}
	for _, k := range directive.Kinds() {
		table[k] = wordsOf(string(k))
	}
	return table
}()

// kind reads the name of a kind, the longest that fits.
func (r *numberReader) kind() {
	length := 0
	for _, k := range directive.Kinds() {
		name := kindWords[k]
		if len(name) < length || len(name) > len(r.left) || !slices.EqualFunc(name, r.left[:len(name)], Word.typed) {
			continue
		}
		if len(name) > length {
			r.n.kinds, length = nil, len(name)
		}
		r.n.kinds = append(r.n.kinds, k)
	}
	r.left = r.left[length:]
	if len(r.n.kinds) > 0 {
		r.n.code = codeOf(r.n.kinds[0])
	}
}

func codeOf(k directive.Kind) string {
	if code := k.Code(false); code != "" {
		return code
	}
	return k.Code(true)
}

// joined reads code and digits in one word: CT16, nq128.
func (r *numberReader) joined() bool {
	if len(r.left) == 0 {
		return false
	}
	text := r.left[0].Text
	letters := strings.TrimRight(text, "0123456789")
	if !r.code(letters) || !r.digits(text[len(letters):]) {
		return false
	}
	r.left, r.n.joined = r.left[1:], true
	return true
}

// coded reads code and digits as two words in either order. Between a code and
// the digits after it a body may stand (cv tu 91) and "số", which it notes in said.
func (r *numberReader) coded(said *bool) bool {
	before := *r
	if len(r.left) > 1 && r.digits(r.left[0].Text) && r.code(r.left[1].Text) {
		r.left = r.left[2:]
		return true
	}
	*r = before
	if len(r.left) > 1 && r.code(r.left[0].Text) {
		r.left = r.left[1:]
		r.body()
		*said = r.word("số", "so") || *said
		if len(r.left) > 0 && r.digits(r.left[0].Text) {
			r.left = r.left[1:]
			return true
		}
	}
	*r = before
	return false
}

// bare reads digits after the name of a kind.
func (r *numberReader) bare() bool {
	if len(r.n.kinds) == 0 || len(r.left) == 0 || !r.digits(r.left[0].Text) {
		return false
	}
	r.left = r.left[1:]
	return true
}

func (r *numberReader) digits(text string) bool {
	if text == "" || len(text) > maxTypedDigits || strings.Trim(text, "0123456789") != "" {
		return false
	}
	r.n.digits = text
	return true
}

// code reads the code of a type in any case. Codes of one letter are too short to
// tell from anything else.
func (r *numberReader) code(text string) bool {
	kinds := kindsOf(text)
	if len(viet.Fold(text)) < 2 || len(kinds) == 0 {
		return false
	}
	r.n.code, r.n.kinds = codeOf(kinds[0]), kinds
	return true
}

// kindsOf lists what a type code may mean, in symbols of the state and the party.
func kindsOf(code string) []directive.Kind {
	kinds := directive.KindsByCode(code, false)
	for _, k := range directive.KindsByCode(code, true) {
		if !slices.Contains(kinds, k) {
			kinds = append(kinds, k)
		}
	}
	return kinds
}

// body reads the code of a body that is known, unless it has one.
func (r *numberReader) body() {
	if len(r.left) == 0 || r.n.code == "" || r.n.body != "" {
		return
	}
	printed := "1/" + r.n.code + "-" + strings.ToLower(r.left[0].Text)
	found := directive.FindSymbols(printed) // in small letters only known bodies are found
	if len(found) != 1 || found[0].End != len(printed) || len(found[0].Symbol.Orgs) != 1 {
		return
	}
	r.n.body = found[0].Symbol.Orgs[0]
	r.left = r.left[1:]
}

// likelyYear reports whether the digits are rather a year.
func (r *numberReader) likelyYear() bool {
	y, _ := strconv.Atoi(r.n.digits)
	return len(r.n.digits) == 4 && firstLikelyYear <= y && y <= lastLikelyYear
}

// year reads the year of issue, with "năm" before it or not.
func (r *numberReader) year() {
	rest := *r
	rest.word("năm", "nam")
	if len(rest.left) == 0 {
		return
	}
	date, err := directive.ParseDate(rest.left[0].Text)
	if err != nil || len(rest.left[0].Text) != 4 {
		return
	}
	r.left, r.n.year = rest.left[1:], date.Year
}
