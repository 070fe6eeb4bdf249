package bleveindex

import "tracuu/analyzers"

// schemaVersion names what is indexed and how. An index of another version is
// rebuilt, never read: raise the number whenever a field, a term or the meaning
// of one changes. The analyzer's version is part of it because its keys are the
// terms.
const schemaVersion = "3/" + analyzers.Version

// The fields of the index. None holds the text; it stands in the store.
const (
	fieldID       = "_id"
	fieldExact    = "w" // words with accents, with their frequency
	fieldFolded   = "f" // words without accents, with their frequency
	fieldPairs    = "p" // two common words in a row, with accents
	fieldPairsFld = "q" // two common words in a row, without accents
	fieldKeys     = "k" // numbers and other keys that are only looked up
	fieldFacts    = "v" // values of the document, also read back as columns
	fieldShown    = "t" // number and title as printed, to complete what is typed
	fieldSequence = "s" // the words in order, stored, to check longer phrases
)

// pairSeparator stands between the two words of a pair; no key holds it.
const pairSeparator = ' '

func pairTerm(buf []byte, first, second string) []byte {
	buf = append(buf[:0], first...)
	buf = append(buf, pairSeparator)
	return append(buf, second...)
}
