package index

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"tracuu/index/directive"
)

// lexKind says what a piece of a query text is.
type lexKind uint8

const (
	lexPlain  lexKind = iota // text without meaning to the language
	lexQuoted                // the text between two quotes, span without them
	lexNumber                // a document number
	lexField                 // field:value
	lexMinus
	lexOpen
	lexClose
	lexOr
)

// lexeme is one piece of a query text. Name and value are those of a lexField.
type lexeme struct {
	kind   lexKind
	span   directive.Span
	symbol directive.Symbol
	name   string
	value  directive.Span
}

// lexer cuts a query text into lexemes. It moves forward only, so its time is
// linear in the text.
type lexer struct {
	text    string
	at      int
	numbers []directive.FoundSymbol // not yet passed
	out     []lexeme
}

// lex cuts text into lexemes. No text is an error here: what has no meaning to
// the language is plain.
func lex(text string) []lexeme {
	l := &lexer{text: text, numbers: directive.FindSymbols(text)}
	for l.at < len(text) {
		l.step()
	}
	return l.out
}

func (l *lexer) step() {
	r, size := utf8.DecodeRuneInString(l.text[l.at:])
	number, here := l.numberHere()
	switch {
	case here:
		l.emit(lexeme{kind: lexNumber, symbol: number.Symbol}, number.End)
	case unicode.IsSpace(r):
		l.at += size
	case isQuote(r):
		l.quoted(size)
	case r == '-' && l.excludes():
		l.emit(lexeme{kind: lexMinus}, l.at+1)
	case r == '(':
		l.emit(lexeme{kind: lexOpen}, l.at+1)
	case r == ')':
		l.emit(lexeme{kind: lexClose}, l.at+1)
	case l.field():
	default:
		l.plain()
	}
}

// emit appends a lexeme that ends at end and moves there.
func (l *lexer) emit(x lexeme, end int) {
	x.span = directive.Span{Start: l.at, End: end}
	l.out = append(l.out, x)
	l.at = end
}

// numberHere gives the document number that starts at the current byte.
func (l *lexer) numberHere() (directive.FoundSymbol, bool) {
	for len(l.numbers) > 0 && l.numbers[0].Start < l.at {
		l.numbers = l.numbers[1:]
	}
	if len(l.numbers) == 0 || l.numbers[0].Start != l.at {
		return directive.FoundSymbol{}, false
	}
	return l.numbers[0], true
}

func isQuote(r rune) bool {
	switch r {
	case '"', '“', '”', '„', '‟', '«', '»', '＂':
		return true
	}
	return false
}

// quoted reads from a quote to the next one of any shape. A quote that nothing
// closes is passed over and its words are words.
func (l *lexer) quoted(size int) {
	start := l.at + size
	length := strings.IndexFunc(l.text[start:], isQuote)
	if length < 0 {
		l.at = start
		return
	}
	_, closing := utf8.DecodeRuneInString(l.text[start+length:])
	l.out = append(l.out, lexeme{kind: lexQuoted, span: directive.Span{Start: start, End: start + length}})
	l.at = start + length + closing
}

// excludes reports whether the hyphen here means "without": at the start of a
// word, before a letter, a quote, a parenthesis, digits joined to letters or a
// document number; so neither in "Covid -19" nor in "phòng - chống".
func (l *lexer) excludes() bool {
	if !l.startsWord() {
		return false
	}
	rest := l.text[l.at+1:]
	r, _ := utf8.DecodeRuneInString(rest)
	if unicode.IsLetter(r) || isQuote(r) || r == '(' {
		return true
	}
	for _, n := range l.numbers {
		if n.Start > l.at {
			if n.Start == l.at+1 {
				return true
			}
			break
		}
	}
	after := strings.TrimLeft(rest, "0123456789")
	if len(after) == len(rest) {
		return false
	}
	r, _ = utf8.DecodeRuneInString(after)
	return unicode.IsLetter(r)
}

// startsWord reports whether the current byte is the first of the text, of a
// group or after a space, or follows a hyphen that excludes.
func (l *lexer) startsWord() bool {
	if l.at == 0 {
		return true
	}
	if n := len(l.out); n > 0 && l.out[n-1].span.End == l.at {
		if k := l.out[n-1].kind; k == lexMinus || k == lexOpen {
			return true
		}
	}
	r, _ := utf8.DecodeLastRuneInString(l.text[:l.at])
	return unicode.IsSpace(r)
}

// field reads name:value where name is a field of the language and a value
// follows at once.
func (l *lexer) field() bool {
	if !l.startsWord() {
		return false
	}
	rest := l.text[l.at:]
	colon := 0
	for colon < len(rest) && colon <= maxFieldName && isASCIILetter(rest[colon]) {
		colon++
	}
	if colon == 0 || colon >= len(rest) || rest[colon] != ':' {
		return false
	}
	name := rest[:colon]
	if _, known := fieldByName(name); !known {
		return false
	}
	value, end := l.value(l.at + colon + 1)
	if strings.TrimSpace(l.text[value.Start:value.End]) == "" {
		return false
	}
	l.emit(lexeme{kind: lexField, name: name, value: value}, end)
	return true
}

func isASCIILetter(b byte) bool { return 'a' <= b|0x20 && b|0x20 <= 'z' }

// value bounds the value of a field that starts at byte start, and the whole
// term: a quoted text, a document number with an optional @date, or all up to
// a space, a quote or a parenthesis.
func (l *lexer) value(start int) (value directive.Span, end int) {
	r, size := utf8.DecodeRuneInString(l.text[start:])
	if isQuote(r) {
		length := strings.IndexFunc(l.text[start+size:], isQuote)
		if length >= 0 {
			from := start + size
			_, closing := utf8.DecodeRuneInString(l.text[from+length:])
			return directive.Span{Start: from, End: from + length}, from + length + closing
		}
	}
	end = start
	for _, n := range l.numbers {
		if n.Start == start {
			end = n.End
		}
		if n.Start >= start {
			break
		}
	}
	end += plainLength(l.text[end:])
	return directive.Span{Start: start, End: end}, end
}

// plainLength is the length of the text up to a space, a quote or a
// parenthesis.
func plainLength(text string) int {
	n := strings.IndexFunc(text, func(r rune) bool {
		return unicode.IsSpace(r) || isQuote(r) || r == '(' || r == ')'
	})
	if n < 0 {
		return len(text)
	}
	return n
}

// plain reads up to what may have a meaning again, or the word OR.
func (l *lexer) plain() {
	end := l.at + plainLength(l.text[l.at:])
	if end == l.at {
		_, size := utf8.DecodeRuneInString(l.text[l.at:])
		end = l.at + size
	}
	if len(l.numbers) > 0 && l.numbers[0].Start > l.at && l.numbers[0].Start < end {
		end = l.numbers[0].Start
	}
	kind := lexPlain
	if l.text[l.at:end] == "OR" {
		kind = lexOr
	}
	l.emit(lexeme{kind: kind}, end)
}
