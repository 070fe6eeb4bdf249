package index

import (
	"errors"
	"fmt"
)

// The errors that callers tell apart with errors.Is.
var (
	ErrNotFound = errors.New("no such document")
	ErrCursor   = errors.New("the cursor does not belong to this query")
	ErrClosed   = errors.New("the collection is closed")
	ErrLocked   = errors.New("another process holds the data folder")
	ErrScope    = errors.New("the document is outside what the caller may write")
	ErrVersion  = errors.New("the index was built by another version: run tracuu reindex")
)

// QueryError is a query without a sensible reading. Offset is the byte of the
// query text where reading failed.
type QueryError struct {
	Offset int
	Reason string
}

func (e *QueryError) Error() string {
	return fmt.Sprintf("query, byte %d: %s", e.Offset, e.Reason)
}
