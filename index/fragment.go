package index

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"tracuu/analyzers/viet"
	"tracuu/index/directive"
)

// Limits of fragments.
const (
	DefaultFragments = 3
	maxFragmentBytes = 240
	minFragmentBytes = 100 // a shorter sentence takes some of the next one
	maxLead          = 60  // bytes before the first mark where its sentence starts too far off
)

// Fragments gives the passages of a document that show best why it matches, at
// most limit of them, in the order of the text. They come from the text outside
// noise, and from a title that does not stand in it. Marks cover exactly the
// words asked for: a quoted phrase only where its words stand in a row, a word
// typed with accents only with these where the document has it so.
func Fragments(d *directive.Directive, text Text, limit int) []Fragment {
	return NewCutter(text).Fragments(d, limit)
}

// Cutter cuts the fragments of one document after the other for a query text, which it
// prepares once. It is not safe for concurrent use.
type Cutter struct{ spotter *spotter }

// NewCutter makes a Cutter for a query text.
func NewCutter(text Text) *Cutter { return &Cutter{newSpotter(text)} }

// Fragments gives those of one document; see the function of that name.
func (c *Cutter) Fragments(d *directive.Directive, limit int) []Fragment {
	s := c.spotter
	if s.empty() || limit <= 0 {
		return nil
	}
	b := benches.Get().(*bench)
	defer benches.Put(b)
	s.reset(b.spots)
	defer func() { b.spots = s.spots }()
	s.read(Sections(d), limit, b)
	s.settle()
	var out []Fragment
	for _, w := range s.best(limit) {
		out = append(out, s.fragment(w))
	}
	return out
}

// window is a range of spots of one passage.
type window struct{ first, last int }

// best picks windows, each for the words that those before it lack.
func (s *spotter) best(limit int) []window {
	var picked []window
	covered := make([]bool, s.terms)
	for len(picked) < limit {
		w, ok := s.next(picked, covered)
		if !ok {
			break
		}
		picked = append(picked, w)
		for _, spot := range s.spots[w.first : w.last+1] {
			covered[spot.term] = true
		}
	}
	slices.SortFunc(picked, func(a, b window) int { return cmp.Compare(a.first, b.first) })
	return picked
}

// next slides a window over the spots, once, and gives the best one apart from
// those picked.
func (s *spotter) next(picked []window, covered []bool) (best window, ok bool) {
	tally := tally{counts: make([]int, s.terms), covered: covered}
	bestScore, first := 0, 0
	for last := range s.spots {
		tally.add(s.spots[last], 1)
		for !s.fits(first, last) || s.taken(picked, first) {
			tally.add(s.spots[first], -1)
			if first++; first > last {
				break
			}
		}
		if first > last || s.taken(picked, last) {
			continue
		}
		if tally.score > bestScore {
			best, bestScore, ok = window{first, last}, tally.score, true
		}
	}
	return best, ok
}

// fits reports whether two spots can stand in one fragment.
func (s *spotter) fits(first, last int) bool {
	a, b := s.spots[first], s.spots[last]
	return first > last || a.passage == b.passage && b.end-a.start <= maxFragmentBytes*3/4
}

// taken reports whether a spot lies within or close beside a window that is
// picked.
func (s *spotter) taken(picked []window, i int) bool {
	for _, w := range picked {
		if i >= w.first && i <= w.last {
			return true
		}
		a, b := s.spots[w.first], s.spots[w.last]
		if s.spots[i].passage == a.passage && s.spots[i].start < b.end+maxFragmentBytes && s.spots[i].end > a.start-maxFragmentBytes {
			return true
		}
	}
	return false
}

// tally scores the spots of a window: words that no other fragment shows count
// most, then words in a row, then exact ones.
type tally struct {
	counts  []int
	covered []bool
	score   int
}

func (t *tally) add(s spot, n int) {
	before := t.counts[s.term]
	t.counts[s.term] += n
	if before == 0 || t.counts[s.term] == 0 {
		worth := 100
		if t.covered[s.term] {
			worth = 10
		}
		t.score += n * worth
	}
	t.score += n
	if s.beside {
		t.score += n * 20
	}
	if s.exact {
		t.score += n * 3
	}
}

// fragment cuts the passage round a window at a sentence where it can.
func (s *spotter) fragment(w window) Fragment {
	p := &s.passages[s.spots[w.first].passage]
	from, to := s.spots[w.first], s.spots[w.last]
	first, last := from.firstToken, to.lastToken
	lead := first
	for lead > 0 && p.tokens[lead].Gap != viet.GapSentence && to.end-p.tokens[lead-1].Start <= maxFragmentBytes {
		lead--
	}
	if p.tokens[lead].Gap != viet.GapSentence && lead > 0 {
		for lead = first; lead > 0 && from.start-p.tokens[lead-1].Start <= maxLead; lead-- {
		}
	}
	first = lead
	start := p.tokens[first].Start
	for last+1 < len(p.tokens) {
		next := p.tokens[last+1]
		size := p.tokens[last].End - start
		if next.End-start > maxFragmentBytes || next.Gap == viet.GapSentence && size >= minFragmentBytes {
			break
		}
		last++
	}
	end := p.tokens[last].End + tail(p.section.Text[p.tokens[last].End:])
	return Fragment{
		Field: p.field(), Start: max(p.section.Start, 0) + start,
		Text: p.section.Text[start:end], Marks: s.marks(w.first, p, start, end),
	}
}

// tail is the length of the punctuation that ends a fragment.
func tail(text string) int {
	n := 0
	for n < len(text) {
		r, size := utf8.DecodeRuneInString(text[n:])
		if !unicode.IsPunct(r) || strings.ContainsRune(`([{“«-/`, r) || n+size > 6 {
			break
		}
		n += size
	}
	return n
}

// marks gives the spots of a passage between two bytes, relative to start,
// without overlap.
func (s *spotter) marks(near int, p *passage, start, end int) []directive.Span {
	i := near
	for i > 0 && s.spots[i-1].passage == s.spots[near].passage && s.spots[i-1].start >= start {
		i--
	}
	var out []directive.Span
	for ; i < len(s.spots) && s.spots[i].passage == s.spots[near].passage && s.spots[i].start < end; i++ {
		mark := directive.Span{Start: s.spots[i].start - start, End: min(s.spots[i].end, end) - start}
		if n := len(out); n > 0 && mark.Start < out[n-1].End {
			out[n-1].End = max(out[n-1].End, mark.End)
			continue
		}
		out = append(out, mark)
	}
	return out
}
