package index

import (
	"math"
	"slices"
	"strings"
)

// salience tells which phrases a set of documents has more often than the
// collection, by the likelihood ratio of Dunning (G²), which does not overrate
// what is rare.
type salience struct {
	sampled    []Sampled
	vocabulary Vocabulary
	asked      map[string]bool // folded keys of the query, which tell nothing new
	gain       float64         // what all phrases gain in the matches
}

const (
	longestSalient = 6    // words of a phrase
	linkedPairs    = 400  // pairs that longer phrases are made of
	mostShare      = 0.95 // of the matches; what nearly all have narrows nothing
	wholeShare     = 0.7  // of a phrase's documents must have the longer one that takes its place
)

// phrases are the salient phrases of the sample, at most so many.
func (s *salience) phrases(most int) []salient {
	links := s.links()
	stretches := s.extended(links)
	longer := longerCounts(stretches)
	var out []salient
	for key, x := range stretches {
		words := strings.Split(key, " ")
		if !s.mayShow(words, x.documents) || float64(longer[key]) >= wholeShare*float64(x.documents) || x.cut() {
			continue
		}
		if f, ok := s.weigh(words, x.documents); ok {
			out = append(out, f)
		}
	}
	return firstSalient(out, most)
}

// longerCounts gives for each phrase the documents of the commonest phrase that
// is a word longer and may stand for it.
func longerCounts(stretches map[string]*stretch) map[string]int {
	longer := map[string]int{}
	for key, x := range stretches {
		n := x.documents
		first, last := strings.Index(key, " "), strings.LastIndex(key, " ")
		if !functionWords[key[:first]] {
			longer[key[first+1:]] = max(longer[key[first+1:]], n)
		}
		if !functionWords[key[last+1:]] {
			longer[key[:last]] = max(longer[key[:last]], n)
		}
	}
	return longer
}

func firstSalient(found []salient, most int) []salient {
	slices.SortFunc(found, compareSalient)
	return found[:min(len(found), most)]
}

// pairTally is how many documents of the sample have a pair, and the last one
// of them that was met.
type pairTally struct{ documents, last uint32 }

// links are the most salient pairs of words in a row.
func (s *salience) links() map[[2]string]bool {
	words, counts := s.tally()
	s.gain = s.commonGain(words, counts)
	var found []salient
	for pair, n := range counts {
		first, second := words[pair>>32], words[uint32(pair)]
		if n.documents < 2 || !isWordKey(first) || !isWordKey(second) {
			continue
		}
		if f, ok := s.weigh([]string{first, second}, int(n.documents)); ok {
			found = append(found, f)
		}
	}
	links := map[[2]string]bool{}
	for _, f := range firstSalient(found, linkedPairs) {
		links[[2]string{f.words[0], f.words[1]}] = true
	}
	return links
}

// tally counts the documents of every pair of neighbours, by the numbers of the
// words.
func (s *salience) tally() (words []string, counts map[uint64]pairTally) {
	numbers := map[string]uint32{}
	counts = map[uint64]pairTally{}
	for d, doc := range s.sampled {
		for _, sentence := range doc.Prose {
			before := uint32(0)
			for i, w := range sentence {
				number, known := numbers[w]
				if !known {
					number = uint32(len(words))
					numbers[w] = number
					words = append(words, w)
				}
				pair := uint64(before)<<32 | uint64(number)
				before = number
				if i == 0 {
					continue
				}
				if n := counts[pair]; n.last != uint32(d)+1 {
					counts[pair] = pairTally{n.documents + 1, uint32(d) + 1}
				}
			}
		}
	}
	return words, counts
}

const (
	gainFrom = 0.05 // share of the sample from which on a pair counts as common
	mostGain = 10
)

// commonGain is how much commoner the common pairs are in the sample than in the
// collection, the middle one of them: where the matches are long documents, all
// is commoner in them and tells nothing.
func (s *salience) commonGain(words []string, counts map[uint64]pairTally) float64 {
	var gains []float64
	for pair, n := range counts {
		share := float64(n.documents) / float64(len(s.sampled))
		if share < gainFrom || n.documents < 3 {
			continue
		}
		if elsewhere := s.vocabulary.Share(words[pair>>32], words[uint32(pair)]); elsewhere > 0 {
			gains = append(gains, share/elsewhere)
		}
	}
	if len(gains) < leastGains {
		return 1
	}
	slices.Sort(gains)
	return min(max(gains[len(gains)/2], 1), mostGain)
}

// leastGains is how many pairs must be common for their gain to mean anything.
const leastGains = 200

// stretch is a phrase as the sample has it.
type stretch struct {
	documents, last int
	before, after   map[string]int // documents by the telling word beside it
}

// noteBeside counts the word at a place beside the stretch, where it is one that
// may belong to it.
func noteBeside(counts map[string]int, sentence []string, at int) {
	if at >= 0 && at < len(sentence) && isWordKey(sentence[at]) && !functionWords[sentence[at]] {
		counts[sentence[at]]++
	}
}

const (
	besideOne = 0.6 // of a phrase's documents that may have one and the same word beside it,
	besideTwo = 0.8 // or one of the same two, where there are enough documents to tell
	enough    = 8
)

