package web

import (
	"fmt"
	"html/template"
	"strings"

	"tracuu/analyzers/viet"
	"tracuu/index/directive"
	"tracuu/server/api"
)

// painter writes stretches of a text as HTML, with citations as links and marks.
// Stretches come in order; so do citations and marks.
type painter struct {
	lang      Lang
	text      string
	citations []api.Citation
	marks     []directive.Span
	tab       string // the tab that lists citations
	cite      int    // the first citation that does not end before the stretch
	mark      int
}

// paint writes a stretch.
func (p *painter) paint(span directive.Span) template.HTML {
	span.End = min(span.End, len(p.text))
	for span.End > span.Start && strings.ContainsRune(" \t\r\n", rune(p.text[span.End-1])) {
		span.End--
	}
	for p.cite < len(p.citations) && p.citations[p.cite].End <= span.Start {
		p.cite++
	}
	var b strings.Builder
	at := span.Start
	for i := p.cite; i < len(p.citations) && p.citations[i].Start < span.End; i++ {
		c := &p.citations[i]
		start, end := max(c.Start, at), min(c.End, span.End)
		if start >= end {
			continue
		}
		p.plain(&b, at, start)
		p.link(&b, c, start, end)
		at = end
	}
	p.plain(&b, at, span.End)
	return template.HTML(b.String())
}

// link writes a citation, or the part of one that lies in the stretch.
func (p *painter) link(b *strings.Builder, c *api.Citation, start, end int) {
	to := p.tab + "#" + anchor(c.Ref)
	if c.Target != nil {
		to = DocumentPath(c.Target.ID)
	}
	fmt.Fprintf(b, `<a class="cite %s" href="%s" data-card="%s">`, c.State, template.HTMLEscapeString(to), cardID(c))
	p.plain(b, start, end)
	class := "state"
	if c.State == "resolved" {
		class = "sr"
	}
	fmt.Fprintf(b, ` <span class="%s">%s</span></a>`, class, template.HTMLEscapeString(p.lang.Say(stateNames[c.State])))
}

// plain writes text with its marks.
func (p *painter) plain(b *strings.Builder, start, end int) {
	for p.mark < len(p.marks) && p.marks[p.mark].End <= start {
		p.mark++
	}
	at := start
	for i := p.mark; i < len(p.marks) && p.marks[i].Start < end; i++ {
		from, to := max(p.marks[i].Start, at), min(p.marks[i].End, end)
		template.HTMLEscape(b, []byte(p.text[at:from]))
		b.WriteString("<mark>")
		template.HTMLEscape(b, []byte(p.text[from:to]))
		b.WriteString("</mark>")
		at = to
	}
	template.HTMLEscape(b, []byte(p.text[at:end]))
}

// anchor makes a name for an address of words: small letters without accents,
// digits and hyphens.
func anchor(words string) string {
	var b strings.Builder
	for _, r := range viet.Fold(words) {
		switch {
		case 'a' <= r && r <= 'z', '0' <= r && r <= '9':
			b.WriteRune(r)
		case 'A' <= r && r <= 'Z':
			b.WriteRune(r + 'a' - 'A')
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	return strings.TrimSuffix(b.String(), "-")
}
