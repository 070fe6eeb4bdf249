package index

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// String prints the reading in the query language. Parse reads it back as the
// same tree.
func (t Text) String() string { return printNode(t.Root) }

// printNode prints a node as it stands at the top or in a group of its own.
func printNode(n Node) string {
	if n == nil {
		return ""
	}
	var b strings.Builder
	writeNode(&b, n)
	return b.String()
}

func writeNode(b *strings.Builder, n Node) {
	switch n := n.(type) {
	case Run:
		writeWords(b, n.Words)
	case Phrase:
		b.WriteByte('"')
		writeWords(b, n.Words)
		b.WriteByte('"')
	case Number:
		b.WriteString(n.Symbol.String())
	case Where:
		b.WriteString(n.print())
	case And:
		writeNodes(b, n.Nodes, " ")
	case Or:
		writeNodes(b, n.Nodes, " OR ")
	case Not:
		b.WriteByte('-')
		if p, ok := n.Node.(Phrase); ok && bareExclusion(p) {
			writeWords(b, p.Words)
			return
		}
		writeInner(b, n.Node)
	}
}

func writeNodes(b *strings.Builder, nodes []Node, separator string) {
	for i, n := range nodes {
		if i > 0 {
			b.WriteString(separator)
		}
		writeInner(b, n)
	}
}

// writeInner prints a node inside another one, in parentheses where it has
// parts of its own.
func writeInner(b *strings.Builder, n Node) {
	switch n.(type) {
	case And, Or:
		b.WriteByte('(')
		writeNode(b, n)
		b.WriteByte(')')
	default:
		writeNode(b, n)
	}
}

// writeWords prints words with single spaces; a word that reads OR in small
// letters, so that it stays a word.
func writeWords(b *strings.Builder, words []Word) {
	for i, w := range words {
		if i > 0 {
			b.WriteByte(' ')
		}
		if w.Text == "OR" {
			b.WriteString("or")
			continue
		}
		b.WriteString(w.Text)
	}
}

// bareExclusion reports whether -word reads back without quotes.
func bareExclusion(p Phrase) bool {
	first, _ := utf8.DecodeRuneInString(p.Words[0].Text)
	return len(p.Words) == 1 && unicode.IsLetter(first)
}

func (w Where) print() string {
	f := w.queryField()
	value := w.From.String()
	switch {
	case f.from:
	case f.to:
		value = w.To.String()
	default:
		value = w.Filter.values(" ")
	}
	return f.names[0] + ":" + quoteValue(value)
}

// values prints the conditions of a filter; a term of the language has one.
func (f Filter) values(separator string) string {
	values := make([]string, len(f.Any))
	for i, c := range f.Any {
		values[i] = c.String()
	}
	return strings.Join(values, separator)
}

// quoteValue puts a value in quotes where it would not be read whole.
func quoteValue(value string) string {
	if plainLength(value) < len(value) {
		return `"` + value + `"`
	}
	return value
}
