package index

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"tracuu/index/directive"
)

// Related is a document like another one. Its hit has no fragments; Score is
// how alike they are, comparable within one answer.
type Related struct {
	Hit    Hit
	Shared Shared // what they have in common
}

// Shared is what two documents have in common, as it is shown.
type Shared struct {
	Citations []string `json:"citations"` // cited by both, the rarest first
	Words     []string `json:"words"`     // words and phrases that tell what both are about, the most telling first
	Issuer    string   `json:"issuer,omitempty"`
}

// The parts of likeness. What two directives rest on says more than how they
// are put, and a body issues directives on everything.
const (
	citationPart = 3.0
	wordPart     = 1.0
	issuerPart   = 0.15
	leastAlike   = 0.1 // less is no likeness
)

const (
	relatedTerms = 24 // words of a document that others are sought by
	relatedPairs = 40 // pairs of words that candidates are compared by
	shownWords   = 5
	fewPhrases   = 2 // from which on single syllables, which say little, are not shown
	// RelatedCandidates is how many documents are compared in full.
	RelatedCandidates = 50
	profiledWords     = 20_000 // of a document that are read
)

// Profile is what a document is known by when others like it are sought.
type Profile struct {
	ID        string
	Terms     []ProfileTerm // words by their exact keys, the most telling first
	Citations []ProfileTerm // Key is a CitedFact's Value
	Issuer    string        // key of the issuer
	pairs     []profilePair
	places    map[[2]string]int // of the pairs
	words     map[string]bool   // of the terms
	chains    []chain           // where the pairs stand in a row
	length    int               // words read
}

// ProfileTerm is a key with its weight.
type ProfileTerm struct {
	Key    string
	Weight float64
}

// chain is pairs that follow each other in a sentence, by their place in pairs.
// Before and after are the words beside it that belong to its first and last
// word (công before tác), "" where none does.
type chain struct {
	pairs         []int
	before, after string
}

type profilePair struct {
	words  [2]string
	weight float64
}

// NewProfile reads a document. Documents is the size of the collection; found
// and citing count the documents that have a word, by its exact key, and those
// that cite a value.
func NewProfile(d *directive.Directive, a Analysis, v Vocabulary, found, citing func(key string) (int, error)) (Profile, error) {
	p := Profile{ID: d.ID, Issuer: IssuerKey(&a.Facts)}
	prose := a.Prose()
	times, pairs, length := countWords(prose)
	p.length = length
	var err error
	if p.Terms, err = weighTerms(times, v.Documents(), found); err != nil {
		return Profile{}, err
	}
	p.Terms = p.Terms[:min(len(p.Terms), relatedTerms)]
	for _, c := range a.Facts.citedValues() {
		n, err := citing(c.Value)
		if err != nil {
			return Profile{}, err
		}
		if n > 1 {
			p.Citations = append(p.Citations, ProfileTerm{Key: c.Value, Weight: Weight(v.Documents(), n)})
		}
	}
	slices.SortFunc(p.Citations, compareTerms)
	p.pairs = weighPairs(pairs, v)
	p.places, p.words = map[[2]string]int{}, map[string]bool{}
	for i, pair := range p.pairs {
		p.places[pair.words] = i
	}
	for _, t := range p.Terms {
		p.words[t.Key] = true
	}
	p.chains = p.chainsIn(prose, v)
	return p, nil
}

// chainsIn finds where the pairs stand one after the other.
func (p *Profile) chainsIn(prose Prose, v Vocabulary) []chain {
	var out []chain
	for _, sentence := range prose {
		var c chain
		for i := 1; i <= len(sentence); i++ {
			at, ok := -1, false
			if i < len(sentence) {
				at, ok = p.places[[2]string{sentence[i-1], sentence[i]}]
			}
			switch {
			case ok && len(c.pairs) == 0 && i > 1 && bound(v, sentence[i-1], sentence[i-2], sentence[i-1]):
				c.before = sentence[i-2]
				fallthrough
			case ok:
				c.pairs = append(c.pairs, at)
			case len(c.pairs) > 0:
				if i < len(sentence) && bound(v, sentence[i-1], sentence[i-1], sentence[i]) {
					c.after = sentence[i]
				}
				out, c = append(out, c), chain{}
			}
		}
	}
	return out
}

