package index

import (
	"time"

	"tracuu/index/directive"
)

// Results is one page of an answer, with counts over the whole of it.
type Results struct {
	Total Total
	// Undated counts the documents that match all else but have no date of issue
	// and so fall outside From and To. Without bounds it counts the undated ones
	// among the matches.
	Undated     int
	Generation  uint64 // of the collection that was searched; rises with each write
	Took        time.Duration
	Interpreted Interpreted
	Hits        []Hit
	Facets      map[Facet]FacetCounts
	Next        string // cursor of the next page, "" on the last
	Changed     bool   // the collection changed since the cursor's page, in an order that may shift
	// Advice is what may be asked instead, on the first page of a search for words.
	Advice Advice
	// Refinements are phrases that tell the matches from the rest of the
	// collection, the most telling first; only where Query.Refine asks for them.
	Refinements []Refinement
}

// Total counts documents. Value are those with all the words (all matches, when
// there are none); Partial those that qualify without all of them. Relation is
// "eq" where the counts are exact, "gte" where they are a floor.
type Total struct {
	Value    int    `json:"value"`
	Relation string `json:"relation"`
	Partial  int    `json:"partial"`
	// Families counts the hits that are left where copies are shown as one, of
	// Value and Partial together; only where Query.Collapse asks for it.
	Families int `json:"families,omitempty"`
}

// Tier orders the answers to a short query: each tier stands wholly above the
// next, whatever the scores inside. Whether words stand in a row is a matter of
// order and may be read in the best-scored 2,048 documents that have them: where
// more do, an engine may give the others the tier below. A quoted phrase is always
// read everywhere.
type Tier int

// The tiers, from the lowest. TierNone is the tier of a search without words.
const (
	TierNone         Tier = iota
	TierSome              // some of the words of a long question
	TierFolded            // all words, accents missing or different
	TierFoldedPhrase      // the same, in a row
	TierExact             // all words with their accents
	TierExactPhrase       // the same, in a row
	TierNumber            // the document's own number
)

// Hit is one document of a page.
type Hit struct {
	Directive directive.Directive // without its text
	Score     float64             // only orders hits of one tier, never to be compared between queries
	Tier      Tier
	Why       []string // what made it match, in English, stable words ("number", "exact phrase", "title", …)
	Fragments []Fragment
	Cites     int // documents it cites, outside navigation
	CitedBy   int // documents that cite it, resolved edges only
	// Added is when the document came into the collection, Updated when it was
	// written last, by a replacement or a correction.
	Added, Updated time.Time
	// Copies are the other members of its family that the caller may see, whether
	// they match or not; only where Query.Collapse asks for it.
	Copies []Copy
}

// Copy is a document that is the same document as another: see package copies.
type Copy struct {
	ID string `json:"id"`
	// Basis says why: same-text (accents aside), certified (sao y, sao lục, trích sao), near-text
	// (number and text but for errors) or contained (the text of one in the other).
	Basis string `json:"basis"`
	// Likeness is about the part of the shorter text that stands in the longer, from
	// 0 to 1.
	Likeness float64 `json:"likeness"`
}

// Fragment is a passage of a field with the words that matched. Start is where
// it begins in the field, Marks are of Text itself; both in bytes, on whole
// letters.
type Fragment struct {
	Field string
	Start int
	Text  string
	Marks []directive.Span
}

// FacetCounts are the commonest values of a facet. Other counts the documents
// of the values that are not listed.
type FacetCounts struct {
	Rows  []FacetRow
	Other int
}

// FacetRow is a value and the number of matching documents that have it. ID and
// Parent are set where the value is an entity (an issuer).
type FacetRow struct {
	Value  string `json:"value"`
	ID     string `json:"id,omitempty"`
	Count  int    `json:"count"`
	Parent string `json:"parent,omitempty"`
}

// Interpreted says how a query was read, so that a person can correct it.
type Interpreted struct {
	Query    string      `json:"query"`              // the reading, printed in the query language
	Words    []string    `json:"words"`              // that must occur, as typed
	Phrases  []string    `json:"phrases"`            // quoted
	Numbers  []string    `json:"numbers"`            // document numbers recognised, canonical
	Excluded []string    `json:"excluded"`           // what must not occur
	Filters  []string    `json:"filters"`            // field:value terms, as printed
	Expanded []Expansion `json:"expanded"`           // families and abbreviations that were added
	Decoded  []Decoding  `json:"decoded"`            // keystrokes that were read as the words they spell
	Mode     string      `json:"mode"`               // "all" (no words), "tiers" or "question"
	Sentence string      `json:"sentence,omitempty"` // the reading in plain Vietnamese
}

// Expansion is a term of the query and what it was taken to mean as well.
type Expansion struct {
	Term string   `json:"term"`
	Also []string `json:"also"`
}