// cut reports whether the stretch is a part of words: one and the same word, or
// one of two, stands beside it nearly always, as quy or kế before "hoạch phát
// triển".
func (x *stretch) cut() bool {
	for _, counts := range []map[string]int{x.before, x.after} {
		first, second := 0, 0
		for _, n := range counts {
			if n > first {
				first, second = n, first
			} else {
				second = max(second, n)
			}
		}
		n := float64(x.documents)
		if float64(first) >= besideOne*n || x.documents >= enough && float64(first+second) >= besideTwo*n {
			return true
		}
	}
	return false
}

// extended gives each phrase of the sample whose neighbours are all linked.
func (s *salience) extended(links map[[2]string]bool) map[string]*stretch {
	stretches := map[string]*stretch{}
	note := func(d int, sentence []string, start, end int) {
		key := strings.Join(sentence[start:end], " ")
		x := stretches[key]
		if x == nil {
			x = &stretch{before: map[string]int{}, after: map[string]int{}}
			stretches[key] = x
		}
		if x.last != d+1 {
			x.last = d + 1
			x.documents++
			noteBeside(x.before, sentence, start-1)
			noteBeside(x.after, sentence, end)
		}
	}
	for d, doc := range s.sampled {
		for _, sentence := range doc.Prose {
			for i := range sentence {
				for end := i + 1; end < len(sentence) && end-i < longestSalient; end++ {
					if !links[[2]string{sentence[end-1], sentence[end]}] {
						break
					}
					note(d, sentence, i, end+1)
				}
			}
		}
	}
	return stretches
}

// weigh gives the salience of words in a row that n documents of the sample
// have; false where they are no commoner there than elsewhere.
func (s *salience) weigh(words []string, n int) (salient, bool) {
	elsewhere := 1.0 // at most as common as its rarest pair
	for i := 1; i < len(words); i++ {
		elsewhere = math.Min(elsewhere, s.vocabulary.Share(words[i-1], words[i]))
	}
	score := s.ratio(n, len(s.sampled), elsewhere) * lengthWorth(len(words))
	return salient{words: append([]string(nil), words...), count: n, score: score}, score > 0
}

// lengthWorth is what a longer phrase is worth beside a pair, which says less.
func lengthWorth(words int) float64 { return math.Sqrt(math.Max(1, float64(words-1))) }

// ratio is G² of n in a set of so many documents, where a share of the whole
// collection has it; 0 where that is no more than expected.
func (s *salience) ratio(n, of int, share float64) float64 {
	documents := math.Max(float64(s.vocabulary.Documents()), float64(of))
	share = 1 - math.Pow(1-math.Min(share, 1), max(s.gain, 1))
	whole := math.Max(share*documents, float64(n))
	if float64(n)/float64(of) <= whole/documents {
		return 0
	}
	term := func(observed, expected float64) float64 {
		if observed <= 0 || expected <= 0 {
			return 0
		}
		return observed * math.Log(observed/expected)
	}
	inside, outside := float64(of), documents-float64(of)
	with, without := float64(n), whole-float64(n)
	return 2 * (term(with, inside*whole/documents) + term(without, outside*whole/documents) +
		term(inside-with, inside*(1-whole/documents)) + term(outside-without, outside*(1-whole/documents)))
}

// mayShow reports whether a phrase is fit to be shown: it begins and ends with
// words that tell something, not all of them asked for, and narrows the search.
func (s *salience) mayShow(words []string, n int) bool {
	if n < 2 || float64(n) > mostShare*float64(len(s.sampled)) {
		return false
	}
	if functionWords[words[0]] || functionWords[words[len(words)-1]] {
		return false
	}
	for _, w := range words {
		if !s.asked[foldKeyOf(w)] {
			return true
		}
	}
	return false
}

// keywords are the salient families and keywords of all the matches, unless the
// search is for one already.
func (s *salience) keywords(p Plan, total int, from Probe) ([]salient, error) {
	if slices.ContainsFunc(p.Filters.Where, func(f Filter) bool { return f.Field == FieldKeyword }) {
		return nil, nil
	}
	counts := func(q Query) (FacetCounts, int, error) {
		q.Facets, q.FacetLimit, q.Limit, q.Cursor, q.Refine = []Facet{FacetKeyword}, MaxFacetLimit, 0, "", 0
		r, err := from.Find(q)
		if err != nil {
			return FacetCounts{}, 0, err
		}
		return r.Facets[FacetKeyword], r.Total.Value, nil
	}
	here, _, err := counts(p.Query)
	if err != nil {
		return nil, err
	}
	everywhere, documents, err := counts(Query{})
	if err != nil {
		return nil, err
	}
	have := map[string]int{}
	for _, row := range everywhere.Rows {
		have[row.Value] = row.Count
	}
	var out []salient
	for _, row := range here.Rows {
		f := salient{keyword: row.Value, count: row.Count}
		elsewhere := share(float64(max(have[row.Value], row.Count)), float64(documents))
		asSampled := float64(len(s.sampled)) / float64(total) // for phrases are weighed in the sample
		f.score = s.ratio(row.Count, total, elsewhere) * lengthWorth(f.length()) * asSampled
		if f.score > 0 && row.Count > 1 && row.Count < total && s.tellsMore(row.Value) {
			out = append(out, f)
		}
	}
	return out, nil
}

// tellsMore reports whether a keyword has a word that was not asked for.
func (s *salience) tellsMore(keyword string) bool {
	return slices.ContainsFunc(wordsOf(keyword), func(w Word) bool { return !s.asked[w.Folded] })
}
