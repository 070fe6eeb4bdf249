// Package bleveindex is the embedded engine: a collection of directives in one
// folder, searched through bleve.
//
// # Truth and derivative
//
// The documents stand in a store (package store); the index is derived from it
// and never holds text. A write is a synced transaction of the store, then a
// batch of the index, then the answer; writers that wait are served together.
// The index keeps, in the same batch, the generation of the store that it has,
// so whatever stopped in between is replayed at the next start. An index that
// is missing, damaged or ahead of its store is built again, one of another
// version only when asked.
//
// # What is indexed
//
// Words with accents, each with its frequency; two common words in a row, whatever their accents;
// and the values of the document (issuer, type, dates, citations …) as terms that
// are read back as columns. A word without accents is the union of its spellings,
// which a table of known words tells (wordtable.go), and for other words a small
// field of their own (spellings.go). Phrases that pairs do not settle are settled
// by the document's word sequence, its words in order as codes of that table
// (sequence.go), about a quarter of the text. There are no positions: they would
// cost more than the rest together, as would the pairs of all words.
//
// # How a search is answered
//
// Not through bleve's queries and collectors but on its segments, as sets. Each
// part of a query tree becomes, for each tier, the set of documents that reach
// it; sets combine as index.Rank combines tiers. Filters are sets too, facets
// are counts over columns by document number, and BM25 is computed only for the
// documents of the tiers that the page shows, and of many only for those that can come
// onto it, which sets tell beforehand: what stands in a head (scorelikely.go), and which
// words and pairs of a question a document has (scoreround.go). Totals are therefore exact and
// come before any scoring. Whether typed words stand in a row decides no match,
// only a tier, and is settled only for the documents that the page shows. Columns belong to a segment, never change with it,
// and are read once.
//
// # What is learnt from the words
//
// Other spellings, refinements and related documents rest on which words follow
// which. That is learnt once for each segment from the sequences of some of its
// documents (spellstudy.go), as the values that a text is completed to are
// gathered once (suggestvalues.go); like columns, both last as long as their
// segment, so that a write costs only the study of what it brought.
package bleveindex
