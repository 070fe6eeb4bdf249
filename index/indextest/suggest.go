package indextest

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"

	"tracuu/analyzers/viet"
	"tracuu/index"
)

// Suggest implements index.Suggester by holding every value of every document
// against the text.
func (m *Memory) Suggest(ctx context.Context, scope index.Scope, text string, limit int) ([]index.Suggestion, error) {
	m.mu.RLock()
	defer m.mu.RUnlock()
	if err := m.check(ctx); err != nil {
		return nil, err
	}
	m = m.bounded(scope)
	completion := index.NewCompletion(text, m.families)
	found := map[string]*index.Fitting{}
	for _, d := range m.sorted() {
		of := map[string]bool{} // what the document was counted for
		for _, c := range index.Completables(&d.directive, &d.analysis.Facts) {
			key := c.Kind + " " + foldedName(c.Value)
			fit := completion.Fit(c.Value)
			if fit == index.FitNone || of[key] {
				continue
			}
			of[key] = true
			addFitting(found, key, c, fit, d.directive.ID)
		}
	}
	fittings := make([]index.Fitting, 0, len(found))
	for _, key := range slices.Sorted(maps.Keys(found)) {
		fittings = append(fittings, *found[key])
	}
	fittings = append(fittings, m.phrases(completion)...)
	return index.RankSuggestions(fittings, index.SuggestionLimit(limit)), nil
}

// addFitting counts a value once more; of several spellings the first in byte
// order is shown.
func addFitting(found map[string]*index.Fitting, key string, c index.Completable, fit index.Fit, id string) {
	f := found[key]
	if f == nil {
		f = &index.Fitting{Suggestion: index.Suggestion{Kind: c.Kind, Value: c.Value, Relation: "eq", ID: c.ID}}
		if c.Kind == index.SuggestNumber || c.Kind == index.SuggestTitle {
			f.ID = id
		}
		found[key] = f
	} else if c.Kind != index.SuggestIssuer {
		f.ID = ""
	}
	f.Value, f.Fit = min(f.Value, c.Value), max(f.Fit, fit)
	f.ID = cmp.Or(f.ID, c.ID)
	f.Count++
}

// phrases completes the text from the words of the documents.
func (m *Memory) phrases(completion index.Completion) []index.Fitting {
	words := newVocabulary(m.sorted())
	var out []index.Fitting
	for _, phrase := range completion.Phrases(words, words.after) {
		count := 0
		for _, d := range m.docs {
			exact := index.Phrase{Words: phrase, Accents: true}
			if (matched{engine: m, doc: d}).row(phrase, false, samePhrase(exact)) {
				count++
			}
		}
		if count > 0 {
			out = append(out, index.Fitting{Fit: index.FitStart, Suggestion: index.Suggestion{
				Kind: index.SuggestPhrase, Value: index.ShowWords(phrase), Count: count, Relation: "eq",
			}})
		}
	}
	return out
}

// after gives the words that follow a word and start with letters, the commonest
// first.
func (v *lexicon) after(word, letters string) []string {
	var out []string
	for row := range v.rows {
		if row[0] == word && row[1] != "" && strings.HasPrefix(viet.Fold(row[1]), letters) {
			out = append(out, row[1])
		}
	}
	slices.SortFunc(out, func(a, b string) int {
		return cmp.Or(cmp.Compare(v.rows[[2]string{word, b}], v.rows[[2]string{word, a}]), cmp.Compare(a, b))
	})
	return out
}

// Related implements index.Suggester by comparing every document.
func (m *Memory) Related(ctx context.Context, scope index.Scope, id string, limit int) ([]index.Related, error) {
	m.mu.RLock()
	defer m.mu.RUnlock()
	if err := m.check(ctx); err != nil {
		return nil, err
	}
	m = m.bounded(scope)
	d, ok := m.docs[id]
	if !ok {
		return nil, index.ErrNotFound
	}
	docs := m.sorted()
	words := newVocabulary(docs)
	profile, err := index.NewProfile(&d.directive, d.analysis, words,
		func(key string) (int, error) {
			return countHaving(docs, func(o *document) bool { return o.has(key) }), nil
		},
		func(value string) (int, error) {
			return countHaving(docs, func(o *document) bool { return slices.Contains(citedValues(o), value) }), nil
		})
	if err != nil {
		return nil, err
	}
	var out []index.Related
	for _, other := range docs {
		if other == d {
			continue
		}
		c := index.Candidate{ID: other.directive.ID, Citations: citedValues(other)}
		for _, t := range profile.Terms {
			if other.has(t.Key) {
				c.Words += t.Weight
			}
		}
		c.Issuer = profile.Issuer != "" && profile.Issuer == index.IssuerKey(&other.analysis.Facts)
		score, shared, alike := profile.Compare(&c, other.analysis.Prose(), d.directive.Issuer)
		if alike {
			out = append(out, index.Related{Hit: relatedHit(other, score, m.graph), Shared: shared})
		}
	}
	return index.RankRelated(out, index.RelatedLimit(limit)), nil
}

func relatedHit(d *document, score float64, graph index.Graph) index.Hit {
	h := index.Hit{Directive: d.directive, Score: score, Cites: len(d.analysis.Facts.Cites)}
	h.Directive.Text = ""
	if graph != nil {
		h.CitedBy = graph.CitedBy(d.directive.ID)
	}
	return h
}

func countHaving(docs []*document, has func(*document) bool) int {
	n := 0
	for _, d := range docs {
		if has(d) {
			n++
		}
	}
	return n
}

// has reports whether a document has a word, by its exact key.
func (d *document) has(exact string) bool {
	for _, tokens := range d.analysis.Tokens {
		if slices.ContainsFunc(tokens, func(t viet.Token) bool { return t.Exact == exact }) {
			return true
		}
	}
	return false
}

func citedValues(d *document) []string {
	var out []string
	for _, v := range d.analysis.Facts.FacetValues(index.FacetCites) {
		out = append(out, v.Value)
	}
	return out
}
