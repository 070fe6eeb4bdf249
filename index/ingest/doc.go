// Package ingest brings files, folders and streams into a collection: it reads
// each document, extracts what it says of itself and puts it to a Writer.
//
// There are four ways in. Read gives the documents of one file, Lines takes a
// stream of JSON documents as it comes and answers each line in order, and Paths
// keeps a collection in step with folders:
//
//	report, err := ingest.Paths(ctx, engine, []string{"/srv/van-ban"}, ingest.Options{})
//	fmt.Print(report)
//
// Paths looks at content only. A file whose bytes the collection has is skipped; a
// file that moved keeps the ids of its documents; a file that is gone takes its
// documents with it, but only where the folder was read to the end, and not when
// over half would vanish at once, which is how a disk looks that is not mounted.
//
// A Watcher does the same for what changes while it runs. Where the system tells
// of changes it listens, and where it does not (shares that other machines write
// to, limits reached) it looks every few seconds.
//
// A run that is cut off, even by a kill, is taken up by the next: each batch is on
// disk before the next is put, and content says what is there already. A Seen
// spares the reading of what did not change; it may be lost at any time.
//
// Nothing is half indexed. A file that cannot be read is reported, the others go
// on, and the documents that the collection has of it stay.
package ingest
