package docfile

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// weight is what stands in an element, in letters.
type weight struct {
	letters int // of text that shows
	linked  int // of those inside links
	links   int
	content bool // an element inside is marked as the content
	lines   bool // it has line ends or blocks inside
}

// weights are those of a whole page, reckoned once from the leaves up.
type weights struct {
	of    map[*html.Node]weight
	total int
}

func weigh(root *html.Node) *weights {
	w := &weights{of: map[*html.Node]weight{}}
	w.total = w.add(root).letters
	return w
}

func (w *weights) add(n *html.Node) (sum weight) {
	switch n.Type {
	case html.TextNode:
		sum.letters = utf8.RuneCountInString(strings.Join(strings.Fields(n.Data), " "))
		return sum
	case html.ElementNode:
		if dropped(n) {
			return sum
		}
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		part := w.add(c)
		sum.letters += part.letters
		sum.linked += part.linked
		sum.links += part.links
		sum.content = sum.content || part.content || c.Type == html.ElementNode && content(c)
		sum.lines = sum.lines || part.lines || c.DataAtom == atom.Br || c.Type == html.ElementNode && breaksAround(c) > 0
	}
	if n.DataAtom == atom.A {
		sum.linked, sum.links = sum.letters, 1
	}
	if n.Type == html.ElementNode {
		w.of[n] = sum
	}
	return sum
}

const (
	// listLinks is the least number of links that make a list of links, and
	// listShare the share of its letters that they must hold, in percent. Law
	// sites link every citation, but a directive is never mostly links.
	listLinks = 4
	listShare = 75
	// nearlyAll is the share of a page's letters, in percent, beyond which there
	// would be no document left.
	nearlyAll = 95
)

// furniture reports whether an element is not part of the document: by its kind,
// by its name unless it holds half the page, or because it is a list of links. What
// holds the content, or nearly all there is, is never furniture.
func (w *weights) furniture(n *html.Node) bool {
	in := w.of[n]
	if in.letters == 0 || in.content || content(n) || in.letters*100 > w.total*nearlyAll {
		return false
	}
	if semantic(n) || named(n) && in.letters*2 <= w.total {
		return true
	}
	return breaksAround(n) > 0 && in.links >= listLinks && in.linked*100 >= in.letters*listShare
}

// maxRow is the longest row, in letters, that is written on one line.
const maxRow = 300

// flat reports whether each cell of a row is one short line.
func (w *weights) flat(row *html.Node) bool {
	if w.of[row].letters > maxRow {
		return false
	}
	for c := row.FirstChild; c != nil; c = c.NextSibling {
		if (c.DataAtom == atom.Td || c.DataAtom == atom.Th) && w.of[c].lines && !oneBlock(c) {
			return false
		}
	}
	return true
}

// oneBlock reports whether a cell has but one block and no line ends in it, as
// word processors write them.
func oneBlock(cell *html.Node) bool {
	var block *html.Node
	for c := cell.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Type == html.TextNode && strings.TrimSpace(c.Data) == "":
		case block == nil && c.Type == html.ElementNode && (c.DataAtom == atom.P || c.DataAtom == atom.Div):
			block = c
		default:
			return false
		}
	}
	return block != nil && !hasBreaks(block)
}

func hasBreaks(n *html.Node) bool {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom == atom.Br || c.Type == html.ElementNode && breaksAround(c) > 0 || hasBreaks(c) {
			return true
		}
	}
	return false
}
