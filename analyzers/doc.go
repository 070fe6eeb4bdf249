// Package analyzers registers the Vietnamese analyzers with bleve, so that a
// mapping can name them.
//
// There are two, over one tokenizer. [Name] keeps the accents and [FoldedName]
// drops them; both see through the spellings that mean the same (hòa and hoà,
// kỹ and kĩ, composed and decomposed letters, TƯ and TW). Import the package
// for its effect and give each analyzer a field of its own:
//
//	body := bleve.NewTextFieldMapping()
//	body.Analyzer = analyzers.Name
//	folded := bleve.NewTextFieldMapping()
//	folded.Analyzer = analyzers.FoldedName
//
// Offsets are true bytes of the text that was given: nothing rewrites it before
// it is cut, so a highlight never splits a letter. Positions count tokens and
// leave a hole where a sentence ends, so that no phrase runs across it.
// Neither analyzer drops stop words: in Vietnamese "không" and "có" carry meaning.
//
// An index remembers only the names of its analyzers. [Version] says how they
// cut and key; whoever keeps an index should keep it beside and rebuild when it
// changes.
package analyzers
