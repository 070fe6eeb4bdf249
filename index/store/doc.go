// Package store is the truth on disk: every document as it was given and as it
// was read, which source it came from, and what changed when. Whatever else a
// collection holds, indexes above all, is derived from here and can be built
// again.
//
// A store is one bbolt file. It changes only in transactions that are synced
// before Update returns, so that after a crash it stands at the last answered
// write. Each document that a transaction puts or deletes raises the generation
// by one; Changes lists the last change of every id in that order, which is how
// a derived index finds out what it lacks.
//
//	s, err := store.Open("data/store.db", store.Options{})
//	err = s.Update(func(tx *store.Tx) error {
//		return tx.Put(store.Record{ID: "btp-quyet-dinh-12-2021", Read: d})
//	})
//
// Inside, documents lie under running numbers in the order of their arrival, so
// that a growing store fills its pages; ids, sources and changes are small
// buckets that point at them. A document is compressed with its text first and
// its metadata behind, against a dictionary of the wording that directives
// share. One process at a time holds a store; within it any number of readers
// run beside one writer.
package store
