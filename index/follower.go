package index

import (
	"context"
	"io"

	"tracuu/index/directive"
)

// Follower is told of every change of a collection, in order, by the engine that
// holds it: what it was told when a write is answered includes that write. The
// engine tells it of all that is held when it opens, or a Keeper of what it was not
// told before. Telling the same again changes nothing. The citation graph is a
// Follower, and a Keeper.
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

// Keeper is a Follower whose knowledge can be put aside and taken up again, so that
// an engine need not tell it of everything at each start. What is put aside is
// derived: lost or damaged, it is told again.
type Keeper interface {
	Follower
	// Version names the form of what Save writes together with the rules behind
	// it. What another version saved is not for Load.
	Version() string
	// Save writes what the follower holds. It may be called beside all else.
	Save(w io.Writer) error
	// Load takes what Save wrote in place of what the follower holds. It keeps
	// nothing of saved. After an error the follower holds nothing.
	Load(saved []byte) error
	// Settle does what the follower puts off until it is asked.
	Settle()
}
