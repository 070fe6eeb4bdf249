package keys

import (
	"fmt"
	"slices"
	"strings"
)

// Right is what a caller must be allowed to do for a route to answer.
type Right string

// The rights. None includes another.
const (
	Public Right = ""       // anybody
	Search Right = "search" // hits, facets, suggestions, counts
	Read   Right = "read"   // whole documents, their citations and files
	Write  Right = "write"  // add, replace and delete documents
	Curate Right = "curate" // correct documents, decide on citations
	Admin  Right = "admin"  // quarantine, the state of the service
)

// Rights are all that a key may give, from the least to the most.
func Rights() []Right { return []Right{Search, Read, Write, Curate, Admin} }

// ParseRights reads a list of rights parted by commas. The empty list is an
// error: a key that may do nothing is a slip.
func ParseRights(list string) ([]Right, error) {
	var out []Right
	for name := range strings.SplitSeq(list, ",") {
		r := Right(strings.TrimSpace(name))
		if !slices.Contains(Rights(), r) {
			return nil, fmt.Errorf("%w: %q is none of %v", ErrBadKey, name, Rights())
		}
		if !slices.Contains(out, r) {
			out = append(out, r)
		}
	}
	return out, nil
}
