package index

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"tracuu/analyzers/viet"
	"tracuu/index/directive"
)

// spotter finds the words of a text in passages.
type spotter struct {
	words    map[string][]sought // by the folded key
	phrases  []soughtPhrase
	numbers  map[directive.NumberKey]int // term by key
	terms    int
	hasExact []bool // by term: some spot has the accents as typed
	passages []passage
	spots    []spot
	glanced  *glance // nil until a text is glanced at
}

// reset makes it ready for another document, with room for its spots.
func (s *spotter) reset(room []spot) {
	s.spots, s.passages = room[:0], s.passages[:0]
	clear(s.hasExact)
}

// sought is a word to find.
type sought struct {
	word Word
	term int
}

type soughtPhrase struct {
	phrase Phrase
	term   int
}

// passage is a section with its tokens.
type passage struct {
	section Section
	tokens  []viet.Token
}

// field names the passage in a Fragment.
func (p *passage) field() string {
	if p.section.Name == SectionBody {
		return "text"
	}
	return p.section.Name
}

// spot is a place to mark: bytes of the passage's section, and the tokens.
type spot struct {
	start, end            int
	firstToken, lastToken int
	passage, term         int
	exact                 bool
	beside                bool // the spot before it is of another word and adjoins
}

func newSpotter(text Text) *spotter {
	s := &spotter{words: map[string][]sought{}, numbers: map[directive.NumberKey]int{}}
	seen := map[string]int{}
	text.Positive(func(n Node) {
		switch n := n.(type) {
		case Run:
			for _, w := range n.Words {
				if _, again := seen[w.Key()]; !again {
					seen[w.Key()] = s.terms
					s.words[w.Folded] = append(s.words[w.Folded], sought{word: w, term: s.terms})
					s.terms++
				}
			}
		case Phrase:
			s.phrases = append(s.phrases, soughtPhrase{phrase: n, term: s.terms})
			s.terms++
		case Number:
			s.numbers[n.NumberKey()] = s.terms
			s.terms++
		}
	})
	s.hasExact = make([]bool, s.terms)
	return s
}

func (s *spotter) empty() bool { return s.terms == 0 }

// maxScanned is how many bytes of a document are looked through for passages at a
// time. No directive comes near it; of a text that goes on longer only as much is
// looked through as it takes to find one, so that it does not hold up every page
// that shows it.
const maxScanned = 1 << 20

// read cuts the sections that may be shown into tokens and scans them.
func (s *spotter) read(sections []Section, limit int, b *bench) {
	shown := make([]Section, 0, len(sections))
	for _, section := range sections {
		if section.Name == SectionTitle || section.Name == SectionBody {
			shown = append(shown, section)
		}
	}
	for len(shown) > 0 && len(s.spots) == 0 {
		var part []Section
		part, shown = splitSections(shown, maxScanned)
		s.readPart(s.narrow(part, limit, b), b)
	}
}

// splitSections gives the first size bytes of the sections, and the rest. It cuts
// behind a blank, or between two letters where there is none.
func splitSections(sections []Section, size int) (part, rest []Section) {
	for i, section := range sections {
		if len(section.Text) <= size {
			size -= len(section.Text)
			continue
		}
		cut := size
		for !utf8.RuneStart(section.Text[cut]) {
			cut--
		}
		if blank := strings.LastIndexAny(section.Text[:cut], " \n"); blank > 0 {
			cut = blank + 1
		}
		head, tail := section, section
		head.Text, tail.Text = section.Text[:cut], section.Text[cut:]
		tail.Start = max(section.Start, 0) + cut
		return append(slices.Clone(sections[:i]), head), append([]Section{tail}, sections[i+1:]...)
	}
	return sections, nil
}

// readPart reads some of the sections. Their tokens are the bench's, which is
// safe for several parts in a row: those before the last have no spot.
func (s *spotter) readPart(sections []Section, b *bench) {
	b.tokens = b.tokens[:0]
	ends := make([]int, 0, len(sections))
	for _, section := range sections {
		b.tokens = b.tokenizer.Append(b.tokens, []byte(section.Text))
		ends = append(ends, len(b.tokens))
	}
	start := 0
	for i, end := range ends {
		p := passage{section: sections[i], tokens: b.tokens[start:end]}
		s.passages = append(s.passages, p)
		s.scan(p, len(s.passages)-1)
		start = end
	}
}

// scan finds the spots of a passage.
func (s *spotter) scan(p passage, number int) {
	for i := range p.tokens {
		for _, w := range s.words[p.tokens[i].Folded] {
			exact := !w.word.Marked || w.word.Exact == p.tokens[i].Exact
			s.spot(p, number, i, i, w.term, exact)
		}
		for _, ph := range s.phrases {
			if ph.phrase.at(p.tokens[i:]) {
				for j := range ph.phrase.Words {
					s.spot(p, number, i+j, i+j, ph.term, true)
				}
			}
		}
	}
	if len(s.numbers) > 0 {
		s.scanNumbers(p, number)
	}
}

// at reports whether the phrase stands at the start of tokens, in one sentence.
func (p Phrase) at(tokens []viet.Token) bool {
	if len(tokens) < len(p.Words) {
		return false
	}
	for i, w := range p.Words {
		if tokens[i].Folded != w.Folded || p.Accents && tokens[i].Exact != w.Exact {
			return false
		}
		if i > 0 && tokens[i].Gap == viet.GapSentence {
			return false
		}
	}
	return true
}

// scanNumbers finds the document numbers of a section.
func (s *spotter) scanNumbers(p passage, number int) {
	for _, found := range directive.FindSymbols(p.section.Text) {
		key := found.Symbol.Key()
		term, ok := s.numbers[key]
		if !ok {
			if term, ok = s.numbers[key.WithoutYear()]; !ok {
				continue
			}
		}
		first, _ := slices.BinarySearchFunc(p.tokens, found.Start, func(t viet.Token, at int) int { return cmp.Compare(t.Start, at) })
		last := first
		for last+1 < len(p.tokens) && p.tokens[last+1].End <= found.End {
			last++
		}
		if first < len(p.tokens) {
			s.spot(p, number, first, last, term, true)
		}
	}
}

// spot notes a place. A token too long for a fragment is no place to show.
func (s *spotter) spot(p passage, number, first, last, term int, exact bool) {
	start, end := p.tokens[first].Start, p.tokens[last].End
	if end-start > maxFragmentBytes {
		return
	}
	s.hasExact[term] = s.hasExact[term] || exact
	s.spots = append(s.spots, spot{
		start: start, end: end, firstToken: first, lastToken: last, passage: number, term: term, exact: exact,
	})
}

// settle drops the spots with other accents where the word stands somewhere as
// it was typed, orders them, and notes which stand side by side.
func (s *spotter) settle() {
	s.spots = slices.DeleteFunc(s.spots, func(x spot) bool { return !x.exact && s.hasExact[x.term] })
	slices.SortFunc(s.spots, func(a, b spot) int {
		return cmp.Or(cmp.Compare(a.passage, b.passage), cmp.Compare(a.start, b.start), cmp.Compare(b.end, a.end), cmp.Compare(a.term, b.term))
	})
	for i := 1; i < len(s.spots); i++ {
		a, b := s.spots[i-1], &s.spots[i]
		b.beside = a.passage == b.passage && a.term != b.term && b.firstToken == a.lastToken+1
	}
}
