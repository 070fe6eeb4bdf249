// Package ingest brings files, folders and streams into a collection: it reads
// each document, extracts what it says of itself and puts it to a Writer.
//
// There are three ways in. Read gives the documents of one file, Lines takes a
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
// Nothing is half indexed. A file that cannot be read is reported, the others go
// on, and the documents that the collection has of it stay.
package ingest
