package docfile

import (
	"context"
	"iter"
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"tracuu/analyzers/viet"
)

// htmlStart knows a web page, or a piece of one, by how it begins.
var htmlStart = regexp.MustCompile(`(?i)^(?:\s|<\?xml[^>]*>|<!--(?s:.*?)-->)*<(?:!doctype\s+html|html|head|body|meta|title|link|style|script|div|span|table|p|h[1-6]|article|section|main|center|ul|ol|font|b|strong)\b[^<]*?>`)

func isHTML(f *file) bool { return htmlStart.MatchString(f.text[:min(16<<10, len(f.text))]) }

func readHTML(_ context.Context, f *file) iter.Seq[Document] {
	root, err := html.Parse(strings.NewReader(f.text))
	if err != nil { // nested beyond what the parser takes
		root = flatten(f.text)
	}
	p := render(root, nil)
	text := p.text()
	if enc, sure := fontOf(text); enc != viet.Unknown {
		p = render(root, func(s string) string { return viet.DecodeText(enc, s) })
		text = p.text()
		f.problems = append(f.problems, fontProblem(enc, sure))
	}
	if strings.TrimSpace(text) == "" {
		return single(Document{Err: ErrEmpty})
	}
	return single(Document{Text: text, Noise: p.regions(len(text))})
}

// page is the text of a web page in the making.
type page struct {
	out     strings.Builder
	decode  func(string) string // of text nodes, nil for none
	weigh   *weights
	items   map[*html.Node]int // of each list, written so far
	breaks  int                // line ends owed before the next text
	space   bool               // a blank owed before the next text
	pre     int                // depth of elements that keep their blanks
	noise   []Region
	inNoise bool
	flat    bool // inside a row that goes on one line
}

func render(root *html.Node, decode func(string) string) *page {
	p := &page{decode: decode, weigh: weigh(root), items: map[*html.Node]int{}}
	p.node(root)
	return p
}

func (p *page) text() string {
	if p.out.Len() == 0 {
		return ""
	}
	return p.out.String() + "\n"
}

func (p *page) node(n *html.Node) {
	switch n.Type {
	case html.TextNode:
		p.write(n.Data)
		return
	case html.ElementNode:
		if dropped(n) {
			return
		}
	}
	if !p.inNoise && n.Type == html.ElementNode && p.weigh.furniture(n) {
		p.region(n)
		return
	}
	p.element(n)
}

// region writes an element as a region of noise.
func (p *page) region(n *html.Node) {
	p.inNoise = true
	p.breakLine(2)
	start := p.out.Len()
	p.element(n)
	if end := p.out.Len(); end > start {
		// What was owed before the region was written as part of it.
		lead := len(p.out.String()[start:]) - len(strings.TrimLeft(p.out.String()[start:], "\n "))
		p.noise = append(p.noise, Region{start + lead, end, Navigation})
	}
	p.breakLine(2)
	p.inNoise = false
}

func (p *page) element(n *html.Node) {
	around := breaksAround(n)
	if p.flat {
		around = 0
	}
	p.breakLine(around)
	switch n.DataAtom {
	case atom.Br:
		p.breaks++
	case atom.Hr:
		p.breakLine(2)
	case atom.Tr:
		if p.flat { // a table in a cell of one line
			p.children(n)
			break
		}
		p.row(n)
	case atom.Li:
		if p.items[n.Parent]++; !p.inNoise {
			p.write(bullet(n, p.items[n.Parent]))
		}
		p.children(n)
	case atom.Pre, atom.Textarea:
		p.pre++
		p.children(n)
		p.pre--
	default:
		p.children(n)
	}
	p.breakLine(around)
}

func (p *page) children(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		p.node(c)
	}
}

// row writes the cells of a row that is one line of a table on one line, and
// those of a letterhead or a page layout one below the other.
func (p *page) row(n *html.Node) {
	oneLine := p.weigh.flat(n)
	first := true
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom != atom.Td && c.DataAtom != atom.Th {
			p.node(c)
			continue
		}
		switch {
		case !oneLine:
			p.breakLine(2)
		case !first:
			p.write(" | ")
		}
		first = false
		outer := p.flat
		p.flat = oneLine
		p.node(c)
		p.flat = outer
	}
	p.breakLine(1)
}

// breakLine owes at least n line ends: one ends a line, two leave a blank one.
func (p *page) breakLine(n int) {
	if p.out.Len() > 0 {
		p.breaks = max(p.breaks, n)
	}
}

// write adds text, with runs of blanks as one blank.
func (p *page) write(s string) {
	if p.decode != nil {
		s = p.decode(s)
	}
	if p.pre > 0 {
		p.writePre(s)
		return
	}
	first, _ := utf8.DecodeRuneInString(s)
	p.space = p.space || isBlank(first)
	for i, word := range strings.FieldsFunc(s, isBlank) {
		p.space = p.space || i > 0
		p.settle()
		p.out.WriteString(word)
	}
	last, _ := utf8.DecodeLastRuneInString(s)
	p.space = p.space || isBlank(last)
}

func (p *page) writePre(s string) {
	if strings.TrimSpace(s) == "" {
		p.breaks += strings.Count(s, "\n")
		return
	}
	p.settle()
	p.out.WriteString(s)
}

// settle writes the blanks that are owed before a word.
func (p *page) settle() {
	switch {
	case p.out.Len() == 0:
	case p.breaks > 0:
		p.out.WriteString("\n\n"[:min(p.breaks, 2)])
	case p.space:
		p.out.WriteByte(' ')
	}
	p.breaks, p.space = 0, false
}

// isBlank reports whether a character is a blank of HTML. The no-break space is
// not one to a browser, but pages use it to lay out lines.
func isBlank(r rune) bool {
	return r == ' ' || r == '\n' || r == '\t' || r == '\r' || r == '\f' || r == '\u00a0'
}

// regions gives the noise of a text of that length, neighbours joined.
func (p *page) regions(length int) []Region {
	var joined []Region
	for _, r := range p.noise {
		r.End = min(r.End, length)
		if k := len(joined) - 1; k >= 0 && strings.TrimSpace(p.out.String()[joined[k].End:r.Start]) == "" {
			joined[k].End = r.End
			continue
		}
		joined = append(joined, r)
	}
	return joined
}
