package index

// Class is the kind of a search, for figures of how long each takes.
type Class string

// The classes, of which the first that fits is taken.
const (
	ClassDeep     Class = "deep"     // a page after the first
	ClassFacets   Class = "facets"   // counts beside hits
	ClassQuestion Class = "question" // many words, scored one by one
	ClassNumber   Class = "number"   // holds the number of a document
	ClassPhrase   Class = "phrase"
	ClassWords    Class = "words"
	ClassFilter   Class = "filter" // filters alone
)

// Class says of which kind a search is.
func (q Query) Class() Class {
	phrase, number := false, false
	q.Text.Positive(func(n Node) {
		switch n.(type) {
		case Phrase:
			phrase = true
		case Number:
			number = true
		}
	})
	switch {
	case q.Cursor != "":
		return ClassDeep
	case len(q.Facets) > 0:
		return ClassFacets
	case q.Text.Words() > MaxTieredWords || asks(q.Text):
		return ClassQuestion
	case number:
		return ClassNumber
	case phrase:
		return ClassPhrase
	case q.Text.Root != nil:
		return ClassWords
	}
	return ClassFilter
}
