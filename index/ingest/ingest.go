package ingest

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"runtime"
	"time"

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
	// Flight bounds the bytes of the files that are read at once, 0 means 32 MiB. A
	// larger file is read alone.
	Flight int64
	// Exclude are absolute paths that are never looked into, as tracuu's own data.
	Exclude []string
	// Seen spares the reading of files that did not change; nil reads all.
	Seen *Seen
	// Originals keeps the files as they are; nil keeps none.
	Originals Originals
	// Bodies is the registry that issuers are identified by, nil for the one that
	// comes with tracuu.
	Bodies *directive.Bodies
}

// Originals keeps the bytes of files under their checksum, in hex. A file whose
// reading gave a document is kept before the document is put, but one of several
// documents only where none is secret: who may see one of them gets the whole file.
type Originals interface {
	Has(sha256 string) bool
	Put(sha256 string, data []byte) error
}

// DefaultBatch is the number of documents that are put at once: enough to share
// a sync among them, few enough to keep memory low.
const DefaultBatch = 500

// batchBytes is the text that closes a batch before it is full.
const batchBytes = 16 << 20

// batchAge is how long a document waits for its batch to fill. Scans take seconds
// each: what is read of them is found soon, and is not read again after a stop.
const batchAge = 3 * time.Second

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
	passed   bool // was not looked into: of Draft only Read.Source.Part is set
}

// Read gives the documents of a file in order, at least one, without storing
// anything. Their source is name, with the part inside the file and its checksum.
// The error is that of a done context; what cannot be read is an Item with Err.
func Read(ctx context.Context, name string, data []byte, o Options) ([]Item, error) {
	source := directive.Source{Name: name, SHA256: checksum(data)}
	var list []Item
	for item := range items(ctx, source, data, o, func(string) bool { return false }) {
		list = append(list, item)
	}
	if err := ctx.Err(); err != nil {
		return list, err
	}
	return list, o.keep(source.SHA256, data, list)
}

func checksum(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// keep keeps the file that gave these documents, where it is to be kept.
func (o Options) keep(sha256 string, data []byte, list []Item) error {
	if o.Originals == nil || !keepable(list) {
		return nil
	}
	if err := o.Originals.Put(sha256, data); err != nil {
		return fmt.Errorf("ingest: keep the original: %w", err)
	}
	return nil
}

// keepable reports whether who may see one of the documents of a file may see the
// file.
func keepable(list []Item) bool {
	readable, secret := 0, false
	for _, item := range list {
		if item.Err == nil {
			readable++
			secret = secret || item.Draft.Directive().Secrecy != ""
		}
	}
	return readable > 0 && (len(list) == 1 || !secret)
}
