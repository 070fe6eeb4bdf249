package bleveindex

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"

	"github.com/RoaringBitmap/roaring/v2"

	"tracuu/analyzers/viet"
	"tracuu/index"
)

// Suggest completes a text; see index.Suggester.
func (e *Engine) Suggest(ctx context.Context, scope index.Scope, text string, limit int) (out []index.Suggestion, err error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	err = e.withScope(ctx, scope, func(v *view) error {
		s := &suggesting{
			search:     &search{ctx: ctx, engine: e, view: v, forced: newFilters(index.Filters{Where: scope.Forced}, e.options.Families)},
			completion: index.NewCompletion(text, e.options.Families), limit: index.SuggestionLimit(limit),
		}
		out, err = s.suggest()
		return err
	})
	return out, err
}

// suggesting is one text to complete, over one view.
type suggesting struct {
	*search
	completion index.Completion
	limit      int
	visible    []*roaring.Bitmap // within the scope, by segment
	values     []*completions    // by segment
	buffer     []byte            // for what is read of documents
}

// triedCompletions is how many values of each segment are counted and held
// against the text, those first that most documents have: for a caller who is held
// to a filter, that most of those have which it may see.
const triedCompletions = 64

func (s *suggesting) suggest() ([]index.Suggestion, error) {
	if rows, _ := s.completion.Rows(); len(rows) == 0 {
		return []index.Suggestion{}, nil
	}
	for _, segment := range s.view.segments {
		visible, err := s.visibleIn(segment)
		if err != nil {
			return nil, err
		}
		values, err := segment.completions()
		if err != nil {
			return nil, err
		}
		s.visible, s.values = append(s.visible, visible), append(s.values, values)
	}
	found, err := s.gather((*completions).starting)
	if err != nil {
		return nil, err
	}
	if len(found) < s.limit {
		holding := (*completions).holding
		if s.bounded() {
			holding = (*completions).holdingAll
		}
		more, err := s.gather(holding)
		if err != nil {
			return nil, err
		}
		maps.Copy(found, more)
	}
	fittings := make([]index.Fitting, 0, len(found))
	for _, f := range found {
		fittings = append(fittings, f)
	}
	phrases, err := s.phrases()
	if err != nil {
		return nil, err
	}
	return index.RankSuggestions(append(fittings, phrases...), s.limit), nil
}

// visibleIn are the documents of a segment that the scope lets see.
func (s *search) visibleIn(segment *segmentView) (*roaring.Bitmap, error) {
	e := s.evaluator(segment)
	e.graph = s.engine.options.Graph // the scope itself is not subject to it
	parts, err := e.parts(s.forced)
	if err != nil {
		return nil, err
	}
	set := segment.live
	for _, p := range parts {
		set = intersect(p.set, set)
	}
	return set, nil
}

// gather takes the likely values of every segment, counts in all segments those
// that most documents have, and keeps those that fit.
func (s *suggesting) gather(likely func(c *completions, keys []string, open bool) []uint32) (map[valueKey]index.Fitting, error) {
	rows, open := s.completion.Rows()
	documents, places := map[valueKey]int{}, map[valueKey]valuePlace{}
	for at, values := range s.values {
		for _, row := range rows {
			for _, c := range s.best(at, likely(values, row, open)) {
				key := values.key(c.entry)
				documents[key] += c.documents
				places[key] = valuePlace{at, c.entry}
			}
		}
	}
	keys := slices.SortedFunc(maps.Keys(documents), func(a, b valueKey) int {
		return cmp.Or(cmp.Compare(documents[b], documents[a]), compareKeys(a, b))
	})
	found := map[valueKey]index.Fitting{}
	for _, key := range keys[:min(len(keys), triedCompletions)] {
		f, err := s.count(key, places[key])
		if err != nil {
			return nil, err
		}
		if f.Fit != index.FitNone && f.Count > 0 {
			found[key] = f
		}
	}
	return found, nil
}

// bounded reports whether the caller is held to a filter.
func (s *suggesting) bounded() bool { return len(s.forced.clauses) > 0 }

// best are the values of the segment at a place that are worth counting. What is
// hidden from the caller must not choose what it is shown, so for one who is held to
// a filter they are all that it may see; for others a count that takes deleted
// documents along is good enough.
func (s *suggesting) best(at int, entries []uint32) []tried {
	values := s.values[at]
	if !s.bounded() {
		return values.best(entries)
	}
	var out []tried
	for _, i := range entries {
		if n, _ := values.visible(i, s.visible[at]); n > 0 {
			out = append(out, tried{i, n})
		}
	}
	return out
}

// valuePlace is where a value stands in one of the segments that have it.
type valuePlace struct {
	segment int
	entry   uint32
}

