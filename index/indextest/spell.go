package indextest

import (
	"cmp"
	"maps"
	"slices"

	"tracuu/analyzers/viet"
	"tracuu/index"
)

// lexicon counts the words of the documents, and pairs of words in a row.
type lexicon struct {
	documents int
	spellings map[string][]index.Spelling // by folded key
	rows      map[[2]string]int           // documents by pair; the second is "" for a word
}

var _ index.Vocabulary = (*lexicon)(nil)

func (v *lexicon) Documents() int                           { return v.documents }
func (v *lexicon) Spellings(folded string) []index.Spelling { return v.spellings[folded] }

func (v *lexicon) Share(words ...string) float64 {
	row := [2]string{words[0], ""}
	if len(words) > 1 {
		row[1] = words[1]
	}
	return float64(v.rows[row]) / float64(max(1, v.documents))
}

func newVocabulary(docs []*document) *lexicon {
	v := &lexicon{documents: len(docs), spellings: map[string][]index.Spelling{}, rows: map[[2]string]int{}}
	words, folded := map[string]int{}, map[string]string{}
	for _, d := range docs {
		seen := map[string]bool{}
		for _, tokens := range d.analysis.Tokens {
			for _, t := range tokens {
				if !seen[t.Exact] {
					seen[t.Exact] = true
					words[t.Exact]++
					folded[t.Exact] = t.Folded
				}
			}
		}
		for row := range rowsOf(d.analysis.Prose()) {
			v.rows[row]++
		}
	}
	for _, exact := range slices.Sorted(maps.Keys(words)) {
		v.spellings[folded[exact]] = append(v.spellings[folded[exact]], index.Spelling{Exact: exact, Count: words[exact]})
	}
	for _, list := range v.spellings {
		slices.SortStableFunc(list, func(a, b index.Spelling) int { return cmp.Compare(b.Count, a.Count) })
	}
	return v
}

// rowsOf are the words and the pairs in a row of one document.
func rowsOf(prose index.Prose) map[[2]string]bool {
	rows := map[[2]string]bool{}
	for _, sentence := range prose {
		for i, w := range sentence {
			rows[[2]string{w, ""}] = true
			if i > 0 {
				rows[[2]string{sentence[i-1], w}] = true
			}
		}
	}
	return rows
}

// Vocabulary implements index.Probe.
func (s *search) Vocabulary() (index.Vocabulary, error) { return newVocabulary(s.engine.sorted()), nil }

// Find implements index.Probe.
func (s *search) Find(q index.Query) (*index.Results, error) {
	return s.engine.find(s.scope, q, index.NewPlan(q, s.engine.families))
}

// known reports whether words stand in a row somewhere, with any accents.
func (m *Memory) known(words []index.Word) (bool, error) {
	for _, d := range m.docs {
		row := matched{engine: m, doc: d}.row(words, true, func(w index.Word, t viet.Token) bool { return w.Folded == t.Folded })
		if row {
			return true, nil
		}
	}
	return false, nil
}
