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
package index
