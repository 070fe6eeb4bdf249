package index

import "tracuu/index/directive"

// Limits of a query.
const (
	DefaultLimit      = 20
	MaxLimit          = 200
	DefaultFacetLimit = 20
	MaxFacetLimit     = 200
	MaxQueryBytes     = 8 << 10 // longer query texts are an error, not a slow search
	MaxTieredWords    = 7       // from the next word on, a query is scored word by word
	MaxDepth          = 32      // parentheses nested deeper, after those that change nothing are gone, are an error
	MaxAlternatives   = 64      // words, phrases and field terms beside OR; more of them are an error
	MaxPhrases        = 16      // field terms of a text and phrases of several words; more of them are an error
	MaxQuestionWords  = 100     // of a question, repetitions counted; what follows them is not asked for
	NoLimit           = -1      // as Query.Limit: the caller did not say
)

// Query is one search. The zero value finds everything, newest first.
type Query struct {
	Text       Text    // what was typed, read by Parse
	Filters    Filters // what was chosen
	Sort       Sort    // "" means ByRelevance with words in Text, Newest without
	Limit      int     // hits wanted, 0 to MaxLimit; NoLimit asks for DefaultLimit
	Cursor     string  // Results.Next of the page before
	Facets     []Facet // facets wanted
	FacetLimit int     // rows a facet, 0 means DefaultFacetLimit
	MatchAll   bool    // only documents with all the words, however many words
	Literal    bool    // expand=off: no families, abbreviations or spelling
	Collapse   bool    // of each family of copies the best hit alone, and the members with given ids
	Bare       bool    // hits with their id, score and tier alone, and no advice: no document is read
	Refine     int     // refinements wanted, 0 for none, at most MaxRefinements
}

// PageSize is the number of hits wanted: Limit within its bounds, DefaultLimit
// for NoLimit.
func (q Query) PageSize() int {
	if q.Limit < 0 {
		return DefaultLimit
	}
	return min(q.Limit, MaxLimit)
}

// Sort is an order of hits. Undated documents come last in the orders by date;
// ties are broken by id.
type Sort string

// The orders.
const (
	ByRelevance Sort = "relevance"
	Newest      Sort = "newest"
	Oldest      Sort = "oldest"
	MostCited   Sort = "most-cited"
	Added       Sort = "added" // by arrival in the collection, whatever the date of issue
)

// Facet names a way to count a result set. A facet ignores the filters on its
// own field.
type Facet string

// The facets.
const (
	FacetIssuer   Facet = "issuer"
	FacetType     Facet = "type"
	FacetProvince Facet = "province"
	FacetLevel    Facet = "level"
	FacetYear     Facet = "year"
	FacetMonth    Facet = "month"
	FacetKeyword  Facet = "keyword"
	FacetUrgency  Facet = "urgency"
	FacetCites    Facet = "cites"
)

// Field names what a filter looks at.
type Field string

// The fields of filters. Number is the document's own number; Cites its
// citations outside navigation; Keyword its families, supplied keywords and
// the phrases of its text outside noise.
const (
	FieldIssuer   Field = "issuer"
	FieldType     Field = "type"
	FieldProvince Field = "province"
	FieldLevel    Field = "level"
	FieldNumber   Field = "number"
	FieldCites    Field = "cites"
	FieldKeyword  Field = "keyword"
	FieldUrgency  Field = "urgency"
	FieldIssued   Field = "issued" // only with Missing
	FieldTitle    Field = "title"  // only with Missing
	FieldSigner   Field = "signer" // only with Missing
	FieldPlace    Field = "place"  // only with Missing
)

// Filters restrict a search without scoring it. All of them must hold.
type Filters struct {
	Where []Filter
	// From and To bound the date of issue, both inclusive, each widened outwards
	// to its whole year or month. A partial date of issue matches where its span
	// overlaps; a document without one never matches a bounded search and is
	// counted in Results.Undated.
	From, To directive.Date
	// Missing selects the documents without a value for one or more of these fields.
	Missing []Field
}

// Filter holds when any of its conditions holds; with Not, when none does.
type Filter struct {
	Field Field
	Any   []Condition
	Not   bool
}

// Op says how a condition compares.
type Op int

// The ways to compare. All ignore accents and case, and the spelling of numbers.
const (
	// OpText: issuer: the words occur in the name, in a row; type, province, level,
	// urgency: equal; number: equal keys, with or without the year; cites: a number,
	// or where Value is none, words of the title of a law cited; keyword: see FieldKeyword.
	OpText Op = iota
	// OpID: issuer: exactly that body; cites: a resolved edge to that document.
	OpID
	// OpUnder: issuer: that body and all under it.
	OpUnder
	// OpNow: province: all that today form the province of that name, itself
	// included; the name may be one that ended in July 2025.
	OpNow
	// OpWas: province: the one of that name, and for documents issued since 1 July
	// 2025 the one that it became.
	OpWas
)

// Condition is one value of a filter. Date restricts a citation to those that
// give a date overlapping it ("16/CT-TTg@2020").
type Condition struct {
	Op    Op
	Value string
	Date  directive.Date
}
