package index

import (
	"cmp"
	"slices"
	"strings"

	"tracuu/index/directive"
)

// Refinement is a phrase, or a keyword, that the matches of a search have more
// often than other documents do: a way to narrow the search.
type Refinement struct {
	Phrase string `json:"phrase"` // as it is most often written
	Kind   string `json:"kind"`   // RefinePhrase or RefineKeyword
	Count  int    `json:"count"`  // matches that have it
	// Relation is "eq" where Count is exact, "about" where it was reckoned from
	// some of the matches.
	Relation string `json:"relation"`
	Query    string `json:"query"` // what to add to the query text
}

// The kinds of refinements.
const (
	RefinePhrase  = "phrase"
	RefineKeyword = "keyword"
)

const (
	// MaxRefinements is how many may be asked for.
	MaxRefinements = 20
	// RefineSample is how many of the matches are read for refinements.
	RefineSample = MaxLimit
	// RefineWords is how many words of each of them are read.
	RefineWords = 800
	shownIn     = 12 // documents whose text shows how the phrases are written
)

// Sampled is one of the matches that refinements are read from.
type Sampled struct {
	ID    string
	Prose Prose
}

// Sampler is a Probe that also reads documents, for refinements.
type Sampler interface {
	Probe
	// Sample reads the first RefineSample of the matches, in the order of the
	// search by relevance, the first RefineWords words of each.
	Sample() ([]Sampled, error)
	// CountRow counts the matches that have words, by their exact keys, in a row
	// outside noise, and reports whether that is exact.
	CountRow(words []string) (count int, exact bool, err error)
	// Texts gives the texts of documents outside noise; those not held any more
	// are left out.
	Texts(ids []string) ([]string, error)
}

// Refine fills in the refinements that the query asks for. The results must have
// their total.
func (p Plan) Refine(r *Results, from Sampler) error {
	wanted := min(p.Query.Refine, MaxRefinements)
	total := r.Total.Value + r.Total.Partial
	if wanted <= 0 || total < 2 {
		return nil
	}
	vocabulary, err := from.Vocabulary()
	if err != nil {
		return err
	}
	sampled, err := from.Sample()
	if err != nil || len(sampled) == 0 {
		return err
	}
	slices.SortFunc(sampled, func(a, b Sampled) int { return cmp.Compare(a.ID, b.ID) })
	s := salience{sampled: sampled, vocabulary: vocabulary, asked: askedKeys(p.Query.Text)}
	found := s.phrases(3 * wanted)
	keywords, err := s.keywords(p, total, from)
	if err != nil {
		return err
	}
	found = s.pick(append(found, keywords...), wanted)
	r.Refinements, err = s.show(found, from)
	return err
}

// askedKeys are the folded keys of the words that a text asks for.
func askedKeys(t Text) map[string]bool {
	asked := map[string]bool{}
	t.Positive(func(n Node) {
		for _, w := range nodeWords(n) {
			asked[w.Folded] = true
		}
	})
	return asked
}

// salient is a phrase or keyword on its way to a refinement.
type salient struct {
	words   []string // exact keys of a phrase
	keyword string   // or the keyword
	count   int      // of the sample that have it; of all matches for a keyword
	score   float64
}

// compareSalient puts the more telling first, of equals the longer, and a keyword
// before a phrase.
func compareSalient(a, b salient) int {
	return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(b.length(), a.length()),
		cmp.Compare(len(a.words), len(b.words)), slices.Compare(a.words, b.words), cmp.Compare(a.keyword, b.keyword))
}

// length is the number of words.
func (f salient) length() int {
	if f.keyword != "" {
		return len(wordsOf(f.keyword))
	}
	return len(f.words)
}

// pick takes the most telling ones, none that says what another one says.
func (s *salience) pick(found []salient, wanted int) []salient {
	slices.SortFunc(found, compareSalient)
	var out []salient
	var said []map[string]bool
	for _, f := range found {
		if len(out) == wanted {
			break
		}
		words := foldedSet(f)
		if !slices.ContainsFunc(said, func(other map[string]bool) bool { return overlap(words, other) }) {
			out, said = append(out, f), append(said, words)
		}
	}
	return out
}

func foldedSet(f salient) map[string]bool {
	set := map[string]bool{}
	for _, w := range wordsOf(cmp.Or(f.keyword, strings.Join(f.words, " "))) {
		set[w.Folded] = true
	}
	return set
}

// overlap reports whether two phrases share at least half of the words of the
// shorter one.
func overlap(a, b map[string]bool) bool {
	same := 0
	for word := range a {
		if b[word] {
			same++
		}
	}
	return 2*same >= min(len(a), len(b)) && same > 0
}

// show writes the chosen ones as they are most often written in the sample.
func (s *salience) show(found []salient, from Sampler) ([]Refinement, error) {
	texts, err := from.Texts(s.showing(found))
	if err != nil {
		return nil, err
	}
	written := newWriting(texts)
	out := make([]Refinement, 0, len(found))
	for _, f := range found {
		r := Refinement{Phrase: f.keyword, Kind: RefineKeyword, Count: f.count, Relation: "eq"}
		r.Query = "tk:" + quoteValue(f.keyword)
		if f.keyword == "" {
			r.Phrase, r.Kind = written.phrase(f.words), RefinePhrase
			r.Query = `"` + strings.ReplaceAll(r.Phrase, `"`, " ") + `"`
			count, exact, err := from.CountRow(f.words)
			if err != nil {
				return nil, err
			}
			if r.Count = max(count, f.count); !exact {
				r.Relation = "about"
			}
		}
		out = append(out, r)
	}
	return out, nil
}

// showing chooses the documents whose texts show how the phrases are written: a
// few for each phrase.
func (s *salience) showing(found []salient) []string {
	const each = 3
	var ids []string
	for _, f := range found {
		have := 0
		for _, d := range s.sampled {
			if len(ids) == shownIn || have == each || f.keyword != "" {
				break
			}
			if d.Prose.Has(f.words) {
				have++
				if !slices.Contains(ids, d.ID) {
					ids = append(ids, d.ID)
				}
			}
		}
	}
	return ids
}

// ShownText is the title and text of a document without what is aside, each
// section on lines of its own.
func ShownText(d *directive.Directive) string {
	var b strings.Builder
	for _, s := range Sections(d) {
		if !s.Aside() {
			b.WriteString(s.Text)
			b.WriteString("\n\n")
		}
	}
	return b.String()
}
