package index

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
)

// Scope is what a caller may see: filters that are forced on every search, read
// and write. Everything() forces none.
type Scope struct {
	Forced []Filter
}

// Everything is the scope of a caller without restriction.
func Everything() Scope { return Scope{} }

// Hash tells scopes apart, in cursors, validators and caches. It is "" for
// Everything.
func (s Scope) Hash() string {
	if len(s.Forced) == 0 {
		return ""
	}
	sum := sha256.Sum256(fmt.Appendf(nil, "%#v", s.Forced))
	return hex.EncodeToString(sum[:8])
}
