package index

import "tracuu/index/directive"

// Marks gives every place in a document's text that shows what a query text asks
// for, in order and without overlap: what Fragments marks, all through the text
// outside noise. A document of more than maxMarked bytes is marked so far only.
func Marks(d *directive.Directive, text Text) []directive.Span {
	s := newSpotter(text)
	if s.empty() {
		return nil
	}
	var shown []Section
	for _, section := range Sections(d) {
		if section.Name == SectionBody {
			shown = append(shown, section)
		}
	}
	shown, _ = splitSections(shown, maxMarked)
	b := benches.Get().(*bench)
	defer benches.Put(b)
	s.readPart(shown, b)
	s.settle()
	var out []directive.Span
	for _, x := range s.spots {
		at := s.passages[x.passage].section.Start
		span := directive.Span{Start: at + x.start, End: at + x.end}
		if n := len(out); n > 0 && span.Start < out[n-1].End {
			out[n-1].End = max(out[n-1].End, span.End)
			continue
		}
		out = append(out, span)
	}
	return out
}

// maxMarked is how many bytes of a text are looked through for marks.
const maxMarked = 4 << 20
