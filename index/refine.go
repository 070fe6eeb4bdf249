package index

// Refinement is a phrase, or a keyword, that the matches of a search have more
// often than other documents do: a way to narrow the search.
type Refinement struct {
	Phrase string `json:"phrase"` // as it is most often written
	Kind   string `json:"kind"`   // RefinePhrase or RefineKeyword
	Count  int    `json:"count"`  // matches that have it
	// Relation is "eq" where Count is exact, "about" where it was reckoned from
	// a sample of the matches.
	Relation string `json:"relation"`
	Query    string `json:"query"` // what to add to the query text
}

// The kinds of refinements.
const (
	RefinePhrase  = "phrase"
	RefineKeyword = "keyword"
)

// MaxRefinements is how many may be asked for.
const MaxRefinements = 20
