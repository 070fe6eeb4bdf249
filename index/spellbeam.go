package index

import (
	"cmp"
	"math"
	"slices"
)

// beam finds the likeliest spellings of rows of words: as in reading bad
// handwriting, each word has a price for being something else, and words that
// often follow each other in the collection support one another (Viterbi over
// spellings, several best paths kept).
type beam struct {
	vocabulary Vocabulary
	marked     bool // the query has accents, so that words without are meant so
	wide       bool // other words are tried, not only other accents
	trusting   bool // words with accents stay as they are
	shares     map[[2]string]float64
}

// choice is one way to spell a word.
type choice struct {
	spelling Spelling
	folded   string
	price    float64 // of the change, in nats; 0 for the word as typed
	changed  bool
}

// path is a spelling of a whole row.
type path struct {
	choices []choice
	score   float64 // log of its likelihood
	typed   float64 // that of the row as typed
	changed bool
}

const (
	beamWidth    = 12
	accentChoice = 8  // spellings of a word without its accents
	wideChoice   = 16 // with other words
	followShare  = 0.8
	// aloneShare weighs a word by its own frequency where the one before it does
	// not call for it; never is the likelihood of what the collection lacks.
	aloneShare = 0.01
	never      = 1e-9
	margin     = 0.5 // nats by which a path must be likelier than the typed one
)

// spell gives the likely paths, best first, and at least one: the row as typed
// where nothing is likelier.
func (b *beam) spell(words []Word) []path {
	paths := []path{{}}
	typed := path{}
	for _, w := range words {
		choices := b.choices(w)
		typed = b.extend(typed, choices[0])
		var next []path
		for _, p := range paths {
			for _, c := range choices {
				next = append(next, b.extend(p, c))
			}
		}
		slices.SortStableFunc(next, comparePaths)
		paths = next[:min(len(next), beamWidth)]
	}
	typed.typed = typed.score
	var out []path
	for _, p := range paths {
		if p.changed && p.score > typed.score+margin {
			p.typed = typed.score
			out = append(out, p)
		}
	}
	if len(out) == 0 {
		return []path{typed}
	}
	return out
}

func comparePaths(a, b path) int {
	if c := cmp.Compare(b.score, a.score); c != 0 {
		return c
	}
	return slices.CompareFunc(a.choices, b.choices, func(x, y choice) int { return cmp.Compare(x.spelling.Exact, y.spelling.Exact) })
}

func (b *beam) extend(p path, c choice) path {
	before := ""
	if n := len(p.choices); n > 0 {
		before = p.choices[n-1].spelling.Exact
	}
	return path{
		choices: append(p.choices[:len(p.choices):len(p.choices)], c),
		score:   p.score - c.price + math.Log(b.likely(before, c)),
		changed: p.changed || c.changed,
	}
}

// likely is the likelihood of a word after another one, "" at the start.
func (b *beam) likely(before string, c choice) float64 {
	alone := float64(c.spelling.Count) / math.Max(1, float64(b.vocabulary.Documents()))
	if before == "" {
		return math.Max(never, alone)
	}
	return followShare*b.follows(before, c.spelling.Exact) + aloneShare*alone + never
}

// follows is the part of the documents with a word in which the other one
// stands right after it.
func (b *beam) follows(first, second string) float64 {
	pair := [2]string{first, second}
	share, known := b.shares[pair]
	if !known {
		if share = b.vocabulary.Share(first, second); share > 0 {
			share = math.Min(1, share/b.vocabulary.Share(first))
		}
		b.shares[pair] = share
	}
	return share
}

// choices gives the ways to spell a word, the first of them as it was typed.
// Numbers are never spelled otherwise.
func (b *beam) choices(w Word) []choice {
	typed := choice{spelling: Spelling{Exact: w.Exact}, folded: w.Folded}
	if !isWordKey(w.Folded) || len(w.Folded) > maxSpelledBytes {
		return []choice{typed}
	}
	var others []choice
	add := func(folded string, price float64, most int) {
		spellings := b.vocabulary.Spellings(folded)
		for i, s := range spellings {
			if s.Exact == w.Exact {
				typed.spelling = s
				continue
			}
			if i >= most {
				break
			}
			others = append(others, choice{spelling: s, folded: folded, price: price + b.tonePrice(w, s), changed: true})
		}
	}
	add(w.Folded, b.accentPrice(w), accentChoice)
	if b.trusting && w.Marked {
		return []choice{typed}
	}
	if b.wide {
		for _, e := range misspellings(w.Folded) {
			add(e.folded, e.price, 3)
		}
	}
	slices.SortStableFunc(others, func(x, y choice) int {
		return cmp.Or(cmp.Compare(b.rank(y), b.rank(x)), cmp.Compare(x.spelling.Exact, y.spelling.Exact))
	})
	most := accentChoice
	if b.wide {
		most = wideChoice
	}
	return append([]choice{typed}, others[:min(len(others), most)]...)
}

// rank orders the choices of a word by itself.
func (b *beam) rank(c choice) float64 { return math.Log(float64(c.spelling.Count)) - c.price }
