// Package backup copies what a data folder cannot be without, and brings it back.
//
// A backup is a folder of its own: the store as it stood at one moment, the
// originals, the keys, and what an office added to the vocabulary, with a
// manifest that holds the length and the SHA-256 of each file. Indexes and graphs
// are derived and not in it. It is written beside its place, read back and
// checked, and only then renamed, so that a folder of that name is a whole backup:
//
//	manifest.json
//	store.db
//	keys.json, families.txt, abbreviations.txt, bodies.tsv   where there are any
//	files/ab/cdef0123…
//
// The store may be one that is being written: its copy is of one transaction.
// Originals are kept before the documents that name them, so those of the copy
// are there when they are copied after it.
//
// Restore makes a data folder of a backup, into a place where nothing is. Lines
// (see Export) are the other way: everything that was given, read, corrected and
// decided, as JSON that other programs read, without the originals.
package backup
