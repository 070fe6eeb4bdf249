package docfile

import (
	"fmt"
	"slices"
	"strings"
)

// leaf is a page of a document in the making.
type leaf struct {
	sheet
	lines      []pageLine
	quality    float64
	recognised bool
}

// leaves are the pages of one document, in order.
type leaves []leaf

// newLeaves lays out the words of pages; there are count, where the finder of
// words gave fewer.
func newLeaves(sheets []sheet, count int) leaves {
	ps := make(leaves, max(count, len(sheets)))
	for i, s := range sheets {
		ps[i] = leaf{sheet: s, lines: s.lines(), quality: 1}
	}
	return ps
}

// set replaces what is known of a page by what was recognised on it.
func (p *leaf) set(r recognised) {
	*p = leaf{sheet: r.sheet, lines: r.lines(), quality: r.quality, recognised: true}
}

func (p *leaf) text() string {
	var b strings.Builder
	for _, l := range p.lines {
		if l.gap {
			b.WriteByte('\n')
		}
		b.WriteString(l.text)
		b.WriteByte('\n')
	}
	return b.String()
}

// decodeFonts decodes the lines of all pages that are in letters of old fonts.
func (ps leaves) decodeFonts() []Problem {
	var all strings.Builder
	for _, p := range ps {
		for _, l := range p.lines {
			all.WriteString(strings.ReplaceAll(l.text, "\n", " "))
			all.WriteByte('\n')
		}
	}
	text, problems := decodeFonts(all.String())
	if problems == nil {
		return nil
	}
	decoded := strings.Split(text, "\n")
	at := 0
	for i := range ps {
		for j := range ps[i].lines {
			if at < len(decoded) {
				ps[i].lines[j].text = decoded[at]
			}
			at++
		}
	}
	return problems
}

func (ps leaves) allRecognised() bool {
	return !slices.ContainsFunc(ps, func(p leaf) bool { return !p.recognised })
}

// document joins the pages.
func (ps leaves) document() Document {
	var d Document
	var text strings.Builder
	noise := ps.matter()
	for i, p := range ps {
		if i > 0 && text.Len() > 0 {
			text.WriteByte('\n')
		}
		d.PageStarts = append(d.PageStarts, text.Len())
		for j, l := range p.lines {
			if l.gap {
				text.WriteByte('\n')
			}
			start := text.Len()
			text.WriteString(l.text)
			if slices.Contains(noise[i], j) && text.Len() > start {
				d.Noise = append(d.Noise, Region{start, text.Len(), PageMatter})
			}
			text.WriteByte('\n')
		}
		d.OCR = d.OCR || p.recognised
	}
	if d.Text = text.String(); d.OCR {
		for _, p := range ps {
			d.PageQuality = append(d.PageQuality, p.quality)
		}
	}
	return d
}

// pageList lists pages for a person, from 1: "2, 5–7".
func pageList(indexes []int) string {
	var parts []string
	for i := 0; i < len(indexes); {
		j := i
		for j+1 < len(indexes) && indexes[j+1] == indexes[j]+1 {
			j++
		}
		part := fmt.Sprint(indexes[i] + 1)
		if j > i {
			part += fmt.Sprintf("–%d", indexes[j]+1)
		}
		parts = append(parts, part)
		i = j + 1
	}
	return strings.Join(parts, ", ")
}
