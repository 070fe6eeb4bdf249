package docfile

import (
	"context"
	"errors"
	"fmt"
	"iter"
)

// Document is one document of a file. Either Err is set, or Text, or JSON.
type Document struct {
	Part   string // its place in a file that holds several, "" in others
	Format string // "txt", "md", "html", "json", "jsonl"
	Text   string // valid UTF-8
	// PageStarts are the bytes of Text where its pages start, nil where the form
	// has no pages.
	PageStarts []int
	// PageQuality says for each page how sure recognition was of its words, 0 to 1;
	// nil where no page was recognised, 1 for a page that was not.
	PageQuality []float64
	Noise       []Region // sorted, disjoint
	OCR         bool     // the text was recognised in an image
	JSON        []byte   // a document as a JSON object, for the caller to decode
	Problems    []Problem
	Err         error // why there is no text
}

// Region is a half-open range of bytes of the text that is not part of the
// document itself.
type Region struct {
	Start, End int
	Kind       string
}

// Navigation is the kind of regions that are page furniture of a web copy:
// menus, sidebars, link lists, footers.
const Navigation = "navigation"

// Problem is something that a person should know of the reading.
type Problem struct {
	Code   string
	Detail string // in English
}

// The codes of problems.
const (
	// LegacyEncoding: the text was decoded from an encoding before Unicode.
	LegacyEncoding = "legacy-encoding"
	// UnknownEncoding: bytes that are no UTF-8, of no encoding that could be told.
	UnknownEncoding = "unknown-encoding"
	// DeclaredEncoding: the encoding that a web page names was taken at its word.
	DeclaredEncoding = "declared-encoding"
)

// The errors of documents that callers tell apart with errors.Is.
var (
	ErrEmpty    = errors.New("the file holds no text")
	ErrTooLarge = errors.New("the file is too large")
	ErrBinary   = errors.New("the file is no text and of no known format")
)

// UnsupportedError is a file of a known format without a reader.
type UnsupportedError struct {
	Format string // its usual name: "PDF", "ZIP archive"
}

func (e *UnsupportedError) Error() string {
	return fmt.Sprintf("format %s is not supported", e.Format)
}

// Read yields the documents of a file in order, at least one; what cannot be
// read is a document with Err set. name serves only where content leaves the
// choice open (Markdown against plain text). The documents may share memory
// with data, which must not change while they are in use.
func Read(ctx context.Context, name string, data []byte, o Options) iter.Seq[Document] {
	return func(yield func(Document) bool) {
		if limits := o.Limits.withDefaults(); int64(len(data)) > limits.Size {
			yield(Document{Err: fmt.Errorf("%w: %d bytes, at most %d are read", ErrTooLarge, len(data), limits.Size)})
			return
		}
		if err := ctx.Err(); err != nil {
			yield(Document{Err: err})
			return
		}
		f, r := recognise(name, data, o)
		if r == nil {
			yield(Document{Err: f.err})
			return
		}
		for d := range r.read(ctx, f) {
			if d.Format == "" {
				d.Format = r.format
			}
			d.Problems = append(f.problems[:len(f.problems):len(f.problems)], d.Problems...)
			if !yield(d) || d.Err == nil && ctx.Err() != nil {
				return
			}
		}
	}
}
