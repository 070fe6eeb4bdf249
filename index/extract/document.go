package extract

import (
	"sort"

	"tracuu/index/directive"
)

// zone is the part of a directive that a line stands in, by the order of the
// parts in Nghị định 30/2020/NĐ-CP and Hướng dẫn 36-HD/VPTW.
type zone uint8

const (
	zoneHead  zone = iota // letterhead: bodies, number, dateline, title, "Kính gửi"
	zoneBody              // nội dung
	zoneTail              // "Nơi nhận" and the sign block
	zoneAnnex             // phụ lục and whatever follows the signature
)

// document is one text on its way to becoming a Directive. The steps of Read
// fill it in order: lines, noise, zones, then the fields of out. Later steps
// may rely on what earlier ones found; references come last.
type document struct {
	text   string
	html   bool // the text was taken from a web page
	lines  []line
	noise  []directive.Noise // sorted by start, disjoint
	head   directive.Span    // of the letterhead, up to the first sentence of the body
	body   directive.Span
	tail   directive.Span // "Nơi nhận" and sign block
	annex  directive.Span // empty when nothing follows the signature
	given  directive.Given
	bodies *directive.Bodies
	out    directive.Directive

	lexicon   *lexicon
	hint      string           // title in the front matter of a converter
	box       map[string]*line // table of a legal site, by field
	furniture int              // marks of page furniture met
	stamp     stamp            // received stamp (dấu đến)
	beside    []besideLine     // sign block printed beside the list of receivers
	parts     parts            // where the parts of the page start
	symbol    directive.Symbol // own number, parsed
	annexRef  directive.Span   // the line of an annex that names the document
	web       webPage          // frame of a web page
	draft     bool             // marked as a draft (dự thảo)
	kindOwner string           // body behind "của" in a title
	superior  string           // body above the issuer in the letterhead
}

// line is one printed line, or one cell of a table row.
type line struct {
	directive.Span        // in document.text, without blanks and markdown marks at its edges
	text           string // text of Span, markdown marks inside taken out, blanks collapsed
	fold           string // text without case and marks
	zone           zone
	noise          directive.NoiseKind // empty for a line of the document itself
	cell           bool                // a table cell, or a line inside one
	column         int                 // place in the printed row, from 0
	gap            bool                // a blank line, a cell edge or a page break stands before it
}

// noiseAt gives the kind of noise that covers the byte at offset, "" for none.
func (d *document) noiseAt(offset int) directive.NoiseKind {
	i := sort.Search(len(d.noise), func(i int) bool { return d.noise[i].End > offset })
	if i < len(d.noise) && d.noise[i].Start <= offset {
		return d.noise[i].Kind
	}
	return ""
}

// zoneAt is the zone of the byte at offset.
func (d *document) zoneAt(offset int) zone {
	switch {
	case offset < d.head.End:
		return zoneHead
	case offset < d.body.End:
		return zoneBody
	case offset < d.tail.End:
		return zoneTail
	}
	return zoneAnnex
}

// repair records a correction made on the ground of the text itself.
func (d *document) repair(field, raw, repaired, rule string) {
	d.out.Repairs = append(d.out.Repairs, directive.Repair{Field: field, Raw: raw, Repaired: repaired, Rule: rule})
}

// problem records something a person should look at, once.
func (d *document) problem(code, detail string, at directive.Span) {
	for _, p := range d.out.Problems {
		if p.Code == code && p.Span == at {
			return
		}
	}
	d.out.Problems = append(d.out.Problems, directive.Problem{Code: code, Detail: detail, Span: at})
}

// found records where a field was read, or from what it was inferred.
func (d *document) found(field string, at directive.Span, basis directive.Basis, confidence float64) {
	if d.out.Evidence == nil {
		d.out.Evidence = map[string]directive.Evidence{}
	}
	d.out.Evidence[field] = directive.Evidence{Span: at, Basis: basis, Confidence: confidence}
}
