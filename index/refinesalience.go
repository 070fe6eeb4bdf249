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
}

const (
	longestSalient = 5    // words of a phrase
	linkedPairs    = 400  // pairs that longer phrases are made of
	mostShare      = 0.95 // of the matches; what nearly all have narrows nothing
	wholeShare     = 0.7  // of a phrase's documents must have the longer one that takes its place
)

// phrases are the salient phrases of the sample, at most so many.
func (s *salience) phrases(most int) []salient {
	links := s.links()
	counts := s.extended(links)
	longer := longerCounts(counts)
	var out []salient
	for key, n := range counts {
		words := strings.Split(key, " ")
		if !s.mayShow(words, n) || float64(longer[key]) >= wholeShare*float64(n) {
			continue
		}
		if f, ok := s.weigh(words, n); ok {
			out = append(out, f)
		}
	}
	return firstSalient(out, most)
}

// longerCounts gives for each phrase the documents of the commonest phrase that
// is a word longer and may stand for it.
func longerCounts(counts map[string]int) map[string]int {
	longer := map[string]int{}
	for key, n := range counts {
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

// links are the most salient pairs of words in a row.
func (s *salience) links() map[[2]string]bool {
	counts := map[[2]string]int{}
	last := map[[2]string]int{}
	for d, doc := range s.sampled {
		for _, sentence := range doc.Prose {
			for i := 1; i < len(sentence); i++ {
				pair := [2]string{sentence[i-1], sentence[i]}
				if last[pair] != d+1 {
					last[pair] = d + 1
					counts[pair]++
				}
			}
		}
	}
	var found []salient
	for pair, n := range counts {
		if n < 2 || !isWordKey(pair[0]) || !isWordKey(pair[1]) {
			continue
		}
		if f, ok := s.weigh(pair[:], n); ok {
			found = append(found, f)
		}
	}
	links := map[[2]string]bool{}
	for _, f := range firstSalient(found, linkedPairs) {
		links[[2]string{f.words[0], f.words[1]}] = true
	}
	return links
}

// extended counts the documents of each phrase whose neighbours are all linked.
func (s *salience) extended(links map[[2]string]bool) map[string]int {
	counts, last := map[string]int{}, map[string]int{}
	note := func(d int, words []string) {
		key := strings.Join(words, " ")
		if last[key] != d+1 {
			last[key] = d + 1
			counts[key]++
		}
	}
	for d, doc := range s.sampled {
		for _, sentence := range doc.Prose {
			for i := range sentence {
				for end := i + 1; end < len(sentence) && end-i < longestSalient; end++ {
					if !links[[2]string{sentence[end-1], sentence[end]}] {
						break
					}
					note(d, sentence[i:end+1])
				}
			}
		}
	}
	return counts
}

// weigh gives the salience of words in a row that n documents of the sample
// have; false where they are no commoner there than elsewhere.
func (s *salience) weigh(words []string, n int) (salient, bool) {
	elsewhere := 1.0 // at most as common as its rarest pair
	for i := 1; i < len(words); i++ {
		elsewhere = math.Min(elsewhere, s.vocabulary.Share(words[i-1], words[i]))
	}
	score := s.ratio(n, len(s.sampled), elsewhere)
	return salient{words: append([]string(nil), words...), count: n, score: score}, score > 0
}

// ratio is G² of n in a set of so many documents, where a share of the whole
// collection has it; 0 where that is no more than expected.
func (s *salience) ratio(n, of int, share float64) float64 {
	documents := math.Max(float64(s.vocabulary.Documents()), float64(of))
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
		f.score = s.ratio(row.Count, total, share(float64(max(have[row.Value], row.Count)), float64(documents)))
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
