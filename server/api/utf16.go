package api

import (
	"maps"
	"slices"
	"sort"
	"unicode/utf16"
	"unicode/utf8"

	"tracuu/index"
	"tracuu/index/directive"
)

// positions collects offsets into one text, to be converted in one pass.
type positions []*int

func (p *positions) add(offsets ...*int)    { *p = append(*p, offsets...) }
func (p *positions) span(s *directive.Span) { p.add(&s.Start, &s.End) }
func (p positions) Len() int                { return len(p) }
func (p positions) Less(i, j int) bool      { return *p[i] < *p[j] }
func (p positions) Swap(i, j int)           { p[i], p[j] = p[j], p[i] }
func (p positions) toUTF16(text string)     { p.convert(text, utf16Len) }
func utf16Len(r rune) int                   { return max(utf16.RuneLen(r), 1) }

// convert replaces each byte offset by the units before it. An offset inside a
// letter counts as the letter's start, one past the text as its end.
func (p positions) convert(text string, width func(rune) int) {
	sort.Sort(p)
	at, units := 0, 0
	for _, offset := range p {
		for at < len(text) {
			r, size := utf8.DecodeRuneInString(text[at:])
			if at+size > *offset {
				break
			}
			at, units = at+size, units+width(r)
		}
		*offset = units
	}
}

// DirectiveUTF16 is d with every position in UTF-16 units of its text. d itself
// is left as it is.
func DirectiveUTF16(d directive.Directive) directive.Directive {
	return directiveUTF16(d, d.Text)
}

func directiveUTF16(d directive.Directive, text string) directive.Directive {
	var p positions
	d.Dates, d.References, d.Pages = slices.Clone(d.Dates), slices.Clone(d.References), slices.Clone(d.Pages)
	d.Noise, d.Problems, d.Evidence = slices.Clone(d.Noise), slices.Clone(d.Problems), maps.Clone(d.Evidence)
	for i := range d.Dates {
		p.span(&d.Dates[i].Span)
	}
	for i := range d.References {
		p.span(&d.References[i].Span)
	}
	for i := range d.Pages {
		p.add(&d.Pages[i].Start)
	}
	for i := range d.Noise {
		p.span(&d.Noise[i].Span)
	}
	for i := range d.Problems {
		p.span(&d.Problems[i].Span)
	}
	evidence := make(map[string]*directive.Evidence, len(d.Evidence))
	for field, e := range d.Evidence {
		evidence[field] = &e
		p.span(&e.Span)
	}
	p.toUTF16(text)
	for field, e := range evidence {
		d.Evidence[field] = *e
	}
	return d
}

// ToUTF16 converts every position of the answer; texts gives the documents'
// texts by id, where Presentation.NeedsTexts. The results that the answer was
// made of stay as they are.
func (r *SearchResponse) ToUTF16(texts map[string]string) {
	if r.Offsets == UTF16 {
		return
	}
	r.Offsets = UTF16
	for i := range r.Hits {
		hit := &r.Hits[i].Hit
		text := texts[hit.Directive.ID]
		hit.Fragments = fragmentsUTF16(hit, text)
		hit.Directive = directiveUTF16(hit.Directive, text)
	}
}

func fragmentsUTF16(hit *index.Hit, text string) []index.Fragment {
	out := slices.Clone(hit.Fragments)
	for i := range out {
		f := &out[i]
		start := positions{&f.Start}
		start.toUTF16(fieldText(&hit.Directive, f.Field, text))
		f.Marks = slices.Clone(f.Marks)
		var marks positions
		for j := range f.Marks {
			marks.span(&f.Marks[j])
		}
		marks.toUTF16(f.Text)
	}
	return out
}

// fieldText is the text that a fragment of the named field is cut from.
func fieldText(d *directive.Directive, field, text string) string {
	switch field {
	case index.SectionTitle:
		return d.Title
	case index.SectionNumber:
		return d.Number
	case index.SectionIssuer:
		return d.Issuer
	}
	return text
}
