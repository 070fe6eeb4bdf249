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

// Lasting reports whether a document that is gone can still be held against the
// scope: of those a collection remembers type, issuer, province and date of issue,
// and nothing else.
func (s Scope) Lasting() bool {
	for _, f := range s.Forced {
		if f.Field != FieldType && f.Field != FieldIssuer && f.Field != FieldProvince {
			return false
		}
	}
	return true
}

// Hash tells scopes apart, in cursors, validators and caches. It is "" for
// Everything.
func (s Scope) Hash() string {
	if len(s.Forced) == 0 {
		return ""
	}
	sum := sha256.Sum256(fmt.Appendf(nil, "%#v", s.Forced))
	return hex.EncodeToString(sum[:8])
}
