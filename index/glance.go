package index

import (
	"strings"
	"unicode/utf8"
)

// A text is looked over before it is cut into tokens: letters are folded one by one
// and words compared by a hash, at ten times the speed, and only the places that
// look best are read as any other text is. What a glance gets wrong, such as a
// syllable in an older spelling, may cost a fragment its place, never its truth.

const (
	glancedBytes = 1 << 10               // texts up to this length are read whole
	glanceReach  = maxFragmentBytes + 64 // how far a fragment reaches from either end of its marks, and a word more
	glancePlaces = 1                     // places read beyond the fragments wanted
	glanceRow    = 16
)

// narrow gives the parts of sections that fragments may be cut from, all of them
// where nothing tells.
func (s *spotter) narrow(sections []Section, limit int) []Section {
	size := 0
	for _, section := range sections {
		size += len(section.Text)
	}
	if size <= glancedBytes || len(s.numbers) > 0 {
		return sections
	}
	g := newGlance(s)
	for i, section := range sections {
		g.passages = append(g.passages, passage{section: section})
		g.scan(section.Text, i)
	}
	g.settle()
	windows := g.best(limit + glancePlaces)
	if len(windows) == 0 {
		return sections
	}
	for term, exact := range g.hasExact {
		s.hasExact[term] = s.hasExact[term] || exact
	}
	return g.around(windows)
}

// around are the texts round windows, with room for a fragment.
func (g *glance) around(windows []window) []Section {
	var out []Section
	last, reached := -1, 0 // passage, and how far into it
	for _, w := range windows {
		from, to := g.spots[w.first], g.spots[w.last]
		text := g.passages[from.passage].section.Text
		start, end := max(min(to.end-glanceReach, from.start-maxLead-64), 0), min(max(from.start+glanceReach, to.end+64), len(text))
		if blank := strings.IndexAny(text[start:from.start], " \n"); start > 0 && blank >= 0 {
			start += blank + 1
		}
		if blank := strings.LastIndexAny(text[to.end:end], " \n"); end < len(text) && blank >= 0 {
			end = to.end + blank
		}
		start, end = runeStart(text, start), runeStart(text, end)
		section := g.passages[from.passage].section
		base := max(section.Start, 0)
		if from.passage == last && start < reached {
			grown := &out[len(out)-1]
			grown.Text = text[grown.Start-base : max(end, reached)]
			reached = max(end, reached)
			continue
		}
		section.Text = text[start:end]
		if section.Start >= 0 || start > 0 {
			section.Start = base + start
		}
		out = append(out, section)
		last, reached = from.passage, end
	}
	return out
}

// glance finds the likely spots of a text.
type glance struct {
	spotter
	words   map[uint64][]glanced
	phrases []glancedPhrase
	likely  [1 << 9]uint64 // a bit for each hash that is asked for
}

// glanced is a word to find, by the hash of its folded letters.
type glanced struct {
	exact  uint64 // hash of its letters with accents
	marked bool
	term   int
}

type glancedPhrase struct {
	words []uint64
	term  int
}

func newGlance(s *spotter) *glance {
	g := &glance{words: map[uint64][]glanced{}}
	g.terms, g.hasExact = s.terms, make([]bool, s.terms)
	for folded, words := range s.words {
		hash, _ := hashWord(folded)
		g.expect(hash)
		for _, w := range words {
			_, exact := hashWord(w.word.Exact)
			g.words[hash] = append(g.words[hash], glanced{exact: exact, marked: w.word.Marked, term: w.term})
		}
	}
	for _, p := range s.phrases {
		words := make([]uint64, len(p.phrase.Words))
		for i, w := range p.phrase.Words {
			folded, exact := hashWord(w.Exact)
			words[i] = folded
			if p.phrase.Accents {
				words[i] = exact
			}
			if i == len(words)-1 {
				g.expect(folded)
			}
		}
		words = words[max(0, len(words)-glanceRow):]
		g.phrases = append(g.phrases, glancedPhrase{words: words, term: p.term})
	}
	return g
}

func (g *glance) expect(hash uint64) { g.likely[hash>>6&511] |= 1 << (hash & 63) }

// glanceWord is a word of the text, as the glance goes by.
type glanceWord struct {
	start, end, number int
	folded, exact      uint64
}

// scan looks over one text.
func (g *glance) scan(text string, number int) {
	var row [glanceRow]glanceWord
	at, start := 0, 0
	word := newWordHash()
	flush := func(end int) {
		if word.letters > 0 {
			w := &row[at%glanceRow]
			*w = glanceWord{start: start, end: end, number: at}
			w.folded, w.exact = word.sum()
			g.meet(w, &row, number)
			at++
			word = newWordHash()
		}
	}
	for i := 0; i < len(text); {
		r, size := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(text[i:])
		}
		switch l := letterOf(r); {
		case l.folded != 0:
			if l.kind == digit && word.alphas >= longAlpha {
				flush(i)
			}
			if word.letters == 0 {
				start = i
			}
			word.add(l)
		case !l.mark:
			flush(i)
		}
		i += size
	}
	flush(len(text))
}

// meet notes the spots that end with a word.
func (g *glance) meet(w *glanceWord, row *[glanceRow]glanceWord, number int) {
	if g.likely[w.folded>>6&511]&(1<<(w.folded&63)) == 0 {
		return
	}
	note := func(at *glanceWord, term int, exact bool) {
		g.hasExact[term] = g.hasExact[term] || exact
		g.spots = append(g.spots, spot{
			start: at.start, end: at.end, firstToken: at.number, lastToken: at.number, passage: number, term: term, exact: exact,
		})
	}
	for _, sought := range g.words[w.folded] {
		note(w, sought.term, !sought.marked || sought.exact == w.exact)
	}
	for _, p := range g.phrases {
		if w.number+1 < len(p.words) {
			continue
		}
		first, stands := w.number+1-len(p.words), true
		for i, hash := range p.words {
			at := &row[(first+i)%glanceRow]
			stands = stands && (at.folded == hash || at.exact == hash)
		}
		for i := 0; stands && i < len(p.words); i++ {
			note(&row[(first+i)%glanceRow], p.term, true)
		}
	}
}
