package index

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"tracuu/analyzers/viet"
)

// A long text is looked over before it is cut into tokens: letters are folded one
// by one and words compared by a hash, at five times the speed, and only the
// places that look best are read as any other text is. What a glance gets wrong,
// such as a syllable in an older spelling, may cost a fragment its place, never
// its truth.

const (
	glancedBytes = 12 << 10 // texts up to this length are read whole
	glanceAround = 2 * maxFragmentBytes
	glancePlaces = 3 // places read beyond the fragments wanted
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
		start, end := max(from.start-glanceAround, 0), min(to.end+glanceAround, len(text))
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
	word := glanceWord{folded: hashStart, exact: hashStart}
	letters := 0
	flush := func(end int) {
		if letters > 0 {
			word.end = end
			row[word.number%glanceRow] = word
			g.meet(&word, &row, number)
			word.number++
		}
		word.folded, word.exact, letters = hashStart, hashStart, 0
	}
	for i := 0; i < len(text); {
		r, size := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(text[i:])
		}
		switch l := letterOf(r); {
		case l.folded != 0:
			if letters == 0 {
				word.start = i
			}
			word.folded = hashLetter(word.folded, uint64(l.folded))
			word.exact = hashLetter(word.exact, uint64(l.lower))
			letters++
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

const hashStart = 14695981039346656037 // FNV-1a

func hashLetter(hash, letter uint64) uint64 { return (hash ^ letter) * 1099511628211 }

// hashWord gives the hashes of a word without accents and with them.
func hashWord(word string) (folded, exact uint64) {
	folded, exact = hashStart, hashStart
	for _, r := range word {
		if l := letterOf(r); l.folded != 0 {
			folded, exact = hashLetter(folded, uint64(l.folded)), hashLetter(exact, uint64(l.lower))
		}
	}
	return folded, exact
}

// letter is what a glance sees of a rune: folded is 0 for what is no part of a
// word, and mark says that it belongs to the letter before it.
type letter struct {
	lower  uint16
	folded byte
	mark   bool
}

// latin are the letters of Latin script, Vietnamese ones among them.
var latin = makeLatin()

func makeLatin() []letter {
	out := make([]letter, 0x1F00)
	for r := range rune(len(out)) {
		switch folded := viet.Fold(string(r)); {
		case unicode.Is(unicode.Mn, r):
			out[r].mark = true
		case len(folded) == 1 && (unicode.IsLetter(rune(folded[0])) || unicode.IsDigit(rune(folded[0]))):
			out[r] = letter{lower: uint16(unicode.ToLower(r)), folded: folded[0]}
		case unicode.IsLetter(r):
			out[r] = letter{lower: uint16(unicode.ToLower(r)), folded: 1 + byte(r%31)} // of another script
		}
	}
	return out
}

func letterOf(r rune) letter {
	if int(r) < len(latin) {
		return latin[r]
	}
	return letter{}
}
