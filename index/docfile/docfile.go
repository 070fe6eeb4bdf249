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
	Format string // "txt", "md", "html", "json", "jsonl", "docx", "odt", "rtf", "doc", "xlsx", "eml", "pdf" …
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

// PageMatter is the kind of regions that a page repeats and that are not of the
// text: running headers and footers, page numbers.
const PageMatter = "page"

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
	// DoubtfulEncoding: a part of the text looks like letters of an old font, but
	// no reading of it is sure enough; it stayed as it is.
	DoubtfulEncoding = "doubtful-encoding"
	// DeclaredEncoding: the encoding that a web page names was taken at its word.
	DeclaredEncoding = "declared-encoding"
)

// The errors of documents that callers tell apart with errors.Is.
var (
	ErrEmpty    = errors.New("the file holds no text")
	ErrTooLarge = errors.New("the file is too large")
	ErrBinary   = errors.New("the file is no text and of no known format")
	ErrTooDeep  = errors.New("the file is nested too deeply")
	ErrTooSlow  = errors.New("the file takes too long to read")
	// ErrEncrypted: a password is needed to read it.
	ErrEncrypted = errors.New("the file is encrypted")
	// ErrDamaged: it is of a known format, but broken or cut off.
	ErrDamaged = errors.New("the file is damaged")
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
		if err := ctx.Err(); err != nil {
			yield(Document{Err: err})
			return
		}
		f := newFile(name, data, o)
		limit := f.options.Limits.Time
		ctx, cancel := context.WithTimeoutCause(ctx, limit, fmt.Errorf("%w: more than %v", ErrTooSlow, limit))
		defer cancel()
		for d := range f.documents(ctx) {
			if !yield(d) {
				return
			}
		}
	}
}

// documents yields the documents of a file, or of a member of one. Once ctx is
// done, the last says why.
func (f *file) documents(ctx context.Context) iter.Seq[Document] {
	return func(yield func(Document) bool) {
		r := f.recognise()
		if r == nil {
			yield(Document{Err: f.err})
			return
		}
		for d := range r.read(ctx, f) {
			if d.Format == "" {
				d.Format = r.format
			}
			d.Problems = append(f.problems[:len(f.problems):len(f.problems)], d.Problems...)
			if !yield(d) {
				return
			}
			if ctx.Err() != nil {
				if d.Err == nil && errors.Is(context.Cause(ctx), ErrTooSlow) {
					yield(Document{Format: r.format, Err: context.Cause(ctx)})
				}
				return
			}
		}
	}
}