// count adds a value up over the segments, in one of which its place is known. Of
// several spellings the first in byte order is shown.
func (s *suggesting) count(key valueKey, known valuePlace) (index.Fitting, error) {
	f := index.Fitting{Suggestion: index.Suggestion{Kind: key.kind.name(), Relation: "eq"}}
	for i, values := range s.values {
		at, ok := known.entry, i == known.segment
		if !ok {
			at, ok = values.find(key)
		}
		if !ok {
			continue
		}
		n, first := values.visible(at, s.visible[i])
		if n == 0 {
			continue
		}
		f.Count += n
		value, id, err := s.view.segments[i].shownValue(values, at, s.visible[i], &s.buffer)
		if err != nil {
			return f, err
		}
		if f.Value == "" || value < f.Value {
			f.Value = value
		}
		f.ID = cmp.Or(f.ID, id)
		if key.kind.single() {
			f.ID = s.view.segments[i].ids[first]
		}
		if value == f.Value && f.Fit == index.FitNone {
			f.Fit = s.completion.Fit(value)
		}
	}
	if key.kind.single() && f.Count > 1 {
		f.ID = ""
	}
	return f, nil
}

// checkedRows is how many documents are read to count a phrase.
const checkedRows = 24

// phrases completes the text from the words of the documents.
func (s *suggesting) phrases() ([]index.Fitting, error) {
	words, err := s.view.vocabulary()
	if err != nil {
		return nil, err
	}
	var out []index.Fitting
	for _, phrase := range s.completion.Phrases(words, words.after) {
		count, exact, err := s.countPhrase(phrase)
		if err != nil {
			return nil, err
		}
		if count == 0 {
			continue
		}
		relation := "eq"
		if !exact {
			relation = "about"
		}
		out = append(out, index.Fitting{Fit: index.FitStart, Suggestion: index.Suggestion{
			Kind: index.SuggestPhrase, Value: index.ShowWords(phrase), Count: count, Relation: relation,
		}})
	}
	return out, nil
}

// countPhrase counts the visible documents with a phrase outside noise, reckoned
// from some of them where their words would have to be read one by one.
func (s *suggesting) countPhrase(words []index.Word) (count int, exact bool, err error) {
	phrase := phraseWords(index.Phrase{Words: words, Accents: true})
	exact = true
	for i, segment := range s.view.segments {
		e := s.evaluator(segment)
		n, all, err := countClean(e, phrase, s.visible[i])
		if err != nil {
			return 0, false, err
		}
		count, exact = count+n, exact && all
	}
	return count, exact, nil
}

// countClean counts the documents of a set with the words in a row outside noise,
// and reports whether all that were in doubt were read.
func countClean(e *evaluator, words []phraseWord, among *roaring.Bitmap) (count int, all bool, err error) {
	set, err := e.words(words, among)
	if err != nil {
		return 0, false, err
	}
	set, settled, err := e.pairs(words, set)
	if err != nil {
		return 0, false, err
	}
	doubtful := set
	if settled {
		noisy, err := e.segment.docs(fieldKeys, []byte{tagNoisy})
		if err != nil {
			return 0, false, err
		}
		doubtful = intersect(noisy, set)
		count = int(minus(set, noisy).GetCardinality())
	}
	some, share := sample(doubtful, checkedRows)
	held, err := e.check(words, some, true)
	if err != nil {
		return 0, false, err
	}
	return count + int(float64(held.GetCardinality())/share+0.5), share == 1, nil
}

// sample takes at most so many documents of a set, evenly, and says what part of
// the set they are.
func sample(set *roaring.Bitmap, most int) (some *roaring.Bitmap, share float64) {
	size := int(set.GetCardinality())
	if size <= most {
		return set, 1
	}
	step := (size + most - 1) / most
	some = roaring.New()
	for i, doc := range set.ToArray() {
		if i%step == 0 {
			some.Add(doc)
		}
	}
	return some, float64(some.GetCardinality()) / float64(size)
}

// after gives the words that follow a word and start with letters, accents
// aside, the commonest first.
func (v *vocabulary) after(word, letters string) []string {
	shares := map[string]float64{}
	for _, s := range v.studies {
		first, ok := s.ids[word]
		if !ok {
			continue
		}
		for _, f := range s.successors(first) {
			second := s.words[f.id]
			if _, known := shares[second]; !known && strings.HasPrefix(viet.Fold(second), letters) {
				shares[second] = v.Share(word, second)
			}
		}
	}
	out := make([]string, 0, len(shares))
	for second := range shares {
		out = append(out, second)
	}
	slices.SortFunc(out, func(a, b string) int {
		return cmp.Or(cmp.Compare(shares[b], shares[a]), cmp.Compare(a, b))
	})
	return out
}
