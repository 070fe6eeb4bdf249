package index

import (
	"slices"
	"strings"
	"unicode/utf8"

	"tracuu/index/directive"
)

// The names of sections.
const (
	SectionBody   = "body"
	SectionNoise  = "noise"
	SectionNumber = "number"
	SectionIssuer = "issuer"
	SectionTitle  = "title"
)

// Section is a stretch of what is searched of a document. Phrases stay within
// one section. Start is the byte of the document's text where a body or noise
// section begins, and -1 for values that do not stand in the text.
type Section struct {
	Name  string
	Text  string
	Start int
	Noise bool // findable, but neither in fragments nor in what the document is about
}

// Sections cuts a document into what is searched: its text, with the regions of
// noise apart, and the number, issuer and title where they were not read from
// the text as they stand, so that they can be found all the same.
func Sections(d *directive.Directive) []Section {
	var out []Section
	add := func(field, name, value string) {
		if e, ok := d.Evidence[field]; ok && e.Basis == directive.Read && e.Len() > 0 {
			return
		}
		if strings.TrimSpace(value) != "" {
			out = append(out, Section{Name: name, Text: value, Start: -1})
		}
	}
	add("number", SectionNumber, d.Number)
	add("issuer", SectionIssuer, d.Issuer)
	add("title", SectionTitle, d.Title)
	at := 0
	cut := func(end int, noise bool) {
		if end > at {
			s := Section{Name: SectionBody, Text: d.Text[at:end], Start: at, Noise: noise}
			if noise {
				s.Name = SectionNoise
			}
			out = append(out, s)
			at = end
		}
	}
	for _, n := range noiseRegions(d) {
		cut(n.Start, false)
		cut(n.End, true)
	}
	cut(len(d.Text), false)
	return out
}

// noiseRegions are the regions of noise in order, disjoint, inside the text and
// on the bounds of runes, whatever the document says.
func noiseRegions(d *directive.Directive) []directive.Span {
	spans := make([]directive.Span, 0, len(d.Noise))
	for _, n := range d.Noise {
		s := directive.Span{Start: runeStart(d.Text, n.Start), End: runeStart(d.Text, n.End)}
		if s.Len() > 0 {
			spans = append(spans, s)
		}
	}
	slices.SortFunc(spans, func(a, b directive.Span) int { return a.Start - b.Start })
	merged := spans[:0]
	for _, s := range spans {
		if n := len(merged); n > 0 && s.Start <= merged[n-1].End {
			merged[n-1].End = max(merged[n-1].End, s.End)
			continue
		}
		merged = append(merged, s)
	}
	return merged
}

// runeStart moves an offset into the text and back to the start of a rune.
func runeStart(text string, at int) int {
	at = min(max(at, 0), len(text))
	for at > 0 && at < len(text) && !utf8.RuneStart(text[at]) {
		at--
	}
	return at
}
