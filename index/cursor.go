package index

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
)

// Cursor is where a page ended: what the next page needs, and nothing that a
// server keeps. It belongs to one query in one scope.
type Cursor struct {
	Last       SortKey `json:"last"`
	Query      string  `json:"query"` // Query.Hash
	Generation uint64  `json:"generation"`
	Epoch      string  `json:"epoch,omitempty"` // Status.Epoch
}

// Hash tells apart what has other results or another order: text, filters,
// sort and the like, and the scope. The size of a page and what is shown beside
// the hits do not count.
func (q Query) Hash(scope Scope) string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%q %#v %q %t %t %t %q", q.Text.String(), q.Filters, q.Sort,
		q.MatchAll, q.Literal, q.Collapse, scope.Hash()))
	return hex.EncodeToString(sum[:8])
}

const cursorSum = 6 // bytes of checksum before a cursor

// Encode prints the cursor in letters that need no escape in an address. Its
// checksum shows a cursor that was cut or edited; it is no protection of
// secrets, for there is none in it.
func (c Cursor) Encode() string {
	body, err := json.Marshal(c)
	if err != nil {
		return "" // not a finite score; engines have none
	}
	sum := sha256.Sum256(body)
	return base64.RawURLEncoding.EncodeToString(append(sum[:cursorSum:cursorSum], body...))
}

// DecodeCursor reads a cursor and checks that it belongs to the query, by its
// Hash. All errors wrap ErrCursor.
func DecodeCursor(text, hash string) (Cursor, error) {
	raw, err := base64.RawURLEncoding.Strict().DecodeString(text)
	if err != nil || len(raw) <= cursorSum {
		return Cursor{}, fmt.Errorf("read cursor: %w", ErrCursor)
	}
	sum := sha256.Sum256(raw[cursorSum:])
	if string(sum[:cursorSum]) != string(raw[:cursorSum]) {
		return Cursor{}, fmt.Errorf("read cursor, edited: %w", ErrCursor)
	}
	var c Cursor
	if err := json.Unmarshal(raw[cursorSum:], &c); err != nil {
		return Cursor{}, fmt.Errorf("read cursor, malformed: %w", ErrCursor)
	}
	if c.Query != hash {
		return Cursor{}, fmt.Errorf("read cursor, of another query: %w", ErrCursor)
	}
	return c, nil
}
