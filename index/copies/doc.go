// Package copies recognises documents that are the same document: one that came
// in twice, was scanned twice, was certified as a true copy (sao y, sao lục,
// trích sao) or was posted again on a web site.
//
// Likeness alone is no proof. Offices send one text each month, each district
// issues the same plan, a decision repeats that of last year: such documents share
// nearly every word and are not copies. What tells them apart is what a document
// says of itself, so two that contradict each other in number, year, date of issue,
// issuer, type or addressee, or of which one is a draft, are never copies, and the
// likeness that is asked of the others rises with what they do not say.
//
//	f := copies.Read(&directive)     // a Fingerprint of 139 bytes, for the caller to keep
//	index.Put(id, f, held)
//	index.Family(id)                 // the other members, with the reason
//
// A Fingerprint holds a sketch of the text (one permutation minhash over three
// folded syllables in a row, so that lost accents do not matter and a wrong
// syllable in ten leaves more than half), the numbers in the text with their
// neighbours, and hashes of the identity. An Index finds candidates by bands of
// the sketch and by number, and keeps families: the strongest pairs are joined
// first, and never two groups of which one member contradicts one of the other, so
// that a copy that lost its number does not tie two letters together. Families
// follow from the documents that are held, in whatever order they came, unless more
// than two thousand share wording and say neither number nor day of themselves.
//
// Of a document an Index keeps what finds it: bands, number, day, issuer and type in
// a row of 56 bytes. Lists of places in the order of bands are sorted when somebody
// looks and merged as they grow, so that a document costs the logarithm of their
// number whatever it shares with others. Fingerprints of the few that are compared
// come back from the Source; those of documents with copies stay.
//
// Save writes the documents with copies and their pairs, Load reads them, and Restore
// takes the others in without comparing them again.
package copies
