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
	glanceReach  = maxFragmentBytes + 24 // how far a fragment reaches from either end of its marks, and a word more
	glanceRow    = 16

	glanceWordBytes = 64 // more than a word takes
)

// narrow gives the parts of sections that fragments may be cut from, all of them
// where nothing tells.
func (s *spotter) narrow(sections []Section, limit int, b *bench) []Section {
	size := 0
	for _, section := range sections {
		size += len(section.Text)
	}
	if size <= glancedBytes || len(s.numbers) > 0 {
		return sections
	}
	g := s.glance()
	g.reset(b.glanced)
	defer func() { b.glanced = g.spots }()
	for i, section := range sections {
		g.passages = append(g.passages, passage{section: section})
		g.scan(section.Text, i)
	}
	g.settle()
	windows := g.best(limit)
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
	last, begun, reached := -1, 0, 0 // passage, and from where and how far into it
	for _, w := range windows {
		from, to := g.spots[w.first], g.spots[w.last]
		text := g.passages[from.passage].section.Text
		start, end := max(min(to.end-glanceReach, from.start-maxLead-glanceWordBytes), 0), min(max(from.start+glanceReach, to.end+glanceWordBytes), len(text))
		if blank := strings.IndexAny(text[start:from.start], " \n"); start > 0 && blank >= 0 {
			start += blank + 1
		}
		start = lastSentence(text, start, from.start)
		if blank := strings.LastIndexAny(text[to.end:end], " \n"); end < len(text) && blank >= 0 {
			end = to.end + blank
		}
		start, end = runeStart(text, start), runeStart(text, end)
		section := g.passages[from.passage].section
		base := max(section.Start, 0)
		if from.passage == last && start < reached {
			grown := &out[len(out)-1]
			grown.Text = text[begun:max(end, reached)]
			reached = max(end, reached)
			continue
		}
		section.Text = text[start:end]
		if section.Start >= 0 || start > 0 {
			section.Start = base + start
		}
		out = append(out, section)
		last, begun, reached = from.passage, start, end
	}
	return out
}

// lastSentence moves a start behind the last end of a sentence that is one for certain:
// a colon or a full stop behind a word with a vowel (abbreviations have none) and before
// a blank, or what ends one anywhere. A fragment begins there or later, so that nothing before need be read.
func lastSentence(text string, start, end int) int {
	for at := end - 2; at > start; at-- {
		switch text[at] {
		case ';', '!', '?':
			return at + 1
		case '.', ':':
			if (text[at+1] == ' ' || text[at+1] == '\n') && endsWord(text[start:at]) {
				return at + 1
			}
		}
	}
	return start
}

// endsWord reports whether a text ends with a letter of a word that has a vowel, told by
// letters of ASCII alone or by any accent.
func endsWord(text string) bool {
	for i := len(text) - 1; i >= 0; i-- {
		switch c := text[i] | 0x20; {
		case c >= utf8.RuneSelf, strings.IndexByte("aeioy", c) >= 0: // tuq. is an abbreviation
			return text[len(text)-1] >= utf8.RuneSelf || text[len(text)-1]|0x20 >= 'a'
		case c < 'a' || c > 'z':
			return false
		}
	}
	return false
}

// glance finds the likely spots of a text.
type glance struct {
	spotter
	words   map[uint64][]glanced
	phrases []glancedPhrase
	likely  [1 << 9]uint64 // a bit for each hash that is asked for
	begins  [256]uint64    // by the first letter of a word that is asked for, beginBit of its second
}

// glanced is a word to find, by the hash of its folded letters.
type glanced struct {
	exact  uint64 // hash of its letters with accents
	marked bool
	term   int
}

// glancedPhrase has the hashes of its words, those with accents only where they count.
type glancedPhrase struct {
	folded, exact []uint64
	term          int
}

// glance is that of a query, made for the first text that is long enough.
func (s *spotter) glance() *glance {
	if s.glanced == nil {
		s.glanced = newGlance(s)
	}
	return s.glanced
}

func newGlance(s *spotter) *glance {
	g := &glance{words: make(map[uint64][]glanced, len(s.words))}
	g.terms, g.hasExact = s.terms, make([]bool, s.terms)
	for folded, words := range s.words {
		hash, _ := hashWord(folded)
		g.expect(hash, folded)
		for _, w := range words {
			_, exact := hashWord(w.word.Exact)
			g.words[hash] = append(g.words[hash], glanced{exact: exact, marked: w.word.Marked, term: w.term})
		}
	}
	for _, p := range s.phrases {
		row := glancedPhrase{term: p.term}
		words := p.phrase.Words
		for _, w := range words[max(0, len(words)-glanceRow):] {
			folded, exact := hashWord(w.Exact)
			row.folded = append(row.folded, folded)
			if p.phrase.Accents {
				row.exact = append(row.exact, exact)
			}
		}
		if n := len(row.folded); n > 0 {
			g.expect(row.folded[n-1], words[len(words)-1].Folded)
		}
		g.phrases = append(g.phrases, row)
	}
	return g
}

