// Package index is the contract between those who ask and the engines that
// answer: the query language as a tree, filters, results, and the interfaces
// that an engine satisfies. It knows no engine and no transport.
//
// A search is one value. Parse reads what a person typed; the rest of a Query
// are filters, an order and a page. A Scope, set by whoever checked the
// caller's rights, is held beside every query and every write.
//
//	text, err := index.Parse(`"tổ covid" -trường loai:"công văn"`)
//	res, err := engine.Search(ctx, index.Everything(), index.Query{Text: text, Limit: 20})
//
// What a search means is settled here too, so that two engines cannot differ.
// An engine takes these steps, each in a way that suits it:
//
//   - Analyse makes a document ready: the sections that are searched, their
//     tokens, and Facts, which are what filters and facets look at.
//   - NewPlan settles how a query is carried out: field terms become filters,
//     families and abbreviations widen it, the mode and the order are chosen.
//   - Rank says whether a document matches the text and in which Tier; for a
//     question, Weight and Qualifies do.
//   - FilterSet and Criterion say what each filter means, Facts.FacetValues
//     and FacetCounter what a facet counts, Sort.Compare what comes first.
//   - Cursor carries a place in that order from page to page, and Fragments
//     cuts the passages to show.
//
// Package indextest has an engine that does just this, and the suite that
// holds all engines to it.
package index
