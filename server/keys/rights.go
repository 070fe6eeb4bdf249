// Package keys says who may do what: the rights that a route needs and that a
// key gives.
package keys

// Right is what a caller must be allowed to do for a route to answer.
type Right string

// The rights. Admin does not include the others.
const (
	Public Right = ""       // anybody
	Search Right = "search" // hits, facets, suggestions, counts
	Read   Right = "read"   // whole documents, their citations and files
	Write  Right = "write"  // add, replace and delete documents
	Curate Right = "curate" // correct documents, decide on citations
	Admin  Right = "admin"  // quarantine, keys, the state of the service
)