// expect notes a word that is asked for, by its hash and its key without accents.
func (g *glance) expect(hash uint64, key string) {
	g.likely[hash>>6&511] |= 1 << (hash & 63)
	first, size := foldedAt(key, 0)
	second := byte(0)
	if size < len(key) {
		second, _ = foldedAt(key, size)
	}
	g.begins[first] |= beginBit(second)
}

// glanceWord is a word of the text, as the glance goes by. folded is 0 until it is
// asked for.
type glanceWord struct {
	start, end, number int
	folded             uint64
}

// hash is the hash of the word without its accents.
func (w *glanceWord) hash(text string) uint64 {
	if w.folded == 0 {
		w.folded, _ = hashFrom(text, w.start)
	}
	return w.folded
}

// scan looks over one text, a word at a time.
func (g *glance) scan(text string, number int) {
	var row [glanceRow]glanceWord
	words, i := 0, 0
	for i < len(text) {
		c, size := asciiFolded[text[i]&0x7F], 1
		if text[i] >= utf8.RuneSelf {
			c, size = foldedAt(text, i)
		}
		if c <= foldedMark { // between words
			i += size
			continue
		}
		w := &row[words%glanceRow]
		w.start, w.number, w.folded = i, words, 0
		words++
		if !g.mayBegin(text, i, c, size) {
			end, ok := pass(text, i)
			if ok {
				w.end, i = end, end
				continue
			}
		}
		w.folded, i = hashFrom(text, i)
		w.end = i
		if g.likely[w.folded>>6&511]&(1<<(w.folded&63)) != 0 {
			g.meet(text, w, &row, number)
		}
	}
}

// hashFrom hashes the word that begins at a place, without its accents, and gives where
// it ends.
func hashFrom(text string, start int) (hash uint64, end int) {
	hash = hashStart
	letters, digits, last := 0, false, byte(0)
	for end = start; end < len(text); {
		c, size := byte(0), 1
		if b := text[end]; b < utf8.RuneSelf {
			c = asciiFolded[b]
		} else {
			var r rune
			r, size = runeAt(text, end)
			c = foldedOf(r)
		}
		switch {
		case c > '9':
		case c == 0:
			return yHash(hash, last, text[start:end]), end
		case c == foldedMark: // belongs to the letter before
			end += size
			continue
		case c >= '0':
			if !digits && letters >= longAlpha {
				return yHash(hash, last, text[start:end]), end
			}
			digits = true
		}
		hash, last = hashLetter(hash, uint64(c)), c
		letters++
		end += size
	}
	return yHash(hash, last, text[start:end]), end
}

// yHash is the hash of a word by that of its letters: a y at its end may be an i.
func yHash(hash uint64, last byte, word string) uint64 {
	if last == 'y' {
		hash, _ = hashWord(word)
	}
	return hash
}

// foldedAt is the letter at a place without its accents, and its size.
func foldedAt(text string, i int) (c byte, size int) {
	if c := text[i]; c < utf8.RuneSelf {
		return asciiFolded[c], 1
	}
	r, size := runeAt(text, i)
	return foldedOf(r), size
}

// runeAt decodes the letter at a place, faster than package utf8 and without its
// checks: of text that is no UTF-8 a glance may see letters that are not there.
func runeAt(text string, i int) (r rune, size int) {
	c := text[i]
	switch {
	case c < utf8.RuneSelf:
		return rune(c), 1
	case c < 0xE0 && i+1 < len(text):
		return rune(c&0x1F)<<6 | rune(text[i+1]&0x3F), 2
	case c < 0xF0 && i+2 < len(text):
		return rune(c&0xF)<<12 | rune(text[i+1]&0x3F)<<6 | rune(text[i+2]&0x3F), 3
	}
	return utf8.DecodeRuneInString(text[i:])
}

// meet notes the spots that end with a word.
func (g *glance) meet(text string, w *glanceWord, row *[glanceRow]glanceWord, number int) {
	note := func(at *glanceWord, term int, exact bool) {
		g.hasExact[term] = g.hasExact[term] || exact
		g.spots = append(g.spots, spot{
			start: at.start, end: at.end, firstToken: at.number, lastToken: at.number, passage: number, term: term, exact: exact,
		})
	}
	for _, sought := range g.words[w.folded] {
		exact := !sought.marked
		if !exact {
			_, hash := hashWord(text[w.start:w.end])
			exact = hash == sought.exact
		}
		note(w, sought.term, exact)
	}
	for _, p := range g.phrases {
		first := w.number + 1 - len(p.folded)
		if first < 0 || !p.stands(text, row, first) {
			continue
		}
		for i := range p.folded {
			note(&row[(first+i)%glanceRow], p.term, true)
		}
	}
}

// stands reports whether the words of a phrase are those from one on.
func (p *glancedPhrase) stands(text string, row *[glanceRow]glanceWord, first int) bool {
	for i := range p.folded {
		if row[(first+i)%glanceRow].hash(text) != p.folded[i] {
			return false
		}
	}
	for i := range p.exact {
		at := &row[(first+i)%glanceRow]
		if _, exact := hashWord(text[at.start:at.end]); exact != p.exact[i] {
			return false
		}
	}
	return true
}
