package index

import (
	"slices"
	"strconv"
	"strings"

	"tracuu/analyzers/viet"
	"tracuu/index/directive"
)

// typedNumber is a document number as people type it from memory, which is not
// how it is printed: CT16, NQ 128, 16 ct ttg, chỉ thị 16, CT16 2021. It never
// stands for the words, only beside them: what it finds is found as well.
type typedNumber struct {
	digits string
	code   string           // as a symbol prints it, "" for a kind without one
	kinds  []directive.Kind // what the code or the name may mean
	body   string           // of the issuer, "" where none was typed
	year   int              // 0 where none was typed
	joined bool             // code and digits in one word
}

// The numbers that are rather a year where nothing else says that they are the
// number of a document: "kế hoạch 2021" asks for the plan of that year.
const (
	firstLikelyYear = 1990
	lastLikelyYear  = 2049
)

// maxTypedDigits bounds the digits of a number, as directive.FindSymbols does.
const maxTypedDigits = 6

// typedNumberIn finds the number in a run and gives the words around it. A run
// that is nothing but a number may have any form; among other words only those
// that can hardly be anything else count: code and digits in one word, or a code
// with a body ("19 tb" may be any nineteen of something).
func typedNumberIn(words []Word) (n typedNumber, rest []Word, ok bool) {
	if !slices.ContainsFunc(words, func(w Word) bool { return strings.ContainsAny(w.Text, "0123456789") }) {
		return typedNumber{}, nil, false
	}
	if n, length := readTypedNumber(words); length > 0 && length == len(words) {
		return n, nil, true
	}
	for i := range words {
		if n, length := readTypedNumber(words[i:]); length > 0 && (n.joined || n.body != "") {
			return n, slices.Concat(words[:i], words[i+length:]), true
		}
	}
	return typedNumber{}, nil, false
}

// readTypedNumber reads a number at the start of words and gives how many of them
// it takes, 0 for none: [kind] [số] code and digits in either order [body] [năm]
// [year], where the kind's name may stand for the code.
func readTypedNumber(words []Word) (n typedNumber, length int) {
	r := numberReader{left: words}
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

// numberReader reads a typed number from the words left.
type numberReader struct {
	left []Word
	n    typedNumber
}

// word passes over one of these words, given by their exact keys.
func (r *numberReader) word(any ...string) bool {
	if len(r.left) == 0 || !slices.Contains(any, r.left[0].Exact) {
		return false
	}
	r.left = r.left[1:]
	return true
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

// String says which document is meant, as a reader would: 16/CT-TTg, or Chỉ thị
// số 16 năm 2021.
func (n typedNumber) String() string {
	said := string(n.kinds[0]) + " số " + n.digits
	if n.body != "" {
		said = n.symbol(0).String()
	}
	if n.year > 0 {
		said += " năm " + strconv.Itoa(n.year)
	}
	return said
}

// symbol is the whole number, for a body that was typed.
func (n typedNumber) symbol(year int) directive.Symbol {
	return directive.Symbol{Number: n.digits, Year: year, Code: n.code, Orgs: []string{n.body}, Grammar: directive.State}
}

// nodes are the ways to find the document. With a body that is its number, or a
// mention of it. Without one it is the document of these digits and this kind, and
// of the year if there is one, or a text where digits and code stand in a row; a
// year that is typed is also asked of the texts, in the number.
func (n typedNumber) nodes(span directive.Span) []Node {
	if n.body != "" {
		return []Node{Number{Symbol: n.symbol(n.year), Span: span}}
	}
	var kinds []Node
	for _, k := range n.kinds {
		is := Filter{Field: FieldType, Any: []Condition{{Value: string(k)}}}
		kinds = append(kinds, Where{Filter: is, Span: span})
	}
	own := And{Nodes: []Node{Number{Symbol: directive.Symbol{Number: n.digits}, Span: span}, either(kinds)}}
	if n.year > 0 {
		issued := directive.Date{Year: n.year}
		own.Nodes = append(own.Nodes, Where{From: issued, To: issued, Span: span})
	}
	return append([]Node{own}, n.mentions(span)...)
}

// mentions are the rows of words that a text has where it gives such a number,
// with and without the zero that is printed before a single digit.
func (n typedNumber) mentions(span directive.Span) []Node {
	if n.code == "" {
		return nil
	}
	short := strings.TrimLeft(n.digits, "0")
	spellings := []string{short, n.digits}
	if len(short) == 1 {
		spellings = append(spellings, "0"+short)
	}
	slices.Sort(spellings)
	var nodes []Node
	for _, digits := range slices.Compact(spellings) {
		if digits == "" {
			continue
		}
		row := digits + "/" + n.code
		if n.year > 0 {
			row = digits + "/" + strconv.Itoa(n.year) + "/" + n.code
		}
		nodes = append(nodes, Phrase{Words: wordsOf(row), Span: span})
	}
	return nodes
}

// withTypedNumber gives the alternatives to a run that has a number as people
// type it: the words around it, and the number. None where it has no such number.
func withTypedNumber(r Run, added *[]Expansion) []Node {
	n, rest, ok := typedNumberIn(r.Words)
	if !ok {
		return nil
	}
	*added = append(*added, Expansion{Term: wordsText(r.Words), Also: []string{strings.TrimSpace(n.String() + " " + wordsText(rest))}})
	nodes := n.nodes(r.Span)
	if len(rest) == 0 {
		return nodes
	}
	return []Node{And{Nodes: []Node{Run{Words: rest, Span: r.Span}, either(nodes)}}}
}

// withBody widens a number that was typed without a body (107-CV) to the numbers
// that begin so.
func withBody(n Number, added *[]Expansion) Node {
	kinds := kindsOf(n.Symbol.Code)
	if len(n.Symbol.Orgs) > 0 || len(kinds) == 0 {
		return n
	}
	typed := typedNumber{digits: n.Symbol.Number, code: n.Symbol.Code, kinds: kinds, year: n.Symbol.Year}
	*added = append(*added, Expansion{Term: n.Symbol.String(), Also: []string{typed.String()}})
	return either(append([]Node{n}, typed.nodes(n.Span)...))
}
