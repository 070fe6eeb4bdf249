package index

import (
	"context"

	"tracuu/index/directive"
)

// Follower is told of every change of a collection, in order, by the engine that
// holds it: what it was told when a write is answered includes that write. The
// engine tells it of all that is held when it opens. Telling the same again
// changes nothing. The citation graph is a Follower.
type Follower interface {
	// Put tells of a document that came or changed. The follower keeps nothing of
	// d.
	Put(d *directive.Directive)
	// Delete tells that a document is gone.
	Delete(id string)
	// Decide tells the decisions on the citations of a document, in place of all
	// earlier ones.
	Decide(id string, decisions ...directive.Decision)
}

// Bounder says what a scope lets a caller see.
type Bounder interface {
	// Visible tells the ids within scope from the others, for the collection as it
	// is now. It is nil for a scope that forces nothing. The function asks the
	// engine nothing and may be called from anywhere.
	Visible(ctx context.Context, scope Scope) (func(id string) bool, error)
}
