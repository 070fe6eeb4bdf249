package ingest

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"runtime"

	"tracuu/index"
	"tracuu/index/directive"
	"tracuu/index/docfile"
)

// Options of Read and Paths. The zero value is the usual choice.
type Options struct {
	Files    docfile.Options // how a file is read
	Scope    index.Scope     // of every call to the Writer
	Workers  int             // files read at once, 0 means one a processor
	Batch    int             // most documents of a Put, 0 means DefaultBatch
	Prune    bool            // follow deletions however many documents vanish
	Progress func(Progress)  // called between batches, from one goroutine; nil for none
	// Bodies is the registry that issuers are identified by, nil for the one that
	// comes with tracuu.
	Bodies *directive.Bodies
}

// DefaultBatch is the number of documents that are put at once: enough to share
// a sync among them, few enough to keep memory low.
const DefaultBatch = 500

// batchBytes is the text that closes a batch before it is full.
const batchBytes = 16 << 20

func (o Options) workers() int {
	if o.Workers > 0 {
		return o.Workers
	}
	return runtime.GOMAXPROCS(0)
}

func (o Options) batch() int {
	if o.Batch > 0 {
		return o.Batch
	}
	return DefaultBatch
}

// Item is one document of a file. With Err set it could not be read, and of
// Draft only Read.Source says which it was.
type Item struct {
	Draft    index.Draft
	Problems []directive.Problem // of the reading of the file; Draft.Read has them too
	Err      error
}

// Read gives the documents of a file in order, at least one, without storing
// anything. Their source is name, with the part inside the file and its checksum.
// The error is that of a done context; what cannot be read is an Item with Err.
func Read(ctx context.Context, name string, data []byte, o Options) ([]Item, error) {
	source := directive.Source{Name: name, SHA256: checksum(data)}
	var items []Item
	for d := range docfile.Read(ctx, name, data, o.Files) {
		items = append(items, itemOf(d, source, o.Bodies))
	}
	return items, ctx.Err()
}

func checksum(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}
