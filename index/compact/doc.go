// Package compact holds very many small things in little memory, for what is kept
// of every document as long as the program runs.
//
// A map, a string and a slice cost 16 to 60 bytes each before they hold anything,
// and the garbage collector visits every one of them. Here things have numbers of
// four bytes and lie in a few large blocks without pointers:
//
//   - Column is a list that grows without being copied: what belongs to number n is
//     its element n.
//   - Texts numbers strings: 4 bytes each besides the letters, and about 6 to find
//     a number again by its string.
//   - Rows keeps lists of things, most of them short, each behind a Row of 8 bytes.
//   - Table finds numbers by hashes of what they stand for.
//
// What a document with id and many relations needs is then a struct in a Column,
// at the number of its id in Texts, with a Row for each relation. None of the types
// may be used by several goroutines at once while one of them changes it.
package compact
