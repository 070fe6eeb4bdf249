// Package directive holds the domain: a Vietnamese directive (văn bản chỉ đạo,
// điều hành) with its number, issuer, dates and the documents it cites.
//
// Values that look alike but mean different things are different types. A Symbol
// (số và ký hiệu) is parsed once, prints canonically and compares by its
// NumberKey; a Kind is a type of document, which a type code only suggests, since
// QĐ is Quyết định of the state and Quyết định or Quy định of the party; a Date
// may be a year, a month or a day; a Reference is one citation as read, before
// anyone decides which document it means.
//
//	sym, err := directive.ParseSymbol("107 - CV/ BDVTU")
//	sym.String() // "107-CV/BDVTU"
//	sym.Key()    // "107|cv|bdvtu"
//
// A number is not an identity: 16/CT-TTg exists for several years and every
// province has a 107-CV/BDVTU. Identity adds issuer, type and year or term.
//
// FindSymbols and FindDates read running text, and are total: bad text yields
// less, never an error. What they found carries its span, in bytes of that text,
// and what they mended or could not believe is said beside it. Whether a number
// is the document's own, an incoming one or a citation is for package extract.
//
// Issuers are entities: Bodies is a registry of the bodies of the centre and of the
// offices that every place has, and Identify finds or composes the body that a name
// means, with its level, side, province and parent. A name that many bodies bear
// ("Tỉnh ủy", of an unknown province) is given no id. Places knows the 63 provinces
// of before July 2025, the 34 since, and which became which.
//
// A document has layers: read from the text, supplied by a caller (Given), set by
// a curator. Merge and Overlay lay one over the other; Evidence tells which layer
// a value is from.
package directive
