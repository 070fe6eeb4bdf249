package index

import (
	"context"
	"time"

	"tracuu/index/directive"
)

// Searcher answers queries. Engines and the HTTP client are Searchers.
type Searcher interface {
	// Search answers q within scope. It returns *QueryError for a query that has
	// no reading and ErrCursor for a cursor of another query; on a done context
	// its error.
	Search(ctx context.Context, scope Scope, q Query) (*Results, error)
}

// Reader gives documents whole.
type Reader interface {
	// Get returns the documents in the order of ids; those not held or outside
	// scope are absent from the map.
	Get(ctx context.Context, scope Scope, ids ...string) (map[string]directive.Directive, error)
	// Changes lists what was written after generation since, oldest first, at
	// most limit of them, one entry an id (its last change). A document that left the
	// scope, be it that it was deleted or is another now, is listed as deleted with the
	// generation at which it left; for a scope that is not Lasting it is not listed.
	Changes(ctx context.Context, scope Scope, since uint64, limit int) ([]Change, error)
}

// CopyFinder tells the copies of a document.
type CopyFinder interface {
	// Copies gives the other members of a document's family within scope, the
	// likest first. It returns ErrNotFound for a document that is not held.
	Copies(ctx context.Context, scope Scope, id string) ([]Copy, error)
}

// Writer changes the collection. A write that returned without error is on
// disk and seen by every later search.
type Writer interface {
	// Put stores drafts and returns what became of each, in order. A draft whose
	// ID is taken replaces that document; one that follows its source replaces the
	// document of that source; any other without an ID gets a minted one.
	// A draft that is refused has Written.Err set and the others go on: ErrScope for
	// one outside scope, ErrNotFound for one whose ID is that of a document outside it. A draft with
	// a Request that was put before is not put again; where it is another draft, the
	// error is ErrRequestReused and none of them is put.
	Put(ctx context.Context, scope Scope, drafts ...Draft) ([]Written, error)
	// Delete removes a document; ErrNotFound when it is not held.
	Delete(ctx context.Context, scope Scope, id string) error
	// Sources lists the documents taken from a folder, by Source.Name and Part.
	Sources(ctx context.Context, scope Scope, root string) ([]SourceEntry, error)
}

// Engine is a collection that can be searched, read, written and corrected.
type Engine interface {
	Searcher
	Reader
	Writer
	Suggester
	Curator
	Bounder
	Quarantine
	CopyFinder
	// Status says how much is held and at which generation.
	Status(ctx context.Context) (Status, error)
	// Close releases the collection. Later calls return ErrClosed.
	Close() error
}

// Draft is a document on its way in: what the caller supplied and what was read
// from its text. Supplied values stand before read ones.
type Draft struct {
	ID    string // given by the caller, or "" to mint one
	Given directive.Given
	Read  directive.Directive // with Text and Source
	// FollowsSource means that the document is that of its source (root, name and
	// part) as it is now: it takes the place of the one held of it, unless the
	// bytes are the same, when nothing changes. Readers of files set it; a document
	// that somebody sends is a document of its own, whatever its name.
	FollowsSource bool
	// Request names the request that brings it, nil for one that nobody sends twice.
	Request *Request
}

// Directive is the document that the draft amounts to, without id and key.
func (d Draft) Directive() directive.Directive { return directive.Merge(d.Read, d.Given) }

// WriteStatus says what a write did.
type WriteStatus string

// What a write did.
const (
	Created   WriteStatus = "created"
	Replaced  WriteStatus = "replaced"
	Unchanged WriteStatus = "unchanged" // the same bytes from the same source
	Refused   WriteStatus = "refused"
	// Quarantined is stored and seen by nobody, for a mark of secrecy: see Quarantine.
	Quarantined WriteStatus = "quarantined"
)

// Written is the outcome of one draft.
type Written struct {
	ID     string
	Status WriteStatus
	Err    error // why it was refused
	Again  bool  // an earlier Put with the same Request wrote it, not this one
}

// Change is the last thing that happened to a document.
type Change struct {
	Generation uint64    `json:"generation"`
	ID         string    `json:"id"`
	Deleted    bool      `json:"deleted,omitempty"`
	At         time.Time `json:"at"`
}

// SourceEntry is a document taken from a folder. Those in quarantine follow their
// files as all others do.
type SourceEntry struct {
	ID          string
	Source      directive.Source
	Quarantined bool
}

// Status is the state of a collection.
type Status struct {
	Documents   int
	Quarantined int // held back for their mark of secrecy, not among Documents
	Generation  uint64
	// Epoch names the history that generations count, "" where that is not known. A
	// collection brought back from a backup has another, since it gives the same
	// generations to other writes.
	Epoch      string
	Reindexing bool
	Fault      *Fault // nil while all is well
}

// Graph gives an engine what the citation graph knows. Counts and edges are of
// resolved citations only.
type Graph interface {
	// CitedBy counts the documents that cite id.
	CitedBy(id string) int
	// Citing lists the ids of those documents, in order of id.
	Citing(id string) []string
}
