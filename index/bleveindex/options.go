package bleveindex

import (
	"io/fs"
	"os"
	"runtime"
	"tracuu/index"
)

// Options of Open. The zero value is the usual choice.
type Options struct {
	// Graph gives counts and edges of resolved citations; nil for none.
	Graph index.Graph
	// Follower is told of all that is held before Open returns, and then of every
	// write before it is answered; nil for nobody. A graph is usually both. What an
	// index.Keeper holds is put aside in the data folder, and it is told only of what
	// came later.
	Follower index.Follower
	// Families are the families of keywords; nil for those that come with tracuu.
	Families *index.Families
	// Upgrade builds a new index in place of one of another version, before Open
	// returns. Without it such an index is index.ErrVersion.
	Upgrade bool
	// Warm makes what completions, advice and families of copies are read from as
	// soon as the engine is open, beside its work, so that the first who asks for
	// them does not wait. A program that asks a few questions goes without.
	Warm bool
	// Progress is called while Open replays or rebuilds, and during Reindex, with
	// documents done of those known to be needed. Nil for nobody.
	Progress func(done, total int)
	// Rebuilt is called when the index was damaged or belonged to another state
	// of the store and was rebuilt from it, with the reason. Nil for nobody.
	Rebuilt func(reason error)
	// OpenFile opens the file of the store, nil means os.OpenFile. A test puts a file in
	// its place that fails.
	OpenFile func(name string, flag int, perm fs.FileMode) (*os.File, error)
	// AfterStore is called when a write is safe in the store and not yet in the
	// index, so that a test can end the process there. Nil for nothing.
	AfterStore func()
}

// workers is how many documents are analysed side by side.
var workers = runtime.GOMAXPROCS(0)
