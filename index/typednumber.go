package index

import (
	"slices"
	"strconv"
	"strings"

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
