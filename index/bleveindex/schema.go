package bleveindex

import "tracuu/analyzers"

// schemaVersion names what is indexed and how. An index of another version is
// rebuilt, never read: raise the number whenever a field, a term, the table of
// known words or the meaning of one changes. The analyzer's version is part of it because its keys are the
// terms.
const schemaVersion = "10/" + analyzers.Version

// The fields of the index. None holds the text; it stands in the store.
const (
	fieldID       = "_id" // also stores the words in order, to check phrases
	fieldExact    = "w"   // words with accents, with their frequency
	fieldSpelling = "x"   // words that the table does not know, by their keys without accents
	fieldPairs    = "p"   // two common words in a row, with accents
	fieldHead     = "h"   // words of type, issuer and title, without accents
	fieldKeys     = "k"   // numbers and other keys that are only looked up
	fieldFacts    = "v"   // values of the document, also read back as columns
)
