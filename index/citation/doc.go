// Package citation decides which document a citation means, and keeps the graph
// of who cites whom.
//
// A number is not an identity. 16/CT-TTg exists for 2020, 2021 and 2026, and
// every province has an 11/CT-UBND. What identifies a document is its number
// with its type, who issued it and when: numbers of the state restart each
// 1 January (Nghị định 30/2020/NĐ-CP), those of the party with each term of the
// committee (Quyết định 66-QĐ/TW). So a citation is compared with every document
// held under its number, and each comparison speaks for the document, against
// it, or not at all:
//
//   - A type, issuer, province, year, date or term that both sides give and that
//     differs speaks against it, and so does a date of issue after that of the
//     citing document where the citation itself is undated. One contradiction is
//     enough; the nearest date is never taken.
//   - Who issued it is settled by an equal issuer, or by a symbol that only one
//     body of the country writes (TTg, BYT, TW). A relative issuer ("UBND tỉnh",
//     "Huyện ủy") is that of the citing document's own place; where the place is
//     not known it settles nothing.
//   - When it was issued is settled by an equal date, by the year in the symbol,
//     by the term of the Central Committee, or by an equal title of some length.
//
// A citation is Resolved when exactly one document has both settled and nothing
// against it. A document that is alone in having nothing against it is also
// accepted on an equal day alone. The citing document's own date excludes later
// documents but confirms none: that only the directive of 2020 is held does not
// say that an undated "16/CT-TTg" means it, since nobody knows what is not held.
// Such a citation is Ambiguous, with one candidate. Where each holder of the
// number is contradicted the state is Conflict, where there is none, Absent. A
// document of another year inside the number, or that differs in two of what, who
// and when, only shares digits with the one meant and is no holder: each of 63
// provinces has a Quyết định 10 a year. A wrong link is worse than none. Where a contradicted
// holder differs in one part of the date only, that part is the likely slip of the
// pen: it is listed first, and still is no link.
//
// Laws are also cited by name: an equal name settles who, the year settles when.
// What is cited by type, issuer and day alone is accepted only when its title is
// equal too, since a body may issue several documents a day.
//
// The Graph holds documents and citations by the keys of numbers, not as links
// from text to text. A document that arrives, changes or goes away marks the keys
// it is held under, and those citations of the keys that may mean it are resolved
// again when next asked for; the documents that cite it are not touched. The state
// depends only on what is held, never on the order in which it came.
//
// All that is held has a number, and is found by it in the blocks of package compact:
//
//   - a record is a document, at its slot, the number of its id;
//   - a node is a key, with the slots of the documents held under it, in the order of
//     their years, and the mentions by it;
//   - a mention is what citations say, once for all that say the same, with the slots
//     of their documents;
//   - a cite is one citation in its document: the mention, and what it was found to be;
//   - a profile is what documents of one body and type share.
//
// To be compared, a record becomes a document and a mention a question, for as long
// as the comparison takes.
package citation
