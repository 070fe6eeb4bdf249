package index

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"tracuu/analyzers/viet"
	"tracuu/index/directive"
)

// Suggester helps a reader on: to the end of what is being typed, and from one
// document to others like it. Engines and the HTTP client are Suggesters.
type Suggester interface {
	// Suggest completes text with what the documents within scope have: the best
	// first, at most limit of them (0 means DefaultSuggestions).
	Suggest(ctx context.Context, scope Scope, text string, limit int) ([]Suggestion, error)
	// Related gives documents like the one with this id, the most alike first, at
	// most limit of them (0 means DefaultRelated). ErrNotFound when it is not held
	// or outside scope.
	Related(ctx context.Context, scope Scope, id string, limit int) ([]Related, error)
}

// Limits of a Suggester.
const (
	DefaultSuggestions = 10
	MaxSuggestions     = 50
	MaxSuggestBytes    = 256 // of the text to complete; the rest is not looked at
	DefaultRelated     = 10
	MaxRelated         = 50
)

// Suggestion is one way to complete a text.
type Suggestion struct {
	Kind  string `json:"kind"`
	Value string `json:"value"` // as the documents have it
	Count int    `json:"count"` // documents that have it
	// Relation is "eq" where Count is exact, "about" where it was reckoned from a
	// sample.
	Relation string `json:"relation"`
	// ID is that of the body for an issuer, where it has one, and that of the
	// document for a number or a title that only one document has.
	ID string `json:"id,omitempty"`
}

// The kinds of suggestions, in the order in which they stand among equals.
const (
	SuggestNumber  = "number"
	SuggestIssuer  = "issuer"
	SuggestKeyword = "keyword" // a family of keywords, or a keyword
	SuggestPhrase  = "phrase"  // words that often stand in a row in the texts
	SuggestTitle   = "title"
)

var suggestKinds = []string{SuggestNumber, SuggestIssuer, SuggestKeyword, SuggestPhrase, SuggestTitle}

// Completable is a value of a document that a text may be completed to.
type Completable struct {
	Kind, Value string
	ID          string // of the body, for an issuer
}

// Completables are the values of a document to complete a text to.
func Completables(d *directive.Directive, f *Facts) []Completable {
	var out []Completable
	add := func(kind, value, id string) {
		if value = strings.Join(strings.Fields(value), " "); value != "" {
			out = append(out, Completable{Kind: kind, Value: value, ID: id})
		}
	}
	add(SuggestNumber, d.Number, "")
	add(SuggestIssuer, f.Issuer, f.IssuerID)
	for _, name := range f.Families {
		add(SuggestKeyword, name, "")
	}
	for _, keyword := range f.Keywords {
		add(SuggestKeyword, keyword, "")
	}
	add(SuggestTitle, d.Title, "")
	return out
}

// Fit is how a value answers a text to complete; a higher one is better.
type Fit int

// The fits.
const (
	FitNone  Fit = iota
	FitWords     // its words occur somewhere in the value
	FitRow       // they stand in a row in it
	FitStart     // it starts with them
)

// Completion is a text to complete, read.
type Completion struct {
	rows [][]Word // as typed, and with its abbreviations spelled out
	open bool     // the last word is still being typed
}

// NewCompletion reads a text. The last word is complete when a space stands
// after it. Families may be nil.
func NewCompletion(text string, families *Families) Completion {
	if len(text) > MaxSuggestBytes {
		text = text[:runeStart(text, MaxSuggestBytes)]
	}
	words := wordsOf(text)
	if len(words) == 0 {
		return Completion{}
	}
	c := Completion{rows: [][]Word{words}, open: strings.TrimSpace(text) != "" && text == strings.TrimRight(text, " \t\n")}
	if families != nil {
		var added []Expansion
		if long := families.spellOut(words, &added); long != nil {
			c.rows = append(c.rows, long)
		}
	}
	return c
}

// Rows are the ways to read the text, as folded keys; Open says that the last
// key is only the beginning of a word.
func (c Completion) Rows() (rows [][]string, open bool) {
	for _, row := range c.rows {
		keys := make([]string, len(row))
		for i, w := range row {
			keys[i] = w.Folded
		}
		rows = append(rows, keys)
	}
	return rows, c.open
}

// Fit says how a value answers the text. Accents that were not typed match all;
// those of a word that is still being typed do not count.
func (c Completion) Fit(value string) Fit {
	tokens := tokenize(value)
	best := FitNone
	for _, row := range c.rows {
		best = max(best, c.fitRow(row, tokens))
	}
	return best
}

func (c Completion) fitRow(row []Word, tokens []viet.Token) Fit {
	for start := range tokens {
		if !c.rowAt(row, tokens[start:]) {
			continue
		}
		if start == 0 {
			return FitStart
		}
		return FitRow
	}
	for i := range row {
		if !slices.ContainsFunc(tokens, func(t viet.Token) bool { return c.fits(row, i, t) }) {
			return FitNone
		}
	}
	return FitWords
}

func (c Completion) rowAt(row []Word, tokens []viet.Token) bool {
	if len(tokens) < len(row) {
		return false
	}
	for i := range row {
		if !c.fits(row, i, tokens[i]) {
			return false
		}
	}
	return true
}

// fits compares the i-th word of a row with a token.
func (c Completion) fits(row []Word, i int, t viet.Token) bool {
	if c.open && i == len(row)-1 {
		return strings.HasPrefix(t.Folded, row[i].Folded)
	}
	if row[i].Marked {
		return t.Exact == row[i].Exact
	}
	return t.Folded == row[i].Folded
}

// Fitting is a suggestion on its way, with what places it.
type Fitting struct {
	Suggestion
	Fit Fit
}

// RankSuggestions orders suggestions and gives the first of them: the better
// fit, then the one that more documents have, then by kind and value.
//
// Values that merely have the words somewhere are left out where others fit
// better; so are phrases that are part of the name of an issuer that is found,
// and those that are rare beside the commonest phrase.
func RankSuggestions(found []Fitting, limit int) []Suggestion {
	found = worthShowing(found)
	slices.SortFunc(found, func(a, b Fitting) int {
		return cmp.Or(cmp.Compare(b.Fit, a.Fit), cmp.Compare(b.Count, a.Count),
			cmp.Compare(slices.Index(suggestKinds, a.Kind), slices.Index(suggestKinds, b.Kind)),
			cmp.Compare(a.Value, b.Value))
	})
	out := make([]Suggestion, 0, min(limit, len(found)))
	for _, f := range found[:min(limit, len(found))] {
		out = append(out, f.Suggestion)
	}
	return out
}

// SuggestionLimit is the number of suggestions that limit asks for.
func SuggestionLimit(limit int) int {
	if limit <= 0 {
		return DefaultSuggestions
	}
	return min(limit, MaxSuggestions)
}

// rarePhrase is the part of the commonest phrase's documents that another one
// must have.
const rarePhrase = 0.05

func worthShowing(found []Fitting) []Fitting {
	var names []string
	best, commonest := FitNone, 0
	for _, f := range found {
		best = max(best, f.Fit)
		switch f.Kind {
		case SuggestIssuer:
			names = append(names, viet.FoldKey(f.Value))
		case SuggestPhrase:
			commonest = max(commonest, f.Count)
		}
	}
	return slices.DeleteFunc(found, func(f Fitting) bool {
		if f.Kind != SuggestPhrase {
			return f.Fit == FitWords && best > FitWords
		}
		key := viet.FoldKey(f.Value)
		return float64(f.Count) < rarePhrase*float64(commonest) ||
			slices.ContainsFunc(names, func(name string) bool { return containsWords(name, key) })
	})
}