// bound reports whether a word stands mostly in this pair, as a part of it.
func bound(v Vocabulary, word, first, second string) bool {
	const mostly = 0.5
	return tells(first) && tells(second) && v.Share(first, second) >= mostly*v.Share(word)
}

// said are the stretches of the document that are made of shared pairs, those of
// the heaviest pairs first, none with a word of another.
func (p *Profile) said(shared []bool) []string {
	type stretch struct {
		words  []string
		weight float64
	}
	var found []stretch
	for _, c := range p.chains {
		var s stretch
		for i := 0; i <= len(c.pairs); i++ {
			if i == len(c.pairs) || !shared[c.pairs[i]] {
				if len(s.words) > 0 {
					if i == len(c.pairs) && c.after != "" {
						s.words = append(s.words, readable(c.after))
					}
					found = append(found, s)
				}
				s = stretch{}
				continue
			}
			pair := p.pairs[c.pairs[i]]
			if len(s.words) == 0 {
				if i == 0 && c.before != "" {
					s.words = append(s.words, readable(c.before))
				}
				s.words = append(s.words, readable(pair.words[0]))
			}
			s.words = append(s.words, readable(pair.words[1]))
			s.weight += pair.weight
		}
	}
	slices.SortStableFunc(found, func(a, b stretch) int {
		return cmp.Or(cmp.Compare(b.weight, a.weight), slices.Compare(a.words, b.words))
	})
	var out []string
	met := map[string]bool{}
	for _, s := range found {
		if len(out) < shownWords && !slices.ContainsFunc(s.words, func(w string) bool { return met[w] }) {
			out = append(out, strings.Join(s.words, " "))
			for _, w := range s.words {
				met[w] = true
			}
		}
	}
	return out
}

// IssuerKey tells issuers apart: the id of the body, or else the key of its name.
func IssuerKey(f *Facts) string { return cmp.Or(f.IssuerID, f.IssuerKey) }

func compareTerms(a, b ProfileTerm) int {
	return cmp.Or(cmp.Compare(b.Weight, a.Weight), cmp.Compare(a.Key, b.Key))
}

// countWords counts words that tell something, and pairs of them in a row.
func countWords(prose Prose) (times map[string]int, pairs map[[2]string]int, read int) {
	times, pairs = map[string]int{}, map[[2]string]int{}
	for _, sentence := range prose {
		for i, w := range sentence {
			if read++; read > profiledWords {
				return times, pairs, read
			}
			if !tells(w) {
				continue
			}
			times[w]++
			if i > 0 && tells(sentence[i-1]) {
				pairs[[2]string{sentence[i-1], w}]++
			}
		}
	}
	return times, pairs, read
}

// tells reports whether a word may tell what a text is about.
func tells(word string) bool { return len(word) > 1 && isWordKey(word) && !functionWords[word] }

// weighTerms weighs words by how often the document has them and how rare they
// are (tf·idf); those that no other document has are of no use here.
func weighTerms(times map[string]int, documents int, found func(string) (int, error)) ([]ProfileTerm, error) {
	var out []ProfileTerm
	for word, n := range times {
		have, err := found(word)
		if err != nil {
			return nil, err
		}
		if have > 1 {
			out = append(out, ProfileTerm{Key: word, Weight: (1 + math.Log(float64(n))) * Weight(documents, have)})
		}
	}
	slices.SortFunc(out, compareTerms)
	return out, nil
}

func weighPairs(pairs map[[2]string]int, v Vocabulary) []profilePair {
	var out []profilePair
	documents := float64(v.Documents())
	for words, n := range pairs {
		have := v.Share(words[0], words[1]) * documents
		if have < 0.5 && n < 2 {
			continue // met once, and nowhere else
		}
		weight := (1 + math.Log(float64(n))) * Weight(int(documents), int(math.Round(math.Max(1, have))))
		out = append(out, profilePair{words: words, weight: weight})
	}
	slices.SortFunc(out, func(a, b profilePair) int {
		return cmp.Or(cmp.Compare(b.weight, a.weight), slices.Compare(a.words[:], b.words[:]))
	})
	return out[:min(len(out), relatedPairs)]
}

