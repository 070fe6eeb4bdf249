package extract

import "tracuu/index/directive"

// references lists every document that doc cites, once each, in the order of
// their fullest mentions. It never lists the document itself.
func references(doc *document) []directive.Reference { return nil }
