package web

import (
	"fmt"
	"net/url"
	"strconv"

	"tracuu/index"
	"tracuu/index/directive"
)

// Drawing says whether pages of a document's original can be shown as images.
type Drawing struct {
	Possible bool
	Lacks    string // the package of programs that the server's machine would need, "" for none
}

// sheetsShown is how many pages of an original stand on a page: browsers load images
// lazily only where scripts run.
const sheetsShown = 10

// sheets are pages of an original, each beside what was read on it.
type sheets struct {
	List       []sheet
	Total      int
	Prev, Next string // addresses of the pages before and after, "" for none
	Lacks      string
}

// sheet is a page of an original.
type sheet struct {
	N       int
	ID      string // anchor
	Image   string // its address
	Large   string
	Blocks  []block
	Quality int // of recognition, in percent; 0 where there was nothing to recognise
}

// First and Last are the numbers of the pages shown.
func (s sheets) First() int { return s.List[0].N }

// Last is the number of the last page shown.
func (s sheets) Last() int { return s.List[len(s.List)-1].N }

// firstSheet is the page of the original from which an address wants them shown.
func firstSheet(values url.Values) int {
	n, err := strconv.Atoi(values.Get("trang"))
	if err != nil || n < 1 {
		return 1
	}
	return n
}

// sheets sets the pages of the original from the one that was asked for.
func (d *Document) sheets(lang Lang) sheets {
	out := sheets{Lacks: d.Drawing.Lacks, Total: max(1, len(d.Directive.Pages))}
	if !d.Drawing.Possible {
		return out
	}
	text, err := index.Parse(d.Query)
	if err != nil {
		text = index.Text{}
	}
	painter := painter{lang: lang, text: d.Directive.Text, citations: d.Citations, marks: index.Marks(&d.Directive, text), tab: d.tab(TabCitations)}
	first := min(d.first, out.Total)
	last := min(first+sheetsShown-1, out.Total)
	left := maxShown
	for n := first; n <= last; n++ {
		span := pageSpan(&d.Directive, n)
		span.End = min(span.End, span.Start+left)
		left -= span.Len()
		s := sheet{N: n, ID: fmt.Sprintf("trang-%d", n), Image: d.API(fmt.Sprintf("/pages/%d", n))}
		s.Large = s.Image + "?width=2000"
		for _, b := range blocks(lang, d.Directive.Text, span, d.Directive.Noise) {
			painter.set(&b)
			s.Blocks = append(s.Blocks, b)
		}
		if pages := d.Directive.Pages; d.Directive.Source.OCR && n <= len(pages) && len(s.Blocks) > 0 {
			s.Quality = quality(pages[n-1 : n])
		}
		out.List = append(out.List, s)
	}
	if first > 1 {
		out.Prev = d.sheetsFrom(max(1, first-sheetsShown))
	}
	if last < out.Total {
		out.Next = d.sheetsFrom(last + 1)
	}
	return out
}

// sheetsFrom is the address of the pages of the original from one on.
func (d *Document) sheetsFrom(n int) string {
	values := url.Values{"tab": {string(TabFile)}}
	if n > 1 {
		values.Set("trang", strconv.Itoa(n))
	}
	if d.Query != "" {
		values.Set("q", d.Query)
	}
	return DocumentPath(d.Directive.ID) + "?" + values.Encode()
}

// pageSpan is where the text of a page stands, counted from 1: all of it where the
// text knows no pages.
func pageSpan(d *directive.Directive, n int) directive.Span {
	span := directive.Span{End: len(d.Text)}
	if n <= len(d.Pages) {
		span.Start = min(d.Pages[n-1].Start, len(d.Text))
	}
	if n < len(d.Pages) {
		span.End = max(span.Start, min(d.Pages[n].Start, len(d.Text)))
	}
	return span
}

// API is where the API has a document, or a part of it ("/text").
func (d Document) API(part string) string {
	return "/v1/directives/" + url.PathEscape(d.Directive.ID) + part
}