// Candidate is a document that may be related: what it has of the profile.
type Candidate struct {
	ID        string
	Words     float64 // weight of the profile's words that it has
	Citations []string
	Issuer    bool // the same
}

// Estimate is the likeness of a candidate before its words are read in order:
// what chooses the RelatedCandidates.
func (p *Profile) Estimate(c *Candidate) float64 {
	return p.citations(c) + wordPart*share(c.Words, sumTerms(p.Terms)) + p.issuer(c)
}

func (p *Profile) issuer(c *Candidate) float64 {
	if c.Issuer {
		return issuerPart
	}
	return 0
}

func (p *Profile) citations(c *Candidate) float64 {
	sum := 0.0
	for _, t := range p.Citations {
		if slices.Contains(c.Citations, t.Key) {
			sum += t.Weight
		}
	}
	return citationPart * share(sum, sumTerms(p.Citations))
}

func share(part, whole float64) float64 {
	if whole <= 0 {
		return 0
	}
	return part / whole
}

func sumTerms(terms []ProfileTerm) float64 {
	sum := 0.0
	for _, t := range terms {
		sum += t.Weight
	}
	return sum
}

// Compare gives how alike a candidate is whose words are prose, and what they
// share; false when there is no likeness to speak of.
func (p *Profile) Compare(c *Candidate, prose Prose, issuer string) (float64, Shared, bool) {
	words, both, length := p.meet(prose)
	shared := Shared{Citations: []string{}, Words: []string{}}
	for _, t := range p.Citations {
		if slices.Contains(c.Citations, t.Key) {
			shared.Citations = append(shared.Citations, t.Key)
		}
	}
	inPairs, whole := 0.0, 0.0
	for i, pair := range p.pairs {
		whole += pair.weight
		if both[i] {
			inPairs += pair.weight
		}
	}
	shared.Words = append(shared.Words, p.said(both)...)
	for _, t := range p.Terms {
		alone := !slices.ContainsFunc(shared.Words, func(s string) bool { return containsWords(s, readable(t.Key)) })
		if len(shared.Words) < fewPhrases && words[t.Key] && alone {
			shared.Words = append(shared.Words, readable(t.Key))
		}
	}
	if c.Issuer {
		shared.Issuer = issuer
	}
	about := share(c.Words, sumTerms(p.Terms))
	if whole > 0 {
		about = (about + share(inPairs, whole)) / 2
	}
	if twice := 2 * p.length; length > twice { // a long text has something of everything
		about *= math.Sqrt(float64(twice) / float64(length))
	}
	score := p.citations(c) + wordPart*about + p.issuer(c)
	return score, shared, score-p.issuer(c) >= leastAlike
}

// meet finds the terms and the pairs of the profile in the words of another
// document, and counts these.
func (p *Profile) meet(prose Prose) (terms map[string]bool, pairs []bool, length int) {
	terms, pairs = map[string]bool{}, make([]bool, len(p.pairs))
	for _, sentence := range prose {
		length += len(sentence)
		for i, w := range sentence {
			if p.words[w] {
				terms[w] = true
			}
			if i > 0 {
				if at, ok := p.places[[2]string{sentence[i-1], w}]; ok {
					pairs[at] = true
				}
			}
		}
	}
	return terms, pairs, length
}

// RankRelated orders related documents, ties by id, and gives the first of them
// with their Hit.Why.
func RankRelated(found []Related, limit int) []Related {
	slices.SortFunc(found, func(a, b Related) int {
		return cmp.Or(cmp.Compare(b.Hit.Score, a.Hit.Score), cmp.Compare(a.Hit.Directive.ID, b.Hit.Directive.ID))
	})
	found = found[:min(limit, len(found))]
	for i := range found {
		found[i].Hit.Why = found[i].Shared.Why()
	}
	return found
}

// RelatedLimit is the number of related documents that limit asks for.
func RelatedLimit(limit int) int {
	if limit <= 0 {
		return DefaultRelated
	}
	return min(limit, MaxRelated)
}

// Why says in stable English words what makes a document related.
func (s Shared) Why() []string {
	why := []string{}
	if len(s.Citations) > 0 {
		why = append(why, WhyCitations)
	}
	if len(s.Words) > 0 {
		why = append(why, WhyWords)
	}
	if s.Issuer != "" {
		why = append(why, WhyIssuer)
	}
	return why
}
